import type { RequestHandler } from 'express';
import { numberOf, postedForm, show, type Kit } from '../kit.ts';
import { STATE_LABELS } from '../labels.ts';

/** /meja/terhenti: open cases that no instance of the process carries any more; for the admin. */
export function strandedPage(kit: Kit): RequestHandler {
  return async (request, response) => {
    const username = kit.callers.of(request);
    const [officer, cases] = await Promise.all([kit.cases.officer(username), kit.cases.strandedCases(username)]);
    const token = kit.guard.token(request, response, username);
    show(
      kit,
      response,
      { template: 'stranded', title: 'Berkas terhenti', page: 'stranded', officer },
      { token, cases: cases.map((one) => ({ ...one, stateLabel: STATE_LABELS[one.state] })) },
    );
  };
}

/** POST /meja/terhenti/:number: begins the case again at its step. */
export function beginAgainPost(kit: Kit): RequestHandler {
  return async (request, response) => {
    const { username } = postedForm(kit, request);
    await kit.cases.beginAgain(username, numberOf(request));
    response.redirect(303, '/meja/terhenti');
  };
}
