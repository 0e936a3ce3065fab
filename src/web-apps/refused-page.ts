import { fileURLToPath } from 'node:url';
import type { Request, RequestHandler, Response } from 'express';
import { createAssets } from '../web/create-assets.ts';
import { createView } from '../web/create-view.ts';
import { pageHeaders } from '../web/page-headers.ts';
import { refuse } from './web-app-answer.ts';

const ASSETS = '/operaton-aset';
const file = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

export type RefuseAsked = (request: Request, response: Response, status: number, code: string, message: string) => void;

/**
 * Answers a refusal as who asked can read it: a browser that goes to a page gets a page, which leads by `/masuk` to the
 * person's own place; what the web apps ask for themselves gets the shape of the engine.
 */
export function createRefusals(baseUrl: string): { readonly refuse: RefuseAsked; readonly serve: RequestHandler } {
  const assets = createAssets({ publicPath: ASSETS, routerPath: ASSETS, folder: file('../web/assets/') });
  const view = createView({
    pages: file('../../templates/web-apps/'),
    helpers: { asset: (name: string) => assets.url(name) },
  });
  const headers = pageHeaders(baseUrl, {});
  return {
    serve: assets.serve,
    refuse(request, response, status, code, message) {
      if (!isPage(request)) return refuse(response, status, code, message);
      for (const set of headers) void set(request, response, () => undefined);
      const title = status === 403 ? 'Bukan halaman Anda' : 'Belum bisa';
      response.status(status).type('html').send(view('refused', { title, message }));
    },
  };
}

const isPage = (request: Request): boolean =>
  request.method === 'GET' && request.accepts(['json', 'html']) === 'html' && !request.path.includes('/api/');
