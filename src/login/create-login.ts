import { fileURLToPath } from 'node:url';
import express, {
  type ErrorRequestHandler,
  type Request,
  type RequestHandler,
  type Response,
  type Router,
} from 'express';
import type { Store as SessionStore } from 'express-session';
import type { Logger } from 'pino';
import type { AccountDependencies } from '../cases/account-dependencies.ts';
import { NotNow } from '../cases/not-possible.ts';
import { changePassword } from '../cases/change-password.ts';
import { logIn, logInByProvider } from '../cases/log-in.ts';
import { manageAccounts } from '../cases/manage-accounts.ts';
import { logOut, sessionHolder } from '../cases/session-holder.ts';
import { Failure, type FailureCode } from '../domain/failures.ts';
import { createAssets } from '../web/create-assets.ts';
import { createView } from '../web/create-view.ts';
import { derivedKey } from '../web/derived-key.ts';
import { rawForm } from '../web/form.ts';
import type { FormGuard } from '../web/form-guard.ts';
import { refuseNulInJson } from '../web/no-nul.ts';
import { logInAddress, type OfficerLogin } from '../web/officer-login.ts';
import { pageHeaders } from '../web/page-headers.ts';
import { Refused } from '../web/refused.ts';
import { requestFault } from '../web/request-fault.ts';
import { createKnownBrowsers } from './known-browser.ts';
import { show, type LogInKit } from './kit.ts';
import { providerEnd, providerReturn, providerStart, type ProviderKit } from './oidc/log-in.ts';
import { createIdentityProvider, type ProviderSettings } from './oidc/provider.ts';
import { accountPage, passwordPost } from './pages/account.ts';
import {
  accountsPage,
  actPost,
  newAccountPage,
  newAccountPost,
  personPage,
  personPost,
  resetPost,
} from './pages/accounts.ts';
import { logInPage, logInPost } from './pages/log-in.ts';
import { endSession, logOutPage, logOutPost } from './pages/log-out.ts';
import { homeOf } from './return-path.ts';
import { createOfficerSessions } from './session.ts';
import { createSessionLogin } from './session-login.ts';

export interface LoginOptions {
  readonly accounts: Omit<AccountDependencies, 'addressKey'>;
  readonly sessionStore: SessionStore;
  /** 32 bytes that all processes of the office share; every key of the log-in is derived from it. */
  readonly sessionKey: Buffer;
  readonly guard: FormGuard;
  /** Undefined: accounts of our own. */
  readonly provider?: ProviderSettings | undefined;
  /** Public base URL of the office. */
  readonly baseUrl: string;
  readonly officeName: string;
  readonly logger: Logger;
}

/** The log-in of the office. */
export interface Login {
  /** Who sits at a browser; for the desk, the auditor's pages and the engine's web apps. */
  readonly officers: OfficerLogin;
  /** To be mounted before all of these and before `pages`. */
  readonly session: RequestHandler;
  /**
   * /masuk, /keluar, /akun and /admin/akun; everything else passes. To be mounted at the root, before any body parser.
   */
  readonly pages: Router;
  /** What `POST /keluar` does, for another page that has a log-out of its own. */
  readonly logOut: (request: Request, response: Response) => Promise<void>;
}

const OWN_PATHS = ['/masuk', '/keluar', '/akun', '/admin'];
const LARGEST_JSON = '4kb';
const file = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

