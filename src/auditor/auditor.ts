import { fileURLToPath } from 'node:url';
import express, { type ErrorRequestHandler, type Request, type RequestHandler, type Router } from 'express';
import type { Logger } from 'pino';
import type { ReportPress } from '../card/report-press.ts';
import type { AuditCases } from '../cases/audit/create-audit-cases.ts';
import { NotNow } from '../cases/not-possible.ts';
import { Failure, type FailureCode } from '../domain/failures.ts';
import { EngineAway } from '../process/engine-away.ts';
import { createAssets } from '../web/create-assets.ts';
import { createView } from '../web/create-view.ts';
import { rawForm } from '../web/form.ts';
import type { FormGuard } from '../web/form-guard.ts';
import { logInAddress, type OfficerLogin } from '../web/officer-login.ts';
import { pageHeaders } from '../web/page-headers.ts';
import { Refused } from '../web/refused.ts';
import { requestFault } from '../web/request-fault.ts';
import { caseData, casePage } from './pages/case.ts';
import { homePage } from './pages/home.ts';
import { askPost, questionPage } from './pages/question.ts';
import { NotFound, type AuditorKit } from './kit.ts';
import { spent } from './spent.ts';

export interface AuditorOptions {
  readonly audit: AuditCases;
  readonly login: OfficerLogin;
  readonly guard: FormGuard;
  readonly baseUrl: string;
  readonly logger: Logger;
  /** Prints answers. */
  readonly press: ReportPress;
  readonly officeName: string;
  readonly now?: () => Date;
}

const file = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
const VIEWER = fileURLToPath(import.meta.resolve('bpmn-js/dist/bpmn-navigated-viewer.production.min.js'));

/**
 * The auditor's pages, to be mounted at `/auditor`. They read only: a form asks a question, so that a NIK never stands
 * in an address, and changes nothing; everything else but GET and HEAD is refused with 403, for everybody.
 */
export function createAuditor({
  audit,
  login,
  guard,
  baseUrl,
  logger,
  press,
  officeName,
  now = () => new Date(),
}: AuditorOptions): Router {
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
    pages: file('../../templates/auditor/'),
    everywhere: { elsewhere: null },
    helpers: {
      asset: (name: string) => assets.url(name),
      spent,
      fingerprint: (sha256: string) => sha256.slice(0, 12),
    },
  });
  const callers = new WeakMap<Request, string>();
  const kit: AuditorKit = {
    audit,
    view,
    guard,
    now,
    press,
    officeName,
    callerOf: (request) => callers.get(request) ?? '',
  };

  const identify: RequestHandler = async (request, response, next) => {
    const username = await login.whoIs(request);
    if (username === undefined) return response.redirect(303, logInAddress(request.originalUrl));
    callers.set(request, username);
    next();
  };

  const router = express.Router({ caseSensitive: true });
  router.use(pageHeaders(baseUrl, {}), assets.serve);
  router.use('/berkas', pageHeaders(baseUrl, { drawsDiagrams: true }));
  router.use(readsOnly, guard.ownOrigin, identify);
  router.get('/', homePage(kit));
  router.get('/tanya/:question', questionPage(kit));
  router.post('/tanya/:question', rawForm, askPost(kit));
  router.get('/berkas/:number.json', caseData(kit));
  router.get('/berkas/:number', casePage(kit));
  router.use(() => {
    throw new NotFound('Halaman ini tidak ada. Mulailah dari halaman auditor.');
  });
  router.use(answerError(kit, logger));
  return router;
}

const readsOnly: RequestHandler = (request, _response, next) => {
  const asks = request.method === 'POST' && request.path.startsWith('/tanya/');
  if (asks || request.method === 'GET' || request.method === 'HEAD') return next();
  throw new Refused(403, 'Halaman auditor hanya untuk membaca, jadi tidak ada yang diubah. Mulailah lagi dari sana.');
};

/** Whose pages these are not is led away from them: `/masuk` sends whoever has logged in to their own place. */
const NOT_THEIRS: readonly FailureCode[] = ['WRONG_ROLE', 'UNKNOWN_OFFICER'];

const REMEDIES: Readonly<Partial<Record<FailureCode, { status: number; remedy: string }>>> = {
  WRONG_ROLE: { status: 403, remedy: 'Halaman ini untuk auditor. Kembalilah ke pekerjaan Anda.' },
  UNKNOWN_OFFICER: { status: 403, remedy: 'Akun ini tidak terdaftar atau tidak aktif. Mintalah admin memeriksanya.' },
  CASE_UNKNOWN: { status: 404, remedy: 'Berkas ini tidak ditemukan. Periksa nomor permohonannya.' },
  PRINTER_FAILED: {
    status: 503,
    remedy: 'Pencetak PDF sedang terganggu. Coba lagi sebentar lagi, atau unduh CSV.',
  },
  DOCUMENT_DAMAGED: {
    status: 500,
    remedy: 'Dokumen yang tersimpan rusak atau kuncinya salah, jadi tidak ada yang dapat dibuktikan. Beri tahu admin.',
  },
  DOCUMENT_UNREADABLE: {
    status: 500,
    remedy: 'Satu dokumen tidak dapat dibaca dari cakramnya, jadi tidak ada yang dapat dibuktikan. Beri tahu admin.',
  },
  DOCUMENTS_UNREACHABLE: {
    status: 503,
    remedy: 'Penyimpanan dokumen sedang tidak dapat dibaca. Coba lagi sebentar lagi; bila lama, beri tahu admin.',
  },
  DATABASE_UNREACHABLE: { status: 503, remedy: 'Basis data sedang tidak menjawab. Tunggu sebentar, lalu muat ulang.' },
};

const ENGINE_AWAY = {
  status: 503,
  remedy:
    'Mesin proses sedang tidak menjawab, jadi jalan berkas tidak dapat dibaca sekarang. Tunggu sebentar, lalu muat ulang.',
};

/** Express knows an error handler by its four parameters. */
function answerError({ view }: AuditorKit, logger: Logger): ErrorRequestHandler {
  return (error: unknown, request, response, _next) => {
    const known =
      error instanceof NotFound
        ? { status: 404, remedy: error.message }
        : error instanceof Refused
          ? error
          : error instanceof NotNow
            ? { status: 409, remedy: error.remedy }
            : error instanceof EngineAway
              ? ENGINE_AWAY
              : error instanceof Failure
                ? REMEDIES[error.code]
                : requestFault(error);
    if (known === undefined)
      logger.error({ method: request.method, error: error instanceof Error ? error.name : 'unknown' }, 'a page failed');
    const title = known instanceof Refused ? known.title : undefined;
    const formPage = known instanceof Refused && known.code === 'FORM_STALE' ? request.originalUrl : null;
    const { status, remedy } = known ?? {
      status: 500,
      remedy: 'Terjadi gangguan di pihak kami. Coba lagi; bila berulang, hubungi admin.',
    };
    if (request.path.endsWith('.json')) return void response.status(status).json({ remedy });
    const isTheirs = !(error instanceof Failure && NOT_THEIRS.includes(error.code));
    const html = view('refused', {
      title: title ?? (status === 404 ? 'Tidak ditemukan' : 'Belum bisa'),
      remedy,
      formPage,
      elsewhere: isTheirs ? null : '/masuk',
    });
    response.status(status).type('html').send(html);
  };
}
