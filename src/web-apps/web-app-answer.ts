import type { Response } from 'express';

/** A refusal in the shape of the engine's own errors: the web apps show `message` to the person as it is. */
export interface WebAppError {
  readonly type: 'RestException';
  readonly message: string;
  /** For programs: a code of domain/failures.ts, or one of these pages. */
  readonly code: string;
}

export const webAppAnswer = (code: string, message: string): WebAppError => ({ type: 'RestException', message, code });

/** Answers a refusal. */
export function refuse(response: Response, status: number, code: string, message: string): void {
  response.status(status).set('Cache-Control', 'no-store').json(webAppAnswer(code, message));
}
