import type { Request, RequestHandler, Response } from 'express';
import { numberOf, postedForm, text, type Kit } from '../kit.ts';
import { mendable } from '../middleware/refused.ts';
import { showCase } from './case.ts';
import { FIELD_OF, type Box } from './case-boxes.ts';

/**
 * Takes what was typed into a form of the case page and goes on to that part of it; what is refused stays in the form.
 */
export function formPost(
  kit: Kit,
  { box, part }: { readonly box: Box; readonly part: string },
  take: (username: string, applicationNumber: string, fields: URLSearchParams) => Promise<unknown>,
): RequestHandler {
  return async (request, response) => {
    const { username, fields } = postedForm(kit, request);
    const number = numberOf(request);
    try {
      await take(username, number, fields);
    } catch (error) {
      return showTyped(kit, request, response, error, { box, fields });
    }
    response.redirect(303, `/meja/berkas/${number}#${part}`);
  };
}

/** The same for a form with one box. */
export function wordsPost(
  kit: Kit,
  { box, part }: { readonly box: keyof typeof FIELD_OF; readonly part: string },
  take: (username: string, applicationNumber: string, typed: string) => Promise<unknown>,
): RequestHandler {
  return formPost(kit, { box, part }, (username, number, fields) =>
    take(username, number, text(fields.get(FIELD_OF[box]))),
  );
}

/** The case page again, with what was typed in its form and above it why it was not taken. Throws every other error. */
export async function showTyped(
  kit: Kit,
  request: Request,
  response: Response,
  error: unknown,
  typed: { readonly box: Box; readonly fields: URLSearchParams },
): Promise<void> {
  const refusal = mendable(error, request);
  if (refusal === undefined) throw error;
  return showCase(kit, request, response, { status: refusal.status, refused: refusal.remedy, ...typed });
}
