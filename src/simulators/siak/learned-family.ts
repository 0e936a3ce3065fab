import type { FamilyCard, FamilyMember } from '../../domain/family-card.ts';
import { SHDK } from '../../domain/code-lists.ts';
import { kalurahanOf } from '../../domain/kalurahan.ts';
import { parseNik } from '../../domain/nik.ts';

/** What a verification request says of a person. */
export interface LearnedPerson {
  readonly nik: string;
  readonly name: string;
  readonly shdk: string;
}
export interface LearnedAddress {
  readonly street: string;
  readonly rt: string;
  readonly rw: string;
  /** Kemendagri code */
  readonly kalurahan: string;
}

const rank = (shdk: string) => (SHDK as readonly string[]).indexOf(shdk);
const ADULTS = ['KEPALA KELUARGA', 'SUAMI', 'ISTRI', 'MENANTU', 'ORANG TUA', 'MERTUA'];

/**
 * The "ramah" rule: a family that the simulator has never seen is believed, and its biodata is made up from what a NIK
 * says (birth date, sex) and plain values. Real SIAK believes nobody.
 */
export function learnedFamily(
  kkNumber: string,
  address: LearnedAddress,
  persons: readonly LearnedPerson[],
  today: string,
): FamilyCard {
  const kalurahan = kalurahanOf(address.kalurahan);
  const head = persons.find((person) => person.shdk === 'KEPALA KELUARGA') ?? persons[0];
  return {
    kkNumber,
    headName: head?.name ?? '-',
    address: address.street.toUpperCase(),
    rt: address.rt.padStart(3, '0').slice(-3),
    rw: address.rw.padStart(3, '0').slice(-3),
    postalCode: kalurahan?.postalCode ?? '55711',
    kalurahan: (kalurahan?.name ?? 'Bantul').toUpperCase(),
    kapanewon: (kalurahan?.kapanewon ?? 'Bantul').toUpperCase(),
    kabupaten: 'BANTUL',
    provinsi: 'DAERAH ISTIMEWA YOGYAKARTA',
    // Requests for one family arrive in any order; a card lists the head first and the eldest before the youngest.
    members: persons
      .map((person) => learnedMember(person, persons, today))
      .sort((a, b) => rank(a.shdk) - rank(b.shdk) || a.birthDate.localeCompare(b.birthDate)),
  };
}

function learnedMember(person: LearnedPerson, family: readonly LearnedPerson[], today: string): FamilyMember {
  const parts = parseNik(person.nik);
  const birthDate = birthDateOf(person, today);
  const age = Number(today.slice(0, 4)) - Number(birthDate.slice(0, 4));
  const couple =
    family.some(({ shdk }) => shdk === 'ISTRI' || shdk === 'SUAMI') &&
    ['KEPALA KELUARGA', 'ISTRI', 'SUAMI'].includes(person.shdk);
  const [father, mother] = person.shdk === 'ANAK' ? parentsIn(family) : ['-', '-'];
  return {
    name: person.name.toUpperCase(),
    nik: person.nik,
    sex: parts?.female ? 'PEREMPUAN' : 'LAKI-LAKI',
    birthPlace: 'BANTUL',
    birthDate,
    religion: 'ISLAM',
    education: age >= 19 ? 'SLTA/SEDERAJAT' : age >= 7 ? 'BELUM TAMAT SD/SEDERAJAT' : 'TIDAK/BELUM SEKOLAH',
    occupation: age >= 19 ? 'WIRASWASTA' : age >= 7 ? 'PELAJAR/MAHASISWA' : 'BELUM/TIDAK BEKERJA',
    bloodType: 'TIDAK TAHU',
    maritalStatus:
      couple || ['MENANTU', 'ORANG TUA', 'MERTUA'].includes(person.shdk) ? 'KAWIN TERCATAT' : 'BELUM KAWIN',
    shdk: person.shdk,
    citizenship: 'WNI',
    father,
    mother,
  };
}

function parentsIn(family: readonly LearnedPerson[]): [string, string] {
  const parents = family.filter(({ shdk }) => ['KEPALA KELUARGA', 'ISTRI', 'SUAMI'].includes(shdk));
  const named = (female: boolean) =>
    parents.find(({ nik }) => parseNik(nik)?.female === female)?.name.toUpperCase() ?? '-';
  return [named(false), named(true)];
}

/** A NIK keeps two digits of the year; an adult's role in the family gives the century. */
function birthDateOf(person: LearnedPerson, today: string): string {
  const parts = parseNik(person.nik);
  if (parts === undefined) return '1980-01-01';
  const monthAndDay = `${String(parts.month).padStart(2, '0')}-${String(parts.day).padStart(2, '0')}`;
  const young = `20${String(parts.year).padStart(2, '0')}-${monthAndDay}`;
  const oldEnough = Number(today.slice(0, 4)) - Number(young.slice(0, 4)) >= 16;
  if (young <= today && (oldEnough || !ADULTS.includes(person.shdk))) return young;
  // 1900 was no leap year; a NIK of the twenty-ninth of February 00 belongs to 2000.
  return monthAndDay === '02-29' && parts.year === 0 ? young : `19${young.slice(2)}`;
}
