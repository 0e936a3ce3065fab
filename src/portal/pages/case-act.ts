import type { Request, RequestHandler, Response } from 'express';
import type { Language } from '../../domain/language/language.ts';
import type { CaseKey } from '../middleware/case-access.ts';
import type { Problem } from '../middleware/problems.ts';

/** What has just been done on the page of a case, or why it was not. */
export interface Outcome {
  readonly done?: (language: Language) => string | readonly string[];
  readonly problem?: Problem;
  /** The message to the officer that the problem kept from being sent: it stays in its box. */
  readonly typed?: string;
}

/** Runs one action of the case's page, and shows it again with the outcome; undefined: the action has answered itself. */
export type Act = (
  action: (key: CaseKey, request: Request, response: Response) => Promise<Outcome | undefined>,
) => RequestHandler;
