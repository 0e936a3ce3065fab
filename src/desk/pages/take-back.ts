import type { RequestHandler } from 'express';
import { Refusal } from '../../domain/failures.ts';
import { readApplicationNumber } from '../../domain/application-number.ts';
import { TASK_LABELS } from '../labels.ts';
import { refusedDecision } from '../middleware/refused.ts';
import { numberOf, text, wantsJson, type Kit } from '../kit.ts';
import { readGiven } from './given.ts';

/**
 * POST /meja/berkas/:number/tarik, as a form or as JSON `{ task, takeBackReason }`: the officer takes back the decision
 * that they made in this task, with a code of `domain/take-back-reason.ts` or without. Form: the case page, where the task
 * is open again. JSON: 200 `{ ok: true }`, or 403, 409, 503 with `{ code, message }`.
 */
export function takeBackPost(kit: Kit): RequestHandler {
  return async (request, response) => {
    const username = kit.callers.of(request);
    const applicationNumber = numberOf(request);
    const { task, takeBackReason: reason } = readGiven(kit, request);
    try {
      await kit.cases.takeBack(username, { applicationNumber, task, reason });
    } catch (error) {
      throw error instanceof Refusal ? refusedDecision(error) : error;
    }
    if (wantsJson(request)) return void response.json({ ok: true });
    response.redirect(303, `/meja/berkas/${applicationNumber}?ditarik=ya`);
  };
}

type Offer = Awaited<ReturnType<typeof takeBackOffer>>;
interface Recorded {
  /** Number of the case; '': the page was not opened after a decision. */
  readonly done: string;
  readonly doneOffer?: Offer;
}

/** For the page after a decision: of which case it is recorded, and what of it may be taken back. */
export async function recordedView(kit: Kit, username: string, decided: unknown): Promise<Recorded> {
  const number = readApplicationNumber(text(decided));
  if (number === undefined) return { done: '' };
  return { done: number, doneOffer: await takeBackOffer(kit, username, number) };
}

/** What the button needs; null: nothing may be taken back. A number in an address need not be that of a case. */
export async function takeBackOffer(kit: Kit, username: string, number: string) {
  const offer = await kit.cases.mayTakeBack(username, number);
  if (offer === undefined) return null;
  return { number, task: offer.task, label: TASK_LABELS[offer.element] ?? offer.element };
}
