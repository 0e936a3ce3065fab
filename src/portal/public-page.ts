import { createHash } from 'node:crypto';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { RequestHandler, Response } from 'express';
import { plainDateOf } from '../domain/plain-date.ts';
import { languageOf } from './middleware/language.ts';

interface Packed {
  readonly html: string;
  readonly etag: string;
  readonly bytes: Readonly<Record<'br' | 'gzip' | 'identity', Buffer>>;
}

/**
 * A page that is the same for everybody who reads its language: made and compressed once, and again when `make` gives
 * another text. A browser may keep it, but asks whether it is still the same. `make` is called at every request, so it
 * should keep its own answer.
 */
export function publicPage(make: (response: Response) => string | Promise<string>): RequestHandler {
  const packed = new Map<string, Packed>();
  return async (request, response) => {
    const html = await make(response);
    const { code } = languageOf(response);
    const before = packed.get(code);
    const kept = before?.html === html ? before : pack(html);
    packed.set(code, kept);
    response.set({ 'Cache-Control': 'no-cache', Vary: 'Accept-Encoding, Cookie', ETag: kept.etag }).type('html');
    if (request.fresh) return void response.status(304).end();
    const encoding = request.acceptsEncodings('br', 'gzip', 'identity') as keyof Packed['bytes'] | false;
    if (encoding === 'br' || encoding === 'gzip') response.set('Content-Encoding', encoding);
    response.send(kept.bytes[encoding || 'identity']);
  };
}

/** Makes a page once a day for each language: the hours on it may be others tomorrow. */
export function oncePerDay(make: (response: Response) => string): (response: Response) => string {
  const pages = new Map<string, { readonly day: string; readonly html: string }>();
  return (response) => {
    const day = plainDateOf(new Date());
    const { code } = languageOf(response);
    const kept = pages.get(code);
    if (kept?.day === day) return kept.html;
    const html = make(response);
    pages.set(code, { day, html });
    return html;
  };
}

function pack(html: string): Packed {
  const identity = Buffer.from(html);
  return {
    html,
    etag: `W/"${createHash('sha256').update(identity).digest('base64url').slice(0, 22)}"`,
    bytes: {
      identity,
      br: brotliCompressSync(identity, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
      gzip: gzipSync(identity),
    },
  };
}
