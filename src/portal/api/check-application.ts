import type { RequestHandler } from 'express';
import { checkApplication } from '../../domain/check-application.ts';
import { languageOf } from '../middleware/language.ts';
import { Problem } from '../middleware/problems.ts';
import { tellFaults } from '../middleware/tell-problem.ts';
import { jsonBody, jsonText } from '../middleware/read-json.ts';
import { EXAMPLE_APPLICATION, EXAMPLE_OF_EVENTS } from './example.ts';
import { jsonResponse, ref, refusals } from './responses.ts';
import type { ApiRoute } from './route.ts';

/**
 * The faults of an application that is still being written, by the same rules as a submission; nothing is kept. Only
 * the parts that were sent are judged: the others are stood in for by a family without faults, because the rules look
 * at the whole.
 */
export function checkDraft(guards: readonly RequestHandler[]): ApiRoute {
  return {
    method: 'post',
    path: '/api/application-checks',
    operation: OPERATION,
    handlers: [
      ...guards,
      jsonText,
      (request, response) => {
        const sent = jsonBody(request);
        if (typeof sent !== 'object' || sent === null || Array.isArray(sent)) throw new Problem('REQUEST_UNREADABLE');
        const checked = checkApplication({ ...('events' in sent ? EXAMPLE_OF_EVENTS : EXAMPLE_APPLICATION), ...sent });
        const faults = checked.ok ? [] : checked.faults.filter((fault) => (fault.field.split('/')[1] ?? '') in sent);
        response.json({ faults: tellFaults(faults, languageOf(response).translate) });
      },
    ],
  };
}

const OPERATION = {
  operationId: 'checkDraft',
  summary: 'Check parts of an application while it is being written',
  description: 'Takes any of the top-level parts of an application and answers the faults in them. Stores nothing.',
  requestBody: {
    required: true,
    content: {
      'application/json': {
        schema: {
          oneOf: [ref('Application'), ref('EventApplication')],
          description: 'Any subset of the properties of an application.',
        },
        example: { applicant: EXAMPLE_APPLICATION.applicant },
      },
    },
  },
  responses: {
    200: jsonResponse('The faults; an empty list when there is none.', 'Faults', { faults: [] }),
    ...refusals('REQUEST_UNREADABLE', 'FOREIGN_ORIGIN', 'REQUEST_TOO_LARGE', 'MEDIA_TYPE'),
  },
} as const;
