import { fill } from '../language/placeholders.ts';
import { INDONESIAN } from '../language/indonesian.ts';
import { isOfBantul } from '../card/address.ts';
import { isEmptyCell, plainName } from '../card/names.ts';
import { cardOf, memberOf } from '../card/register.ts';
import { CITIES, CITIES_AND_KABUPATEN } from '../cities.ts';
import { kalurahanOf } from '../kalurahan.ts';
import type { FamilyCard } from '../family-card.ts';
import type { EventContext, Plan } from './event.ts';
import type { AddressChoice, Partner } from './fields.ts';
import type { Elsewhere } from './services.ts';

/**
 * "Kabupaten Sleman", "Kota Yogyakarta", "Kabupaten/Kota Magelang" where only the name is written; a province behind it
 * is left out.
 */
export function kabupatenName(text: string): string {
  const name = plainName(text.replace(/,.*/s, '')).replace(/^KAB\.? /, 'KABUPATEN ');
  const kind = CITIES_AND_KABUPATEN.has(name) ? 'KABUPATEN/KOTA' : CITIES.has(name) ? 'KOTA' : 'KABUPATEN';
  return (/^(KABUPATEN|KOTA) /.test(name) ? name : `${kind} ${name}`)
    .toLowerCase()
    .replace(/(^|[\s/])\p{L}/gu, (letter) => letter.toUpperCase());
}

/** The kabupaten outside Bantul where somebody is registered; undefined for a resident of Bantul. */
function otherKabupaten({ before }: EventContext, person: Partner): string | undefined {
  const card = cardOf(before, person.nik);
  if (card !== undefined) return isElsewhere(card) ? kabupatenName(card.kabupaten) : undefined;
  if (person.kabupaten === undefined || isOfBantul({ kabupaten: person.kabupaten })) return undefined;
  return kabupatenName(person.kabupaten);
}

/** A card of another kabupaten; one of which nobody knows where it is is taken for ours. */
const isElsewhere = (card: FamilyCard): boolean => !isEmptyCell(card.kabupaten) && !isOfBantul(card);

/**
 * The net under all events: who stands on a card outside Bantul comes here by Pindah Datang, who goes onto one by
 * Pindah, and a family of another kabupaten gets its card there.
 */
export function reachesOutside(
  { before, applicant }: EventContext,
  { register, issueFor }: Plan,
): Elsewhere | undefined {
  const cameFrom = (card: FamilyCard) =>
    card.members.flatMap((row) => {
      const was = cardOf(before, row.nik);
      return was === undefined ? [] : [{ row, was }];
    });
  const arrives = register.cards
    .filter((card) => !isElsewhere(card))
    .flatMap(cameFrom)
    .find(({ was }) => isElsewhere(was));
  if (arrives !== undefined) {
    const { nik, name } = arrives.row;
    return comesFirst(kabupatenName(arrives.was.kabupaten), nik === applicant ? INDONESIAN.advice['you'] : name);
  }
  const issued = issueFor.flatMap((nik) => cardOf(register, nik) ?? []).find(isElsewhere);
  if (issued === undefined) return undefined;
  return cameFrom(issued).some(({ was }) => !isElsewhere(was))
    ? movesOut()
    : issuedThere(kabupatenName(issued.kabupaten));
}

/** A new address that an event chooses, in a kalurahan of another kabupaten. */
export function livesOutside(events: readonly { readonly data: object }[]): Elsewhere | undefined {
  const isOutside = ({ data }: { readonly data: { readonly address?: Partial<AddressChoice> } }) =>
    data.address !== undefined && 'typed' in data.address && isOutsideBantul(data.address.typed?.kalurahan ?? '');
  return events.some(isOutside) ? movesOut() : undefined;
}

function issuedThere(kabupaten: string): Elsewhere {
  return {
    service: 'disdukcapil-lain',
    blocks: true,
    rule: 'R55',
    text: fill(INDONESIAN.advice['kk-kabupaten-lain'], { kabupaten }),
    missing: [INDONESIAN.advice['kk-dari-disdukcapil-lain']],
  };
}

/**
 * A partner on a card outside Bantul comes first by Pindah Datang: the card is issued there (E13, SOP keterkaitan 2).
 */
export function partnerFromElsewhere(c: EventContext, partners: readonly Partner[]): Elsewhere | undefined {
  const applies = partners.some((partner) => partner.nik === c.applicant);
  const spouseWord = ({ nik }: Partner) =>
    Number(nik.slice(6, 8)) > 40 ? INDONESIAN.advice['your-wife'] : INDONESIAN.advice['your-husband'];
  return fromElsewhere(c, partners, applies ? spouseWord : (partner) => nameOr(partner, 'who-marries'));
}

/** The same of guests, of whatever relation (E11). */
export const guestFromElsewhere = (c: EventContext, guests: readonly Partner[]): Elsewhere | undefined =>
  fromElsewhere(c, guests, (guest) => nameOr(guest, 'who-lodges'));

function fromElsewhere(
  c: EventContext,
  people: readonly Partner[],
  wordFor: (person: Partner) => string,
): Elsewhere | undefined {
  for (const person of people) {
    const kabupaten = otherKabupaten(c, person);
    if (kabupaten !== undefined)
      return comesFirst(kabupaten, person.nik === c.applicant ? INDONESIAN.advice['you'] : wordFor(person));
    if (c.read && memberOf(c.before, person.nik) === undefined) return notFound(person);
  }
  return undefined;
}

/** Name of a person as it was typed, else what they do. */
export const nameOr = ({ name }: Partner, otherwise: 'who-marries' | 'who-lodges' | 'who-arrives'): string =>
  name === undefined ? INDONESIAN.advice[otherwise] : plainName(name);

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
export function notFound(partner: Partner): Elsewhere {
  const name = partner.name === undefined ? '' : ` ${plainName(partner.name)}`;
  return {
    service: 'loket-disdukcapil',
    blocks: true,
    text: fill(INDONESIAN.advice['nik-tidak-ditemukan-dalam'], { name }),
    missing: [fill(INDONESIAN.advice['data-kependudukan-yang-dapat'], { name })],
  };
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
