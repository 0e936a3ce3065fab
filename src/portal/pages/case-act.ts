import type { Request, RequestHandler, Response } from 'express';
import type { Language } from '../../domain/language/language.ts';
import type { CaseKey } from '../middleware/case-access.ts';
import type { Problem } from '../middleware/problems.ts';

/** What has just been done on the page of a case, or why it was not. */
export interface Outcome {
  readonly done?: (language: Language) => string | readonly string[];
  readonly problem?: Problem;
  /** What the problem kept from being taken. */
  readonly typed?: Typed;
}

/** What somebody typed into the boxes of the page of a case: what is refused stays in them. */
export interface Typed {
  /** To the officer. */
  readonly message: string;
  /** Where WhatsApp shall reach them from now on. */
  readonly whatsapp: string;
}

/**
 * Runs one action of the case's page, and shows it again with the outcome; undefined: the action has answered itself.
 */
export type Act = (
  action: (key: CaseKey, request: Request, response: Response) => Promise<Outcome | undefined>,
) => RequestHandler;
