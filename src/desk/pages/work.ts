import type { RequestHandler } from 'express';
import { REASON_LABELS } from '../../domain/application.ts';
import { elementOf } from '../../domain/elements.ts';
import { kalurahanOf } from '../../domain/kalurahan.ts';
import type { DeskTask } from '../../cases/desk.ts';
import { show, type Kit } from '../kit.ts';
import { laneOf } from '../tasklist-links.ts';
import { TASK_LABELS, failureText, returnText } from '../words.ts';

/** /meja: what waits for me, how long, what came back and why. */
export function workPage(kit: Kit): RequestHandler {
  return async (request, response) => {
    const username = kit.door.callerOf(request);
    const dashboard = await kit.desk.dashboard(username);
    show(
      kit,
      response,
      { template: 'work', title: 'Pekerjaan saya', page: 'work', officer: dashboard.officer, scripts: ['news.js'] },
      { dashboard, now: new Date(), tasks: dashboard.tasks.map((task) => row(task, username)) },
    );
  };
}

/** /meja/kabar.json: whether the list has changed, for the open page. */
export function newsAnswer(kit: Kit): RequestHandler {
  return async (request, response) => {
    const { version, counts } = await kit.desk.dashboard(kit.door.callerOf(request));
    response.json({ version, open: counts.open });
  };
}

function row(task: DeskTask, username: string): Record<string, unknown> {
  const place = kalurahanOf(task.kalurahan);
  return {
    ...task,
    label: TASK_LABELS[task.elementId] ?? task.elementId,
    mine: task.assignee === username,
    signing: task.step === 7,
    lane: laneOf(task.step),
    reasonLabel: REASON_LABELS[task.reason],
    changed: task.elements.map((code) => elementOf(code).label).join(', '),
    place: place === undefined ? '' : `${place.name}, ${place.kapanewon}`,
    returnedText: task.returned === null ? '' : returnText(task.returned),
    blockedText: task.blocked === null ? '' : failureText(task.blocked),
  };
}
