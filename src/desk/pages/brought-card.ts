import multer from 'multer';
import type { Request, RequestHandler } from 'express';
import { CardNotTaken } from '../../cases/bring-signed-card.ts';
import { CARD_MAX_BYTES } from '../../signing/signing.ts';
import { Refused } from '../../web/refused.ts';
import { numberOf, text, wantsJson, type Kit } from '../kit.ts';
import { showCase } from './case.ts';

const upload = multer({
  storage: multer.memoryStorage(),
  // The officer learns that a file is too large from the same check as everything else, so that what people try (a scan
  // of some megabytes) is let in; what is larger still is cut off.
  limits: { fileSize: 5 * CARD_MAX_BYTES, files: 1, fields: 2, fieldSize: 1_000, parts: 3 },
}).single('kk');

/** Reads one file in a form; what the form cannot be is the caller's fault. */
export const readBroughtCard: RequestHandler = (request, response, next) => {
  upload(request, response, (error: unknown) => {
    if (error instanceof multer.MulterError && error.code === 'LIMIT_FILE_SIZE')
      return next(
        new Refused(413, 'Berkas ini terlalu besar untuk sebuah KK. Pilih PDF yang diunduh dari SIAK.', {
          code: 'REQUEST_TOO_LARGE',
          title: 'Berkas terlalu besar',
        }),
      );
    next(error instanceof multer.MulterError ? Object.assign(new Error('form'), { status: 400 }) : error);
  });
};

/** POST /meja/berkas/:number/kk-siak: the PDF that SIAK signed, part `kk`. */
export function broughtCardPost(kit: Kit): RequestHandler {
  return async (request, response) => {
    const username = kit.callers.of(request);
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
        given: { task: '', draftSha256: undefined, answer: {}, takeBackReason: null, siakNumbers: {} },
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
    const { png } = await kit.cases.broughtCard(kit.callers.of(request), numberOf(request));
    response.type('image/png').send(png);
  };
}
