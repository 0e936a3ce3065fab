import type { Request, RequestHandler } from 'express';
import { nextTask } from '../../cases/list-work.ts';
import { ANSWER_FIELDS, type GivenAnswer } from '../../domain/decision-answers.ts';
import { Refusal } from '../../domain/failures.ts';
import { readApplicationNumber } from '../../domain/application-number.ts';
import { readForm } from '../door/form.ts';
import { refusedDecision } from '../door/refused.ts';
import { numberOf, text, wantsJson, type Kit } from '../kit.ts';
import { showCase } from './case.ts';

/** What a form or a program sends to /keputusan, /ambil and /lepas. */
export interface Given {
  readonly task: string;
  readonly draftSha256: string | undefined;
  readonly answer: GivenAnswer;
}
/** Longer than any note that is accepted, so that the judgement and not this door says that it is too long. */
const LONGEST_VALUE = 5_000;
const LONGEST_TASK = 100;

/**
 * POST /meja/berkas/:number/keputusan, as a form or as JSON:
 * `{ task, draftSha256?, examination | verification | signing | handOver | siakReference, missingDocuments?, note? }`.
 * Form: on to the next case, or the case page again with what was typed and why it was refused. JSON: 200 `{ ok: true }`,
 * or 403, 409, 422, 503 with `{ code, message }`.
 */
export function decisionPost(kit: Kit): RequestHandler {
  return async (request, response) => {
    const username = kit.door.callerOf(request);
    const applicationNumber = numberOf(request);
    const given = readGiven(kit, request, username);
    const { task, answer, draftSha256 } = given;
    try {
      await kit.cases.decide(username, {
        applicationNumber,
        task,
        answer,
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

/** GET /meja/lanjut?sesudah=: the case that waits next for this officer; the same one when it goes on with them. */
export function nextPage(kit: Kit): RequestHandler {
  return async (request, response) => {
    const after = readApplicationNumber(text(request.query['sesudah']));
    const next = nextTask(await kit.cases.work(kit.door.callerOf(request)), after);
    const done = after === undefined ? '' : `?selesai=${after}`;
    if (next === undefined) return response.redirect(303, `/meja${done}`);
    const page = next.step === 7 ? '/meja/tanda-tangan' : `/meja/berkas/${next.applicationNumber}`;
    response.redirect(303, `${page}${done}`);
  };
}

/** POST /meja/berkas/:number/ambil */
export const claimPost = (kit: Kit): RequestHandler =>
  assignmentPost(kit, (username, of) => kit.cases.claim(username, of), (number) => `/meja/berkas/${number}`);
/** POST /meja/berkas/:number/lepas */
export const releasePost = (kit: Kit): RequestHandler =>
  assignmentPost(kit, (username, of) => kit.cases.release(username, of), () => '/meja');

function assignmentPost(
  kit: Kit,
  act: (username: string, of: { applicationNumber: string; task: string }) => Promise<void>,
  back: (applicationNumber: string) => string,
): RequestHandler {
  return async (request, response) => {
    const username = kit.door.callerOf(request);
    const applicationNumber = numberOf(request);
    const { task } = readGiven(kit, request, username);
    try {
      await act(username, { applicationNumber, task });
    } catch (error) {
      throw error instanceof Refusal ? refusedDecision(error) : error;
    }
    if (wantsJson(request)) return void response.json({ ok: true });
    response.redirect(303, back(applicationNumber));
  };
}

function readGiven(kit: Kit, request: Request, username: string): Given {
  if (request.is('application/json') === 'application/json') {
    const body = (typeof request.body === 'object' ? request.body : {}) as Record<string, unknown>;
    return givenOf((name) => body[name]);
  }
  const { fields } = readForm(request);
  kit.guard.check(request, username, fields.get('token'));
  return givenOf((name) => (name === 'missingDocuments' ? fields.getAll(name) : (fields.get(name) ?? undefined)));
}

function givenOf(valueOf: (name: string) => unknown): Given {
  const cut = (value: unknown) => (typeof value === 'string' ? value.slice(0, LONGEST_VALUE) : value);
  const draftSha256 = valueOf('draftSha256');
  const answer = ANSWER_FIELDS.map((name) => [name, cut(valueOf(name))] as const).filter(
    ([, value]) => value !== undefined && value !== '',
  );
  return {
    task: text(valueOf('task')).slice(0, LONGEST_TASK),
    draftSha256: typeof draftSha256 === 'string' && draftSha256 !== '' ? draftSha256 : undefined,
    answer: Object.fromEntries(answer),
  };
}

