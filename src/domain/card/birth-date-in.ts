import type { PlainDate } from '../family-card.ts';
import { parseNik } from '../nik.ts';
import { ADULT_AGE, ageOn } from './age.ts';

/** Nobody has these relations before they are grown up. */
const GROWN = ['KEPALA KELUARGA', 'SUAMI', 'ISTRI', 'MENANTU', 'ORANG TUA', 'MERTUA'];
export const isGrownRelation = (shdk: string): boolean => GROWN.includes(shdk);

/** Who would have to be older is a child. */
const OLDEST = 110;

/**
 * The birth date in a NIK, which keeps two digits of the year: the youngest age that is possible; of a grown-up the
 * youngest from seventeen on, so that a head of a hundred years is no infant. Undefined when it is no NIK.
 */
export function birthDateIn(nik: string, today: PlainDate, isGrown: boolean): PlainDate | undefined {
  const parts = parseNik(nik);
  if (parts === undefined) return undefined;
  const two = (n: number) => String(n).padStart(2, '0');
  const rest = `${two(parts.year)}-${two(parts.month)}-${two(parts.day)}`;
  const [young, old] = [`20${rest}`, `19${rest}`];
  if (young > today) return old;
  const isOld = isGrown && ageOn(young, today) < ADULT_AGE && ageOn(old, today) <= OLDEST;
  return isOld ? old : young;
}

/** Who would be so many years older than husband or wife is a child, listed as head by mistake. */
const FARTHEST_APART = 50;

/** The birth date in the NIK of a listed head, by those who are listed with them. */
export function headBornIn(
  nik: string,
  listed: readonly { readonly nik?: string | undefined; readonly shdk?: string | undefined }[],
  today: PlainDate,
): PlainDate | undefined {
  const born = birthDateIn(nik, today, true);
  if (born === undefined) return undefined;
  const spouses = listed.filter(({ shdk }) => shdk === 'SUAMI' || shdk === 'ISTRI');
  const isMistaken = spouses.some((spouse) => {
    const other = birthDateIn(spouse.nik ?? '', today, true);
    return other !== undefined && ageOn(born, other) > FARTHEST_APART;
  });
  return isMistaken ? birthDateIn(nik, today, false) : born;
}
