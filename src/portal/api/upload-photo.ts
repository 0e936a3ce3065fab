import type { Request, RequestHandler } from 'express';
import { PaperRefused, UPLOAD_LIMITS } from '../../documents/documents.ts';
import { FLAW_SENTENCES } from '../../documents/judge-picture.ts';
import { addressOf } from '../../web/address.ts';
import type { ApplicantCases } from '../applicant-cases.ts';
import { fileFault } from '../middleware/file-faults.ts';
import { languageOf } from '../middleware/language.ts';
import { Problem } from '../middleware/problems.ts';
import { rawBody } from '../middleware/upload-budget.ts';
import { jsonResponse, refusals } from './responses.ts';
import type { ApiRoute } from './route.ts';

/** Bytes of one piece at most: what a broken line costs. */
export const PIECE_BYTES = 1024 * 1024;
const TOKEN = /^[0-9a-f]{64}$/;

interface UploadDeps {
  readonly cases: Pick<ApplicantCases, 'keepUpload' | 'dropUpload'>;
  /** Rate limit and memory budget of a piece. */
  readonly guards: readonly RequestHandler[];
  readonly lightGuards: readonly RequestHandler[];
}

/** Photos brought ahead of the submission, piece by piece, so that a broken line costs a piece. */
export function uploadPhotos({ cases, guards, lightGuards }: UploadDeps): ApiRoute[] {
  return [
    {
      method: 'post',
      path: '/api/uploads',
      operation: UPLOAD_OPERATION,
      handlers: [
        ...guards,
        rawBody('application/octet-stream', PIECE_BYTES, () => new Problem('REQUEST_TOO_LARGE')),
        async (request, response) => {
          const token = tokenOf(request);
          const size = numberIn(request, 'Upload-Length', 1);
          const start = numberIn(request, 'Upload-Offset', 0);
          // Without a body the parser leaves nothing: a question of how far it is.
          const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
          const { received, ready, flaw } = await cases
            .keepUpload({ token, size, start, bytes, from: addressOf(request) })
            .catch(refused);
          response.json({
            received,
            ready,
            sentence: flaw === null ? null : languageOf(response).translate(FLAW_SENTENCES[flaw]),
          });
        },
      ],
    },
    {
      method: 'post',
      path: '/api/uploads/removal',
      operation: {
        operationId: 'removeUpload',
        summary: 'Forget a photo that was brought ahead',
        parameters: [TOKEN_PARAMETER],
        responses: {
          204: { description: 'It is not here, or not any more.' },
          ...refusals('REQUEST_UNREADABLE', 'FOREIGN_ORIGIN'),
        },
      },
      handlers: [
        ...lightGuards,
        async (request, response) => {
          await cases.dropUpload(tokenOf(request));
          response.status(204).end();
        },
      ],
    },
  ];
}

/** Throws Problem for anything that is no token. */
export function tokenOf(request: Request): string {
  const token = request.get('Upload-Token') ?? '';
  if (!TOKEN.test(token)) throw new Problem('REQUEST_UNREADABLE');
  return token;
}

function numberIn(request: Request, header: string, least: number): number {
  const text = request.get(header) ?? '';
  if (!/^\d{1,10}$/.test(text) || Number(text) < least) throw new Problem('REQUEST_UNREADABLE');
  return Number(text);
}

function refused(error: unknown): never {
  if (error instanceof PaperRefused)
    throw new Problem('FILE_REFUSED', { faults: [fileFault('foto', 0, error.reason)], remedy: error.reason });
  throw error;
}

export const TOKEN_PARAMETER = {
  name: 'Upload-Token',
  in: 'header',
  required: true,
  description:
    'Drawn at random by the client, 32 bytes as hexadecimal digits, one for each photo. It is also the key under which the bytes are encrypted: who does not have it, the office included, cannot read them.',
  schema: { type: 'string', pattern: TOKEN.source },
} as const;

const UPLOAD_OPERATION = {
  operationId: 'uploadPhoto',
  summary: 'Bring a photo ahead of the submission, piece by piece',
  description: `Pieces of at most ${PIECE_BYTES} bytes, one after the other. The answer says how many bytes are here; the next piece begins there. A piece that came before changes nothing, and an empty body asks how far it is: after a broken line ask, then go on. With the last piece the photo is cleaned and judged. What is not whole is forgotten an hour after its last piece, what is not submitted after seven days; a piece of what was forgotten is answered with UPLOAD_GONE: begin anew. A piece that reaches beyond Upload-Length, or names another length than the first, is refused. At most ${UPLOAD_LIMITS.bytesPerFile} bytes in all.`,
  parameters: [
    TOKEN_PARAMETER,
    {
      name: 'Upload-Length',
      in: 'header',
      required: true,
      description: 'Bytes of the whole file.',
      schema: { type: 'integer' },
    },
    {
      name: 'Upload-Offset',
      in: 'header',
      required: true,
      description: 'Where this piece begins.',
      schema: { type: 'integer' },
    },
  ],
  requestBody: {
    required: false,
    content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } },
  },
  responses: {
    200: jsonResponse('How far it is.', 'Upload'),
    ...refusals(
      'REQUEST_UNREADABLE',
      'FOREIGN_ORIGIN',
      'NOT_NOW',
      'UPLOAD_GONE',
      'TOO_MANY_UPLOADS',
      'REQUEST_TOO_LARGE',
      'FILE_REFUSED',
      'BUSY',
    ),
  },
} as const;
