import type { Request, RequestHandler, Response } from 'express';
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

/** An answer that was not taken, and why. */
interface RefusedReply {
  readonly id: string;
  readonly typed: string;
  readonly refusal: Refused;
}

async function showInbox(kit: Kit, request: Request, response: Response, reply?: RefusedReply): Promise<void> {
  const username = kit.callers.of(request);
  const { officer, unassigned, unassignedCount, cases } = await kit.cases.inbox(username);
  const token = kit.guard.token(request, response, username);
  const replyTo = (id: string) => (id === reply?.id ? reply : undefined);
  show(
    kit,
    response,
    { template: 'inbox', title: 'Pesan masuk', page: 'inbox', officer },
    {
      token,
      kinds: DOCUMENT_KINDS,
      longestAnswer: LONGEST_WORDS,
      done: text(request.query['selesai']) !== '',
      // What was answered is not on the page any more.
      refused: unassigned.some(({ id }) => id === reply?.id) ? '' : (reply?.refusal.remedy ?? ''),
      unassignedCount,
      isCut: unassignedCount > unassigned.length,
      unassigned: unassigned.map((one) => ({
        ...one,
        // What was typed stays to be read, also where it can be sent no more.
        answerable: one.answerable || replyTo(one.id) !== undefined,
        typed: replyTo(one.id)?.typed ?? '',
        refused: replyTo(one.id)?.refusal.remedy ?? '',
        typeLabel: one.type === 'text' ? '' : TYPE_LABELS[one.type],
        files: one.files.map(fileView),
        hasPapers: one.files.some(({ mediaType }) => mediaType === 'image/jpeg' || mediaType === 'application/pdf'),
        likely: one.likely.map((likely) => ({ ...likely, stateLabel: STATE_LABELS[likely.state] })),
      })),
      cases: cases.map((one) => ({
        ...one,
        what: one.undelivered ? `${MESSAGE_LABELS[one.purpose] ?? one.purpose}: tidak sampai` : TYPE_LABELS[one.type],
      })),
    },
    reply?.refusal.status ?? 200,
  );
}

/** POST /meja/pesan/:id/masukkan: into this case. */
export function assignPost(kit: Kit): RequestHandler {
  return async (request, response) => {
    const { username, fields } = postedForm(kit, request);
    const given = text(fields.get('lain')) || text(fields.get('berkas'));
    const number = readApplicationNumber(given.slice(0, 40));
    if (number === undefined)
      throw new Refused(422, 'Pilih permohonannya, atau tulis nomornya. Contoh: KK-261122-7Q4F2M.');
    const kind =
      DOCUMENT_KINDS.find(({ code }) => code === fields.get('dokumen'))?.code ?? ('lainnya' satisfies DocumentKind);
    await kit.cases.assignMessage(username, text(request.params['id']), number, kind);
    response.redirect(303, '/meja/pesan?selesai=ya');
  };
}

/** POST /meja/pesan/:id/jawab: to somebody whose case is not known. */
export function answerUnassignedPost(kit: Kit): RequestHandler {
  return async (request, response) => {
    const { username, fields } = postedForm(kit, request);
    const id = text(request.params['id']);
    const typed = text(fields.get('jawaban'));
    try {
      await kit.cases.answerUnassigned(username, id, typed);
    } catch (error) {
      const refusal = mendable(error, request);
      if (refusal === undefined) throw error;
      return showInbox(kit, request, response, { id, typed, refusal });
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
