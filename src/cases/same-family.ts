import type { CaseRecord } from '../store/store.ts';
import { subjectHashes, subjectsOf } from './case-subjects.ts';
import type { Dependencies } from './dependencies.ts';
import type { Warning } from './compare-changes.ts';

/**
 * Other cases of the same person or card that are still open (rule R51), for an element-based case; an
 * event-based case says it among its rules. So both sides are warned, whichever came first.
 */
export async function sameFamilyWarnings(
  { store, settings }: Pick<Dependencies, 'store' | 'settings'>,
  { applicationNumber, application }: CaseRecord,
): Promise<Warning[]> {
  const { phone: _shared, ...numbers } = subjectsOf(application);
  const open = await store.subjects.openWith(
    subjectHashes(settings.linkKey, { ...numbers, phone: undefined }),
    applicationNumber,
  );
  return [...new Set(open.map((one) => one.applicationNumber))].map((number) => ({
    text: `Permohonan ${number} untuk keluarga ini masih berjalan. Lanjutkan yang itu, atau batalkan bila keliru`,
    about: null,
  }));
}
