import { readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { createAssets, type Assets } from '../web/create-assets.ts';

/** What is this desk's alone; style, font and mark of all pages of the office lie in `src/web/assets`. */
const FOLDER = fileURLToPath(new URL('./assets/', import.meta.url));
const own = (): Record<string, string> =>
  Object.fromEntries(readdirSync(FOLDER).map((name) => [name, path.join(FOLDER, name)]));

/** Style, scripts and font of the officers' pages, at "/meja/aset/...". */
export function createDeskAssets(): Assets {
  return createAssets({
    publicPath: '/meja/aset',
    routerPath: '/aset',
    folder: fileURLToPath(new URL('../web/assets/', import.meta.url)),
    files: own(),
  });
}
