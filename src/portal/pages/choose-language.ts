import express, { Router, type RequestHandler } from 'express';
import type { ApplicantCases } from '../applicant-cases.ts';
import type { Act } from './case-act.ts';

interface ChooseLanguageDeps {
  readonly cases: Pick<ApplicantCases, 'chooseLanguage'>;
  readonly readGuards: readonly RequestHandler[];
  /** Shows the page again in the language of the case as it is then. */
  readonly act: Act;
}

/** The choice on the tracking page that an application speaks another language from now on. */
export function chooseLanguagePage({ cases, readGuards, act }: ChooseLanguageDeps): Router {
  return Router().post(
    '/lacak/bahasa',
    ...readGuards,
    express.urlencoded({ extended: false, limit: '16kb', parameterLimit: 10 }),
    act(async ({ number, pin, from }, request) => {
      const { bahasa } = request.body as Record<string, unknown>;
      await cases.chooseLanguage(number, pin, typeof bahasa === 'string' ? bahasa : '', from);
      return { done: ({ tracking }) => tracking('done.language') };
    }),
  );
}
