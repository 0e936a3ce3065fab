import type { RequestHandler } from 'express';
import { Refused } from '../../web/refused.ts';
import { numberOf, postedForm, text, type Kit } from '../kit.ts';
import { showTyped } from './typed-words.ts';

/** POST /meja/berkas/:number/pencabutan: the signed card is to be taken back; a second person grants it or says no. */
export function revocationPost(kit: Kit): RequestHandler {
  return async (request, response) => {
    const { username, fields } = postedForm(kit, request);
    const number = numberOf(request);
    switch (text(fields.get('tindakan'))) {
      case 'minta': {
        try {
          await kit.cases.requestRevocation(username, number, text(fields.get('alasan')));
        } catch (error) {
          return showTyped(kit, request, response, error, { box: 'revocation', fields });
        }
        break;
      }
      case 'setujui':
        if (fields.get('yakin') !== 'ya') throw new Refused(400, 'Centang bahwa KK ini memang harus dicabut.');
        await kit.cases.grantRevocation(username, number);
        break;
      case 'tolak':
        await kit.cases.declineRevocation(username, number);
        break;
      default:
        throw new Refused(400, 'Pilihan tidak terbaca. Muat ulang halaman berkas, lalu ulangi.');
    }
    response.redirect(303, `/meja/berkas/${number}#pencabutan`);
  };
}
