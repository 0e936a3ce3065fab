import { Router, type RequestHandler } from 'express';
import { NotYourCase } from '../../cases/not-possible.ts';
import type { ApplicantCases } from '../applicant-cases.ts';
import type { Guarded } from '../door/case-access.ts';
import { Problem } from '../door/problems.ts';
import { personal } from '../door/security.ts';
import { showPersonal, type View } from '../view.ts';

const TOKEN = /^[\w-]{16,128}$/;

/**
 * Capability links. Opening one shows a page with a button, because messengers and scanners open every link they see and
 * a download counts as receipt; the button (or a program that asks for application/pdf) gets the file. `/media/` is for WhatsApp's own fetch.
 */
export function linkPages(
  view: View,
  cases: Pick<ApplicantCases, 'openLink'>,
  guarded: Guarded,
  guards: readonly RequestHandler[],
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

  pages.get('/unduh/:token', personal, ...guards, async (request, response) => {
    if (request.accepts(['html', 'pdf']) !== 'pdf')
      return showPersonal(response, view('download', { title: 'Unduh KK Anda' }));
    const { pdf, fileName } = await open(request.params['token']);
    response.attachment(fileName).type('application/pdf').send(pdf);
  });
  pages.post('/unduh/:token', personal, ...guards, async (request, response) => {
    const { pdf, fileName } = await open(request.params['token']);
    response.attachment(fileName).type('application/pdf').send(pdf);
  });
  pages.get('/media/:token.pdf', personal, ...guards, async (request, response) => {
    const { pdf, fileName } = await open(request.params['token']);
    response
      .set('Content-Disposition', `inline; filename="${fileName.replace(/[^\w.-]/g, '-')}"`)
      .type('application/pdf')
      .send(pdf);
  });
  return pages;
}
