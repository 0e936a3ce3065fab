import type { RequestHandler } from 'express';
import { readApplicationNumber } from '../../domain/application-number.ts';
import type { AuditorKit } from '../kit.ts';
import { QUESTIONS } from '../questions/all.ts';

const GROUPS = [...new Set(QUESTIONS.map(({ group }) => group))].map((name) => ({
  name,
  questions: QUESTIONS.filter(({ group }) => group === name),
}));

/** /auditor: the questions, and the way to one case; `?nomor=` is what its form sends. */
export function homePage({ audit, view, callerOf }: AuditorKit): RequestHandler {
  return async (request, response) => {
    await audit.enter(callerOf(request));
    const asked = typeof request.query['nomor'] === 'string' ? request.query['nomor'].slice(0, 40) : '';
    const number = asked === '' ? undefined : readApplicationNumber(asked);
    if (number !== undefined) return response.redirect(303, `/auditor/berkas/${number}`);
    const wrong = asked === '' ? '' : 'Nomor ini tidak terbaca. Contoh yang benar: KK-261122-7Q4F2M.';
    response
      .status(wrong === '' ? 200 : 404)
      .type('html')
      .send(view('home', { title: 'Auditor', asked, wrong, groups: GROUPS }));
  };
}
