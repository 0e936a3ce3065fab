import type { Request, RequestHandler, Response } from 'express';
import type { CaseFile, Requirement } from '../../cases/view-case.ts';
import { REASON_LABELS } from '../../domain/application.ts';
import { documentLabel } from '../../domain/document-kinds.ts';
import { kalurahanOf } from '../../domain/kalurahan.ts';
import { maskPhone } from '../../domain/phone.ts';
import { numberOf, postedForm, show, text, wantsJson, type Kit } from '../kit.ts';
import {
  STATE_LABELS,
  TASK_LABELS,
  answerText,
  blockedText,
  eventText,
  failureText,
  isViewing,
  returnText,
} from '../labels.ts';
import { amendmentsView } from './amendments.ts';
import { broughtView } from './brought-view.ts';
import { boxesView, type RefusedForm } from './case-boxes.ts';
import { familyView } from './family.ts';
import { readingView } from './reading-view.ts';
import type { Given } from './given.ts';
import { recordedView, takeBackOffer } from './take-back.ts';
import { immigrationView } from './immigration-view.ts';
import { signaturesView, signedNote } from './screen-signatures.ts';
import { siakNumbersView } from './siak-numbers.ts';
import { talkView } from './talk.ts';
import { plainTask } from './work.ts';

/** What was typed into the decision form and why it was not taken. */
export interface RefusedAnswer {
  readonly status: number;
  readonly refused: string;
  readonly given: Given;
}

/** GET /meja/berkas/:number: the whole case on one page, with the form of the decision this officer may make. */
export function casePage(kit: Kit): RequestHandler {
  return (request, response) => showCase(kit, request, response);
}

export async function showCase(
  kit: Kit,
  request: Request,
  response: Response,
  refused?: RefusedAnswer | RefusedForm,
): Promise<void> {
  const [answered, form] = refused !== undefined && 'box' in refused ? [undefined, refused] : [refused, undefined];
  const username = kit.callers.of(request);
  const file = await kit.cases.case(username, numberOf(request));
  if (wantsJson(request)) return void response.json(plain(file));
  const conversation = await kit.cases.conversation(username, file.applicationNumber);
  const token = kit.guard.token(request, response, username);
  const recorded = await recordedView(kit, username, request.query['selesai']);
  const offer =
    recorded.done === file.applicationNumber
      ? (recorded.doneOffer ?? null)
      : await takeBackOffer(kit, username, file.applicationNumber);
  show(
    kit,
    response,
    {
      template: 'case',
      title: file.applicationNumber,
      page: 'case',
      officer: file.officer,
      scripts: ['viewer.js', 'decision.js', 'draft.js', 'reply.js'],
    },
    {
      file,
      token,
      mayResend:
        file.signedSha256 !== null &&
        file.task === null &&
        !file.ownFamily &&
        file.officer.roles.some(({ role }) => role === 'petugas-cetak'),
      ...labels(file),
      ...papers(file),
      ...amendmentsView(file),
      ...familyView(file),
      ...readingView(file, form),
      ...immigrationView(file, form),
      ...recorded,
      takenBack: request.query['ditarik'] === 'ya' && file.task !== null,
      ...history(file, offer),
      ...broughtView(file),
      ...talkView(conversation, file),
      ...boxesView(form),
      ...decisionForm(file, answered),
      ...siakNumbersView(file, answered?.given.siakNumbers),
    },
    refused?.status ?? 200,
  );
}

/** The draft at readable size. */
const draftAddress = (applicationNumber: string, sha256: string) =>
  `/meja/gambar/${applicationNumber}/draf.png?ukuran=penuh&sidik=${sha256.slice(0, 12)}`;

/** The case for a program: what it needs to read everything and to decide. */
function plain({ applicationNumber, state, task, papers: all, draft, unseen }: CaseFile): Record<string, unknown> {
  return {
    applicationNumber,
    state,
    task: task === null ? null : plainTask(task),
    papers: all.map(({ id, kind }) => ({ id, kind, href: `/meja/berkas/${applicationNumber}/dokumen/${id}` })),
    draft: draft === null ? null : { sha256: draft.sha256, href: draftAddress(applicationNumber, draft.sha256) },
    unseen,
  };
}

