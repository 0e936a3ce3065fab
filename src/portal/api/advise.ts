import type { RequestHandler } from 'express';
import { advise } from '../../domain/assessment/advise.ts';
import { checkApplication } from '../../domain/check-application.ts';
import { paperLabel } from '../../domain/document-kinds.ts';
import type { OfficeRules } from '../../domain/events/office-rules.ts';
import { plainDateOf } from '../../domain/plain-date.ts';
import { asItIs, translateUnder } from '../../domain/language/translator.ts';
import { languageOf } from '../middleware/language.ts';
import { Problem } from '../middleware/problems.ts';
import { jsonBody, jsonText } from '../middleware/read-json.ts';
import { questionsIn } from '../events/describe-events.ts';
import { EXAMPLE_OF_EVENTS } from './example.ts';
import { jsonResponse, ref, refusals } from './responses.ts';
import type { ApiRoute } from './route.ts';

/** What a resident reads of the advice. */
const READ = ['reasonLabel', 'text', 'where', 'takesAlong', 'bring'];

/** What the form asks of each event. */
export const eventQuestions = (office: OfficeRules): ApiRoute => ({
  method: 'get',
  path: '/api/events.json',
  operation: {
    operationId: 'describeEvents',
    summary: 'What may have happened in a family, and what each event asks',
    responses: {
      200: jsonResponse(
        'The tiles of the first page, the questions of each event, the words of each element.',
        'Events',
      ),
      ...refusals(),
    },
  },
  handlers: [
    (_request, response) =>
      void response.set('Cache-Control', 'no-cache').json(questionsIn({ translate: asItIs }, office)),
  ],
});

/**
 * What a resident should know before sending: where else to go, and which papers. Stores nothing, reads no register.
 */
export function giveAdvice(office: OfficeRules, guards: readonly RequestHandler[]): ApiRoute {
  return {
    method: 'post',
    path: '/api/application-advice',
    operation: OPERATION,
    handlers: [
      ...guards,
      jsonText,
      (request, response) => {
        const sent = jsonBody(request);
        const value =
          typeof sent === 'object' && sent !== null && 'events' in sent ? sent : { ...EXAMPLE_OF_EVENTS, events: [] };
        const today = plainDateOf(new Date());
        const checked = checkApplication({ ...value, statement: true }, today);
        if (!checked.ok) throw new Problem('APPLICATION_INVALID', { faults: checked.faults });
        const advice = advise(checked.application, today, office);
        const { papers, translate } = languageOf(response);
        response.json({
          ...translateUnder(advice, READ, translate),
          papers: advice.papers.map(({ text, kinds }) => ({
            text: translate(text),
            kinds: kinds.map((code) => ({ code, label: paperLabel(papers, code) })),
          })),
        });
      },
    ],
  };
}

const OPERATION = {
  operationId: 'adviseApplicant',
  summary: 'Where else to go, and which papers are needed, before an application is sent',
  description: 'Takes an event-based application, with or without the statement. Stores nothing and reads no register.',
  requestBody: {
    required: true,
    content: { 'application/json': { schema: ref('EventApplication'), example: EXAMPLE_OF_EVENTS } },
  },
  responses: {
    200: jsonResponse('What to know before sending.', 'Advice'),
    ...refusals('REQUEST_UNREADABLE', 'FOREIGN_ORIGIN', 'REQUEST_TOO_LARGE', 'MEDIA_TYPE', 'APPLICATION_INVALID'),
  },
} as const;
