import { INDONESIAN } from '../language/indonesian.ts';
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
  name: Type.Optional(text(INDONESIAN.fields['nama-lengkap'], 200)),
  /** With a NIK the person is registered already (akta first) and F-1.01 is not needed. */
  nik: Type.Optional(
    Type.String({
      maxLength: 30,
      title: INDONESIAN.fields['nik'],
      remedy: INDONESIAN.faults['tuliskan-16-angka-nik-atau'],
    }),
  ),
  withoutNik: Type.Optional(
    choice(INDONESIAN.fields['belum-punya-nik'], ['bayi-baru-lahir', 'belum-pernah-terdaftar', 'orang-asing-baru']),
  ),
  sex: Type.Optional(text(INDONESIAN.fields['jenis-kelamin'], 20)),
  birthPlace: Type.Optional(text(INDONESIAN.fields['tempat-lahir'], 60)),
  birthDate: Type.Optional(writtenDate(INDONESIAN.fields['tanggal-lahir'])),
  religion: Type.Optional(text(INDONESIAN.fields['agama'], 40)),
  beliefOrganisation: Type.Optional(text(INDONESIAN.fields['organisasi-kepercayaan'])),
  bloodType: Type.Optional(text(INDONESIAN.fields['golongan-darah'], 12)),
  citizenship: Type.Optional(choice(INDONESIAN.fields['kewarganegaraan'], ['WNI', 'WNA'])),
  education: Type.Optional(text(INDONESIAN.fields['pendidikan'], 40)),
  occupation: Type.Optional(text(INDONESIAN.fields['jenis-pekerjaan'], 60)),
  maritalStatus: Type.Optional(text(INDONESIAN.fields['status-perkawinan'], 30)),
  childNumber: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: 30,
      title: INDONESIAN.fields['anak-ke'],
      remedy: INDONESIAN.faults['tuliskan-anak-ke-berapa'],
    }),
  ),
  motherName: Type.Optional(text(INDONESIAN.fields['nama-ibu'])),
  motherNik: Type.Optional(
    Type.String({
      maxLength: 30,
      title: INDONESIAN.fields['nik-ibu'],
      remedy: INDONESIAN.faults['tuliskan-nik-ibu-bila'],
    }),
  ),
  fatherName: Type.Optional(text(INDONESIAN.fields['nama-ayah'])),
  fatherNik: Type.Optional(
    Type.String({
      maxLength: 30,
      title: INDONESIAN.fields['nik-ayah'],
      remedy: INDONESIAN.faults['tuliskan-nik-ayah-bila'],
    }),
  ),
  /** "Dikosongkan": the father is left out on purpose. */
  fatherLeftOut: Type.Optional(yes(INDONESIAN.fields['nama-ayah-dikosongkan'])),
  motherLeftOut: Type.Optional(yes(INDONESIAN.fields['nama-ibu-dikosongkan'])),
});
export type Biodata = Static<typeof Biodata>;

/** Whether SIAK has this person's biodata already: by an akta, or from another card. */
export const isRegistered = ({ nik }: { readonly nik?: string | undefined }): boolean =>
  nik !== undefined && nik.trim() !== '';

/**
 * Columns 1-17 of a person who comes onto a card for the first time. A new-born has neither school nor work nor
 * marriage. Of who has a NIK nothing is guessed: what the family does not say stays empty, and SIAK knows it.
 */
export function rowFrom(person: Biodata, nik: string, shdk: string): FamilyMember {
  const cell = (value: string | undefined, otherwise = '-') =>
    value === undefined ? (isRegistered(person) ? '-' : otherwise) : plainName(value);
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
