import type { Application } from '../application.ts';
import { ELEMENTS, elementOf, type ElementCode } from '../elements.ts';
import type { FamilyCard, FamilyMember, PlainDate } from '../family-card.ts';
import { kalurahanOf } from '../kalurahan.ts';
import { parseNik } from '../nik.ts';
import { toPlainDate } from '../plain-date.ts';
import { isAwaited } from './awaited.ts';
import { birthDateIn, isGrownRelation } from './birth-date-in.ts';

/** What stands in a column of which nobody said anything; the card prints the same for what does not exist. */
const UNSAID = '-';
const HEAD = 'KEPALA KELUARGA';

export interface DeclaredFamily {
  readonly family: FamilyCard;
  /** Columns that are empty for somebody because neither applicant nor old card says them. */
  readonly unsaid: readonly ElementCode[];
}

/**
 * The family as applicant and old card say it, with the changes applied for, where SIAK is not read. Sex and birth date
 * come from the NIK when nothing else says them. Undefined when there is no head or more than one.
 */
export function declaredFamily(
  { members, changes, address }: Application,
  kkNumber: string,
  today: PlainDate,
): DeclaredFamily | undefined {
  const unsaid = new Set<ElementCode>();
  const people = members.map((member, index): FamilyMember => {
    const changed = (element: ElementCode) =>
      changes.findLast((change) => change.member === index && change.element === element)?.to;
    const said = (element: ElementCode, otherwise?: string): string => {
      const value = changed(element) ?? otherwise;
      if (value === undefined) unsaid.add(element);
      return upper(value ?? UNSAID);
    };
    const parts = parseNik(member.nik);
    const immigration = changed('dokumen-imigrasi');
    const birthDate =
      toPlainDate(changed('tanggal-lahir') ?? '') ?? birthDateIn(member.nik, today, isGrownRelation(member.shdk));
    if (birthDate === undefined) unsaid.add('tanggal-lahir');
    return {
      name: said('nama', member.name),
      nik: member.nik,
      sex: said('jenis-kelamin', parts === undefined ? undefined : parts.female ? 'PEREMPUAN' : 'LAKI-LAKI'),
      birthPlace: said('tempat-lahir'),
      birthDate: birthDate ?? '1900-01-01',
      religion: said('agama'),
      education: said('pendidikan'),
      occupation: said('pekerjaan'),
      bloodType: said('golongan-darah'),
      maritalStatus: said('status-perkawinan'),
      shdk: said('shdk', member.shdk),
      citizenship: said('kewarganegaraan'),
      ...(immigration === undefined ? {} : { passportNumber: upper(immigration) }),
      father: said('nama-ayah'),
      mother: said('nama-ibu'),
    };
  });
  const heads = people.filter(({ shdk }) => shdk === HEAD);
  const place = kalurahanOf(address.kalurahan);
  if (heads.length !== 1 || place === undefined) return undefined;
  return {
    family: {
      kkNumber,
      headName: heads[0]!.name,
      address: upper(address.street),
      rt: address.rt.padStart(3, '0'),
      rw: address.rw.padStart(3, '0'),
      postalCode: place.postalCode,
      kalurahanCode: address.kalurahan,
      kalurahan: upper(place.name),
      kapanewon: upper(place.kapanewon),
      kabupaten: 'BANTUL',
      provinsi: 'DAERAH ISTIMEWA YOGYAKARTA',
      members: people,
    },
    unsaid: [...unsaid],
  };
}

/**
 * The same of an event-based case: the card as it is to stand. Undefined where SIAK gave somebody on it a NIK, which
 * this program has not read.
 */
export function declaredCard(card: FamilyCard, kkNumber: string): DeclaredFamily | undefined {
  if (card.members.some(({ nik }) => isAwaited(nik))) return undefined;
  return {
    family: { ...card, kkNumber },
    unsaid: ELEMENTS.filter(({ field }) => card.members.some((member) => member[field] === UNSAID)).map(
      ({ code }) => code,
    ),
  };
}

/** What the officers read beside the draft: nothing of it was read from SIAK, and what is still empty. */
export function unreadSentence(unsaid: readonly ElementCode[]): string {
  const empty =
    unsaid.length === 0
      ? ''
      : ` Belum ada isinya dan tercetak "-": ${unsaid.map((code) => elementOf(code).label.toLowerCase()).join(', ')}.`;
  return `Data keluarga pada draf tidak dibaca dari SIAK, hanya dari isian pemohon dan KK lama: bandingkan semua kolom dengan SIAK.${empty}`;
}
export const isUnreadSentence = (finding: string): boolean =>
  finding.startsWith('Data keluarga pada draf tidak dibaca');

const upper = (text: string): string => text.trim().replace(/\s+/g, ' ').toUpperCase();
