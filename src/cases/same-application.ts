import type { Application } from '../domain/application.ts';
import { changedElements } from '../domain/changed-elements.ts';
import { toWhatsAppNumber } from '../domain/phone.ts';
import type { CaseRecord, Store } from '../store/store.ts';
import { subjectHash } from './case-subjects.ts';
import { AlreadyOpen } from './not-possible.ts';

const SIXTEEN = /^[1-9]\d{15}$/;

/**
 * Throws AlreadyOpen when this applicant has asked for the same thing in a case that is still open. Who is locked until
 * the transaction ends, so that of two sent at the same moment one sees the other. With another WhatsApp number it is
 * somebody else's business: they learn nothing of it here, the officer sees both (rule R51).
 */
export async function refuseSame(
  tables: Pick<Store, 'subjects' | 'cases'>,
  key: Buffer,
  application: Application,
  idempotencyKey: string,
): Promise<void> {
  const applicant = subjectHash(key, 'nik', application.applicant.nik);
  await tables.subjects.lock(applicant);
  // Its twin under the same key, sent at the same moment, may have been opened while we waited.
  if ((await tables.cases.byIdempotencyKey(idempotencyKey)) !== undefined) return;
  const open = await tables.subjects.openWith([applicant], '');
  const cases = await tables.cases.findMany(open.map(({ applicationNumber }) => applicationNumber));
  const same = cases.find((record) => asksTheSame(record, application));
  if (same !== undefined) throw new AlreadyOpen(same.applicationNumber, same.submittedAt);
}

function asksTheSame({ application: other }: CaseRecord, application: Application): boolean {
  return (
    other.applicant.nik === application.applicant.nik &&
    toWhatsAppNumber(other.applicant.whatsapp) === toWhatsAppNumber(application.applicant.whatsapp) &&
    subjectOf(other) === subjectOf(application)
  );
}

/** What is asked for and about whom. Not the words: whoever types it a second time types some of them otherwise. */
function subjectOf(application: Application): string {
  const { reason, kkNumber, members, changes, events = [] } = application;
  return JSON.stringify([
    reason,
    kkNumber ?? null,
    events.map(({ event }) => event).toSorted(),
    changedElements(application),
    [...new Set(changes.map(({ member }) => members[member]?.nik ?? ''))].toSorted(),
    niksIn(events).toSorted(),
  ]);
}

function niksIn(value: unknown): string[] {
  if (typeof value === 'string') return SIXTEEN.test(value) ? [value] : [];
  return typeof value === 'object' && value !== null ? [...new Set(Object.values(value).flatMap(niksIn))] : [];
}
