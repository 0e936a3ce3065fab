import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Request, RequestHandler, Response } from 'express';
import { Refused } from './refused.ts';

const COOKIE = 'meja-csrf';

/**
 * Posts come from our own pages only: the browser must say so (Origin or Sec-Fetch-Site; another port of the same host is
 * same-site, not same-origin), and the form must carry a token that only a page shown to this very user can hold (signed
 * double submit). JSON needs no token: no foreign page can send it without asking us first.
 */
export interface FormGuard {
  /** Refuses a post that does not come from our own origin. */
  readonly ownOrigin: RequestHandler;
  /** The token for a form of this user; sets the cookie it belongs to. */
  token(request: Request, response: Response, username: string): string;
  /** Throws Refused when the token is not this user's. */
  check(request: Request, username: string, token: string | null): void;
}

/** `key` signs the tokens; the same in every process of the office, so that an open form survives a restart. */
export function createFormGuard(baseUrl: string, key: Buffer): FormGuard {
  const own = new URL(baseUrl).origin;
  const secure = own.startsWith('https:');
  const tokenFor = (seed: string, username: string) =>
    createHmac('sha256', key).update(`${seed}.${username}`).digest('base64url');
  return {
    ownOrigin(request, _response, next) {
      if (request.method === 'GET' || request.method === 'HEAD') return next();
      const site = request.get('Sec-Fetch-Site');
      const origin = request.get('Origin');
      const fits =
        (site === undefined || site === 'same-origin') &&
        (origin === undefined || origin === own) &&
        (site ?? origin) !== undefined;
      next(
        fits
          ? undefined
          : new Refused(
              403,
              'Permintaan ini tidak datang dari halaman meja petugas. Buka halamannya, lalu ulangi.',
              'FOREIGN_ORIGIN',
            ),
      );
    },
    token(request, response, username) {
      const held = cookieOf(request);
      const seed = held ?? randomBytes(24).toString('base64url');
      if (held === undefined)
        response.cookie(COOKIE, seed, { httpOnly: true, sameSite: 'strict', path: '/meja', secure });
      return tokenFor(seed, username);
    },
    check(request, username, token) {
      const seed = cookieOf(request);
      const given = Buffer.from(token ?? '');
      const right = Buffer.from(tokenFor(seed ?? '', username));
      if (seed === undefined || given.length !== right.length || !timingSafeEqual(given, right))
        throw new Refused(403, 'Halaman ini sudah terlalu lama terbuka. Muat ulang halaman, lalu ulangi.', 'STALE_FORM');
    },
  };
}

function cookieOf(request: Request): string | undefined {
  return new RegExp(`(?:^|;\\s*)${COOKIE}=([\\w-]{32})(?:;|$)`).exec(request.get('Cookie') ?? '')?.[1];
}
