import type { RequestHandler } from 'express';
import { numberOf, postedForm, text, type Kit } from '../kit.ts';
import { showTyped } from './typed-words.ts';

/** POST /meja/berkas/:number/catatan: a note for colleagues. */
export function notePost(kit: Kit): RequestHandler {
  return async (request, response) => {
    const { username, fields } = postedForm(kit, request);
    const number = numberOf(request);
    const typed = text(fields.get('catatan'));
    try {
      await kit.cases.addNote(username, number, typed);
    } catch (error) {
      return showTyped(kit, request, response, error, { box: 'note', typed });
    }
    response.redirect(303, `/meja/berkas/${number}#catatan-internal`);
  };
}
