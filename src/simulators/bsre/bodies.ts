import { createHash } from 'node:crypto';
import type express from 'express';
import { Refusal, type OwnFailure } from './signing-desk.ts';

/** A field that is there and is a text; otherwise ''. */
export function text(body: unknown, key: string): string {
  const value: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, key) : undefined;
  return typeof value === 'string' ? value : '';
}

/** The document that shall be signed: a part of the form in v1, base64 in v2; empty when there is none. */
export function documentOf({ files, body }: express.Request): Buffer {
  if (files !== undefined && !Array.isArray(files)) return files['file']?.[0]?.buffer ?? Buffer.alloc(0);
  const given: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, 'file') : undefined;
  const first: unknown = Array.isArray(given) ? given[0] : undefined;
  return typeof first === 'string' ? Buffer.from(first, 'base64') : Buffer.alloc(0);
}

/** What a request to sign is about, for an order to fail: SHA-256 of the document, hex. */
export function hashOfDocument(request: express.Request): string {
  return createHash('sha256').update(documentOf(request)).digest('hex');
}

/**
 * Answers a Refusal in BSrE's form; passes anything else on. 'json-200' is the service's own habit of refusing with
 * success.
 */
export function refuse(error: unknown, response: express.Response, failure: OwnFailure | undefined): void {
  if (!(error instanceof Refusal)) throw error;
  response.status(failure === 'json-200' ? 200 : 400).json({ status_code: error.code, error: error.message });
}
