import type { RequestHandler } from 'express';
import { Refusal } from '../../domain/failures.ts';
import { readApplicationNumber } from '../../domain/application-number.ts';
import { refusedDecision } from '../middleware/refused.ts';
import { numberOf, text, wantsJson, type Kit } from '../kit.ts';
import { showCase } from './case.ts';
import { readGiven } from './given.ts';

/**
 * POST /meja/berkas/:number/keputusan, as a form or as JSON:
 * `{ task, draftSha256?, examination | verification | signing | handOver | siakReference, missingDocuments?, note?, siakNumbers? }`.
 * Form: on to the next case, or the case page again with what was typed and why it was refused. JSON: 200 `{ ok: true
 * }`, or 403, 409, 422, 503 with `{ code, message }`.
 */
export function decisionPost(kit: Kit): RequestHandler {
  return async (request, response) => {
    const username = kit.callers.of(request);
    const applicationNumber = numberOf(request);
    const given = readGiven(kit, request);
    const { task, answer, draftSha256, siakNumbers } = given;
    try {
      await kit.cases.decide(username, {
        applicationNumber,
        task,
        answer,
        siakNumbers,
        ...(draftSha256 === undefined ? {} : { draftSha256 }),
      });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const { status, remedy, code } = refusedDecision(error);
      if (wantsJson(request)) return void response.status(status).json({ code, message: remedy });
      return showCase(kit, request, response, { status, refused: remedy, given });
    }
    if (wantsJson(request)) return void response.json({ ok: true });
    response.redirect(303, `/meja/lanjut?sesudah=${applicationNumber}`);
  };
}

/**
 * GET /meja/lanjut?sesudah=: the case that waits next for this officer; the same one when it goes on with them.
 * `?lewati=`: the case after this one, which stays as it is.
 */
export function nextPage(kit: Kit): RequestHandler {
  return async (request, response) => {
    const after = readApplicationNumber(text(request.query['sesudah']));
    const skip = readApplicationNumber(text(request.query['lewati']));
    const next = await kit.cases.nextTask(kit.callers.of(request), { after, skip });
    const done = after === undefined ? '' : `?selesai=${after}`;
    if (next === undefined) return response.redirect(303, `/meja${done}`);
    const page = next.step === 7 ? '/meja/tanda-tangan' : `/meja/berkas/${next.applicationNumber}`;
    response.redirect(303, `${page}${done}`);
  };
}

/** POST /meja/berkas/:number/ambil */
export const claimPost = (kit: Kit): RequestHandler =>
  assignmentPost(
    kit,
    (username, of) => kit.cases.claim(username, of),
    (number) => `/meja/berkas/${number}`,
  );
/** POST /meja/berkas/:number/lepas */
export const releasePost = (kit: Kit): RequestHandler =>
  assignmentPost(
    kit,
    (username, of) => kit.cases.release(username, of),
    () => '/meja',
  );

function assignmentPost(
  kit: Kit,
  act: (username: string, of: { applicationNumber: string; task: string }) => Promise<void>,
  back: (applicationNumber: string) => string,
): RequestHandler {
  return async (request, response) => {
    const username = kit.callers.of(request);
    const applicationNumber = numberOf(request);
    const { task } = readGiven(kit, request);
    try {
      await act(username, { applicationNumber, task });
    } catch (error) {
      throw error instanceof Refusal ? refusedDecision(error) : error;
    }
    if (wantsJson(request)) return void response.json({ ok: true });
    response.redirect(303, back(applicationNumber));
  };
}
