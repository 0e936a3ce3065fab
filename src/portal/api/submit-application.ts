import { INDONESIAN } from '../../domain/language/indonesian.ts';
import type { RequestHandler } from 'express';
import { checkApplication } from '../../domain/check-application.ts';
import { UPLOAD_LIMITS } from '../../documents/documents.ts';
import { addressOf } from '../../web/address.ts';
import type { ApplicantCases } from '../applicant-cases.ts';
import { idempotencyKey, inOrder } from '../middleware/idempotency.ts';
import { Problem } from '../middleware/problems.ts';
import { readJson } from '../middleware/read-json.ts';
import { papersBroughtAhead } from '../middleware/uploaded-papers.ts';
import { PAPER_PARTS, cleanPapers, multipart, received, type Clean } from '../middleware/uploads.ts';
import { EXAMPLE_APPLICATION } from './example.ts';
import { PAPER_ENCODING, PAPER_PROPERTIES } from './paper-schema.ts';
import { jsonResponse, ref, refusals } from './responses.ts';
import type { ApiRoute } from './route.ts';

const TEXTS = ['application', 'uploads', 'another', 'language'];

interface SubmitDeps {
  readonly cases: Pick<ApplicantCases, 'submit' | 'uploadedPapers'>;
  readonly cleanPaper: Clean;
  readonly baseUrl: string;
  /** Rate limit and memory budget, in this order. */
  readonly guards: readonly RequestHandler[];
}

/**
 * SOP step 1. Everything is looked at before anything is stored: first the form (cheap), then each file; one fault and
 * nothing is kept. The same Idempotency-Key with the same content is one application, however often and however
 * parallel it comes.
 */
export function submitApplication({ cases, cleanPaper, baseUrl, guards }: SubmitDeps): ApiRoute {
  return {
    method: 'post',
    path: '/api/applications',
    operation: OPERATION,
    handlers: [
      ...guards,
      multipart({ texts: TEXTS, files: PAPER_PARTS }),
      async (request, response) => {
        const { fields, files } = received(request, TEXTS);
        if (fields['application'] === undefined)
          throw new Problem('APPLICATION_INVALID', {
            faults: [
              {
                field: '/',
                title: INDONESIAN.fields['permohonan'],
                remedy: INDONESIAN.refusals['kirim-isi-formulir-sebagai'],
              },
            ],
          });
        const sent = readJson(fields['application']);
        const checked = checkApplication(sent);
        if (!checked.ok) throw new Problem('APPLICATION_INVALID', { faults: checked.faults });
        const application = inOrder(checked.application);
        const key = idempotencyKey(request.get('Idempotency-Key'), [application, fields['uploads'] ?? ''], files);
        const ahead = await papersBroughtAhead(fields['uploads'], cases);
        const papers = [
          ...ahead.papers,
          ...(await cleanPapers(files, (bytes) => cleanPaper(bytes, addressOf(request)), ahead.papers.length)),
        ];
        const { applicationNumber, pin, created } = await cases.submit({
          application,
          papers,
          idempotencyKey: key,
          another: fields['another'] === 'true',
          uploads: ahead.ids,
          language: fields['language'],
        });
        response
          .status(created ? 201 : 200)
          .json({ applicationNumber, pin, trackingUrl: `${baseUrl}/lacak?nomor=${applicationNumber}` });
      },
    ],
  };
}

const RECEIPT = {
  applicationNumber: 'KK-261122-7Q4F2M',
  pin: '493817',
  trackingUrl: 'http://localhost:3000/lacak?nomor=KK-261122-7Q4F2M',
};

const OPERATION = {
  operationId: 'submitApplication',
  summary: 'Submit an application for a family card',
  description: `Part \`application\` holds the form as JSON; each photo is a part named by its document kind, repeatable. At most ${UPLOAD_LIMITS.files} files, each at most ${UPLOAD_LIMITS.bytesPerFile} bytes and ${UPLOAD_LIMITS.megapixels} megapixels. Missing papers do not refuse the application; they are asked for later. One fault and nothing is stored.`,
  parameters: [
    {
      name: 'Idempotency-Key',
      in: 'header',
      required: false,
      description:
        'Your own key of this submission, best a UUID. Sent again with the same content it answers 200 with the first receipt; with other content 409. Without it the content itself is the key.',
      schema: { type: 'string', pattern: '^[\\w.:-]{1,128}$' },
      example: '5b0f6a52-1c1e-4a6e-9d0b-6d4c2f1f7a10',
    },
  ],
  requestBody: {
    required: true,
    content: {
      'multipart/form-data': {
        schema: {
          type: 'object',
          required: ['application'],
          additionalProperties: false,
          properties: {
            application: {
              oneOf: [ref('Application'), ref('EventApplication')],
              description:
                'Told by elements (Application) or by what happened (EventApplication); of the latter the reason is derived.',
            },
            uploads: {
              ...ref('UploadedPhotos'),
              description: 'Photos that were brought ahead by `uploadPhoto`, as JSON.',
            },
            another: {
              type: 'string',
              enum: ['true'],
              description:
                'The sender knows that the same application is open (409 ALREADY_OPEN), and means another one.',
            },
            language: {
              type: 'string',
              description:
                'Language of the page, by which the applicant is written to; Indonesian where the office does not offer it.',
              example: 'id',
            },
            ...PAPER_PROPERTIES,
          },
        },
        encoding: {
          application: { contentType: 'application/json' },
          uploads: { contentType: 'application/json' },
          another: { contentType: 'text/plain' },
          language: { contentType: 'text/plain' },
          ...PAPER_ENCODING,
        },
        example: { application: EXAMPLE_APPLICATION },
      },
    },
  },
  responses: {
    201: jsonResponse('Received. Tell the applicant number and PIN.', 'Receipt', RECEIPT),
    200: jsonResponse('This submission had been received before; the same receipt.', 'Receipt', RECEIPT),
    ...refusals(
      'REQUEST_UNREADABLE',
      'IDEMPOTENCY_KEY_INVALID',
      'FOREIGN_ORIGIN',
      'IDEMPOTENCY_CONFLICT',
      'ALREADY_OPEN',
      'SIGNATURE_STALE',
      'UPLOAD_GONE',
      'FILE_TOO_LARGE',
      'REQUEST_TOO_LARGE',
      'FILE_REFUSED',
      'MEDIA_TYPE',
      'APPLICATION_INVALID',
      'BUSY',
      'OUT_OF_SERVICE',
    ),
  },
} as const;
