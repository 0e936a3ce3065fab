import type { RequestHandler } from 'express';
import type { OfficerTask } from '../../cases/describe-task.ts';
import { readApplicationNumber } from '../../domain/application-number.ts';
import { REASON_LABELS } from '../../domain/application.ts';
import { elementOf } from '../../domain/elements.ts';
import { kalurahanOf } from '../../domain/kalurahan.ts';
import { show, text, wantsJson, type Kit } from '../kit.ts';
import { TASK_LABELS, failureText, returnText } from '../labels.ts';

/** /meja: what waits for this officer, how long, what came back and why. */
export function workPage(kit: Kit): RequestHandler {
  return async (request, response) => {
    const username = kit.door.callerOf(request);
    const work = await kit.cases.work(username);
    const waitingMessages = await kit.cases.inboxCount(username);
    if (wantsJson(request)) return void response.json({ counts: work.counts, tasks: work.tasks.map(plainTask) });
    show(
      kit,
      response,
      { template: 'work', title: 'Pekerjaan saya', page: 'work', officer: work.officer, scripts: ['news.js'] },
      {
        work,
        waitingMessages,
        now: new Date(),
        tasks: work.tasks.map(row),
        done: readApplicationNumber(text(request.query['selesai'])) ?? '',
      },
    );
  };
}

/** /meja/kabar.json: whether the list has changed, for the open page. */
export function newsAnswer(kit: Kit): RequestHandler {
  return async (request, response) => {
    const { version, counts } = await kit.cases.work(kit.door.callerOf(request));
    response.json({ version, open: counts.open });
  };
}

/** A task for a program. */
export function plainTask({
  task,
  element,
  step,
  applicationNumber,
  mine,
  assignee,
  createdAt,
  blocked,
  returned,
}: OfficerTask): Record<string, unknown> {
  return { taskId: task, element, step, applicationNumber, mine, assignee, createdAt, blocked, returned };
}

function row(task: OfficerTask): Record<string, unknown> {
  const place = kalurahanOf(task.kalurahan);
  return {
    ...task,
    label: TASK_LABELS[task.element] ?? task.element,
    signing: task.step === 7,
    reasonLabel: REASON_LABELS[task.reason],
    changed: task.elements.map((code) => elementOf(code).label).join(', '),
    place: place === undefined ? '' : `${place.name}, ${place.kapanewon}`,
    returnedText: task.returned === null ? '' : returnText(task.returned),
    blockedText: task.blocked === null ? '' : failureText(task.blocked),
  };
}
