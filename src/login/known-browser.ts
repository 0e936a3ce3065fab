import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Request, Response } from 'express';
import type { Origin } from '../cases/account-dependencies.ts';
import { addressOf } from '../web/address.ts';

const COOKIE = 'kk_peramban';
const LIFE_MS = 180 * 24 * 3_600_000;
/** Officers who share one computer are remembered side by side. */
const MOST_OFFICERS = 10;

/**
 * A browser in which an officer has logged in before carries a signed mark of that (OWASP, "Device Cookies"). It opens
 * nothing: it only gives its wrong tries a count of their own, so that a stranger's tries cannot shut the owner out.
 */
export interface KnownBrowsers {
  originOf(request: Request, username: string): Origin;
  /** Marks the browser as one in which this officer has logged in. */
  remember(request: Request, response: Response, username: string): void;
}

export function createKnownBrowsers({ key, secure }: { key: Buffer; secure: boolean }): KnownBrowsers {
  const signed = (id: string, username: string) =>
    createHmac('sha256', key).update(`${id} ${username.trim().toLowerCase()}`).digest('base64url').slice(0, 32);
  const find = (request: Request, username: string) =>
    marksOf(request).find(([id, mark]) => equal(mark, signed(id, username)))?.[0];
  return {
    originOf: (request, username) => ({
      address: addressOf(request),
      browser: find(request, username) ?? null,
    }),
    remember(request, response, username) {
      const known = find(request, username);
      const id = known ?? randomBytes(12).toString('base64url');
      const others = marksOf(request).filter(([other]) => other !== id);
      const marks = [[id, signed(id, username)], ...others].slice(0, MOST_OFFICERS);
      response.cookie(COOKIE, marks.map((mark) => mark.join('.')).join('~'), {
        httpOnly: true,
        sameSite: 'lax',
        secure,
        path: '/',
        maxAge: LIFE_MS,
      });
    },
  };
}

function marksOf(request: Request): (readonly [id: string, mark: string])[] {
  const value = new RegExp(`(?:^|;\\s*)${COOKIE}=([\\w.~-]+)(?:;|$)`).exec(request.get('Cookie') ?? '')?.[1] ?? '';
  return value.split('~', MOST_OFFICERS).flatMap((pair) => {
    const [id, mark] = pair.split('.', 2);
    return id === undefined || mark === undefined || id.length !== 16 ? [] : [[id, mark] as const];
  });
}

function equal(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}
