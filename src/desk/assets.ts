import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { RequestHandler } from 'express';

const FOLDER = fileURLToPath(new URL('./assets/', import.meta.url));
const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

export interface DeskAssets {
  /** "/meja/aset/<version>/desk.css": the version changes with any asset, so it may be kept for ever. */
  readonly url: (name: string) => string;
  readonly serve: RequestHandler;
}

/** Style, scripts and font, read once; only what was there at the start can be asked for. */
export function createDeskAssets(): DeskAssets {
  const files = new Map(
    readdirSync(FOLDER, { recursive: true, encoding: 'utf8' }).flatMap((name) => {
      const type = TYPES[path.extname(name)];
      return type === undefined
        ? []
        : [[name.split(path.sep).join('/'), { type, bytes: readFileSync(path.join(FOLDER, name)) }] as const];
    }),
  );
  const digest = createHash('sha256');
  for (const [name, { bytes }] of [...files].toSorted(([a], [b]) => a.localeCompare(b)))
    digest.update(name).update(bytes);
  const version = digest.digest('hex').slice(0, 12);
  return {
    url: (name) => `/meja/aset/${version}/${name}`,
    serve(request, response, next) {
      const match = /^\/aset\/([0-9a-f]{12})\/([\w./-]+)$/.exec(request.path);
      const file = files.get(match?.[2] ?? '');
      if (match === null || file === undefined) return next();
      response
        .set({
          'Content-Type': file.type,
          'Cache-Control': match[1] === version ? 'public, max-age=31536000, immutable' : 'no-cache',
        })
        .send(file.bytes);
    },
  };
}
