import { fill } from '../language/placeholders.ts';
import { INDONESIAN } from '../language/indonesian.ts';
import { sameAddress } from '../card/address.ts';
import { isAdult } from '../card/age.ts';
import { isAwaited } from '../card/awaited.ts';
import { ktpMaritalWord } from '../card/marital.ts';
import { plainName } from '../card/names.ts';
import { cardOf, memberOf, type CardRegister } from '../card/register.ts';
import type { FamilyCard, FamilyMember, PlainDate } from '../family-card.ts';
import type { Fact, Plan } from './event.ts';

/** A person whose KTP-el or KIA no longer says what the card says. */
export interface AffectedPerson {
  readonly nik: string;
  /** As on the KTP-el or KIA in the hand. */
  readonly name: string;
  readonly nameAfter: string;
  /** What changed, in words. */
  readonly because: readonly string[];
}

/**
 * What a KTP-el prints of a person (UU 23/2006 art. 64; F-1.02 II). Not: pendidikan, SHDK, orang tua, Nomor KK, tanggal
 * kawin.
 */
const KTP_ELEMENTS: readonly { readonly word: string; readonly of: (row: FamilyMember) => string }[] = [
  { word: 'nama', of: (row) => plainName(row.name) },
  { word: 'tempat lahir', of: (row) => plainName(row.birthPlace) },
  { word: 'tanggal lahir', of: (row) => row.birthDate },
  { word: 'jenis kelamin', of: (row) => row.sex },
  { word: 'golongan darah', of: (row) => row.bloodType },
  { word: 'agama', of: (row) => row.religion },
  { word: 'status', of: (row) => ktpMaritalWord(row.maritalStatus) },
  { word: 'pekerjaan', of: (row) => row.occupation },
  { word: 'kewarganegaraan', of: (row) => row.citizenship },
];
/** A KIA prints neither status nor occupation (list unconfirmed). */
const KIA_ELEMENTS = KTP_ELEMENTS.filter(({ word }) => word !== 'status' && word !== 'pekerjaan');

/** Residents of 17 or ever married whose KTP-el has to be printed anew. */
export function ktpAffected(before: CardRegister, plan: Plan, today: PlainDate): AffectedPerson[] {
  return persons(before, plan)
    .filter(({ after }) => isAdult(after, today))
    .flatMap((person) => {
      const because = [...special(person.after.nik, plan.facts), ...changes(person, KTP_ELEMENTS)];
      return affected(person, person.before === undefined ? because.slice(0, 1) : because);
    });
}

/** Children whose KIA has to be made or replaced; another head alone does not touch it (unconfirmed). */
export function kiaAffected(before: CardRegister, plan: Plan, today: PlainDate): AffectedPerson[] {
  return persons(before, plan)
    .filter(({ after }) => !isAdult(after, today))
    .flatMap((person) => {
      if (person.before === undefined) return affected(person, ['KIA baru']);
      const because = changes(person, KIA_ELEMENTS);
      const otherHead = person.cardBefore?.headName !== person.cardAfter.headName;
      return affected(person, because.length > 0 && otherHead ? [...because, 'kepala keluarga'] : because);
    });
}

/** Names of those who must get a new KTP-el or KIA, in one sentence each. */
export function identityNotices(ktp: readonly AffectedPerson[], kia: readonly AffectedPerson[]): string[] {
  const names = (people: readonly AffectedPerson[]) => people.map((person) => person.nameAfter).join(', ');
  const replaced = kia.filter((person) => !isAwaited(person.nik));
  return [
    ...(ktp.length === 0 ? [] : [fill(INDONESIAN.results['ktp'], { names: names(ktp) })]),
    ...(replaced.length === 0 ? [] : [fill(INDONESIAN.results['kia'], { names: names(replaced) })]),
  ];
}

interface Person {
  readonly before: FamilyMember | undefined;
  readonly after: FamilyMember;
  readonly cardBefore: FamilyCard | undefined;
  readonly cardAfter: FamilyCard;
}

function persons(before: CardRegister, { register }: Plan): Person[] {
  return register.cards.flatMap((cardAfter) =>
    cardAfter.members.map((after) => ({
      after,
      cardAfter,
      before: memberOf(before, after.nik),
      cardBefore: cardOf(before, after.nik),
    })),
  );
}

function changes({ before, after, cardBefore, cardAfter }: Person, elements: typeof KTP_ELEMENTS): string[] {
  if (before === undefined) return [];
  const words = elements.filter(({ of }) => of(before) !== of(after)).map(({ word }) => word);
  const moved = cardBefore !== undefined && !sameAddress(cardBefore, cardAfter);
  return [
    ...words.map((word) => (word === 'status' ? `status ${ktpMaritalWord(after.maritalStatus)}` : word)),
    ...(moved ? ['alamat'] : []),
  ];
}

/** Reasons that no printed cell shows. */
function special(nik: string, facts: readonly Fact[]): string[] {
  const has = (fact: Fact['fact']) => facts.some((other) => other.fact === fact && 'nik' in other && other.nik === nik);
  return [
    ...(has('itap-renewed') ? ['masa berlaku KTP-el Orang Asing mengikuti ITAP (F-1.02 II.D Perpanjangan ITAP)'] : []),
    ...(has('no-longer-foreign') ? ['KTP-el WNI menggantikan KTP-el Orang Asing (F-1.02 II.E)'] : []),
    ...(has('foreigner-new') ? ['KTP-el Orang Asing baru (F-1.02 II.A)'] : []),
  ];
}

function affected({ before, after }: Person, because: readonly string[]): AffectedPerson[] {
  if (because.length === 0) return [];
  return [{ nik: after.nik, name: before?.name ?? after.name, nameAfter: after.name, because }];
}
