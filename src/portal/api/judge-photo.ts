import { INDONESIAN } from '../../domain/language/indonesian.ts';
import type { RequestHandler } from 'express';
import { PaperRefused, type CleanPaper } from '../../documents/documents.ts';
import { FLAW_SENTENCES, type PictureFlaw } from '../../documents/judge-picture.ts';
import { addressOf } from '../../web/address.ts';
import { multipart, received, type Clean } from '../middleware/uploads.ts';
import { languageOf } from '../middleware/language.ts';
import { Problem } from '../middleware/problems.ts';
import { jsonResponse, refusals } from './responses.ts';
import type { ApiRoute } from './route.ts';

/** A phone makes the photo small before it asks. */
export const JUDGED_BYTES = 2 * 1024 * 1024;
export type Judge = (jpeg: Buffer) => Promise<PictureFlaw | undefined>;

/**
 * Whether an officer could read a photo, said before it is sent. A hint, never a refusal; the photo is looked at and
 * forgotten.
 */
export function judgePhoto(clean: Clean, judge: Judge, guards: readonly RequestHandler[]): ApiRoute {
  return {
    method: 'post',
    path: '/api/photo-checks',
    operation: {
      operationId: 'checkPhoto',
      summary: 'Tell whether a photo can be read',
      description: `Looks at light, sharpness and size of one photo (at most ${JUDGED_BYTES} bytes; 1000 pixels are enough). Nothing is kept.`,
      requestBody: {
        required: true,
        content: {
          'multipart/form-data': {
            schema: {
              type: 'object',
              required: ['photo'],
              properties: { photo: { type: 'string', format: 'binary' } },
            },
          },
        },
      },
      responses: {
        200: jsonResponse('What is wrong with it, in words for its sender; null: nothing.', 'PhotoCheck'),
        ...refusals(
          'REQUEST_UNREADABLE',
          'FOREIGN_ORIGIN',
          'FILE_TOO_LARGE',
          'MEDIA_TYPE',
          'APPLICATION_INVALID',
          'BUSY',
        ),
      },
    },
    handlers: [
      ...guards,
      multipart({
        texts: [],
        files: ['photo'],
        bytesPerFile: JUDGED_BYTES,
        tooLarge: INDONESIAN.refusals['kecilkan-fotonya-lebih-dahulu'],
      }),
      async (request, response) => {
        const [file] = received(request, []).files;
        if (file === undefined)
          throw new Problem('APPLICATION_INVALID', {
            faults: [
              { field: '/photo', title: INDONESIAN.fields['foto'], remedy: INDONESIAN.refusals['sertakan-satu-foto'] },
            ],
          });
        const { flaw, sentence } = await look(file.bytes, (bytes) => clean(bytes, addressOf(request)), judge);
        response.json({ flaw, sentence: sentence === null ? null : languageOf(response).translate(sentence) });
      },
    ],
  };
}

async function look(
  bytes: Buffer,
  clean: (bytes: Buffer) => Promise<CleanPaper>,
  judge: Judge,
): Promise<{ flaw: string | null; sentence: string | null }> {
  try {
    const paper = await clean(bytes);
    const flaw = paper.mediaType === 'image/jpeg' ? await judge(paper.bytes) : undefined;
    return { flaw: flaw ?? null, sentence: flaw === undefined ? null : FLAW_SENTENCES[flaw] };
  } catch (error) {
    if (error instanceof PaperRefused) return { flaw: 'refused', sentence: error.reason };
    throw error;
  }
}