export function createLogin(options: LoginOptions): Login {
  const { sessionKey, sessionStore, guard, baseUrl, officeName, provider: settings, logger } = options;
  const dependencies: AccountDependencies = { ...options.accounts, addressKey: derivedKey(sessionKey, 'addresses') };
  const sessions = createOfficerSessions({
    store: sessionStore,
    key: derivedKey(sessionKey, 'sessions'),
    baseUrl,
    now: dependencies.now,
    logger,
  });
  const login = createSessionLogin(sessions, sessionHolder(dependencies));
  const assets = createAssets({
    publicPath: '/masuk/aset',
    routerPath: '/masuk/aset',
    folder: file('../web/assets/'),
    files: {
      'login.css': file('./assets/login.css'),
      'kawung.svg': file('./assets/kawung.svg'),
      'show-password.js': file('./assets/show-password.js'),
    },
  });
  const kit: LogInKit = {
    view: createView({
      pages: file('../../templates/login/'),
      helpers: { asset: (name: string) => assets.url(name) },
      everywhere: { officeName },
    }),
    guard,
    login,
    sessions,
    browsers: createKnownBrowsers({ key: derivedKey(sessionKey, 'browsers'), secure: baseUrl.startsWith('https:') }),
    logIn: logIn(dependencies),
    logOut: logOut(dependencies),
    changePassword: changePassword(dependencies),
    manage: manageAccounts(dependencies),
    byProvider: settings !== undefined,
  };

  const router = express.Router({ caseSensitive: true });
  router.use(OWN_PATHS, pageHeaders(baseUrl, { framesItself: false }));
  router.use(assets.serve);
  router.use(OWN_PATHS, guard.ownOrigin);
  router.get('/masuk', logInPage(kit));
  if (settings === undefined)
    router.post('/masuk', express.json({ limit: LARGEST_JSON, verify: refuseNulInJson }), rawForm, logInPost(kit));
  else
    addProvider(router, {
      ...kit,
      provider: createIdentityProvider({ settings, baseUrl, logger }),
      logInByProvider: logInByProvider(dependencies),
      baseUrl,
    });
  router.get('/keluar', logOutPage(kit));
  router.post('/keluar', logOutPost(kit));
  router.get('/akun', accountPage(kit));
  router.post('/akun/kata-sandi', rawForm, passwordPost(kit));
  router.get('/admin', (_request, response) => response.redirect(303, '/admin/akun'));
  router.get('/admin/akun', accountsPage(kit));
  router.get('/admin/akun/tambah', newAccountPage(kit));
  router.post('/admin/akun/tambah', rawForm, newAccountPost(kit));
  router.get('/admin/akun/:username', personPage(kit));
  router.post('/admin/akun/:username', rawForm, personPost(kit));
  router.post('/admin/akun/:username/kata-sandi', rawForm, resetPost(kit));
  router.post('/admin/akun/:username/kunci', rawForm, actPost(kit, 'lock', 'dikunci'));
  router.post('/admin/akun/:username/buka', rawForm, actPost(kit, 'unlock', 'dibuka'));
  router.post('/admin/akun/:username/berhenti', rawForm, actPost(kit, 'retire', 'berhenti'));
  router.post('/admin/akun/:username/aktif', rawForm, actPost(kit, 'reinstate', 'aktif'));
  router.use(OWN_PATHS, () => {
    throw new Refused(404, 'Halaman ini tidak ada. Mulailah dari halaman awal Anda.');
  });
  router.use(answerError(kit, logger));
  return {
    officers: login,
    session: sessions.middleware,
    pages: router,
    logOut: (request, response) => endSession(kit, request, response),
  };
}

function addProvider(router: Router, kit: ProviderKit): void {
  router.get('/masuk/instansi', providerStart(kit));
  router.get('/masuk/instansi/kembali', providerReturn(kit));
  router.get('/masuk/instansi/keluar', providerEnd(kit));
}

const FAILURES_HERE: Partial<Record<FailureCode, readonly [status: number, remedy: string]>> = {
  WRONG_ROLE: [403, 'Halaman ini untuk admin. Kembalilah ke halaman awal Anda.'],
  UNKNOWN_OFFICER: [403, 'Akun ini tidak terdaftar atau tidak aktif. Hubungi admin kantor.'],
  DATABASE_UNREACHABLE: [503, 'Basis data sedang tidak menjawab. Tunggu sebentar, lalu muat ulang halaman ini.'],
};
const TITLES: Readonly<Record<number, string>> = {
  403: 'Bukan wewenang Anda',
  404: 'Tidak ditemukan',
  500: 'Gangguan',
  503: 'Sedang tidak menjawab',
};

/** Express knows an error handler by its four parameters. */
function answerError(kit: LogInKit, logger: Logger): ErrorRequestHandler {
  return async (error: unknown, request, response, _next) => {
    const { status, remedy, code, title } =
      refusalOf(error) ?? new Refused(500, 'Terjadi gangguan di pihak kami. Coba lagi; bila berulang, hubungi admin.');
    if (status >= 500)
      logger.error(
        { page: routeOf(request.route), error: error instanceof Error ? error.name : 'unknown' },
        'a page of the log-in failed',
      );
    if (request.is('application/json'))
      return void response.status(status).json({ code: `HTTP_${status}`, message: remedy });
    if (status === 401) return response.redirect(303, logInAddress(wayBack(request)));
    const officer = (await kit.login.holderOf(request).catch(() => undefined)) ?? null;
    const home = officer === null ? '/masuk' : homeOf(officer.roles);
    show(
      kit,
      response,
      { template: 'refused', title: title ?? TITLES[status] ?? 'Belum bisa', page: 'none', officer },
      { remedy, home, formPage: code === 'FORM_STALE' ? wayBack(request) : null },
      status,
    );
  };
}

/** The page that a form was sent from; of a page itself its own address. Also where somebody goes on after the log-in. */
function wayBack({ method, originalUrl }: Request): string {
  return method === 'GET' ? originalUrl : (/^\/(?:admin\/akun(?:\/[^/?]+)?|masuk)/.exec(originalUrl)?.[0] ?? '/akun');
}

function refusalOf(error: unknown): Refused | undefined {
  if (error instanceof Refused) return error;
  if (error instanceof NotNow) return new Refused(409, error.remedy);
  if (error instanceof Failure) {
    const known = FAILURES_HERE[error.code];
    return known === undefined ? undefined : new Refused(...known);
  }
  return requestFault(error);
}

/** The route's pattern, never the path itself: it may hold a user name. */
function routeOf(route: unknown): string {
  const path: unknown = typeof route === 'object' && route !== null ? Reflect.get(route, 'path') : undefined;
  return typeof path === 'string' ? path : '-';
}
