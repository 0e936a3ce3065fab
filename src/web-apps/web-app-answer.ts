import type { Response } from 'express';

/** A refusal in the shape of the engine's own errors: the web apps show `message` to the person as it is. */
export interface WebAppError {
  readonly type: 'RestException';
  readonly message: string;
}

export const webAppAnswer = (message: string): WebAppError => ({ type: 'RestException', message });

/** Answers a refusal. */
export function refuse(response: Response, status: number, message: string): void {
  response.status(status).set('Cache-Control', 'no-store').json(webAppAnswer(message));
}
