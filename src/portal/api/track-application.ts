import { INDONESIAN } from '../../domain/language/indonesian.ts';
import type { Request, RequestHandler } from 'express';
import type { CompletionWish } from '../../cases/complete-application.ts';
import type { ApplicantCases } from '../applicant-cases.ts';
import { caseKey, type CaseKey, type Guarded } from '../middleware/case-access.ts';
import { Problem } from '../middleware/problems.ts';
import { readJson } from '../middleware/read-json.ts';
import { personal } from '../middleware/security.ts';
import { PAPER_PARTS, cleanPapers, multipart, received, type Clean, type ReceivedFile } from '../middleware/uploads.ts';
import { PAPER_ENCODING, PAPER_PROPERTIES } from './paper-schema.ts';
import { CASE_PARAMETERS, jsonResponse, pdfResponse, ref, refusals } from './responses.ts';
import type { ApiRoute } from './route.ts';

interface TrackDeps {
  readonly cases: Pick<ApplicantCases, 'track' | 'complete' | 'withdraw' | 'download'>;
  readonly cleanPaper: Clean;
  readonly guarded: Guarded;
  readonly readGuards: readonly RequestHandler[];
  readonly uploadGuards: readonly RequestHandler[];
}

const keyOf = (request: Request) => caseKey(request.params['number'], request.get('X-PIN'), request);

/** What the holder of number and PIN can do: look, send papers, withdraw, fetch the card. */
export function trackApplication({ cases, cleanPaper, guarded, readGuards, uploadGuards }: TrackDeps): ApiRoute[] {
  const path = '/api/applications/{number}';
  const tracking = (request: Request) =>
    guarded(async () => {
      const { number, pin, from } = keyOf(request);
      return cases.track(number, pin, from);
    });
  return [
    {
      method: 'get',
      path,
      operation: {
        operationId: 'trackApplication',
        summary: 'Where an application stands',
        parameters: CASE_PARAMETERS,
        responses: {
          200: jsonResponse('The ten steps and what the applicant should do now.', 'Tracking'),
          ...refusals('CASE_NOT_FOUND', 'CASE_LOCKED'),
        },
      },
      handlers: [personal, ...readGuards, async (request, response) => void response.json(await tracking(request))],
    },
    {
      method: 'post',
      path: `${path}/papers`,
      operation: {
        operationId: 'sendPapers',
        summary: 'Send the papers that are still missing',
        parameters: CASE_PARAMETERS,
        requestBody: {
          required: true,
          content: { 'multipart/form-data': { schema: PAPERS_SCHEMA, encoding: PAPERS_ENCODING } },
        },
        responses: {
          200: jsonResponse('Received; the application as it stands now.', 'Tracking'),
          ...refusals(
            'REQUEST_UNREADABLE',
            'FOREIGN_ORIGIN',
            'CASE_NOT_FOUND',
            'CASE_LOCKED',
            'NOT_NOW',
            'FILE_TOO_LARGE',
            'REQUEST_TOO_LARGE',
            'FILE_REFUSED',
            'MEDIA_TYPE',
            'APPLICATION_INVALID',
            'BUSY',
            'OUT_OF_SERVICE',
          ),
        },
      },
      handlers: [
        personal,
        ...uploadGuards,
        // The key is tried before the body is read: nobody without it may cost us memory.
        async (request, _response, next) => {
          await tracking(request);
          next();
        },
        multipart({ texts: ['amendment'], files: PAPER_PARTS }),
        async (request, response) => {
          const { number, pin, from } = keyOf(request);
          const { fields, files } = received(request, ['amendment']);
          await sendPapers(cases, cleanPaper, { number, pin, from }, files, { amendment: amendmentIn(fields) });
          response.json(await tracking(request));
        },
      ],
    },
    {
      method: 'post',
      path: `${path}/withdrawal`,
      operation: {
        operationId: 'withdrawApplication',
        summary: 'Withdraw an application',
        description: 'Possible until the card is being signed. Cannot be undone.',
        parameters: CASE_PARAMETERS,
        responses: {
          200: jsonResponse('Withdrawn, or about to be; the application as it stands now.', 'Tracking'),
          ...refusals('FOREIGN_ORIGIN', 'CASE_NOT_FOUND', 'CASE_LOCKED', 'NOT_NOW', 'OUT_OF_SERVICE'),
        },
      },
      handlers: [
        personal,
        ...readGuards,
        async (request, response) => {
          await guarded(async () => {
            const { number, pin, from } = keyOf(request);
            await cases.withdraw(number, pin, from);
          });
          response.json(await tracking(request));
        },
      ],
    },
    {
      method: 'get',
      path: `${path}/card`,
      operation: {
        operationId: 'downloadCard',
        summary: 'Download the signed card',
        description: 'Counts as receipt (SOP step 9).',
        parameters: CASE_PARAMETERS,
        responses: {
          200: pdfResponse('The signed family card.'),
          ...refusals('CASE_NOT_FOUND', 'CASE_LOCKED', 'NOT_NOW'),
        },
      },
      handlers: [
        personal,
        ...readGuards,
        async (request, response) => {
          const { number, pdf } = await guarded(async () => {
            const { number, pin, from } = keyOf(request);
            return { number, pdf: await cases.download(number, pin, from) };
          });
          response.attachment(`${number}.pdf`).type('application/pdf').send(pdf);
        },
      ],
    },
  ];
}

/** Cleans, then hands over; also used by the tracking page's own form. */
export async function sendPapers(
  cases: Pick<ApplicantCases, 'complete'>,
  clean: Clean,
  { number, pin, from }: CaseKey,
  files: readonly ReceivedFile[],
  wish: CompletionWish = {},
): Promise<void> {
  const papers = await cleanPapers(files, (bytes) => clean(bytes, from));
  if (papers.length === 0 && wish.amendment === undefined && wish.finish !== 'now')
    throw new Problem('APPLICATION_INVALID', {
      faults: [
        {
          field: '/papers',
          title: INDONESIAN.fields['dokumen'],
          remedy: INDONESIAN.refusals['foto-atau-pilih-paling'],
        },
      ],
    });
  await cases.complete(number, pin, papers, from, wish);
}

/** The parts of an event-based application that the resident completes. */
function amendmentIn({ amendment }: Readonly<Record<string, string>>): Readonly<Record<string, unknown>> | undefined {
  if (amendment === undefined) return undefined;
  const sent = readJson(amendment);
  if (typeof sent !== 'object' || sent === null || Array.isArray(sent)) throw new Problem('REQUEST_UNREADABLE');
  return sent as Readonly<Record<string, unknown>>;
}

const PAPERS_SCHEMA = {
  type: 'object',
  minProperties: 1,
  additionalProperties: false,
  properties: {
    amendment: {
      ...ref('Amendment'),
      description:
        'Only of an event-based application: the parts that the applicant completes, for example `{"events": [...]}`. They replace those of before.',
    },
    ...PAPER_PROPERTIES,
  },
};
const PAPERS_ENCODING = {
  amendment: { contentType: 'application/json' },
  ...PAPER_ENCODING,
};
