import { INDONESIAN } from '../domain/language/indonesian.ts';
import type { Application } from '../domain/application.ts';
import { checkApplication } from '../domain/check-application.ts';
import { changedElements } from '../domain/changed-elements.ts';
import { isEventApplication } from '../domain/events/from-application.ts';
import { plainDateOf } from '../domain/plain-date.ts';
import type { CaseRecord, Store } from '../store/store.ts';
import { subjectHashes, subjectsOf } from './case-subjects.ts';
import { applicationOf } from './cards-before.ts';
import type { Dependencies } from './dependencies.ts';
import { AmendmentRefused, NotNow } from './not-possible.ts';

/** What a resident may correct while an officer waits for it; who applies, and to which phone, stays. */
const AMENDABLE = ['events', 'listed', 'members', 'changes', 'address', 'kkNumber'] as const;

/**
 * The application with the parts that the resident completes. What was submitted stays
 * as it was; the completed application is kept beside it, encrypted. Throws AmendmentRefused with a remedy for each
 * fault.
 */
export async function amended(
  needs: Pick<Dependencies, 'documents' | 'now'>,
  record: CaseRecord,
  amendment: Readonly<Record<string, unknown>>,
): Promise<Application> {
  if (!isEventApplication(record.application))
    throw new NotNow(INDONESIAN.refusals['permohonan-ini-dilengkapi-dengan']);
  const { reason: _derived, language: _chosen, ...current } = await applicationOf(needs, record);
  const strange = Object.keys(amendment).find((key) => !(AMENDABLE as readonly string[]).includes(key));
  if (strange !== undefined)
    throw new AmendmentRefused([
      {
        field: `/${strange.slice(0, 60)}`,
        title: INDONESIAN.fields['isian-tidak-dikenal'],
        remedy: INDONESIAN.refusals['hapus-isian-ini-yang'],
      },
    ]);
  const { address, members, listed, ...rest } = current;
  const filled = Object.fromEntries(Object.entries(address).filter(([, value]) => value !== ''));
  const checked = checkApplication(
    {
      ...rest,
      ...(Object.keys(filled).length === 0 ? {} : { address: filled }),
      // Members that were made from the list are made anew from it.
      ...(listed === undefined ? { members } : { listed }),
      ...amendment,
    },
    plainDateOf(needs.now()),
  );
  if (!checked.ok) throw new AmendmentRefused(checked.faults);
  return checked.application;
}

export async function storeAmendment(
  tables: Store,
  { documents, settings }: Pick<Dependencies, 'documents' | 'settings'>,
  { applicationNumber }: CaseRecord,
  application: Application,
): Promise<void> {
  const { sha256: amendedSha256 } = await documents.put(Buffer.from(JSON.stringify(application)));
  await tables.cases.change(applicationNumber, {
    amendedSha256,
    reason: application.reason,
    elements: changedElements(application),
  });
  await tables.subjects.put(applicationNumber, subjectHashes(settings.linkKey, subjectsOf(application)));
  await tables.journal.write({
    applicationNumber,
    actor: 'pemohon',
    event: 'application-amended',
    step: 3,
    detail: { events: (application.events ?? []).map(({ event }) => event), amendedSha256 },
  });
}
