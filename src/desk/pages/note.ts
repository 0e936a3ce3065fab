import type { RequestHandler } from 'express';
import { numberOf, postedForm, text, type Kit } from '../kit.ts';

/** Longer than any note that is accepted: the use case says that it is too long. */
const LONGEST_VALUE = 5_000;

/** POST /meja/berkas/:number/catatan: a note for colleagues. */
export function notePost(kit: Kit): RequestHandler {
  return async (request, response) => {
    const { username, fields } = postedForm(kit, request);
    const number = numberOf(request);
    await kit.cases.addNote(username, number, text(fields.get('catatan')).slice(0, LONGEST_VALUE));
    response.redirect(303, `/meja/berkas/${number}#catatan-internal`);
  };
}
