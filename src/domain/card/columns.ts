import type { FamilyCard, FamilyMember } from '../family-card.ts';
import { printedDate } from '../plain-date.ts';
import { hasMaritalDate } from './marital.ts';
import { plainName } from './names.ts';

export const EMPTY_CELL = '-';

/** The seventeen columns of form F-1.09 (Permendagri 109/2019), in their order, and the field that each one prints. */
export const COLUMNS = [
  { column: 1, label: 'Nama lengkap', field: 'name' },
  { column: 2, label: 'NIK', field: 'nik' },
  { column: 3, label: 'Jenis kelamin', field: 'sex' },
  { column: 4, label: 'Tempat lahir', field: 'birthPlace' },
  { column: 5, label: 'Tanggal lahir', field: 'birthDate' },
  { column: 6, label: 'Agama', field: 'religion' },
  { column: 7, label: 'Pendidikan', field: 'education' },
  { column: 8, label: 'Jenis pekerjaan', field: 'occupation' },
  { column: 9, label: 'Golongan darah', field: 'bloodType' },
  { column: 10, label: 'Status perkawinan', field: 'maritalStatus' },
  { column: 11, label: 'Tanggal perkawinan/perceraian', field: 'maritalDate' },
  { column: 12, label: 'Hubungan dalam keluarga', field: 'shdk' },
  { column: 13, label: 'Kewarganegaraan', field: 'citizenship' },
  { column: 14, label: 'Nomor paspor', field: 'passportNumber' },
  { column: 15, label: 'Nomor KITAP', field: 'kitapNumber' },
  { column: 16, label: 'Nama ayah', field: 'father' },
  { column: 17, label: 'Nama ibu', field: 'mother' },
] as const;
export type PrintedField = (typeof COLUMNS)[number]['field'];

export function columnOf(field: PrintedField): (typeof COLUMNS)[number] {
  return COLUMNS.find((column) => column.field === field)!;
}

/** A cell as printed: capitals, DD-MM-YYYY, "-" for nothing; column 11 only where the status has a date. */
export function printedCell(member: FamilyMember, field: PrintedField): string {
  if (field === 'maritalDate' && !hasMaritalDate(member.maritalStatus)) return EMPTY_CELL;
  const value = member[field];
  if (value === undefined || value.trim() === '') return EMPTY_CELL;
  if (field === 'birthDate' || field === 'maritalDate') return printedDate(value);
  return field === 'nik' ? value : plainName(value);
}

/** The lines above the tables. */
export const HEADER_LINES = [
  { label: 'Nomor KK', field: 'kkNumber' },
  { label: 'Nama kepala keluarga', field: 'headName' },
  { label: 'Alamat', field: 'address' },
  { label: 'RT', field: 'rt' },
  { label: 'RW', field: 'rw' },
  { label: 'Kode pos', field: 'postalCode' },
  { label: 'Kalurahan', field: 'kalurahan' },
  { label: 'Kapanewon', field: 'kapanewon' },
  { label: 'Kabupaten', field: 'kabupaten' },
  { label: 'Provinsi', field: 'provinsi' },
] as const satisfies readonly { readonly label: string; readonly field: keyof FamilyCard }[];
export type HeaderField = (typeof HEADER_LINES)[number]['field'];
