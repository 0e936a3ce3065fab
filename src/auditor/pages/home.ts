import type { RequestHandler } from 'express';
import { readApplicationNumber } from '../../domain/application-number.ts';
import type { AuditorKit } from '../kit.ts';

/** /auditor: asks for a number and leads to its page; `?nomor=` is what the form sends. */
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
      .send(view('home', { title: 'Auditor', asked, wrong }));
  };
}
