import type { FamilyCard, PlainDate } from '../family-card.ts';
import { isKkNumber, kkNumberHints } from '../kk-number.ts';
import { nikHints, parseNik } from '../nik.ts';
import { kkPrefix } from './address.ts';
import { isAwaited } from './awaited.ts';

/** A number that SIAK has to give before a planned card can be drawn. */
export interface AwaitedNumber {
  /** As in `awaited.ts`. */
  readonly placeholder: string;
  readonly kind: 'kk' | 'nik';
  /** Head of the new card, or who gets the NIK. */
  readonly name: string;
  /** First six digits by the address of the card; undefined: the address is not one of Bantul. */
  readonly region: string | undefined;
  /** Of a NIK only. */
  readonly holder?: { readonly sex?: string; readonly birthDate?: PlainDate };
}

/** Numbers as an officer typed them from SIAK, by place-holder. */
export type GivenNumbers = Readonly<Record<string, string>>;

/** Why typed numbers cannot be taken. */
export type NumbersRefused =
  | 'SIAK_NUMBERS_MISSING'
  | 'SIAK_NUMBER_MALFORMED'
  | 'SIAK_NUMBER_TWICE'
  | 'SIAK_NUMBER_IN_USE';

/** A KK number is given on the day of its entry; an older one in its place is somebody's old number. Days. */
const FRESH_DAYS = 31;
const DAY_MS = 86_400_000;

/** Every number that these cards wait for, once each, a card's own number before those of its people. */
export function awaitedNumbers(cards: readonly FamilyCard[]): AwaitedNumber[] {
  const all = cards.flatMap((card): AwaitedNumber[] => {
    const region = kkPrefix(card);
    const own = { placeholder: card.kkNumber, kind: 'kk', name: card.headName, region } as const;
    const people = card.members.map(({ nik, name, sex, birthDate }) => ({
      ...({ placeholder: nik, kind: 'nik', name, region } as const),
      holder: { sex, birthDate },
    }));
    return [own, ...people];
  });
  return all
    .filter(({ placeholder }) => isAwaited(placeholder))
    .filter(({ placeholder }, i, list) => list.findIndex((one) => one.placeholder === placeholder) === i);
}

/** The card with the numbers that SIAK gave in the place of their place-holders. */
export function withGivenNumbers(card: FamilyCard, given: GivenNumbers): FamilyCard {
  return {
    ...card,
    kkNumber: given[card.kkNumber] ?? card.kkNumber,
    members: card.members.map((member) => ({ ...member, nik: given[member.nik] ?? member.nik })),
  };
}

/**
 * The numbers as they are recorded, without blanks and dots; or why they cannot be: one is missing, malformed, written
 * twice, or already belongs to somebody (`inUse`). What is merely odd is not refused: `oddities` names it.
 */
export function readGivenNumbers(
  awaited: readonly AwaitedNumber[],
  typed: Readonly<Record<string, unknown>>,
  inUse: (kind: 'kk' | 'nik', number: string) => boolean,
): GivenNumbers | NumbersRefused {
  const read = awaited.map((one) => ({ ...one, number: plainDigits(typed[one.placeholder]) }));
  if (read.some(({ number }) => number === '')) return 'SIAK_NUMBERS_MISSING';
  if (read.some(({ kind, number }) => !(kind === 'kk' ? isKkNumber(number) : isNik(number))))
    return 'SIAK_NUMBER_MALFORMED';
  if (new Set(read.map(({ number }) => number)).size < read.length) return 'SIAK_NUMBER_TWICE';
  if (read.some(({ kind, number }) => inUse(kind, number))) return 'SIAK_NUMBER_IN_USE';
  return Object.fromEntries(read.map(({ placeholder, number }) => [placeholder, number]));
}

/** What is unusual about a typed number, as sentences for the officers; never a refusal. */
export function oddities({ kind, region, holder = {} }: AwaitedNumber, number: string, today: PlainDate): string[] {
  const hints = kind === 'kk' ? kkOddities(number, today) : nikHints(number, holder);
  const elsewhere = region !== undefined && parsed(kind, number) && !number.startsWith(region);
  return elsewhere ? [...hints, `Enam angka pertama berbeda dengan kode wilayah alamat KK (${region})`] : hints;
}

function kkOddities(number: string, today: PlainDate): string[] {
  const hints = kkNumberHints(number);
  const [day, month, year] = [number.slice(6, 8), number.slice(8, 10), number.slice(10, 12)];
  const given = Date.parse(`20${year}-${month}-${day}`);
  const age = (Date.parse(today) - given) / DAY_MS;
  // A date that does not exist has its own hint.
  return Number.isNaN(given) || (age >= 0 && age <= FRESH_DAYS)
    ? hints
    : [...hints, 'Tanggal di dalam Nomor KK bukan tanggal entri yang baru: mungkin ini nomor KK lama'];
}

/** The region of a malformed NIK needs no second sentence. */
const parsed = (kind: 'kk' | 'nik', number: string) => kind === 'kk' || parseNik(number) !== undefined;
/** SIAK gives the numbers: a date in one that does not exist is reported, and only a malformed number is refused. */
const isNik = (number: string) => /^[1-9]\d{15}$/.test(number);
const plainDigits = (typed: unknown) => (typeof typed === 'string' ? typed.replace(/[\s.-]/g, '') : '');
