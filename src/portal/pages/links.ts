import { Router, type Request, type RequestHandler, type Response } from 'express';
import { NotYourCase } from '../../cases/not-possible.ts';
import type { ApplicantCases } from '../applicant-cases.ts';
import type { Guarded } from '../middleware/case-access.ts';
import { languageOf } from '../middleware/language.ts';
import { Problem } from '../middleware/problems.ts';
import type { RateLimits } from '../middleware/rate-limits.ts';
import { personal } from '../middleware/security.ts';
import { showPersonal, type View } from '../view.ts';

const TOKEN = /^[\w-]{16,128}$/;

/**
 * Capability links of 256 bits. Whoever has a right one is let in, however often others at the same address guessed
 * wrong: WhatsApp fetches all cards from a few addresses of its own. Only a wrong one counts, after it was looked up.
 * Opening one shows a page with a button, because messengers and scanners open every link they see and a download
 * counts as receipt; the button (or a program that asks for application/pdf) gets the file. `/media/` is for WhatsApp's
 * own fetch.
 */
export function linkPages(
  view: View,
  cases: Pick<ApplicantCases, 'openLink'>,
  guarded: Guarded,
  { reads, refusals }: Pick<RateLimits, 'reads' | 'refusals'>,
): Router {
  const pages = Router();
  const open = (token: unknown) =>
    guarded(async () => {
      const notValid = new Problem('LINK_NOT_VALID');
      if (typeof token !== 'string' || !TOKEN.test(token)) throw notValid;
      return cases.openLink(token).catch((error: unknown) => {
        throw error instanceof NotYourCase ? notValid : error;
      });
    });
  type Card = Awaited<ReturnType<typeof open>>;
  const answering =
    (send: (response: Response, card: Card) => void): RequestHandler =>
    async (request, response, next) => {
      const card = await open(request.params['token']).catch((error: unknown) => {
        if (error instanceof Problem) return countWrong(request, response, next, error);
        throw error;
      });
      if (card !== undefined) send(response, card);
    };
  /** Goes on with the refusal, or with "too many" of them. */
  const countWrong = (request: Request, response: Response, next: (error: unknown) => void, refused: Problem) =>
    void refusals(request, response, (error?: unknown) => next(error ?? refused));

  const download = answering((response, { pdf, fileName }) => {
    response.attachment(fileName).type('application/pdf').send(pdf);
  });
  pages.get('/unduh/:token', personal, reads, (request, response, next) => {
    if (request.accepts(['html', 'pdf']) === 'pdf') return download(request, response, next);
    showPersonal(response, view(response, 'download', { title: languageOf(response).titles('title.download') }));
  });
  pages.post('/unduh/:token', personal, reads, download);
  pages.get(
    '/media/:token.pdf',
    personal,
    answering((response, { pdf, fileName }) => {
      response
        .set('Content-Disposition', `inline; filename="${fileName.replace(/[^\w.-]/g, '-')}"`)
        .type('application/pdf')
        .send(pdf);
    }),
  );
  return pages;
}
