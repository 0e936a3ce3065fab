import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { RequestHandler } from 'express';

const FOLDER = fileURLToPath(new URL('./assets/', import.meta.url));
const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

export interface Assets {
  /** "/assets/<version>/portal.css": changes with any change of any asset, so it may be kept for ever. */
  url(name: string): string;
  readonly serve: RequestHandler;
}

/** Style, scripts, pictures and font, read once and compressed when first asked for; only what was there at the start can be asked for. */
export function createAssets(): Assets {
  const files = new Map(
    readdirSync(FOLDER, { recursive: true, encoding: 'utf8' }).flatMap((name) => {
      const type = TYPES[path.extname(name)];
      return type === undefined
        ? []
        : [[name.split(path.sep).join('/'), { type, plain: readFileSync(path.join(FOLDER, name)) }] as const];
    }),
  );
  const version = createHash('sha256')
    .update(
      [...files]
        .map(([name, file]) => name + createHash('sha256').update(file.plain).digest('hex'))
        .sort()
        .join(),
    )
    .digest('hex')
    .slice(0, 12);
  const packed = new Map<string, Buffer>();
  const pack = (name: string, plain: Buffer, encoding: 'br' | 'gzip'): Buffer => {
    const key = `${encoding} ${name}`;
    const known =
      packed.get(key) ??
      (encoding === 'br'
        ? brotliCompressSync(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } })
        : gzipSync(plain));
    packed.set(key, known);
    return known;
  };

  return {
    url: (name) => `/assets/${version}/${name}`,
    serve: (request, response, next) => {
      const match = /^\/assets\/([0-9a-f]{12})\/([\w./-]+)$/.exec(request.path);
      const name = match?.[2] ?? '';
      const file = files.get(name);
      if (match === null || file === undefined || (request.method !== 'GET' && request.method !== 'HEAD'))
        return next();
      const encoding = file.type.startsWith('font/') ? false : request.acceptsEncodings('br', 'gzip');
      response.set({
        'Content-Type': file.type,
        Vary: 'Accept-Encoding',
        'Cache-Control': match[1] === version ? 'public, max-age=31536000, immutable' : 'no-cache',
      });
      if (encoding === 'br' || encoding === 'gzip')
        response.set('Content-Encoding', encoding).send(pack(name, file.plain, encoding));
      else response.send(file.plain);
    },
  };
}
