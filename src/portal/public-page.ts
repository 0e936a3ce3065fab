import { createHash } from 'node:crypto';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { RequestHandler } from 'express';
import { plainDateOf } from '../domain/plain-date.ts';

interface Packed {
  readonly html: string;
  readonly etag: string;
  readonly bytes: Readonly<Record<'br' | 'gzip' | 'identity', Buffer>>;
}

/**
 * A page that is the same for everybody: made and compressed once, and again when `make` gives another text. A browser
 * may keep it, but asks whether it is still the same. `make` is called at every request, so it should keep its own
 * answer.
 */
export function publicPage(make: () => string | Promise<string>): RequestHandler {
  let kept: Packed | undefined;
  return async (request, response) => {
    const html = await make();
    if (kept?.html !== html) kept = pack(html);
    response.set({ 'Cache-Control': 'no-cache', Vary: 'Accept-Encoding', ETag: kept.etag }).type('html');
    if (request.fresh) return void response.status(304).end();
    const encoding = request.acceptsEncodings('br', 'gzip', 'identity') as keyof Packed['bytes'] | false;
    if (encoding === 'br' || encoding === 'gzip') response.set('Content-Encoding', encoding);
    response.send(kept.bytes[encoding || 'identity']);
  };
}

/** Makes a page once a day: the hours on it may be others tomorrow. */
export function oncePerDay(make: () => string): () => string {
  let kept: { readonly day: string; readonly html: string } | undefined;
  return () => {
    const day = plainDateOf(new Date());
    if (kept?.day !== day) kept = { day, html: make() };
    return kept.html;
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
