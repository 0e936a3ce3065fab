import { Router, type RequestHandler } from 'express';
import { readPdf, verdictOn } from '../api/verify-card.ts';
import type { ApplicantCases } from '../applicant-cases.ts';
import { problemOf } from '../door/problem-of.ts';
import { showPersonal, showPublic, type View } from '../view.ts';

/** Public check of a card's signature; `/periksa/<code>` is where the QR on a printed card leads. */
export function checkPages(view: View, cases: Pick<ApplicantCases, 'verifyCard'>, guards: readonly RequestHandler[]): Router {
  const pages = Router();
  const title = 'Periksa keaslian KK';
  pages.get('/periksa{/:code}', (request, response) => showPublic(response, view('check', { title, fromQr: request.params['code'] !== undefined, verdict: null, problem: null })));
  pages.post('/periksa', ...guards, ...readPdf, async (request, response) => {
    const found = await verdictOn(cases, request).then((verdict) => ({ verdict, problem: null }), (error: unknown) => ({ verdict: null, problem: problemOf(error) }));
    if (found.problem !== null && found.problem.status >= 500) throw found.problem;
    showPersonal(response, view('check', { title, fromQr: false, ...found }), found.problem?.status ?? 200);
  });
  return pages;
}
