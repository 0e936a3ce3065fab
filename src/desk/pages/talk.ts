import type { Request, RequestHandler, Response } from 'express';
import type { UnassignedMessage } from '../../cases/list-inbox.ts';
import type { CaseFile } from '../../cases/view-case.ts';
import type { CaseConversation, SpokenMessage } from '../../cases/view-conversation.ts';
import { DOCUMENT_KINDS, type DocumentKind } from '../../domain/document-kinds.ts';
import { readApplicationNumber } from '../../domain/application-number.ts';
import { LONGEST_TEMPLATE_WORDS, LONGEST_WORDS } from '../../domain/typed-text.ts';
import { Refused } from '../../web/refused.ts';
import { mendable } from '../middleware/refused.ts';
import { numberOf, postedForm, show, text, type Kit } from '../kit.ts';
import { MESSAGE_LABELS, MESSAGE_STATUS_LABELS, REPLY_TEXTS, STATE_LABELS, TYPE_LABELS } from '../labels.ts';

const INLINE = /^(image\/jpeg|application\/pdf|audio\/[\w.+-]+)$/;

/** What the case page shows of the conversation. */
export function talkView(
  { messages, open, windowUntil, stopped, mayContinue }: CaseConversation,
  { ownFamily }: Pick<CaseFile, 'ownFamily'>,
) {
  return {
    talk: messages.map(spoken),
    talkOpen: open,
    windowUntil,
    stopped,
    mayContinue: mayContinue && !ownFamily,
    mayWrite: !ownFamily,
    replies: REPLY_TEXTS,
    longestAnswer: windowUntil === null ? LONGEST_TEMPLATE_WORDS : LONGEST_WORDS,
  };
}

function spoken(message: SpokenMessage): Record<string, unknown> {
  const { mine, purpose, type, status, errorCode, files, place } = message;
  return {
    ...message,
    label: message.text ?? MESSAGE_LABELS[purpose] ?? purpose,
    isTemplate: message.text === null,
    typeLabel: type === 'text' ? '' : TYPE_LABELS[type],
    statusText: mine
      ? `${MESSAGE_STATUS_LABELS[status] ?? status}${errorCode === null ? '' : ` (kode ${errorCode})`}`
      : '',
    failed: ['failed', 'undelivered', 'canceled'].includes(status),
    files: files.map(fileView),
    map: place === null ? '' : `${place.latitude}, ${place.longitude}${place.label === '' ? '' : ` (${place.label})`}`,
  };
}

function fileView({ id, mediaType }: { readonly id: string; readonly mediaType: string }, i: number) {
  return {
    href: `/meja/kiriman/${id}`,
    audio: mediaType.startsWith('audio/'),
    picture: mediaType === 'image/jpeg',
    label: mediaType === 'image/jpeg' ? `Foto ${i + 1}` : mediaType === 'application/pdf' ? 'PDF' : 'Kiriman',
  };
}

/** /meja/pesan: what no rule could assign, and cases in which a message waits for this officer. */
export function inboxPage(kit: Kit): RequestHandler {
  return (request, response) => showInbox(kit, request, response);
}

/** A form of one message that was not taken, and why. */
interface RefusedInInbox {
  readonly id: string;
  readonly form: 'assign' | 'answer';
  readonly fields: URLSearchParams;
  readonly refusal: Refused;
}

async function showInbox(kit: Kit, request: Request, response: Response, form?: RefusedInInbox): Promise<void> {
  const username = kit.callers.of(request);
  const { officer, unassigned, unassignedCount, cases } = await kit.cases.inbox(username);
  const token = kit.guard.token(request, response, username);
  const formOf = (id: string, kind: RefusedInInbox['form']) =>
    id === form?.id && kind === form.form ? form : undefined;
  show(
    kit,
    response,
    { template: 'inbox', title: 'Pesan masuk', page: 'inbox', officer },
    {
      token,
      longestAnswer: LONGEST_WORDS,
      done: text(request.query['selesai']) !== '',
      // What was answered is not on the page any more.
      refused: unassigned.some(({ id }) => id === form?.id) ? '' : (form?.refusal.remedy ?? ''),
      unassignedCount,
      isCut: unassignedCount > unassigned.length,
      unassigned: unassigned.map((one) => ({
        ...one,
        // What was typed stays to be read, also where it can be sent no more.
        answerable: one.answerable || formOf(one.id, 'answer') !== undefined,
        typed: text(formOf(one.id, 'answer')?.fields.get('jawaban')),
        refused: formOf(one.id, 'answer')?.refusal.remedy ?? '',
        typeLabel: one.type === 'text' ? '' : TYPE_LABELS[one.type],
        files: one.files.map(fileView),
        hasPapers: one.files.some(({ mediaType }) => mediaType === 'image/jpeg' || mediaType === 'application/pdf'),
        ...assignView(one.likely, formOf(one.id, 'assign')),
      })),
      cases: cases.map((one) => ({
        ...one,
        what: one.undelivered ? `${MESSAGE_LABELS[one.purpose] ?? one.purpose}: tidak sampai` : TYPE_LABELS[one.type],
      })),
    },
    form?.refusal.status ?? 200,
  );
}

