/**
 * The elements of a family card that may be changed: Permendagri 108/2019 art. 15(1) a-m and 15(2); blood group is not
 * in that list though it is column 9 of the card, and is taken as the national app IKD does. Which evidence each one
 * needs, and whether the KTP-el changes with it, is decided by `bpmn/persyaratan.dmn` alone.
 */
export const ELEMENTS = [
  { code: 'nama', label: 'Nama', law: 'Ps. 15(1) a', field: 'name' },
  { code: 'jenis-kelamin', label: 'Jenis kelamin', law: 'Ps. 15(1) b', field: 'sex' },
  { code: 'tempat-lahir', label: 'Tempat lahir', law: 'Ps. 15(1) c', field: 'birthPlace' },
  { code: 'tanggal-lahir', label: 'Tanggal lahir', law: 'Ps. 15(1) d', field: 'birthDate' },
  { code: 'agama', label: 'Agama/kepercayaan', law: 'Ps. 15(1) e', field: 'religion' },
  { code: 'pendidikan', label: 'Pendidikan', law: 'Ps. 15(1) f', field: 'education' },
  { code: 'pekerjaan', label: 'Jenis pekerjaan', law: 'Ps. 15(1) g', field: 'occupation' },
  { code: 'status-perkawinan', label: 'Status perkawinan', law: 'Ps. 15(1) h', field: 'maritalStatus' },
  { code: 'shdk', label: 'Status hubungan dalam keluarga', law: 'Ps. 15(1) i', field: 'shdk' },
  { code: 'kewarganegaraan', label: 'Kewarganegaraan', law: 'Ps. 15(1) j', field: 'citizenship' },
  { code: 'dokumen-imigrasi', label: 'Dokumen imigrasi', law: 'Ps. 15(1) k', field: 'passportNumber' },
  { code: 'nama-ayah', label: 'Nama ayah', law: 'Ps. 15(1) l', field: 'father' },
  { code: 'nama-ibu', label: 'Nama ibu', law: 'Ps. 15(1) l', field: 'mother' },
  { code: 'golongan-darah', label: 'Golongan darah', law: 'IKD: perubahan biodata', field: 'bloodType' },
] as const;

export type ElementCode = (typeof ELEMENTS)[number]['code'];
export const ELEMENT_CODES: readonly ElementCode[] = ELEMENTS.map((e) => e.code);

export function elementOf(code: ElementCode): (typeof ELEMENTS)[number] {
  return ELEMENTS.find((e) => e.code === code)!;
}
