import type { DocumentCode } from './events/documents.ts';

/** Papers that `bpmn/persyaratan.dmn` asks for of an element-based application, in the order of its columns. */
export const ELEMENT_PAPERS = [
  'f-1-06',
  'kk-lama',
  'kk-rusak',
  'surat-hilang',
  'akta-kelahiran',
  'penetapan-pengadilan',
  'surat-pemuka-agama',
  'ijazah',
  'bukti-pekerjaan',
  'bukti-perkawinan',
  'bukti-hubungan',
  'bukti-kewarganegaraan',
  'paspor-kitap',
  'bukti-golongan-darah',
  'f-1-02',
  'ktp-el',
] as const;

/** Whose label says more than the name of the paper: the lawful alternatives, or whose it is. */
export const PAPERS_WITH_LABEL = [
  'kk-lama',
  'kk-rusak',
  'akta-kelahiran',
  'penetapan-pengadilan',
  'surat-pemuka-agama',
  'bukti-pekerjaan',
  'bukti-perkawinan',
  'bukti-hubungan',
  'bukti-kewarganegaraan',
  'paspor-kitap',
  'bukti-golongan-darah',
  'ktp-el',
  'lainnya',
] as const;

export type PaperCode = (typeof ELEMENT_PAPERS)[number] | DocumentCode | 'lainnya';
