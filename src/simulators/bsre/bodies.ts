import type express from 'express';
import { Refusal, type OwnFailure } from './signing-desk.ts';

/** A field that is there and is a text; otherwise ''. */
export function text(body: unknown, key: string): string {
  const value: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, key) : undefined;
  return typeof value === 'string' ? value : '';
}

/** Answers a Refusal in BSrE's form; passes anything else on. 'json-200' is the service's own habit of refusing with success. */
export function refuse(error: unknown, response: express.Response, failure: OwnFailure | undefined): void {
  if (!(error instanceof Refusal)) throw error;
  response.status(failure === 'json-200' ? 200 : 400).json({ status_code: error.code, error: error.message });
}
