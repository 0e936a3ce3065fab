import { isOfBantul } from '../card/address.ts';
import { plainName } from '../card/names.ts';
import { cardOf, memberOf } from '../card/register.ts';
import { kalurahanOf } from '../kalurahan.ts';
import type { EventContext } from './event.ts';
import type { Partner } from './fields.ts';
import type { Elsewhere } from './services.ts';

/** "Kabupaten Sleman", "Kota Yogyakarta". */
export function kabupatenName(text: string): string {
  const title = plainName(text)
    .toLowerCase()
    .replace(/(^|\s)\p{L}/gu, (letter) => letter.toUpperCase());
  return /^(Kabupaten|Kota)\b/.test(title) ? title : `Kabupaten ${title.replace(/^Kab\.? /, '')}`;
}

/** The kabupaten outside Bantul where somebody is registered; undefined for a resident of Bantul. */
function otherKabupaten({ before }: EventContext, person: Partner): string | undefined {
  const card = cardOf(before, person.nik);
  if (card !== undefined) return isOfBantul(card) ? undefined : kabupatenName(card.kabupaten);
  if (person.kabupaten === undefined || isOfBantul({ kabupaten: person.kabupaten })) return undefined;
  return kabupatenName(person.kabupaten);
}

/**
 * A partner on a card outside Bantul comes first by Pindah Datang: the card is issued there (E13, SOP keterkaitan 2).
 */
export function partnerFromElsewhere(c: EventContext, partners: readonly Partner[]): Elsewhere | undefined {
  for (const partner of partners) {
    const kabupaten = otherKabupaten(c, partner);
    if (kabupaten !== undefined) return comesFirst(kabupaten, wordFor(c, partner.nik));
    if (memberOf(c.before, partner.nik) === undefined) return notFound(partner);
  }
  return undefined;
}

export function comesFirst(kabupaten: string, who: string): Elsewhere {
  return {
    service: 'pindah-datang',
    blocks: true,
    rule: 'R55',
    text:
      `${who} masih tercatat di ${kabupaten}. Ajukan Pindah Datang; Anda dapat memulainya di Bantul tanpa kembali ke ` +
      `${kabupaten.replace(/^Kabupaten /, '')}. Data yang sudah diisi kami teruskan.`,
    missing: [
      `SKPWNI (Surat Keterangan Pindah WNI) dari ${kabupaten}, atau permohonannya lewat layanan Pindah Datang Bantul`,
    ],
  };
}

/** Not on any card that SIAK shows: only the office can look for the person. */
function notFound(partner: Partner): Elsewhere {
  const name = partner.name === undefined ? '' : ` ${plainName(partner.name)}`;
  return {
    service: 'loket-disdukcapil',
    blocks: true,
    text:
      `NIK${name} tidak ditemukan dalam data kependudukan. Periksa 16 angkanya. Bila sudah benar, datanglah ke loket ` +
      'Disdukcapil Bantul dengan KTP-el dan KK-nya; isian Anda tetap tersimpan.',
    missing: [`data kependudukan${name} yang dapat ditemukan`],
  };
}

function wordFor({ applicant }: EventContext, nik: string): string {
  if (nik === applicant) return 'Anda';
  return Number(nik.slice(6, 8)) > 40 ? 'Istri Anda' : 'Suami Anda';
}

/** A kalurahan that is not in Bantul's list: a move out, and no matter of this service (rule R55). */
export function isOutsideBantul(kalurahanCode: string): boolean {
  return kalurahanOf(kalurahanCode.trim()) === undefined;
}

export function movesOut(): Elsewhere {
  return {
    service: 'pindah-keluar',
    blocks: true,
    rule: 'R55',
    text:
      'Alamat baru berada di luar Bantul. Ajukan layanan Pindah untuk memperoleh SKPWNI; isian Anda kami teruskan, ' +
      'tidak perlu diulang.',
    missing: ['SKPWNI (Surat Keterangan Pindah WNI) dari Disdukcapil Bantul'],
  };
}
