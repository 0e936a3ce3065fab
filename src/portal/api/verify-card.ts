import express, { type Request, type RequestHandler } from 'express';
import type { Verification } from '../../signing/signing.ts';
import type { ApplicantCases } from '../applicant-cases.ts';
import { Problem } from '../door/problems.ts';
import { multipart, received } from '../door/uploads.ts';
import { jsonResponse, refusals } from './responses.ts';
import type { ApiRoute } from './route.ts';
import { UPLOAD_LIMITS } from '../../documents/documents.ts';

/** A signed card has well under 1 MB; the limit is that of any upload. */
export const CARD_BYTES = UPLOAD_LIMITS.bytesPerFile;

/** Public check of a signed card. The file is looked at and forgotten. */
export function verifyCard(cases: Pick<ApplicantCases, 'verifyCard'>, guards: readonly RequestHandler[]): ApiRoute {
  return {
    method: 'post',
    path: '/api/verifications',
    operation: {
      operationId: 'verifyCard',
      summary: 'Check the electronic signature of a card',
      description: `Takes the PDF itself, as body or as part \`file\`; a print or a photo cannot be checked. At most ${CARD_BYTES} bytes. Nothing is kept.`,
      requestBody: {
        required: true,
        content: {
          'multipart/form-data': {
            schema: { type: 'object', required: ['file'], properties: { file: { type: 'string', format: 'binary' } } },
            encoding: { file: { contentType: 'application/pdf' } },
          },
          'application/pdf': { schema: { type: 'string', format: 'binary' } },
        },
      },
      responses: {
        200: jsonResponse('The verdict, with a finding for each thing looked at.', 'Verification'),
        ...refusals(
          'REQUEST_UNREADABLE',
          'FOREIGN_ORIGIN',
          'REQUEST_TOO_LARGE',
          'FILE_TOO_LARGE',
          'MEDIA_TYPE',
          'FILE_REFUSED',
        ),
      },
    },
    handlers: [...guards, ...readPdf, async (request, response) => void response.json(await verdictOn(cases, request))],
  };
}

const single = multipart({ texts: [], files: ['file'] });
const raw = express.raw({ type: 'application/pdf', limit: CARD_BYTES });

/** Reads one PDF, sent bare or in a form. */
export const readPdf: readonly RequestHandler[] = [
  (request, response, next) => (request.is('application/pdf') ? raw : single)(request, response, next),
];

export async function verdictOn(
  cases: Pick<ApplicantCases, 'verifyCard'>,
  request: Request,
): Promise<Verification & { issuedHere: boolean }> {
  const pdf = Buffer.isBuffer(request.body) ? request.body : received(request, []).files[0]?.bytes;
  if (pdf === undefined || !pdf.subarray(0, 1024).includes('%PDF-'))
    throw new Problem('FILE_REFUSED', {
      remedy:
        'Ini bukan berkas PDF. Pilih PDF KK yang Anda terima lewat WhatsApp atau unduh; foto atau hasil cetak tidak dapat diperiksa.',
      faults: [{ field: '/file', title: 'Berkas PDF', remedy: 'Pilih berkas PDF KK yang asli.' }],
    });
  return cases.verifyCard(pdf);
}
