import type { RequestHandler } from 'express';
import type { ShownState } from '../../cases/waiting/show-state.ts';
import { postedForm, show, text, type Kit } from '../kit.ts';
import { shownPart, shownPlace } from '../waiting-labels.ts';

/** /meja/keadaan: what stands still, whose it is, and the state of every part; for the admin. */
export function statePage(kit: Kit): RequestHandler {
  return async (request, response) => {
    const username = kit.callers.of(request);
    const shown = await kit.cases.state(username);
    const token = kit.guard.token(request, response, username);
    show(
      kit,
      response,
      { template: 'state', title: 'Keadaan', page: 'state', officer: shown.officer, scripts: ['print.js'] },
      { token, ...content(shown) },
    );
  };
}

/** POST /meja/keadaan/coba: lets the work of an incident be tried once more. */
export function retryPost(kit: Kit): RequestHandler {
  return async (request, response) => {
    const { username, fields } = postedForm(kit, request);
    await kit.cases.retryIncident(username, text(fields.get('insiden')).slice(0, 100));
    response.redirect(303, '/meja/keadaan');
  };
}

function content({ parts, refusedModel, engine, engineAnswers, places }: ShownState): Record<string, unknown> {
  const incidents = engine?.incidents ?? [];
  return {
    now: new Date(),
    parts: parts.map(shownPart),
    troubled: parts.filter(({ ok }) => !ok).length,
    refusedModel: refusedModel.map(({ file, element, sentence }) => ({ file, element: element ?? '', sentence })),
    incidents: incidents.map((one) => ({ ...one })),
    stranded: engine?.stranded ?? [],
    engineAnswers,
    seenAt: engine?.seenAt ?? null,
    overdue: places.filter(({ overdue }) => overdue).map(shownPlace),
    waiting: places.filter(({ overdue }) => !overdue).map(shownPlace),
  };
}
