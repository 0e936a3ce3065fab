import type { RequestHandler } from 'express';
import { REASON_LABELS } from '../../domain/application.ts';
import { documentLabel } from '../../domain/document-kinds.ts';
import { kalurahanOf } from '../../domain/kalurahan.ts';
import { maskPhone } from '../../domain/phone.ts';
import type { CaseFile } from '../../cases/desk.ts';
import { readForm } from '../../web/form.ts';
import { numberOf, show, text, type Kit } from '../kit.ts';
import { laneOf } from '../tasklist-links.ts';
import {
  MESSAGE_LABELS,
  MESSAGE_STATUS_LABELS,
  STATE_LABELS,
  TASK_LABELS,
  answerText,
  eventText,
  failureText,
  isViewing,
  returnText,
} from '../words.ts';

/** /meja/berkas/:number: the whole case on one page. */
export function casePage(kit: Kit): RequestHandler {
  return async (request, response) => {
    const username = kit.door.callerOf(request);
    const file = await kit.desk.caseFile(username, numberOf(request));
    const token = kit.guard.token(request, response, username);
    show(
      kit,
      response,
      { template: 'case', title: file.applicationNumber, page: 'case', officer: file.officer, scripts: ['viewer.js'] },
      { file, token, ...labels(file), ...papers(file), ...history(file) },
    );
  };
}

/** POST /meja/berkas/:number/serah: to a colleague of the lane. */
export function handOverPost(kit: Kit): RequestHandler {
  return async (request, response) => {
    const username = kit.door.callerOf(request);
    const { fields } = readForm(request);
    kit.guard.check(request, username, fields.get('token'));
    await kit.desk.handOver(username, numberOf(request), text(fields.get('petugas')).slice(0, 60));
    response.redirect(303, '/meja');
  };
}

/** POST /meja/berkas/:number/nomor: the applicant's WhatsApp number, corrected. */
export function correctNumberPost(kit: Kit): RequestHandler {
  return async (request, response) => {
    const username = kit.door.callerOf(request);
    const { fields } = readForm(request);
    kit.guard.check(request, username, fields.get('token'));
    const number = numberOf(request);
    await kit.desk.correctNumber(username, number, text(fields.get('nomor')).slice(0, 30));
    response.redirect(303, `/meja/berkas/${number}#nomor`);
  };
}

function labels({ application, state, task, siak, correctedWhatsapp }: CaseFile): Record<string, unknown> {
  const { street, rt, rw, kalurahan } = application.address;
  const place = kalurahanOf(kalurahan);
  return {
    reasonLabel: REASON_LABELS[application.reason],
    stateLabel: STATE_LABELS[state],
    address: `${street}, RT ${rt} RW ${rw}, ${place === undefined ? kalurahan : `${place.name}, ${place.kapanewon} ${place.postalCode}`}`,
    // In part only: it is compared with what the applicant says, not read out.
    correctedNumber: correctedWhatsapp === null ? '' : maskPhone(correctedWhatsapp),
    taskLabel: task === null ? '' : (TASK_LABELS[task.elementId] ?? task.elementId),
    signing: task?.step === 7,
    lane: task === null ? '' : laneOf(task.step),
    blockedText: task?.blocked == null ? '' : failureText(task.blocked),
    returnedText: task?.returned == null ? '' : returnText(task.returned),
    siakText:
      siak.reference !== null
        ? `sudah dientri, referensi ${siak.reference}`
        : siak.needed
          ? 'belum dientri'
          : 'tidak perlu entri (KK hilang atau rusak)',
    // Only while SIAK waits for a person: the sheet beside an entry that runs by itself would make a second one.
    siakSheet: task?.elementId === 'enter-siak-manually' && task.blocked === null,
  };
}

function papers({ applicationNumber, papers: all, requirements, draft, officer }: CaseFile): Record<string, unknown> {
  const numbered = all.map((paper, i) => ({
    id: paper.id,
    kind: paper.kind,
    number: i + 1,
    pdf: paper.mediaType === 'application/pdf',
    draft: false,
    href: `/meja/berkas/${applicationNumber}/dokumen/${paper.id}`,
    label: `${i + 1}. ${documentLabel(paper.kind)}${paper.source === 'whatsapp' ? ' (lewat WhatsApp)' : ''}`,
    short: firstWords(documentLabel(paper.kind)),
  }));
  const card =
    draft === null
      ? []
      : [
          {
            id: 'draf',
            kind: null,
            number: 0,
            pdf: false,
            draft: true,
            href: `/meja/gambar/${applicationNumber}/draf.png?sidik=${draft.sha256.slice(0, 12)}`,
            label: `Draf KK · sidik ${draft.sha256.slice(0, 12)}`,
            short: 'Draf KK',
          },
        ];
  // Who verifies or signs looks at the draft first, who examines at the papers.
  const draftFirst = officer.roles.some(
    ({ role }) => role === 'kasi' || role === 'kepala-dinas' || role === 'petugas-cetak',
  );
  return {
    sheets: draftFirst ? [...card, ...numbered] : [...numbered, ...card],
    requirements: requirements.map(({ kind, paperIds, asked }) => ({
      kind,
      asked: asked && paperIds.length === 0,
      present: paperIds.length > 0,
      papers: numbered.filter(({ id }) => paperIds.includes(id)),
    })),
    others: numbered.filter(({ id }) => !requirements.some(({ paperIds }) => paperIds.includes(id))),
  };
}

function history({ decisions, messages, journal }: CaseFile): Record<string, unknown> {
  const rows = journal.map((row) => ({
    at: row.at,
    actor: row.actor,
    viewing: isViewing(row.event),
    text: eventText(row.event),
  }));
  return {
    decisions: decisions
      .map((decision) => ({
        ...decision,
        answerText: answerText(decision.answer),
        note: text(decision.answer['note']),
        refusedText: decision.refusedBecause === null ? '' : failureText(decision.refusedBecause),
      }))
      .toReversed(),
    messages: messages.map(({ at, direction, purpose, status }) => ({
      at,
      text: `${direction === 'in' ? 'Dari pemohon' : 'Kepada pemohon'}: ${MESSAGE_LABELS[purpose] ?? purpose}`,
      status: MESSAGE_STATUS_LABELS[status] ?? status,
    })),
    events: rows.filter(({ viewing }) => !viewing),
    views: rows.filter(({ viewing }) => viewing),
  };
}

/** "Kutipan akta kelahiran (bila ...)" is too long for a tab. */
function firstWords(label: string): string {
  const plain = label.replace(/\s*\(.*\)$/, '');
  return plain.length <= 26 ? plain : `${plain.slice(0, 25).trimEnd()}…`;
}