/** POST /meja/berkas/:number/serah: to a colleague of the lane. */
export function handOverPost(kit: Kit): RequestHandler {
  return async (request, response) => {
    const { username, fields } = postedForm(kit, request);
    await kit.cases.handOver(username, numberOf(request), text(fields.get('petugas')).slice(0, 60));
    response.redirect(303, '/meja');
  };
}

/** POST /meja/berkas/:number/kk-lama: the old card was handed in. */
export function oldCardOfCasePost(kit: Kit): RequestHandler {
  return async (request, response) => {
    const { username } = postedForm(kit, request);
    const number = numberOf(request);
    await kit.cases.recordOldCard(username, number);
    response.redirect(303, `/meja/berkas/${number}#kk-lama`);
  };
}

function labels({
  application,
  reason,
  state,
  task,
  others,
  siak,
  correctedWhatsapp,
}: CaseFile): Record<string, unknown> {
  const { street, rt, rw, kalurahan } = application.address;
  const place = kalurahanOf(kalurahan);
  return {
    reasonLabel: REASON_LABELS[reason],
    stateLabel: STATE_LABELS[state],
    address:
      street === '' && kalurahan === ''
        ? ''
        : `${street}, RT ${rt} RW ${rw}, ${place === undefined ? kalurahan : `${place.name}, ${place.kapanewon} ${place.postalCode}`}`,
    // In part only: it is compared with what the applicant says, not read out.
    correctedNumber: correctedWhatsapp === null ? '' : maskPhone(correctedWhatsapp),
    taskLabel: task === null ? '' : (TASK_LABELS[task.element] ?? task.element),
    blockedText: blockedText(task?.blocked ?? null, others),
    returnedText: task?.returned == null ? '' : returnText(task.returned),
    siakText:
      siak.reference !== null
        ? `sudah dientri, referensi ${siak.reference}`
        : siak.claim !== null
          ? `dientri menurut petugas, referensi ${siak.claim}; belum dicocokkan`
          : siak.needed
            ? 'belum dientri'
            : 'tidak perlu entri (KK hilang atau rusak)',
    // Only while SIAK waits for a person: the sheet beside an entry that runs by itself would make a second one.
    siakSheet:
      (task?.element === 'enter-siak-manually' || task?.element === 'check-siak-entry') && task.blocked === null,
    siakWay: siak.way,
    siakClaim: siak.claim ?? siak.reference ?? '',
  };
}

/** The form of the task, with what was typed before it was refused. */
function decisionForm(
  { task, requirements, unseen, draft, answerDraft }: CaseFile,
  answered?: RefusedAnswer,
): Record<string, unknown> {
  const form = task === null || task.blocked !== null ? null : task.element;
  const answer = answered?.given.answer ?? answerDraft?.answer ?? {};
  const missing = Array.isArray(answer.missingDocuments) ? answer.missingDocuments : [];
  const chosen = (field: keyof Given['answer']) => text(answer[field]);
  return {
    form,
    refused: answered?.refused ?? '',
    restoredAt: answered === undefined ? (answerDraft?.savedAt ?? null) : null,
    given: {
      examination: chosen('examination'),
      entryCheck: chosen('entryCheck'),
      printRequest: chosen('printRequest'),
      signedCard: chosen('signedCard'),
      verification: chosen('verification'),
      handOver: chosen('handOver'),
      siakReference: chosen('siakReference'),
      note: chosen('note'),
    },
    // What is not there is ticked beforehand: the officer takes a tick away, and forgets none.
    askable: requirements.filter(isFirstOfKind).map(({ kind, asked }) => {
      const lacks = requirements.some((one) => one.kind === kind && one.paperIds.length === 0);
      return {
        kind,
        lacks,
        checked: answered === undefined && answerDraft === null ? asked || lacks : missing.includes(kind),
      };
    }),
    formDraft: draft?.sha256 ?? '',
    unseenPapers: form === 'examine-application' ? unseen.papers.length : 0,
    unseenDraft: (form === 'verify-draft' || form === 'request-print') && unseen.draft,
  };
}

