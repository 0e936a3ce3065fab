import type { RequestHandler } from 'express';
import { isPlainDate } from '../../domain/plain-date.ts';
import { numberOf, postedForm, text, type Kit } from '../kit.ts';

/**
 * POST /meja/berkas/:number/kirim-ulang: the signed card once more by WhatsApp; back to the day of the list it was
 * asked from.
 */
export function resendPost(kit: Kit): RequestHandler {
  return async (request, response) => {
    const { username, fields } = postedForm(kit, request);
    const number = numberOf(request);
    await kit.cases.resendCard(username, number);
    const day = text(fields.get('hari'));
    response.redirect(303, isPlainDate(day) ? `/meja/pengiriman?hari=${day}` : `/meja/berkas/${number}#kirim-ulang`);
  };
}
