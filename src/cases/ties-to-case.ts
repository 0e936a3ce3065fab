import type { Decision, Person } from '../domain/authority.ts';
import { NO_TIES, type Ties } from '../domain/judge-decision.ts';
import type { CaseRecord, Store } from '../store/store.ts';
import { subjectHash } from './case-subjects.ts';
import { ownNikHashes } from './same-person.ts';
import type { Dependencies } from './dependencies.ts';

/** With the PIN or from the phone of a case one answers and signs as its applicant. */
const ACCESS_RENEWED = ['pin-renewed', 'number-corrected'] as const;

/** What the office knows of a person and a case beside its decisions. Nobody of the office: no ties. */
export async function tiesToCase(
  { store, settings }: Pick<Dependencies, 'store' | 'settings'>,
  person: Person | undefined,
  { applicationNumber, draftSha256 }: Pick<CaseRecord, 'applicationNumber' | 'draftSha256'>,
): Promise<Ties> {
  if (person === undefined) return NO_TIES;
  return {
    isOwnFamily: await isOwnFamily({ store, settings }, person, { applicationNumber, draftSha256 }),
    renewedAccess: (await store.journal.by([applicationNumber], person.username, ACCESS_RENEWED)).length > 0,
    acts: await columnsTyped(store, applicationNumber, person.username),
  };
}

/** Whether the case names this person's own NIK: what is done for it, a colleague does. */
export async function isOwnFamily(
  { store, settings }: Pick<Dependencies, 'store' | 'settings'>,
  person: Pick<Person, 'signerNik' | 'nikHash'>,
  { applicationNumber, draftSha256 }: Pick<CaseRecord, 'applicationNumber' | 'draftSha256'>,
): Promise<boolean> {
  if (person.signerNik === null && person.nikHash == null) return false;
  const own = ownNikHashes(settings.linkKey, person);
  if (await store.subjects.isAbout(applicationNumber, own)) return true;
  // The card names all of the family, of whom the application may name some.
  const draft = draftSha256 === null ? undefined : await store.drafts.find(draftSha256);
  return (draft?.family.members ?? []).some(({ nik }) => own.includes(subjectHash(settings.linkKey, 'nik', nik)));
}

/** Whoever typed columns 13 to 15 of somebody is a pair of eyes of the examination, also when a colleague ended it. */
async function columnsTyped({ immigrationClaims }: Store, applicationNumber: string, by: string): Promise<Decision[]> {
  return (await immigrationClaims.of(applicationNumber))
    .filter(({ claimedBy }) => claimedBy === by)
    .map(({ claimedAt: decidedAt }) => ({ step: 3, element: null, decidedBy: by, decidedAt, actingAs: null }));
}
