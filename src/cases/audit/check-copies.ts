import type { ArchiveCopyRecord } from '../../store/store.ts';
import { inquire, type AuditDependencies } from './inquire.ts';

export interface ArchiveState {
  readonly counts: readonly { layer: string; state: ArchiveCopyRecord['state']; count: number }[];
  /** Layers whose medium is there now. */
  readonly present: readonly string[];
  /** Archived cases of which no medium holds a whole copy; 100 at most. */
  readonly lost: readonly string[];
}
export interface ReadCopy {
  readonly layer: string;
  /** What is missing, added or altered; empty: whole. Null: the medium is not there. */
  readonly faults: readonly string[] | null;
  readonly checkedAt: Date;
}

/** Whether every archived case is whole in every layer, as last read. */
export function checkCopies(needs: AuditDependencies) {
  const { store, archive } = needs;
  return (username: string): Promise<ArchiveState> =>
    inquire(needs, username, { question: 'archive' }, async () => ({
      counts: await store.archiveCopies.counts(),
      present: await archive.present(),
      lost: await store.archiveCopies.lost(),
    }));
}

/** Reads every copy of one case in full, now. Throws Failure CASE_UNKNOWN. */
export function readCopies(needs: AuditDependencies) {
  const { store, archive } = needs;
  return (username: string, applicationNumber: string): Promise<ReadCopy[]> =>
    inquire(needs, username, { question: 'archive', applicationNumber }, async () => {
      await store.cases.get(applicationNumber);
      const copies = await store.archiveCopies.of(applicationNumber);
      return Promise.all(
        copies.map(async (copy) => ({
          layer: copy.layer,
          faults: (await archive.faultsOf(copy)) ?? null,
          checkedAt: copy.checkedAt,
        })),
      );
    });
}
