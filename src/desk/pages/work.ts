import type { Request, RequestHandler } from 'express';
import type { OfficerTask } from '../../cases/describe-task.ts';
import type { Work, WorkRow } from '../../cases/list-work.ts';
import { REASON_LABELS } from '../../domain/application.ts';
import { elementOf } from '../../domain/elements.ts';
import { kalurahanOf } from '../../domain/kalurahan.ts';
import { WAITS_LONG_MINUTES } from '../../domain/office-age.ts';
import { MOST_FOUND } from '../../store/case-index.ts';
import { postedForm, show, text, wantsJson, type Kit } from '../kit.ts';
import { STATE_LABELS, TASK_LABELS, blockedText, returnText } from '../labels.ts';
import { recordedView } from './take-back.ts';
import { takenView, tickOf } from './take-several.ts';
import { isRestricted, readWorkQuery, workAddress, workChoices } from './work-query.ts';

/** Rows that a program gets at once. */
const MOST_ROWS = 500;

/**
 * GET /meja: what waits for this officer, how long, what came back and why; and every other list and search of cases.
 */
export function workPage(kit: Kit): RequestHandler {
  return async (request, response) => {
    const username = kit.callers.of(request);
    const id = text(request.query['cari']);
    const searched = id === '' ? undefined : await kit.cases.keptSearch(username, id);
    const query = readWorkQuery(request.query, searched ?? null);
    const work = await kit.cases.work(username, query, wantsJson(request) ? MOST_ROWS : undefined);
    if (wantsJson(request)) {
      const { counts, tasks } = work;
      return void response.json({ counts, tasks: tasks.map(plainTask) });
    }
    const waitingMessages = await kit.cases.inboxCount(username);
    const scripts = work.counts === null ? [] : ['news.js'];
    const rows = work.rows.map(row);
    show(
      kit,
      response,
      { template: 'work', title: 'Pekerjaan saya', page: 'work', officer: work.officer, scripts },
      {
        work,
        signed: await kit.cases.signed(username),
        waitingMessages,
        counts: work.counts,
        token: kit.guard.token(request, response, username),
        now: new Date(),
        rows,
        takeable: rows.some(({ tick }) => tick !== null),
        ...(await recordedView(kit, username, request.query['selesai'])),
        searched: searched ?? '',
        // The words of a search are kept for a working day only.
        forgotten: id !== '' && searched === undefined,
        isRestricted: isRestricted(query),
        isSearch: work.counts === null,
        may: work.officer.roles.length > 0,
        choices: workChoices(request.query, work.colleagues),
        ...takenView(request.query),
        takeAction: `/meja/ambil${workAddress(request.query)}`,
        ...pages(request, work, query.page),
      },
    );
  };
}

/** POST /meja/cari: keeps the words and shows the list that they restrict; in the address stands only their id. */
export function searchPost(kit: Kit): RequestHandler {
  return async (request, response) => {
    const { username, fields } = postedForm(kit, request);
    const typed = text(fields.get('kata')).trim();
    const cari = typed === '' ? '' : await kit.cases.keepSearch(username, typed);
    response.redirect(303, `/meja${workAddress(Object.fromEntries(fields), { cari, hal: '1' })}`);
  };
}

/** GET /meja/kabar.json: whether the list has changed, for the open page. */
export function newsAnswer(kit: Kit): RequestHandler {
  return async (request, response) => {
    response.json(await kit.cases.news(kit.callers.of(request)));
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

function row(found: WorkRow) {
  const { task, state, holder, ownLane } = found;
  const place = kalurahanOf(found.kalurahan ?? '');
  const isOwn = ownLane && task !== null && !task.anothers;
  const act = isOwn && task.blocked === null;
  return {
    ...found,
    signing: task?.step === 7,
    mine: task?.mine === true,
    late: task !== null && found.officeMinutes >= WAITS_LONG_MINUTES,
    label: task === null ? STATE_LABELS[state] : (TASK_LABELS[task.element] ?? task.element),
    holderText:
      task?.mine === true
        ? 'Anda pegang'
        : holder === null
          ? ''
          : task?.assignee === null
            ? `berkas ${holder}`
            : `dipegang ${holder}`,
    reasonLabel: REASON_LABELS[found.reason],
    changed: found.elements.map((code) => elementOf(code).label).join(', '),
    place: place === undefined ? '' : `${place.name}, ${place.kapanewon}`,
    since: task?.createdAt ?? found.submittedAt,
    returnedText: task?.returned == null ? '' : returnText(task.returned),
    blockedText: isOwn ? blockedText(task.blocked, found.others) : '',
    elsewhere: !isOwn,
    ended: task === null,
    act,
    // Signing has a page of its own, where several drafts are signed together.
    tick: act && task.assignee === null && task.step !== 7 ? tickOf(found.applicationNumber, task.task) : null,
  };
}

function pages(request: Request, { total, pageSize }: Work, page: number): Record<string, unknown> {
  const last = Math.max(1, Math.ceil(total / pageSize));
  const address = (hal: number) => `/meja${workAddress(request.query, { hal: String(hal) })}`;
  return {
    total,
    isCut: total >= MOST_FOUND,
    number: page,
    last,
    previous: page > 1 ? address(Math.min(page - 1, last)) : '',
    next: page < last ? address(page + 1) : '',
    here: address(page),
  };
}
