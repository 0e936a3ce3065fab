import { fill } from '../language/placeholders.ts';
import { INDONESIAN } from '../language/indonesian.ts';
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
    text: fill(INDONESIAN.advice['masih-tercatat-di-ajukan'], {
      who,
      kabupaten,
      kabupaten2: kabupaten.replace(/^Kabupaten /, ''),
    }),
    missing: [fill(INDONESIAN.advice['skpwni-surat-keterangan-pindah-wni'], { kabupaten })],
  };
}

/** Not on any card that SIAK shows: only the office can look for the person. */
function notFound(partner: Partner): Elsewhere {
  const name = partner.name === undefined ? '' : ` ${plainName(partner.name)}`;
  return {
    service: 'loket-disdukcapil',
    blocks: true,
    text: fill(INDONESIAN.advice['nik-tidak-ditemukan-dalam'], { name }),
    missing: [fill(INDONESIAN.advice['data-kependudukan-yang-dapat'], { name })],
  };
}

function wordFor({ applicant }: EventContext, nik: string): string {
  if (nik === applicant) return INDONESIAN.advice['you'];
  return Number(nik.slice(6, 8)) > 40 ? INDONESIAN.advice['your-wife'] : INDONESIAN.advice['your-husband'];
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
    text: INDONESIAN.advice['alamat-baru-berada-di'],
    missing: [INDONESIAN.advice['skpwni-surat-keterangan-pindah']],
  };
}
