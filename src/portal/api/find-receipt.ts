import express, { type RequestHandler } from 'express';
import type { ApplicantCases } from '../applicant-cases.ts';
import type { Guarded } from '../middleware/case-access.ts';
import { Problem } from '../middleware/problems.ts';
import { readJson } from '../middleware/read-json.ts';
import { personal } from '../middleware/security.ts';
import { FORM_BYTES } from '../middleware/uploads.ts';
import { jsonResponse, refusals } from './responses.ts';
import type { ApiRoute } from './route.ts';

interface FindDeps {
  readonly cases: Pick<ApplicantCases, 'findReceipt'>;
  readonly guarded: Guarded;
  readonly baseUrl: string;
  /** Limits of look-ups, and of those that find nothing. */
  readonly guards: readonly RequestHandler[];
}

/** The receipt of a submission whose answer was lost on the way. */
export function findReceipt({ cases, guarded, baseUrl, guards }: FindDeps): ApiRoute {
  return {
    method: 'post',
    path: '/api/receipts',
    operation: OPERATION,
    handlers: [
      personal,
      ...guards,
      express.text({ type: 'application/json', limit: FORM_BYTES }),
      async (request, response) => {
        const sent = typeof request.body === 'string' ? readJson(request.body) : undefined;
        const nik = typeof sent === 'object' && sent !== null && 'nik' in sent ? sent.nik : undefined;
        if (typeof nik !== 'string') throw new Problem('REQUEST_UNREADABLE');
        const receipt = await guarded(() => cases.findReceipt(request.get('Idempotency-Key') ?? '', nik));
        response.json({ ...receipt, trackingUrl: `${baseUrl}/lacak?nomor=${receipt.applicationNumber}` });
      },
    ],
  };
}

const OPERATION = {
  operationId: 'findReceipt',
  summary: 'The receipt of a submission whose answer was lost',
  description:
    'For keys of 32 hexadecimal digits drawn at random, as the form draws them, within seven days, until a new PIN was given.',
  parameters: [
    {
      name: 'Idempotency-Key',
      in: 'header',
      required: true,
      description: 'The key under which the application was sent.',
      schema: { type: 'string', pattern: '^[0-9a-f]{32}$' },
    },
  ],
  requestBody: {
    required: true,
    content: {
      'application/json': {
        schema: {
          type: 'object',
          required: ['nik'],
          properties: { nik: { type: 'string', description: 'NIK of the applicant.' } },
        },
      },
    },
  },
  responses: {
    200: jsonResponse('The receipt.', 'Receipt'),
    ...refusals('REQUEST_UNREADABLE', 'FOREIGN_ORIGIN', 'CASE_NOT_FOUND', 'REQUEST_TOO_LARGE'),
  },
} as const;
