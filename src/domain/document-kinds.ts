import { DOCUMENTS, type DocumentCode } from './events/documents.ts';

/**
 * The papers an applicant may photograph. One kind stands for one requirement, with its lawful alternatives in the
 * label (SE Dirjen Dukcapil 470/13287; F-1.02 part III; SOP IKMT-PP-01-07 step 1). Which are needed:
 * `bpmn/persyaratan.dmn` for an element-based application, the events themselves for an event-based one.
 */
const KINDS_OF_ELEMENTS = [
  { code: 'f-1-06', label: DOCUMENTS['f-1-06'].label },
  { code: 'kk-lama', label: 'Kartu Keluarga lama' },
  { code: 'kk-rusak', label: 'Kartu Keluarga yang rusak' },
  { code: 'surat-hilang', label: 'Surat keterangan hilang dari kepolisian' },
  { code: 'akta-kelahiran', label: 'Kutipan akta kelahiran (bila belum ada: ijazah)' },
  { code: 'penetapan-pengadilan', label: 'Akta kelahiran yang dibetulkan atau penetapan pengadilan' },
  { code: 'surat-pemuka-agama', label: 'Surat keterangan pemuka agama atau organisasi kepercayaan' },
  { code: 'ijazah', label: 'Ijazah terakhir' },
  { code: 'bukti-pekerjaan', label: 'SK atau surat keterangan kerja' },
  {
    code: 'bukti-perkawinan',
    label:
      'Buku nikah, akta perkawinan, akta cerai, akta kematian pasangan, atau SPTJM perkawinan/perceraian belum tercatat (F-1.05)',
  },
  {
    code: 'bukti-hubungan',
    label: 'Akta kelahiran, buku nikah, atau akta perkawinan yang menunjukkan hubungan keluarga',
  },
  { code: 'bukti-kewarganegaraan', label: 'Keputusan pewarganegaraan dan berita acara sumpah' },
  { code: 'paspor-kitap', label: 'Paspor atau KITAP' },
  { code: 'bukti-golongan-darah', label: 'Hasil pemeriksaan golongan darah' },
  { code: 'f-1-02', label: DOCUMENTS['f-1-02'].label },
  { code: 'ktp-el', label: 'KTP-el pemohon' },
] as const;
type Kind = (typeof KINDS_OF_ELEMENTS)[number]['code'] | DocumentCode | 'lainnya';

/** Starts a label; the events name their papers inside sentences. */
const asLabel = (text: string) => text.replace(/^[a-z](?=[a-z])/, (letter) => letter.toUpperCase());
const isKnown = (code: string) => KINDS_OF_ELEMENTS.some((kind) => kind.code === code);

export const DOCUMENT_KINDS: readonly { readonly code: Kind; readonly label: string }[] = [
  ...KINDS_OF_ELEMENTS,
  ...(Object.keys(DOCUMENTS) as DocumentCode[])
    .filter((code) => !isKnown(code))
    .map((code) => ({ code, label: asLabel(DOCUMENTS[code].label) })),
  { code: 'lainnya', label: 'Dokumen lain' },
];

export type DocumentKind = Kind;

export function documentLabel(code: DocumentKind): string {
  return DOCUMENT_KINDS.find((d) => d.code === code)!.label;
}
