import multer from 'multer';
import type { Request, RequestHandler } from 'express';
import { CardNotTaken } from '../../cases/bring-signed-card.ts';
import type { CaseFile } from '../../cases/view-case.ts';
import type { ComparedPart } from '../../domain/card/compare-printed.ts';
import { elementOf } from '../../domain/elements.ts';
import { CARD_MAX_BYTES } from '../../signing/signing.ts';
import { numberOf, text, wantsJson, type Kit } from '../kit.ts';
import { showCase } from './case.ts';

const upload = multer({
  storage: multer.memoryStorage(),
  // The officer is told that a file is too large by the same check as everything else: one byte more is let in.
  limits: { fileSize: CARD_MAX_BYTES + 1, files: 1, fields: 2, fieldSize: 1_000, parts: 3 },
}).single('kk');

/** Reads one file in a form; what the form cannot be is the caller's fault. */
export const readBroughtCard: RequestHandler = (request, response, next) => {
  upload(request, response, (error: unknown) => {
    if (error instanceof multer.MulterError && error.code === 'LIMIT_FILE_SIZE')
      return next(Object.assign(new Error('too large'), { status: 413 }));
    next(error instanceof multer.MulterError ? Object.assign(new Error('form'), { status: 400 }) : error);
  });
};

/** POST /meja/berkas/:number/kk-siak: the PDF that SIAK signed, part `kk`. */
export function broughtCardPost(kit: Kit): RequestHandler {
  return async (request, response) => {
    const username = kit.door.callerOf(request);
    const number = numberOf(request);
    kit.guard.check(request, username, text((request.body as Record<string, unknown> | undefined)?.['token']));
    try {
      await kit.cases.bringSignedCard(username, number, fileOf(request));
    } catch (error) {
      if (!(error instanceof CardNotTaken)) throw error;
      if (wantsJson(request)) return void response.status(422).json({ code: error.outcome, message: error.sentence });
      return showCase(kit, request, response, {
        status: 422,
        refused: error.sentence,
        given: { task: '', draftSha256: undefined, answer: {} },
      });
    }
    if (wantsJson(request)) return void response.json({ ok: true });
    response.redirect(303, `/meja/berkas/${number}#keputusan`);
  };
}

const fileOf = ({ file }: Request): Buffer => file?.buffer ?? Buffer.alloc(0);

/** /meja/gambar/:number/kk-siak.png: the card from SIAK at readable size. */
export function broughtCardPicture(kit: Kit): RequestHandler {
  return async (request, response) => {
    const { png } = await kit.cases.broughtCard(kit.door.callerOf(request), numberOf(request));
    response.type('image/png').send(png);
  };
}

const FOUND_TEXT: Readonly<Record<ComparedPart['found'], string>> = {
  yes: 'terbaca di KK',
  no: 'tidak terbaca: bandingkan sendiri',
  unreadable: 'PDF tanpa teks: bandingkan sendiri',
};

/** The card from SIAK for the case page: what the case expects beside what the file says. */
export function broughtView({ brought, application, kkNumber, task, signedSha256 }: CaseFile): Record<string, unknown> {
  const waits = task?.element === 'bring-signed-card' && task.blocked === null;
  const card = brought !== null && (brought.taskId === task?.task || signedSha256 !== null) ? brought : null;
  const label = ({ what, member, element }: ComparedPart): string => {
    if (what === 'kk-number') return 'Nomor KK';
    if (what === 'nik') return `NIK anggota ${member! + 1}`;
    if (what === 'name') return `Nama anggota ${member! + 1}`;
    return elementOf(element!).label;
  };
  const expected = ({ what, member, element }: ComparedPart): string => {
    if (what === 'kk-number') return kkNumber ?? '';
    const person = application.members[member!];
    if (what === 'nik') return person?.nik ?? '';
    const change = application.changes.findLast(
      (one) => one.member === member && one.element === (what === 'name' ? 'nama' : element),
    );
    return change?.to ?? person?.name ?? '';
  };
  return {
    waitsForSiak: waits,
    brought:
      card === null
        ? null
        : {
            ...card,
            fits: card.comparison.verdict === 'fits',
            rows: card.comparison.parts.map((part) => ({
              label: label(part),
              expected: expected(part),
              good: part.found === 'yes',
              text: FOUND_TEXT[part.found],
            })),
          },
  };
}