/** Into which case and as which paper: as it was chosen before it was refused, else the likeliest case. */
function assignView(likely: UnassignedMessage['likely'], form: RefusedInInbox | undefined) {
  const chosen = form === undefined ? likely[0]?.applicationNumber : form.fields.get('berkas');
  const paper = form?.fields.get('dokumen') ?? ('lainnya' satisfies DocumentKind);
  return {
    notAssigned: form?.refusal.remedy ?? '',
    elsewhere: text(form?.fields.get('lain')),
    likely: likely.map((one) => ({
      ...one,
      stateLabel: STATE_LABELS[one.state],
      isChosen: one.applicationNumber === chosen,
    })),
    kinds: DOCUMENT_KINDS.map(({ code, label }) => ({ code, label, isChosen: code === paper })),
  };
}

/** POST /meja/pesan/:id/masukkan: into this case. The number is typed here: one that is unknown or not theirs stays. */
export function assignPost(kit: Kit): RequestHandler {
  return async (request, response) => {
    const { username, fields } = postedForm(kit, request);
    const id = text(request.params['id']);
    const given = text(fields.get('lain')) || text(fields.get('berkas'));
    const number = readApplicationNumber(given.slice(0, 40));
    const kind =
      DOCUMENT_KINDS.find(({ code }) => code === fields.get('dokumen'))?.code ?? ('lainnya' satisfies DocumentKind);
    try {
      if (number === undefined)
        throw new Refused(422, 'Pilih permohonannya, atau tulis nomornya. Contoh: KK-261122-7Q4F2M.');
      await kit.cases.assignMessage(username, id, number, kind);
    } catch (error) {
      const refusal = mendable(error, request, [403, 404]);
      if (refusal === undefined) throw error;
      return showInbox(kit, request, response, { id, form: 'assign', fields, refusal });
    }
    response.redirect(303, '/meja/pesan?selesai=ya');
  };
}

/** POST /meja/pesan/:id/jawab: to somebody whose case is not known. */
export function answerUnassignedPost(kit: Kit): RequestHandler {
  return async (request, response) => {
    const { username, fields } = postedForm(kit, request);
    const id = text(request.params['id']);
    try {
      await kit.cases.answerUnassigned(username, id, text(fields.get('jawaban')));
    } catch (error) {
      const refusal = mendable(error, request);
      if (refusal === undefined) throw error;
      return showInbox(kit, request, response, { id, form: 'answer', fields, refusal });
    }
    response.redirect(303, '/meja/pesan?selesai=ya');
  };
}

/** POST /meja/pesan/:id/selesai: read, needs no answer. */
export function settlePost(kit: Kit): RequestHandler {
  return async (request, response) => {
    const { username } = postedForm(kit, request);
    const number = await kit.cases.settleMessage(username, text(request.params['id']));
    response.redirect(303, number === null ? '/meja/pesan?selesai=ya' : `/meja/berkas/${number}#percakapan`);
  };
}

/** POST /meja/berkas/:number/lanjutkan: the applicant's answer is enough. */
export function continuePost(kit: Kit): RequestHandler {
  return async (request, response) => {
    const { username } = postedForm(kit, request);
    const number = numberOf(request);
    await kit.cases.continueCase(username, number);
    response.redirect(303, `/meja/berkas/${number}`);
  };
}

/** /meja/kiriman/:id: a file that came with a message. What a stranger sent is never run as a page. */
export function sentFile(kit: Kit): RequestHandler {
  return async (request, response) => {
    const { bytes, mediaType } = await kit.cases.messageFile(kit.callers.of(request), text(request.params['id']));
    const shown = INLINE.test(mediaType);
    response
      .set('Cache-Control', 'private, no-store')
      .set('Content-Disposition', shown ? 'inline' : 'attachment; filename="kiriman"')
      .type(shown ? mediaType : 'application/octet-stream')
      .send(bytes);
  };
}
