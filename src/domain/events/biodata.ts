import { Type, type Static } from '@sinclair/typebox';
import { plainName } from '../card/names.ts';
import type { FamilyMember } from '../family-card.ts';
import { toPlainDate } from '../plain-date.ts';
import { canonicalValue } from './synonyms.ts';
import { choice, form, text, writtenDate, yes } from './fields.ts';

/**
 * Form F-1.01 of a person who has no NIK yet. All is optional in shape: rule R07 says what is missing, in one sentence.
 */
export const Biodata = form({
  name: Type.Optional(text('Nama lengkap', 200)),
  /** With a NIK the person is registered already (akta first) and F-1.01 is not needed. */
  nik: Type.Optional(Type.String({ maxLength: 30, title: 'NIK', remedy: 'Tuliskan 16 angka NIK, atau kosongkan.' })),
  withoutNik: Type.Optional(
    choice('Belum punya NIK', ['bayi-baru-lahir', 'belum-pernah-terdaftar', 'orang-asing-baru']),
  ),
  sex: Type.Optional(text('Jenis kelamin', 20)),
  birthPlace: Type.Optional(text('Tempat lahir', 60)),
  birthDate: Type.Optional(writtenDate('Tanggal lahir')),
  religion: Type.Optional(text('Agama', 40)),
  beliefOrganisation: Type.Optional(text('Organisasi kepercayaan')),
  bloodType: Type.Optional(text('Golongan darah', 12)),
  citizenship: Type.Optional(choice('Kewarganegaraan', ['WNI', 'WNA'])),
  education: Type.Optional(text('Pendidikan', 40)),
  occupation: Type.Optional(text('Jenis pekerjaan', 60)),
  maritalStatus: Type.Optional(text('Status perkawinan', 30)),
  childNumber: Type.Optional(
    Type.Integer({ minimum: 1, maximum: 30, title: 'Anak ke', remedy: 'Tuliskan anak ke berapa, misalnya 1.' }),
  ),
  motherName: Type.Optional(text('Nama ibu')),
  motherNik: Type.Optional(Type.String({ maxLength: 30, title: 'NIK ibu', remedy: 'Tuliskan NIK ibu bila ada.' })),
  fatherName: Type.Optional(text('Nama ayah')),
  fatherNik: Type.Optional(Type.String({ maxLength: 30, title: 'NIK ayah', remedy: 'Tuliskan NIK ayah bila ada.' })),
  /** "Dikosongkan": the father is left out on purpose. */
  fatherLeftOut: Type.Optional(yes('Nama ayah dikosongkan')),
  motherLeftOut: Type.Optional(yes('Nama ibu dikosongkan')),
});
export type Biodata = Static<typeof Biodata>;

/**
 * Columns 1-17 of a person who is registered for the first time. A new-born has neither school nor work nor marriage.
 */
export function rowFrom(person: Biodata, nik: string, shdk: string): FamilyMember {
  const cell = (value: string | undefined, otherwise = '-') => (value === undefined ? otherwise : plainName(value));
  return {
    name: cell(person.name),
    nik,
    sex: canonicalValue('jenis-kelamin', cell(person.sex)),
    birthPlace: cell(person.birthPlace),
    birthDate: toPlainDate(person.birthDate ?? '') ?? person.birthDate ?? '',
    religion: canonicalValue('agama', cell(person.religion)),
    education: canonicalValue('pendidikan', cell(person.education, 'TIDAK/BELUM SEKOLAH')),
    occupation: canonicalValue('pekerjaan', cell(person.occupation, 'BELUM/TIDAK BEKERJA')),
    bloodType: canonicalValue('golongan-darah', cell(person.bloodType, 'TIDAK TAHU')),
    maritalStatus: canonicalValue('status-perkawinan', cell(person.maritalStatus, 'BELUM KAWIN')),
    shdk,
    citizenship: cell(person.citizenship, 'WNI'),
    father: cell(person.fatherName),
    mother: cell(person.motherName),
    ...(person.childNumber === undefined ? {} : { childNumber: person.childNumber }),
    ...(person.beliefOrganisation === undefined ? {} : { beliefOrganisation: person.beliefOrganisation }),
  };
}
