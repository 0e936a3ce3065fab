import { fileURLToPath } from 'node:url';
import express, { type ErrorRequestHandler, type Request, type RequestHandler, type Router } from 'express';
import type { Logger } from 'pino';
import { Failure, type FailureCode } from '../domain/failures.ts';
import { createAssets } from '../web/create-assets.ts';
import { createView } from '../web/create-view.ts';
import { logInAddress, type OfficerLogin } from '../web/officer-login.ts';
import { auditorHeaders } from './headers.ts';
import { caseData, casePage } from './pages/case.ts';
import { homePage } from './pages/home.ts';
import { NotFound, type AuditorKit, type AuditUseCases } from './kit.ts';
import { spent } from './spent.ts';

export interface AuditorOptions {
  readonly audit: AuditUseCases;
  readonly login: OfficerLogin;
  readonly baseUrl: string;
  readonly logger: Logger;
}

const file = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
const VIEWER = fileURLToPath(import.meta.resolve('bpmn-js/dist/bpmn-navigated-viewer.production.min.js'));

/**
 * The auditor's pages, to be mounted at `/auditor`. They read only: every request but GET and HEAD is refused with 403,
 * for everybody.
 */
export function createAuditor({ audit, login, baseUrl, logger }: AuditorOptions): Router {
  const assets = createAssets({
    publicPath: '/auditor/aset',
    routerPath: '/aset',
    folder: file('../web/assets/'),
    files: {
      'auditor.css': file('./assets/auditor.css'),
      'way.js': file('./assets/way.js'),
      'bpmn-viewer.js': VIEWER,
    },
  });
  const view = createView({
    folder: file('../../templates/auditor/'),
    helpers: {
      asset: (name: string) => assets.url(name),
      spent,
      fingerprint: (sha256: string) => sha256.slice(0, 12),
    },
  });
  const callers = new WeakMap<Request, string>();
  const kit: AuditorKit = { audit, view, callerOf: (request) => callers.get(request) ?? '' };

  const identify: RequestHandler = async (request, response, next) => {
    const username = await login.whoIs(request);
    if (username === undefined) return response.redirect(303, logInAddress(request.originalUrl));
    callers.set(request, username);
    next();
  };

  const router = express.Router({ caseSensitive: true });
  router.use(auditorHeaders(baseUrl), assets.serve, readsOnly, identify);
  router.get('/', homePage(kit));
  router.get('/berkas/:number.json', caseData(kit));
  router.get('/berkas/:number', casePage(kit));
  router.use(() => {
    throw new NotFound('Halaman ini tidak ada. Mulailah dari halaman auditor.');
  });
  router.use(answerError(kit, logger));
  return router;
}

const readsOnly: RequestHandler = (request, response, next) => {
  if (request.method === 'GET' || request.method === 'HEAD') return next();
  response.status(403).type('text').send('Halaman auditor hanya untuk membaca.');
};

const REMEDIES: Readonly<Partial<Record<FailureCode, { status: number; remedy: string }>>> = {
  WRONG_ROLE: { status: 403, remedy: 'Halaman ini untuk auditor. Kembalilah ke pekerjaan Anda.' },
  UNKNOWN_OFFICER: { status: 403, remedy: 'Akun ini tidak terdaftar atau tidak aktif. Mintalah admin memeriksanya.' },
  CASE_UNKNOWN: { status: 404, remedy: 'Berkas ini tidak ditemukan. Periksa nomor permohonannya.' },
  DATABASE_UNREACHABLE: { status: 503, remedy: 'Basis data sedang tidak menjawab. Tunggu sebentar, lalu muat ulang.' },
};

/** Express knows an error handler by its four parameters. */
function answerError({ view }: AuditorKit, logger: Logger): ErrorRequestHandler {
  return (error: unknown, request, response, _next) => {
    const known =
      error instanceof NotFound
        ? { status: 404, remedy: error.message }
        : error instanceof Failure
          ? REMEDIES[error.code]
          : undefined;
    if (known === undefined)
      logger.error({ method: request.method, error: error instanceof Error ? error.name : 'unknown' }, 'a page failed');
    const { status, remedy } = known ?? {
      status: 500,
      remedy: 'Terjadi gangguan di pihak kami. Coba lagi; bila berulang, hubungi admin.',
    };
    if (request.path.endsWith('.json')) return void response.status(status).json({ remedy });
    const html = view('refused', { title: status === 404 ? 'Tidak ditemukan' : 'Belum bisa', remedy });
    response.status(status).type('html').send(html);
  };
}
