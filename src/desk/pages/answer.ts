import type { RequestHandler } from 'express';
import { numberOf, postedForm, text, type Kit } from '../kit.ts';
import { showTyped } from './typed-words.ts';

/** POST /meja/berkas/:number/jawab: the officer's words to the applicant. */
export function answerPost(kit: Kit): RequestHandler {
  return async (request, response) => {
    const { username, fields } = postedForm(kit, request);
    const number = numberOf(request);
    const typed = text(fields.get('jawaban'));
    try {
      await kit.cases.answer(username, number, typed);
    } catch (error) {
      return showTyped(kit, request, response, error, { box: 'answer', typed });
    }
    response.redirect(303, `/meja/berkas/${number}#percakapan`);
  };
}
