import express, { Router, type Request, type RequestHandler } from 'express';
import type { Language } from '../../domain/language/language.ts';
import type { ApplicantCases } from '../applicant-cases.ts';
import type { CaseKey } from '../middleware/case-access.ts';

interface ChooseLanguageDeps {
  readonly cases: Pick<ApplicantCases, 'chooseLanguage'>;
  readonly readGuards: readonly RequestHandler[];
  /** Runs one action of the case's page, and shows it again in the language of the case as it is then. */
  readonly act: (
    action: (key: CaseKey, request: Request) => Promise<{ readonly done: (language: Language) => string }>,
  ) => RequestHandler;
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
