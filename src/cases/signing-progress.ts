import { FAILURES } from '../domain/failures.ts';
import { isFailureCode } from '../domain/labels.ts';
import { HUMAN_TASKS } from '../domain/process.ts';
import type { SigningStatus, Store } from '../store/store.ts';
import { inForce } from './decisions-in-force.ts';
import type { Dependencies } from './dependencies.ts';
import { identifySigner } from './identify-signer.ts';
import { returnReason, type ReturnReason } from './return-reason.ts';

export interface DocumentProgress {
  readonly applicationNumber: string;
  readonly status: SigningStatus;
  /** Indonesian, for the head. */
  readonly reason: string | null;
}

/** Where documents stand, read from the cases themselves: also after the browser was closed or the office restarted. */
export function showSigningProgress(needs: Pick<Dependencies, 'store' | 'now'>) {
  return async (username: string, applicationNumbers: readonly string[]): Promise<DocumentProgress[]> => {
    await identifySigner(needs, username, {
      event: 'view-refused',
      asked: 'signing-progress-viewed',
      applicationNumbers,
    });
    return Promise.all(applicationNumbers.map((applicationNumber) => progressOf(needs.store, applicationNumber)));
  };
}

export async function progressOf(store: Store, applicationNumber: string): Promise<DocumentProgress> {
  const record = await store.cases.get(applicationNumber);
  if (record.signedSha256 !== null) return { applicationNumber, status: 'signed', reason: null };
  const last = inForce(await store.decisions.of(applicationNumber)).at(-1);
  if (last?.step === 7 && last.answer['signing'] === 'rejected')
    return { applicationNumber, status: 'returned', reason: 'Dikembalikan kepada Kasi/Kabid.' };
  if (record.draftSha256 !== null && (await store.signingBatches.isUnderWay(record.draftSha256)))
    return { applicationNumber, status: 'signing', reason: null };
  const [listed] = await store.workList.listed({
    lanes: ['kepala-dinas'],
    element: HUMAN_TASKS[7],
    applicationNumber,
  });
  if (listed === undefined)
    return { applicationNumber, status: last?.step === 7 ? 'signing' : 'waiting', reason: null };
  const returned = returnReason(HUMAN_TASKS[7], listed.decisions, listed.since);
  return returned === null
    ? { applicationNumber, status: 'waiting', reason: null }
    : { applicationNumber, status: 'returned', reason: textOf(returned) };
}

function textOf({ code, note }: ReturnReason): string | null {
  return isFailureCode(code) ? FAILURES[code].officer : note;
}
