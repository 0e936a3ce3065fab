import type { Request, RequestHandler, Response } from 'express';
import session, { type Store as SessionStore } from 'express-session';
import type { Logger } from 'pino';
import type { LoggedIn } from '../cases/log-in.ts';
import { Failure } from '../domain/failures.ts';

declare module 'express-session' {
  interface SessionData {
    /** Who logged in, with which generation of the account, and when (ms since 1970). */
    officer: { username: string; generation: number; since: number };
    /** When the officer last did something, in ms since 1970; what an open page asks by itself does not count. */
    activeAt: number;
    /** Between leaving for the identity provider and coming back. */
    oidc: { state: string; nonce: string; verifier: string; back: string };
  }
}

const SESSION_COOKIE = 'kk_sesi';
/** A working day: then everybody logs in again, however busy. */
const LONGEST_MS = 12 * 3_600_000;
/** Activity is written down no more often than this. */
const NOTED_EVERY_MS = 60_000;

export interface SessionOptions {
  readonly store: SessionStore;
  /** 32 bytes that all processes of the office share. */
  readonly key: Buffer;
  /** Public base URL of the office. */
  readonly baseUrl: string;
  readonly now: () => Date;
  readonly logger: Logger;
}

export interface OfficerSessions {
  /** To be mounted before every page that asks who is there. Never fails a request: `read` does when somebody asks. */
  readonly middleware: RequestHandler;
  /** The officer of this request's session. Throws Failure DATABASE_UNREACHABLE when it could not be read. */
  read(request: Request): { username: string; generation: number } | undefined;
  /** Begins a session under a new id: one that was planted before the log-in is worth nothing after it. */
  begin(request: Request, officer: Pick<LoggedIn, 'username' | 'generation'>): Promise<void>;
  /** The same officer goes on under a new id, after their password changed. */
  renew(request: Request, generation: number): Promise<void>;
  end(request: Request, response: Response): Promise<void>;
}

export function createOfficerSessions({ store, key, baseUrl, now, logger }: SessionOptions): OfficerSessions {
  const secure = baseUrl.startsWith('https:');
  const cookie = { httpOnly: true, sameSite: 'lax', secure, path: '/' } as const;
  const sessions = session({
    store,
    name: SESSION_COOKIE,
    secret: key.toString('base64'),
    resave: false,
    saveUninitialized: false,
    cookie,
  });
  const faults = new WeakSet<Request>();

  const regenerate = (request: Request) =>
    new Promise<void>((resolve, reject) =>
      request.session.regenerate((error: unknown) => (error ? reject(asError(error)) : resolve())),
    );
  const begin = async (request: Request, { username, generation }: Pick<LoggedIn, 'username' | 'generation'>) => {
    await regenerate(request);
    const at = now().getTime();
    request.session.officer = { username, generation, since: at };
    request.session.activeAt = at;
    // A browser follows the redirect as soon as its first line is there; express-session writes only before the last.
    await new Promise<void>((resolve, reject) =>
      request.session.save((error: unknown) => (error ? reject(asError(error)) : resolve())),
    );
  };

  return {
    middleware(request, response, next) {
      // BASE_URL says that browsers come by HTTPS; a proxy that ends TLS may not say so, and then no cookie would be
      // set.
      if (secure) Object.defineProperty(request, 'secure', { value: true, configurable: true });
      let answered = false;
      sessions(request, response, (error?: unknown) => {
        if (error !== undefined) {
          faults.add(request);
          logger.warn({ error: nameOf(error) }, 'a session could not be read or written');
        }
        if (answered) return;
        answered = true;
        noteActivity(request, now().getTime());
        next();
      });
    },

    read(request) {
      if (faults.has(request)) throw new Failure('DATABASE_UNREACHABLE', 'session');
      const officer = request.session?.officer;
      return officer === undefined || now().getTime() - officer.since > LONGEST_MS ? undefined : officer;
    },

    begin,

    async renew(request, generation) {
      const officer = request.session.officer;
      if (officer !== undefined) await begin(request, { username: officer.username, generation });
    },

    async end(request, response) {
      await new Promise<void>((resolve, reject) =>
        request.session.destroy((error: unknown) => (error ? reject(asError(error)) : resolve())),
      );
      response.clearCookie(SESSION_COOKIE, cookie);
    },
  };
}

/** Saving the session is what keeps it: a page that only asks for news lets it run out. */
function noteActivity(request: Request, at: number): void {
  const { session: held } = request;
  if (held?.officer === undefined || isBackground(request)) return;
  if (at - (held.activeAt ?? 0) >= NOTED_EVERY_MS) held.activeAt = at;
}

/**
 * What an open page fetches by itself, again and again: news of our pages, lists and counts of the engine's web apps.
 */
function isBackground(request: Request): boolean {
  if (request.get('Sec-Fetch-Mode') === 'navigate') return false;
  if (request.path.endsWith('.json') || request.get('X-Latar') === 'ya') return request.method === 'GET';
  if (!request.path.startsWith('/operaton/')) return false;
  const actsOnTask = request.method !== 'GET' && /\/task\/[^/]+\//.test(request.path);
  const opensTask =
    request.method === 'GET' && /\/task\/[^/]+\/(deployed-form|form|form-variables)$/.test(request.path);
  return !actsOnTask && !opensTask;
}

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error('the session store failed'));
const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'unknown');
