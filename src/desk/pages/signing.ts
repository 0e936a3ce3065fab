import type { RequestHandler } from 'express';
import { REASON_LABELS } from '../../domain/application.ts';
import type { SignableDraft } from '../../cases/list-signable-drafts.ts';
import type { SigningBatch, SigningRequest } from '../../cases/sign-drafts.ts';
import { readForm } from '../../web/form.ts';
import { Refused } from '../../web/refused.ts';
import { mendable, refusalOf } from '../middleware/refused.ts';
import { numberOf, postedForm, show, text, wantsJson, type Kit } from '../kit.ts';
import { STATUS_LABELS, blockedText, returnText } from '../labels.ts';
import { recordedView } from './take-back.ts';

/** /meja/tanda-tangan: verified drafts, one passphrase, sign those that are chosen. */
export function signingPage(kit: Kit): RequestHandler {
  return async (request, response) => {
    const username = kit.callers.of(request);
    const list = await kit.cases.signingList(username);
    const token = kit.guard.token(request, response, username);
    show(
      kit,
      response,
      {
        template: 'signing',
        title: 'Tanda tangan',
        page: 'signing',
        officer: list.officer,
        scripts: ['signing.js', 'reader.js'],
      },
      {
        list,
        token,
        said: said(request.query),
        ...(await recordedView(kit, username, request.query['kembali'] ?? request.query['selesai'])),
        drafts: list.drafts.map(card),
        selectable: list.drafts.some(({ blocked }) => blocked === null),
        unseen: list.drafts.filter(({ blocked, seen }) => blocked === null && !seen).length,
        inOthersName: list.drafts.filter(isToRedraw).map(({ applicationNumber }) => applicationNumber),
      },
    );
  };
}

function said(query: Readonly<Record<string, unknown>>): string {
  if (text(query['kembali']) !== '') return 'Draf sudah dikembalikan kepada Kasi/Kabid.';
  const ready = 'Draf sudah disiapkan atas nama Anda. Baca lagi dalam ukuran penuh sebelum menandatangani.';
  if (query['siap'] === 'ya') return ready;
  return query['siap'] === 'sebagian'
    ? `${ready} Ada yang belum dapat disiapkan: tekan tombolnya pada draf itu untuk membaca sebabnya.`
    : '';
}

/** A draft of this signer's that names somebody else. */
const isToRedraw = ({ namesOther, drawnAnew, blocked }: SignableDraft): boolean =>
  blocked === null && namesOther !== null && !drawnAnew;

/** POST /meja/tanda-tangan/atas-nama-saya: draws the signer's lines of these drafts anew, one after the other. */
export function redrawPost(kit: Kit): RequestHandler {
  return async (request, response) => {
    const { username, fields } = postedForm(kit, request);
    const numbers = [...new Set(text(fields.get('berkas')).split(' '))];
    if (!numbers.every((number) => /^KK-[0-9]{6}-[0-9A-Z]{6}$/.test(number)))
      throw new Refused(400, 'Pilihan draf tidak terbaca. Muat ulang daftar, lalu pilih lagi.');
    let left = 0;
    for (const number of numbers) {
      try {
        await kit.cases.redraw(username, number);
      } catch (error) {
        // Of one draft the reason is read at once; of many the others are not held up by one.
        if (numbers.length === 1 || refusalOf(error) === undefined) throw error;
        left += 1;
      }
    }
    response.redirect(303, `/meja/tanda-tangan?siap=${left === 0 ? 'ya' : 'sebagian'}`);
  };
}

/**
 * POST /meja/tanda-tangan: begins the batch and shows its progress; the passphrase is taken as bytes and overwritten.
 */
export function signPost(kit: Kit): RequestHandler {
  return async (request, response) => {
    const { fields, secrets } = readForm(request, 'passphrase');
    const secret = secrets['passphrase']!;
    try {
      const username = kit.callers.of(request);
      kit.guard.check(request, username, fields.get('token'));
      if (fields.get('diperiksa') !== 'ya')
        throw new Refused(400, 'Centang pernyataan bahwa setiap draf yang dipilih sudah diperiksa.');
      const id = await kit.cases.approve(username, fields.getAll('dokumen').map(signingRequest), secret);
      response.redirect(303, `/meja/tanda-tangan/proses/${id}`);
    } finally {
      secret.fill(0);
    }
  };
}

function signingRequest(value: string): SigningRequest {
  const match = /^(KK-[0-9]{6}-[0-9A-Z]{6}):([0-9a-f]{64})$/.exec(value);
  if (match === null) throw new Refused(400, 'Pilihan draf tidak terbaca. Muat ulang daftar, lalu pilih lagi.');
  return { applicationNumber: match[1]!, draftSha256: match[2]! };
}

