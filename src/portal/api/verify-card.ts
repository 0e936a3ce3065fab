import { fill } from '../../domain/language/placeholders.ts';
import { INDONESIAN } from '../../domain/language/indonesian.ts';
import type { Request, RequestHandler } from 'express';
import type { CardVerification } from '../../cases/verify-card.ts';
import type { ApplicantCases } from '../applicant-cases.ts';
import { addressOf } from '../../web/address.ts';
import { Problem } from '../middleware/problems.ts';
import { rawBody } from '../middleware/upload-budget.ts';
import { multipart, received } from '../middleware/uploads.ts';
import { jsonResponse, refusals } from './responses.ts';
import type { ApiRoute } from './route.ts';
import { CARD_MAX_BYTES } from '../../signing/signing.ts';

const MEGABYTES = CARD_MAX_BYTES / 1024 / 1024;
export const CARD_TOO_LARGE = fill(INDONESIAN.refusals['card-larger-than'], { megabytes: String(MEGABYTES) });

/** Public check of a signed card. The file is looked at and forgotten. */
export function verifyCard(cases: Pick<ApplicantCases, 'verifyCard'>, guards: readonly RequestHandler[]): ApiRoute {
  return {
    method: 'post',
    path: '/api/verifications',
    operation: {
      operationId: 'verifyCard',
      summary: 'Check the electronic signature of a card',
      description: `Takes the PDF itself, as body or as part \`file\`; a print or a photo cannot be checked. At most ${CARD_MAX_BYTES} bytes. Nothing is kept.`,
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
          'BUSY',
        ),
      },
    },
    handlers: [...guards, ...readPdf, async (request, response) => void response.json(await verdictOn(cases, request))],
  };
}

const single = multipart({ texts: [], files: ['file'], bytesPerFile: CARD_MAX_BYTES, tooLarge: CARD_TOO_LARGE });
const tooLarge = () => new Problem('FILE_TOO_LARGE', { remedy: CARD_TOO_LARGE });

/** Reads one PDF, sent bare or in a form. */
export const readPdf: readonly RequestHandler[] = [
  rawBody('application/pdf', CARD_MAX_BYTES, tooLarge),
  (request, response, next) => (Buffer.isBuffer(request.body) ? next() : single(request, response, next)),
];

export async function verdictOn(
  cases: Pick<ApplicantCases, 'verifyCard'>,
  request: Request,
): Promise<CardVerification> {
  const pdf = Buffer.isBuffer(request.body) ? request.body : received(request, []).files[0]?.bytes;
  if (pdf === undefined || !pdf.subarray(0, 1024).includes('%PDF-'))
    throw new Problem('FILE_REFUSED', {
      remedy: INDONESIAN.refusals['ini-bukan-pdf-pilih'],
      faults: [
        {
          field: '/file',
          title: INDONESIAN.fields['pdf-kartu-keluarga'],
          remedy: INDONESIAN.refusals['pilih-pdf-kk-yang'],
        },
      ],
    });
  return cases.verifyCard(pdf, addressOf(request));
}
