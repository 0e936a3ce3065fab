import type { RequestHandler } from 'express';
import { Refusal } from '../../domain/failures.ts';
import { refusedDecision } from '../middleware/refused.ts';
import { numberOf, type Kit } from '../kit.ts';
import { readGiven } from './given.ts';

const CLOCK = new Intl.DateTimeFormat('id-ID', { hour: '2-digit', minute: '2-digit', timeZone: 'Asia/Jakarta' });

/**
 * POST /meja/berkas/:number/konsep: keeps what is filled in; the page sends it by itself. Answers JSON `{ saved:
 * "10.15" }`.
 */
export function draftAnswerPost(kit: Kit): RequestHandler {
  return async (request, response) => {
    const username = kit.callers.of(request);
    const { task, answer } = readGiven(kit, request);
    try {
      await kit.cases.draftAnswer(username, { applicationNumber: numberOf(request), task }, answer);
    } catch (error) {
      throw error instanceof Refusal ? refusedDecision(error) : error;
    }
    response.json({ saved: CLOCK.format(new Date()) });
  };
}

/** POST /meja/berkas/:number/konsep/buang: forgets it and shows the empty form. */
export function dropDraftPost(kit: Kit): RequestHandler {
  return async (request, response) => {
    const username = kit.callers.of(request);
    await kit.cases.dropAnswerDraft(username, readGiven(kit, request).task);
    response.redirect(303, `/meja/berkas/${numberOf(request)}`);
  };
}
