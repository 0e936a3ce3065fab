import { printedDate } from '../domain/plain-date.ts';
import type { FamilyMember } from '../domain/family-card.ts';
import type { CardFace } from './card.ts';

/** Form F-1.09 has ten rows; a larger family continues on further sheets, as does one whose names need higher rows. */
export const ROWS_PER_SHEET = 10;
const EMPTY = '-';

interface Row {
  readonly number: number;
  readonly cells: readonly string[];
}

/** One printed page. All words stand as they are printed: capitals, DD-MM-YYYY, "-" for nothing. */
export interface Sheet {
  readonly number: string;
  readonly left: readonly Field[];
  readonly right: readonly Field[];
  /** Columns 1-9 and 10-17. */
  readonly tables: { readonly first: readonly Row[]; readonly second: readonly Row[] };
  readonly issuedOn: string;
  readonly familyHead: string;
  readonly head: CardFace['head'];
  readonly footLine: string;
  /** "Lembar 1 dari 2"; undefined on a card of one sheet. */
  readonly sheetOf: string | undefined;
}

interface Field {
  readonly label: string;
  readonly value: string;
}

/** The card as sheets of ten members, or of fewer where the rows are higher, in the family's own order. */
export function sheetsOf({ family, issuedOn, head, footLine }: CardFace, perSheet: number = ROWS_PER_SHEET): Sheet[] {
  const count = Math.ceil(family.members.length / perSheet);
  return Array.from({ length: count }, (_, index) => {
    const offset = index * perSheet;
    const members = family.members.slice(offset, offset + perSheet);
    const rows = (cellsOf: (member: FamilyMember) => readonly (string | undefined)[], columns: number): Row[] =>
      Array.from({ length: perSheet }, (_row, row) => {
        const member = members[row];
        const cells =
          member === undefined ? Array.from({ length: columns }, () => EMPTY) : cellsOf(member).map(printed);
        return { number: offset + row + 1, cells };
      });
    return {
      number: family.kkNumber,
      left: [
        { label: 'Nama Kepala Keluarga', value: printed(family.headName) },
        { label: 'Alamat', value: printed(family.address) },
        { label: 'RT/RW', value: `${family.rt}/${family.rw}` },
        { label: 'Kode Pos', value: family.postalCode },
      ],
      right: [
        { label: 'Desa/Kelurahan', value: printed(family.kalurahan) },
        { label: 'Kecamatan', value: printed(family.kapanewon) },
        { label: 'Kabupaten/Kota', value: printed(family.kabupaten) },
        { label: 'Provinsi', value: printed(family.provinsi) },
      ],
      tables: { first: rows(columns1To9, 9), second: rows(columns10To17, 8) },
      issuedOn: printedDate(issuedOn),
      familyHead: printed(family.headName),
      head: { name: tidy(head.name), nip: head.nip, title: tidy(head.title) },
      footLine: tidy(footLine),
      sheetOf: count === 1 ? undefined : `Lembar ${index + 1} dari ${count}`,
    };
  });
}

function columns1To9(member: FamilyMember): (string | undefined)[] {
  return [
    member.name,
    member.nik,
    member.sex,
    member.birthPlace,
    printedDate(member.birthDate),
    member.religion,
    member.education,
    member.occupation,
    member.bloodType,
  ];
}

function columns10To17(member: FamilyMember): (string | undefined)[] {
  return [
    member.maritalStatus,
    maritalDate(member),
    member.shdk,
    member.citizenship,
    member.passportNumber,
    member.kitapNumber,
    member.father,
    member.mother,
  ];
}

/**
 * Column 11, "Tanggal Perkawinan/Perceraian": a date of the wedding or of the divorce; death ends a marriage without
 * one (cerai mati).
 */
function maritalDate({ maritalStatus, maritalDate: date }: FamilyMember): string | undefined {
  const hasOne = /^(KAWIN|CERAI HIDUP)\b/i.test(maritalStatus);
  return hasOne && date !== undefined ? printedDate(date) : undefined;
}

function printed(text: string | undefined): string {
  return text === undefined || text.trim() === '' ? EMPTY : tidy(text).toUpperCase();
}

/** Letters in their composed form, single spaces: what the fonts draw best and what a search in the PDF finds. */
function tidy(text: string): string {
  return text
    .normalize('NFC')
    .replace(/\p{Zs}+/gu, ' ')
    .trim();
}
