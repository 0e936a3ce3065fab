import { fileURLToPath } from 'node:url';
import { createAssets, type Assets } from '../web/create-assets.ts';

/** Style, scripts and font of the officers' pages, at "/meja/aset/...". */
export function createDeskAssets(): Assets {
  return createAssets({
    publicPath: '/meja/aset',
    routerPath: '/aset',
    folder: fileURLToPath(new URL('./assets/', import.meta.url)),
  });
}
