import type { RequestHandler, Response } from 'express';
import type { Language, Languages } from '../../domain/language/language.ts';

const COOKIE = 'bahasa';
const YEAR_MS = 365 * 24 * 3_600_000;

/**
 * Finds out in which language a visitor reads: as they chose on a page (`?bahasa=jv`, kept in the portal's only cookie),
 * else Indonesian. A choice leads back to the page it was made on.
 */
export function chosenLanguage(languages: Languages, baseUrl: string): RequestHandler {
  const isOffered = (code: string) => languages.offered.some((language) => language.code === code);
  return (request, response, next) => {
    const { bahasa: chosen, ...others } = request.query;
    if (request.method === 'GET' && typeof chosen === 'string' && isOffered(chosen)) {
      response.cookie(COOKIE, chosen, {
        maxAge: YEAR_MS,
        httpOnly: true,
        sameSite: 'lax',
        secure: baseUrl.startsWith('https:'),
      });
      const query = new URLSearchParams(
        Object.entries(others).filter(([, value]) => typeof value === 'string') as [string, string][],
      );
      // "//elsewhere" would be another site.
      const page = request.path.replace(/^\/+/, '/');
      return response.redirect(303, query.size === 0 ? page : `${page}?${query.toString()}`);
    }
    speak(
      response,
      languages.of(new RegExp(`(?:^|; )${COOKIE}=([a-z]{2,3})(?:;|$)`).exec(request.get('Cookie') ?? '')?.[1]),
    );
    next();
  };
}

/** From here on this answer is in that language. */
export function speak(response: Response, language: Language): void {
  response.locals['language'] = language;
}

export const languageOf = (response: Response): Language => response.locals['language'] as Language;
