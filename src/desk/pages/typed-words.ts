import type { Request, RequestHandler, Response } from 'express';
import { numberOf, postedForm, text, type Kit } from '../kit.ts';
import { mendable } from '../middleware/refused.ts';
import { showCase } from './case.ts';
import type { Box } from './case-boxes.ts';

/**
 * Takes what was typed into the one box of a form and goes on to that part of the case page; what is refused stays in
 * the box.
 */
export function wordsPost(
  kit: Kit,
  { field, box, part }: { readonly field: string; readonly box: Box; readonly part: string },
  take: (username: string, applicationNumber: string, typed: string) => Promise<unknown>,
): RequestHandler {
  return async (request, response) => {
    const { username, fields } = postedForm(kit, request);
    const number = numberOf(request);
    const typed = text(fields.get(field));
    try {
      await take(username, number, typed);
    } catch (error) {
      return showTyped(kit, request, response, error, { box, typed });
    }
    response.redirect(303, `/meja/berkas/${number}#${part}`);
  };
}

/** The case page again, with what was typed in its box and above it why it was not taken. Throws every other error. */
export async function showTyped(
  kit: Kit,
  request: Request,
  response: Response,
  error: unknown,
  typed: { readonly box: Box; readonly typed: string },
): Promise<void> {
  const refusal = mendable(error, request);
  if (refusal === undefined) throw error;
  return showCase(kit, request, response, { status: refusal.status, refused: refusal.remedy, ...typed });
}
