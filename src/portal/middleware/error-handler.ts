import { randomBytes } from 'node:crypto';
import type { ErrorRequestHandler } from 'express';
import type { Logger } from 'pino';
import type { View } from '../view.ts';
import { showPersonal } from '../view.ts';
import { languageOf } from './language.ts';
import { problemOf } from './problem-of.ts';
import type { Problem } from './problems.ts';
import { tellProblem, type ToldProblem } from './tell-problem.ts';

/** The body of every refusal of the API (application/problem+json). */
function problemBody(problem: Problem, told: ToldProblem, incident?: string): Record<string, unknown> {
  return {
    status: problem.status,
    error: problem.code,
    title: told.title,
    remedy: told.remedy,
    ...(told.faults.length > 0 ? { faults: told.faults } : {}),
    ...(problem.applicationNumber === undefined ? {} : { applicationNumber: problem.applicationNumber }),
    ...(incident === undefined ? {} : { incident }),
  };
}

/**
 * Answers every error, as JSON under /api, /webhook and /healthz, elsewhere as a page. Visitors read the problem's own
 * words only; the log gets class, code and stack frames but not the message, which may quote data (a database error
 * cites the row).
 */
export function createErrorHandler(view: View, logger: Logger): ErrorRequestHandler {
  return (error: unknown, request, response, _next) => {
    const problem = problemOf(error);
    const incident = problem.status >= 500 ? randomBytes(4).toString('hex') : undefined;
    if (incident !== undefined)
      logger.error({ incident, problem: problem.code, ...traceOf(problem.cause ?? error) }, 'request failed');
    else logger.debug({ problem: problem.code, status: problem.status }, 'request refused');
    if (response.headersSent) return void response.destroy();
    response.status(problem.status).set(problem.headers);
    const told = tellProblem(problem, languageOf(response));
    if (/^\/(api|webhook|healthz)(\/|$)/.test(request.path))
      return void response
        .set('Cache-Control', 'no-store')
        .type('application/problem+json')
        .send(JSON.stringify(problemBody(problem, told, incident)));
    showPersonal(response, view(response, 'problem', { ...told, incident: incident ?? null }), problem.status);
  };
}

function traceOf(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { name: typeof error };
  const frames = (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 12)
    .map((line) => line.trim());
  return {
    name: error.name,
    ...('code' in error && typeof error.code === 'string' ? { code: error.code } : {}),
    frames,
  };
}
