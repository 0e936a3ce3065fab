import type { RequestHandler } from 'express';
import { numberOf, postedForm, show, text, type Kit } from '../kit.ts';
import { STATE_LABELS } from '../labels.ts';

/** /meja/siak-batal: entries that an officer has to undo in SIAK itself. */
export function siakUndoPage(kit: Kit): RequestHandler {
  return async (request, response) => {
    const username = kit.callers.of(request);
    const { officer, rows } = await kit.cases.owedCancellations(username);
    show(
      kit,
      response,
      { template: 'siak-undo', title: 'Entri SIAK yang harus dibatalkan', page: 'siak', officer },
      {
        token: kit.guard.token(request, response, username),
        rows: rows.map((row) => ({ ...row, stateLabel: STATE_LABELS[row.state] })),
      },
    );
  };
}

/** POST /meja/siak-batal/:number: it was undone in SIAK. */
export function siakUndonePost(kit: Kit): RequestHandler {
  return async (request, response) => {
    const { username, fields } = postedForm(kit, request);
    await kit.cases.recordCancellation(username, numberOf(request), text(fields.get('referensi')).slice(0, 60));
    response.redirect(303, '/meja/siak-batal');
  };
}
