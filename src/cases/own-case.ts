import { INDONESIAN } from '../domain/language/indonesian.ts';
import type { CaseRecord } from '../store/store.ts';
import { isBeingSigned, newestInForce } from './decisions-in-force.ts';
import type { Dependencies } from './dependencies.ts';
import { NotNow, NotYourCase } from './not-possible.ts';
import type { PinGuard } from './pin-guard.ts';
import { revocationInForce } from './revocations/revocation-in-force.ts';

/**
 * From submission until the head's approval; what is being signed or is signed cannot be withdrawn (diagram, event
 * sub-process).
 */
const MAY_WITHDRAW: readonly CaseRecord['state'][] = [
  'submitted',
  'examination',
  'waiting-for-applicant',
  'drafting',
  'verification',
  'signing',
];

/** The applicant's own case by number and PIN; `from` is the address it is asked from. Throws NotYourCase. */
export async function ownCase(
  { store }: Pick<Dependencies, 'store'>,
  guard: PinGuard,
  applicationNumber: string,
  pin: string,
  from = '',
): Promise<CaseRecord> {
  const record = await store.cases.find(applicationNumber);
  await guard.check(applicationNumber, pin, record?.pinGeneration ?? 0, from);
  if (record === undefined) throw new NotYourCase();
  return record;
}

export async function mayWithdraw({ store }: Pick<Dependencies, 'store'>, record: CaseRecord): Promise<boolean> {
  if (!MAY_WITHDRAW.includes(record.state)) return false;
  return !isBeingSigned(await newestInForce(store, record.applicationNumber));
}

/** For the applicant. Throws NotNow while there is none, and once the office took it back: it is not spread further. */
export async function signedCard(
  { documents, store }: Pick<Dependencies, 'documents' | 'store'>,
  { applicationNumber, signedSha256 }: Pick<CaseRecord, 'applicationNumber' | 'signedSha256'>,
): Promise<Buffer> {
  if (signedSha256 === null) throw new NotNow(INDONESIAN.refusals['kk-belum-ditandatangani-lihat']);
  if ((await revocationInForce(store, applicationNumber)) !== undefined)
    throw new NotNow(INDONESIAN.refusals['kk-ini-sudah-kami']);
  return documents.get(signedSha256);
}