export function progressPage(kit: Kit): RequestHandler {
  return async (request, response) => {
    const username = kit.callers.of(request);
    const [officer, batch] = await Promise.all([
      kit.cases.officer(username),
      kit.cases.batch(username, text(request.params['id'])),
    ]);
    show(
      kit,
      response,
      { template: 'signing-progress', title: 'Hasil tanda tangan', page: 'signing', officer, scripts: ['progress.js'] },
      { batch, ...progressOf(batch) },
    );
  };
}

export function progressAnswer(kit: Kit): RequestHandler {
  return async (request, response) => {
    const batch = await kit.cases.batch(kit.callers.of(request), text(request.params['id']));
    response.json({ finished: batch.finished, ...progressOf(batch) });
  };
}

/** GET /meja/tanda-tangan/kemajuan.json?nomor=..: where documents stand, read from the cases themselves. */
export function standingAnswer(kit: Kit): RequestHandler {
  return async (request, response) => {
    const asked = [request.query['nomor'] ?? []]
      .flat()
      .filter((value): value is string => typeof value === 'string' && /^KK-[0-9]{6}-[0-9A-Z]{6}$/.test(value));
    const documents = await kit.cases.progress(kit.callers.of(request), asked.slice(0, 100));
    response.json({ documents: documents.map((document) => ({ ...document, label: STATUS_LABELS[document.status] })) });
  };
}

function progressOf({ documents, finished }: SigningBatch): {
  heading: string;
  hint: string;
  total: number;
  done: number;
  documents: unknown[];
} {
  const signed = documents.filter(({ status }) => status === 'signed').length;
  const done = documents.filter(({ status }) => status !== 'waiting' && status !== 'signing').length;
  return {
    heading: finished ? `${signed} dari ${documents.length} draf sudah ditandatangani` : 'Sedang ditandatangani…',
    hint: finished
      ? signed === documents.length
        ? 'KK dikirim kepada pemohon oleh sistem.'
        : 'Draf yang kembali atau tidak diproses tetap ada di daftar tanda tangan.'
      : 'Dokumen pertama membuktikan passphrase, lalu sisanya menyusul. Halaman ini boleh ditutup; tidak ada yang ditandatangani dua kali.',
    total: documents.length,
    done,
    documents: documents.map((document) => ({
      ...document,
      reason: document.reason ?? '',
      label: STATUS_LABELS[document.status],
    })),
  };
}

/** GET /meja/tanda-tangan/:number/tolak */
export function rejectPage(kit: Kit): RequestHandler {
  return async (request, response) => {
    const username = kit.callers.of(request);
    const applicationNumber = numberOf(request);
    const { officer, drafts } = await kit.cases.signingList(username);
    if (!drafts.some((draft) => draft.applicationNumber === applicationNumber && draft.blocked === null))
      throw new Refused(409, 'Draf ini tidak sedang menunggu tanda tangan Anda. Muat ulang daftar.');
    show(
      kit,
      response,
      { template: 'reject', title: 'Kembalikan draf', page: 'signing', officer },
      { applicationNumber, token: kit.guard.token(request, response, username), note: '', fault: '' },
    );
  };
}

/** POST /meja/tanda-tangan/:number/tolak. What can be mended is asked again, with the words kept. */
export function rejectPost(kit: Kit): RequestHandler {
  return async (request, response) => {
    const { username, fields } = postedForm(kit, request);
    const applicationNumber = numberOf(request);
    const note = text(fields.get('alasan'));
    try {
      await kit.cases.reject(username, applicationNumber, note);
    } catch (error) {
      const refusal = mendable(error, request);
      if (refusal === undefined) throw error;
      show(
        kit,
        response,
        { template: 'reject', title: 'Kembalikan draf', page: 'signing', officer: await kit.cases.officer(username) },
        { applicationNumber, token: kit.guard.token(request, response, username), note, fault: refusal.remedy },
        refusal.status,
      );
      return;
    }
    if (wantsJson(request)) return void response.json({ ok: true });
    response.redirect(303, `/meja/tanda-tangan?kembali=${applicationNumber}`);
  };
}

function card(draft: SignableDraft): Record<string, unknown> {
  return {
    ...draft,
    toRedraw: isToRedraw(draft),
    reasonLabel: REASON_LABELS[draft.reason],
    mismatched: draft.changes
      .filter(({ drafted }) => drafted?.matches === false)
      .map(({ label }) => label)
      .join(', '),
    returnedText: draft.returned === null ? '' : returnText(draft.returned),
    blockedText: blockedText(draft.blocked, draft.others),
  };
}
