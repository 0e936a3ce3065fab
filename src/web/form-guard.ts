import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Request, RequestHandler, Response } from 'express';
import { Refused } from './refused.ts';

const COOKIE = 'kk_formulir';

/**
 * Posts come from our own pages only: the browser must say so (Origin or Sec-Fetch-Site), and a form must carry a token
 * that only a page shown to this very user can hold (signed double submit).
 */
export interface FormGuard {
  /**
   * Refuses a change that does not come from our own origin. A program names no origin and sends JSON, which no form of
   * another site can.
   */
  readonly ownOrigin: RequestHandler;
  /** The token for a form of this user ('' before the log-in); sets the cookie it belongs to. */
  token(request: Request, response: Response, username: string): string;
  /** Throws Refused when the token is not this user's. */
  check(request: Request, username: string, token: string | null): void;
}

export interface FormGuardOptions {
  /** Public base URL of the office; posts must come from it. */
  readonly baseUrl: string;
  /** 32 bytes that all processes of the office share: a form shown by one is taken by another, and after a restart. */
  readonly key: Buffer;
}

export function createFormGuard({ baseUrl, key }: FormGuardOptions): FormGuard {
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
        (site ?? origin) === undefined
          ? Boolean(request.is('application/json'))
          : (site === undefined || site === 'same-origin') && (origin === undefined || origin === own);
      next(
        fits
          ? undefined
          : new Refused(403, 'Permintaan ini tidak datang dari halaman kantor ini. Buka halamannya, lalu ulangi.', {
              title: 'Kiriman ini tidak diterima',
            }),
      );
    },
    token(request, response, username) {
      const held = cookieOf(request);
      const seed = held ?? randomBytes(24).toString('base64url');
      if (held === undefined) response.cookie(COOKIE, seed, { httpOnly: true, sameSite: 'strict', path: '/', secure });
      return tokenFor(seed, username);
    },
    check(request, username, token) {
      const seed = cookieOf(request);
      const given = Buffer.from(token ?? '');
      const right = Buffer.from(tokenFor(seed ?? '', username));
      if (seed === undefined || given.length !== right.length || !timingSafeEqual(given, right))
        throw new Refused(
          403,
          'Yang Anda kirim belum tersimpan: halamannya terlalu lama terbuka, atau dibuka oleh pengguna lain. Kembali ke halaman sebelumnya, muat ulang, lalu kirim lagi.',
          { code: 'FORM_STALE', title: 'Halaman ini sudah kedaluwarsa' },
        );
    },
  };
}

function cookieOf(request: Request): string | undefined {
  return new RegExp(`(?:^|;\\s*)${COOKIE}=([\\w-]{32})(?:;|$)`).exec(request.get('Cookie') ?? '')?.[1];
}
