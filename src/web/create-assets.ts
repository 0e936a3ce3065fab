import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { buildSync } from 'esbuild';
import type { RequestHandler } from 'express';

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
};

export interface Assets {
  /** "/auditor/aset/<version>/auditor.css": changes with any change of any asset, so it may be kept for ever. */
  url(name: string): string;
  readonly serve: RequestHandler;
}

export interface AssetOptions {
  /** Path under which browsers ask for the assets, without a slash at the end: "/auditor/aset". */
  readonly publicPath: string;
  /** The part of it at which the router sees them: "/aset" when the router is mounted at "/auditor". */
  readonly routerPath: string;
  /** Folders read as a whole, below their own names or at the root. */
  readonly folder: string;
  /** Single files from elsewhere, by the name they get. */
  readonly files?: Readonly<Record<string, string>>;
  /** Scripts that are served as one file with all they import: on a slow line each further request costs seconds. */
  readonly bundles?: readonly string[];
}

interface Asset {
  readonly type: string;
  readonly plain: Buffer;
}

/** Style, scripts and fonts, read once and compressed when first asked for; nothing else can be asked for. */
export function createAssets({
  publicPath,
  routerPath,
  folder,
  files: single = {},
  bundles = [],
}: AssetOptions): Assets {
  const files = new Map<string, Asset>();
  const add = (name: string, file: string) => {
    const type = TYPES[path.extname(file)];
    if (type !== undefined) files.set(name, { type, plain: readFileSync(file) });
  };
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }))
    add(name.split(path.sep).join('/'), path.join(folder, name));
  for (const [name, file] of Object.entries(single)) add(name, file);
  for (const name of bundles) files.set(name, { type: TYPES['.js']!, plain: bundled(path.join(folder, name)) });
  const version = versionOf(files);
  const packed = new Map<string, Buffer>();

  return {
    url: (name) => `${publicPath}/${version}/${name}`,
    serve: (request, response, next) => {
      if (!request.path.startsWith(`${routerPath}/`)) return next();
      const match = /^\/([0-9a-f]{12})\/([\w./-]+)$/.exec(request.path.slice(routerPath.length));
      const name = match?.[2] ?? '';
      const file = files.get(name);
      if (match === null || file === undefined || !['GET', 'HEAD'].includes(request.method)) return next();
      const encoding = file.type.startsWith('font/') ? false : request.acceptsEncodings('br', 'gzip');
      response.set({
        'Content-Type': file.type,
        Vary: 'Accept-Encoding',
        'Cache-Control': match[1] === version ? 'public, max-age=31536000, immutable' : 'no-cache',
      });
      if (encoding !== 'br' && encoding !== 'gzip') return void response.send(file.plain);
      const key = `${encoding} ${name}`;
      const bytes = packed.get(key) ?? pack(file.plain, encoding);
      packed.set(key, bytes);
      response.set('Content-Encoding', encoding).send(bytes);
    },
  };
}

function bundled(file: string): Buffer {
  const { outputFiles } = buildSync({
    entryPoints: [file],
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    logLevel: 'silent',
  });
  return Buffer.from(outputFiles[0]!.contents);
}

function versionOf(files: ReadonlyMap<string, Asset>): string {
  const digest = createHash('sha256');
  for (const [name, { plain }] of [...files].toSorted(([a], [b]) => (a < b ? -1 : 1)))
    digest.update(name).update(createHash('sha256').update(plain).digest());
  return digest.digest('hex').slice(0, 12);
}

function pack(plain: Buffer, encoding: 'br' | 'gzip'): Buffer {
  return encoding === 'br'
    ? brotliCompressSync(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } })
    : gzipSync(plain);
}
