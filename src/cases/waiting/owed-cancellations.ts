import type { OwedCancellation } from '../../store/inquiries.ts';
import { names } from '../audit/inquire.ts';
import type { Dependencies } from '../dependencies.ts';
import { hasRole, identifyOfficer, type IdentifiedOfficer, type Officer } from '../identify-officer.ts';
import { NotNow } from '../not-possible.ts';
import { refusal, refuseOwnFamily } from '../open-case.ts';
import { ownFamilyAmong } from '../ties-to-work.ts';

type Needs = Pick<Dependencies, 'store' | 'settings' | 'now'>;

export interface OwedCancellations {
  readonly officer: Officer;
  /** Longest owed first. */
  readonly rows: readonly (OwedCancellation & {
    readonly entryOfficerName: string | null;
    /** Of the officer who looks: a colleague undoes it. */
    readonly ownFamily: boolean;
  })[];
}

/** Entries that a person has to undo in SIAK itself. For entry officers; throws Refusal, journalled, for others. */
export function listOwedCancellations(needs: Needs) {
  return async (username: string): Promise<OwedCancellations> => {
    const { officer, person } = await requireEntryOfficer(needs, username, 'view-refused', null);
    const nameOf = await names(needs);
    const rows = await needs.store.inquiries.owedCancellations();
    const own = await ownFamilyAmong(
      needs,
      person,
      rows.map(({ applicationNumber }) => applicationNumber),
    );
    return {
      officer,
      rows: rows.map((row) => ({
        ...row,
        entryOfficerName: row.entryOfficer === null ? null : nameOf(row.entryOfficer),
        ownFamily: own.has(row.applicationNumber),
      })),
    };
  };
}

/**
 * An entry officer says that the entry with this reference was undone in SIAK; journalled under their name, once. Any
 * of them may: who typed it may be on leave. Throws Refusal for others, NotNow when nothing is owed (any more).
 */
export function recordCancellation(needs: Needs) {
  const { store } = needs;
  return async (username: string, applicationNumber: string, siakReference: string): Promise<void> => {
    const identified = await requireEntryOfficer(needs, username, 'act-refused', applicationNumber);
    await refuseOwnFamily(needs, identified, await store.cases.get(applicationNumber), 'siak-entry-undone');
    await store.transaction(async (tables) => {
      // Two clicks, or two officers: the row of the case lets one after the other in.
      await tables.cases.lock(applicationNumber);
      const owed = (await tables.inquiries.owedCancellations()).find(
        (one) => one.applicationNumber === applicationNumber && one.siakReference === siakReference,
      );
      if (owed === undefined)
        throw new NotNow('Pembatalan entri ini sudah dicatat, atau tidak diminta. Muat ulang halaman.');
      await tables.effects.settle(owed.key, 'done');
      await tables.journal.write({
        applicationNumber,
        actor: username,
        event: 'siak-entry-undone',
        step: 3,
        detail: { siakReference },
      });
    });
  };
}

async function requireEntryOfficer(
  needs: Needs,
  username: string,
  event: 'view-refused' | 'act-refused',
  applicationNumber: string | null,
): Promise<IdentifiedOfficer> {
  const identified = await identifyOfficer(needs, username);
  if (hasRole(identified, 'petugas-entri')) return identified;
  throw await refusal(
    needs,
    { username, event, asked: 'siak-entry-undone', applicationNumbers: [applicationNumber] },
    'WRONG_ROLE',
  );
}
