import type { RequestHandler } from 'express';
import { isPlainDate } from '../../domain/plain-date.ts';
import { readForm } from '../../web/form.ts';
import { numberOf, text, type Kit } from '../kit.ts';

/**
 * POST /meja/berkas/:number/kirim-ulang: the signed card once more by WhatsApp; back to the day of the list it was
 * asked from.
 */
export function resendPost(kit: Kit): RequestHandler {
  return async (request, response) => {
    const username = kit.callers.of(request);
    const { fields } = readForm(request);
    kit.guard.check(request, username, fields.get('token'));
    const number = numberOf(request);
    await kit.cases.resendCard(username, number);
    const day = text(fields.get('hari'));
    response.redirect(303, isPlainDate(day) ? `/meja/pengiriman?hari=${day}` : `/meja/berkas/${number}#kirim-ulang`);
  };
}
