import { INDONESIAN } from './language/indonesian.ts';

/**
 * The elements of a family card that may be changed: Permendagri 108/2019 art. 15(1) a-m and 15(2); blood group is not
 * in that list though it is column 9 of the card, and is taken as the national app IKD does. Which evidence each one
 * needs, and whether the KTP-el changes with it, is decided by `bpmn/persyaratan.dmn` alone.
 */
const BY_LAW = [
  { code: 'nama', law: 'Ps. 15(1) a', field: 'name' },
  { code: 'jenis-kelamin', law: 'Ps. 15(1) b', field: 'sex' },
  { code: 'tempat-lahir', law: 'Ps. 15(1) c', field: 'birthPlace' },
  { code: 'tanggal-lahir', law: 'Ps. 15(1) d', field: 'birthDate' },
  { code: 'agama', law: 'Ps. 15(1) e', field: 'religion' },
  { code: 'pendidikan', law: 'Ps. 15(1) f', field: 'education' },
  { code: 'pekerjaan', law: 'Ps. 15(1) g', field: 'occupation' },
  { code: 'status-perkawinan', law: 'Ps. 15(1) h', field: 'maritalStatus' },
  { code: 'shdk', law: 'Ps. 15(1) i', field: 'shdk' },
  { code: 'kewarganegaraan', law: 'Ps. 15(1) j', field: 'citizenship' },
  { code: 'dokumen-imigrasi', law: 'Ps. 15(1) k', field: 'passportNumber' },
  { code: 'nama-ayah', law: 'Ps. 15(1) l', field: 'father' },
  { code: 'nama-ibu', law: 'Ps. 15(1) l', field: 'mother' },
  { code: 'golongan-darah', law: 'IKD: perubahan biodata', field: 'bloodType' },
] as const;

export type ElementCode = (typeof BY_LAW)[number]['code'];
export const ELEMENT_CODES: readonly ElementCode[] = BY_LAW.map(({ code }) => code);

/** With their names as officers read them; residents: `names` of their language. */
export const ELEMENTS = BY_LAW.map((element) => ({ ...element, label: INDONESIAN.names[`element.${element.code}`] }));

/** What the questions of the events call otherwise than the law's list, or what only they name. */
export const NAMED_OTHERWISE = ['pekerjaan', 'tanggal-perkawinan', 'shdk', 'paspor', 'kitap'] as const;

export function elementOf(code: ElementCode): (typeof ELEMENTS)[number] {
  return ELEMENTS.find((e) => e.code === code)!;
}
