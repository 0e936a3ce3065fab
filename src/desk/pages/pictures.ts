import type { RequestHandler, Response } from 'express';
import { fingerprintOf, numberOf, text, type Kit } from '../kit.ts';

/** /meja/gambar/:number/berkas.jpg: all papers on one sheet, small, shown inside a form of the engine's task list. */
export function contactSheetPicture(kit: Kit): RequestHandler {
  return async (request, response) => {
    const jpeg = await kit.cases.contactSheet(kit.callers.of(request), numberOf(request));
    response.type('image/jpeg').send(jpeg);
  };
}

/**
 * /meja/gambar/:number/draf.png: a small picture for lists and forms; whoever saw only this has not read the draft.
 * With `?ukuran=penuh` the very pixels that are verified and signed, at readable size. `?sidik=` asks for exactly that
 * draft.
 */
export function draftPicture(kit: Kit): RequestHandler {
  return async (request, response) => {
    const look = request.query['ukuran'] === 'penuh' ? kit.cases.draft : kit.cases.draftGlance;
    response.type('image/png').send(await look(kit.callers.of(request), numberOf(request), fingerprintOf(request)));
  };
}

export function paperFile(kit: Kit): RequestHandler {
  return async (request, response) => {
    const { mediaType, bytes } = await kit.cases.paper(
      kit.callers.of(request),
      numberOf(request),
      text(request.params['id']).slice(0, 60),
    );
    if (mediaType === 'application/pdf') return sendPdf(response, bytes, 'berkas.pdf');
    response.type(mediaType).send(bytes);
  };
}

export function draftFile(kit: Kit): RequestHandler {
  return async (request, response) => {
    const number = numberOf(request);
    sendPdf(
      response,
      await kit.cases.draftPdf(kit.callers.of(request), number, fingerprintOf(request)),
      `draf-${number}.pdf`,
    );
  };
}

export function signedFile(kit: Kit): RequestHandler {
  return async (request, response) => {
    const number = numberOf(request);
    sendPdf(response, await kit.cases.signedCard(kit.callers.of(request), number), `${number}.pdf`);
  };
}

/** A browser's own PDF viewer needs more than the policy of our pages allows; a PDF of ours has no active content. */
function sendPdf(response: Response, pdf: Buffer, fileName: string): void {
  response
    .set({
      'Content-Security-Policy': "frame-ancestors 'self'",
      'Content-Disposition': `inline; filename="${fileName}"`,
    })
    .type('application/pdf')
    .send(pdf);
}