function papers({
  applicationNumber,
  papers: all,
  requirements,
  draft,
  officer,
  unseen,
  task,
  brought,
  screenSignatures,
}: CaseFile): Record<string, unknown> {
  const numbered = all.map((paper, i) => ({
    id: paper.id,
    kind: paper.kind,
    seen: !unseen.papers.includes(paper.id),
    number: i + 1,
    pdf: paper.mediaType === 'application/pdf',
    draft: false,
    href: `/meja/berkas/${applicationNumber}/dokumen/${paper.id}`,
    label: `${i + 1}. ${documentLabel(paper.kind)}${paper.source === 'whatsapp' ? ' (lewat WhatsApp)' : ''}${signedNote({ screenSignatures }, paper.id)}`,
    short: firstWords(documentLabel(paper.kind)),
  }));
  const card =
    draft === null
      ? []
      : [
          {
            id: 'draf',
            kind: null,
            seen: !unseen.draft,
            number: 0,
            pdf: false,
            draft: true,
            href: draftAddress(applicationNumber, draft.sha256),
            label: `Draf KK · sidik ${draft.sha256.slice(0, 12)}`,
            short: 'Draf KK',
          },
        ];
  const fromSiak =
    brought === null
      ? []
      : [
          {
            id: 'kk-siak',
            kind: null,
            seen: false,
            number: 0,
            pdf: false,
            draft: true,
            href: `/meja/gambar/${applicationNumber}/kk-siak.png`,
            label: `KK dari SIAK · sidik ${brought.sha256.slice(0, 12)}`,
            short: 'KK dari SIAK',
          },
        ];
  // Who verifies or signs looks at the draft first, who examines at the papers.
  const draftFirst =
    task?.element === 'request-print' ||
    officer.roles.some(({ role }) => role === 'kasi' || role === 'kepala-dinas' || role === 'petugas-cetak');
  return {
    sheets: draftFirst ? [...fromSiak, ...card, ...numbered] : [...numbered, ...card, ...fromSiak],
    requirements: requirements.map(({ kind, paperIds, asked, label, instead }) => ({
      kind,
      text: label ?? '',
      instead: instead ?? '',
      asked: asked && paperIds.length === 0,
      present: paperIds.length > 0,
      papers: numbered.filter(({ id }) => paperIds.includes(id)),
    })),
    ...signaturesView({ screenSignatures }, numbered),
    others: numbered.filter(({ id }) => !requirements.some(({ paperIds }) => paperIds.includes(id))),
  };
}

/** One paper of a kind for each of two families is asked for by one tick. */
const isFirstOfKind = ({ kind }: Requirement, i: number, all: readonly Requirement[]) =>
  all.findIndex((other) => other.kind === kind) === i;

function history(
  { decisions, journal }: CaseFile,
  offer: Awaited<ReturnType<typeof takeBackOffer>>,
): Record<string, unknown> {
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
        offer: offer?.task === decision.task ? offer : null,
        refusedText: decision.refusedBecause === null ? '' : failureText(decision.refusedBecause),
      }))
      .toReversed(),
    events: rows.filter(({ viewing }) => !viewing),
    views: rows.filter(({ viewing }) => viewing),
  };
}

/** "Kutipan akta kelahiran (bila ...)" is too long for a tab. */
function firstWords(label: string): string {
  const form = /F-1\.\d\d/.exec(label)?.[0];
  if (form !== undefined && label.includes('ditandatangani')) return form;
  const plain = label.replace(/\s*\(.*\)$/, '');
  return plain.length <= 26 ? plain : `${plain.slice(0, 25).trimEnd()}…`;
}
