import express, { Router, type Request, type RequestHandler } from 'express';
import { formPdf } from '../../documents/form-pdf.ts';
import type { ApplicantCases } from '../applicant-cases.ts';
import { shownForm } from '../api/sign-form.ts';
import { languageOf } from '../middleware/language.ts';
import { Problem } from '../middleware/problems.ts';
import { showPersonal, type View } from '../view.ts';
import type { Act } from './case-act.ts';

interface FormPageDeps {
  readonly view: View;
  readonly cases: Pick<ApplicantCases, 'ownForm' | 'signOwnForm' | 'track'>;
  /** At the head of a form. */
  readonly office: string;
  readonly readGuards: readonly RequestHandler[];
  readonly act: Act;
}

/** A signature of two thousand points, written as a form writes it. */
const LIMITS = { extended: false, limit: '96kb', parameterLimit: 10 };

/**
 * The forms that an officer waits for, filled in: as PDF to print, and where the office accepts it to be read and signed
 * on the screen.
 */
export function formPages({ view, cases, office, readGuards, act }: FormPageDeps): Router {
  const form = express.urlencoded(LIMITS);
  return Router()
    .post(
      '/lacak/formulir',
      ...readGuards,
      form,
      act(async (key, request, response) => {
        const { content } = await cases.ownForm(key.number, key.pin, textOf(request, 'formulir'), key.from);
        response
          .set('Cache-Control', 'no-store')
          .attachment(`${content.code}.pdf`)
          .type('application/pdf')
          .send(await formPdf(content, office));
        return undefined;
      }),
    )
    .post(
      '/lacak/tanda-tangan',
      ...readGuards,
      form,
      act(async (key, request, response) => {
        const kind = textOf(request, 'formulir');
        const filled = await cases.ownForm(key.number, key.pin, kind, key.from);
        const { titles } = languageOf(response);
        showPersonal(
          response,
          view(response, 'sign', {
            title: titles('title.sign', { number: key.number }),
            ...{ number: key.number, pin: key.pin, kind },
            form: shownForm(filled),
          }),
        );
        return undefined;
      }),
    )
    .post(
      '/lacak/tanda-tangan/kirim',
      ...readGuards,
      form,
      act(async (key, request) => {
        const [code, seen] = [textOf(request, 'formulir'), textOf(request, 'dilihat')];
        const strokes = strokesIn(textOf(request, 'goresan'));
        await cases.signOwnForm(key.number, key.pin, { code, seen, strokes, office }, key.from);
        const { state, missingDocuments } = await cases.track(key.number, key.pin, key.from);
        const documents = missingDocuments.map(({ label }) => label).join('; ');
        return {
          done: ({ tracking: say }) =>
            state === 'waiting-for-applicant' && documents !== ''
              ? say('done.signed-papers-missing', { documents })
              : say('done.signed'),
        };
      }),
    );
}

function strokesIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Problem('REQUEST_UNREADABLE');
  }
}

function textOf(request: Request, name: string): string {
  const value = (request.body as Record<string, unknown>)[name];
  return typeof value === 'string' ? value : '';
}
