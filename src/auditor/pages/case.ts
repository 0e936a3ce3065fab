import type { RequestHandler } from 'express';
import type { CaseAudit } from '../../cases/audit-case.ts';
import type { AuditedVisit } from '../../cases/audited-steps.ts';
import { REASON_LABELS } from '../../domain/application.ts';
import {
  answerText,
  eventText,
  failureText,
  isViewing,
  MESSAGE_LABELS,
  MESSAGE_STATUS_LABELS,
  STATE_LABELS,
} from '../../domain/labels.ts';
import { numberOf, type AuditorKit } from '../kit.ts';
import { QUESTIONS } from '../questions/all.ts';

/** /auditor/berkas/:number: the whole way of a case on one page. */
export function casePage({ audit, view, guard, callerOf }: AuditorKit): RequestHandler {
  return async (request, response) => {
    const username = callerOf(request);
    const found = await audit.case(username, numberOf(request));
    const token = guard.token(request, response, username);
    const title = found.record.applicationNumber;
    response.type('html').send(view('case', { title, token, asks: ABOUT_ONE_CASE, ...shown(found) }));
  };
}

const ABOUT_ONE_CASE = QUESTIONS.filter(({ fields }) => fields.includes('berkas'));

/** /auditor/berkas/:number.json: the same for a program, and the diagram with the way for the page's own script. */
export function caseData({ audit, callerOf }: AuditorKit): RequestHandler {
  return async (request, response) => {
    const { nameOf: _nameOf, flows, history, ...found } = await audit.case(callerOf(request), numberOf(request));
    response.json({ ...found, history: history === null ? null : { ...history, flows } });
  };
}

function shown({ record, history, steps, decisions, messages, journal, nameOf }: CaseAudit) {
  return {
    record,
    reasonLabel: REASON_LABELS[record.reason],
    stateLabel: STATE_LABELS[record.state],
    version:
      history === null ? '' : `${history.version}${history.versionTag === null ? '' : ` · ${history.versionTag}`}`,
    hasWay: history !== null,
    ended: history !== null && history.state !== 'running',
    steps: steps.map((step) => ({ ...step, visits: step.visits.map(visitRow), nothing: step.visits.length === 0 })),
    decisions: decisions.map(
      ({ step, decidedBy, decidedAt, actingAs, answer, draftSha256, refusedBecause, takenBackAt }) => ({
        step,
        at: decidedAt,
        by: `${nameOf(decidedBy)}${actingAs === null ? '' : ` (${actingAs}.)`}`,
        answer: answerText(answer),
        draft: draftSha256 ?? '',
        refused: refusedBecause === null ? '' : failureText(refusedBecause),
        takenBackAt,
      }),
    ),
    refusals: journal
      .filter(({ event }) => event.endsWith('-refused'))
      .map((row) => ({
        at: row.at,
        who: nameOf(row.actor),
        text: eventText(row.event),
        because: becauseOf(row.detail),
      })),
    incidents: history?.incidents ?? [],
    byHand: (history?.byHand ?? []).map(({ who, what, at }) => ({ at, what, who: who === null ? '–' : nameOf(who) })),
    variables: Object.entries(history?.variables ?? {}).map(([name, value]) => ({
      name,
      value: JSON.stringify(value),
    })),
    messages: messages.map(({ at, direction, purpose, status, errorCode }) => ({
      at,
      text: direction === 'in' ? 'Pesan dari pemohon' : (MESSAGE_LABELS[purpose] ?? purpose),
      status: MESSAGE_STATUS_LABELS[status] ?? status,
      error: errorCode ?? '',
    })),
    events: journal.filter(({ event }) => !isViewing(event)).map(journalRow(nameOf)),
    views: journal.filter(({ event }) => isViewing(event)).map(journalRow(nameOf)),
  };
}

function visitRow({ name, includes, who, startedAt, endedAt, seconds, handlingSeconds, canceled }: AuditedVisit) {
  return {
    name,
    includes: includes.join(', '),
    who: who ?? 'sistem',
    startedAt,
    ended: endedAt !== null,
    seconds,
    handlingSeconds,
    canceled,
  };
}

const journalRow =
  (nameOf: (username: string) => string) =>
  ({ at, actor, event, step, hash }: CaseAudit['journal'][number]) => ({
    at,
    who: nameOf(actor),
    text: eventText(event),
    step: step === null ? '' : `langkah ${step}`,
    hash,
  });

function becauseOf(detail: Readonly<Record<string, unknown>>): string {
  const code = detail['because'];
  return typeof code === 'string' ? failureText(code) : '';
}
