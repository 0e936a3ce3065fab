import { INDONESIAN } from '../../domain/language/indonesian.ts';
import type { Request, RequestHandler } from 'express';
import { formPdf } from '../../documents/form-pdf.ts';
import { checkApplication } from '../../domain/check-application.ts';
import type { Application } from '../../domain/application.ts';
import { FORM_CODES, formContent, type FormCode } from '../../domain/forms/form-content.ts';
import { plainDateOf } from '../../domain/plain-date.ts';
import { Problem } from '../middleware/problems.ts';
import { jsonBody, jsonText } from '../middleware/read-json.ts';
import { personal } from '../middleware/security.ts';
import { EXAMPLE_OF_EVENTS } from './example.ts';
import { pdfResponse, ref, refusals } from './responses.ts';
import type { ApiRoute } from './route.ts';

/** A form of the law, filled in from what has been typed, to be printed and signed. Nothing is kept. */
export function fillForm(office: string, guards: readonly RequestHandler[]): ApiRoute {
  return {
    method: 'post',
    path: '/api/forms/{code}',
    operation: OPERATION,
    handlers: [
      personal,
      ...guards,
      jsonText,
      async (request, response) => {
        const code = formCode(request);
        const application = typedApplication(jsonBody(request));
        const content = formContent(code, application, plainDateOf(new Date()));
        if (content === undefined) throw needless();
        response
          .attachment(`${content.code}.pdf`)
          .type('application/pdf')
          .send(await formPdf(content, office));
      },
    ],
  };
}

/** Throws Problem when there is no such form. */
export function formCode(request: Request): FormCode {
  const code = FORM_CODES.find((known) => known === request.params['code']);
  if (code === undefined) throw new Problem('PAGE_NOT_FOUND');
  return code;
}

/** An event-based application as it is written so far, with or without the statement. Throws Problem. */
export function typedApplication(sent: unknown): Application {
  if (typeof sent !== 'object' || sent === null || !('events' in sent)) throw new Problem('REQUEST_UNREADABLE');
  const checked = checkApplication({ ...sent, statement: true }, plainDateOf(new Date()));
  if (!checked.ok) throw new Problem('APPLICATION_INVALID', { faults: checked.faults });
  return checked.application;
}

export const needless = () =>
  new Problem('NOT_NOW', { remedy: INDONESIAN.refusals['permohonan-ini-tidak-memerlukan'] });

export const FORM_PARAMETER = {
  ...{ name: 'code', in: 'path', required: true, schema: { type: 'string', enum: FORM_CODES } },
  example: 'f-1-06',
} as const;

const OPERATION = {
  operationId: 'fillForm',
  summary: 'A form of the law, filled in, to be printed and signed',
  description: 'Takes an event-based application, with or without the statement. Stores nothing.',
  parameters: [FORM_PARAMETER],
  requestBody: {
    required: true,
    content: { 'application/json': { schema: ref('EventApplication'), example: EXAMPLE_OF_EVENTS } },
  },
  responses: {
    200: pdfResponse('The form on A4.'),
    ...refusals(
      'REQUEST_UNREADABLE',
      'FOREIGN_ORIGIN',
      'PAGE_NOT_FOUND',
      'NOT_NOW',
      'REQUEST_TOO_LARGE',
      'MEDIA_TYPE',
      'APPLICATION_INVALID',
    ),
  },
} as const;
