import { INDONESIAN } from '../language/indonesian.ts';

/**
 * Every paper that a family event may need, with who issues it (F-1.02 part III; SE Dirjen Dukcapil 470/13287):
 * `pemohon` signs a form that the portal fills in; the others are offices whose papers we never make.
 */
export const DOCUMENTS = {
  'f-1-01': 'pemohon',
  'f-1-02': 'pemohon',
  'f-1-03': 'pemohon',
  'f-1-04': 'pemohon',
  'f-1-05-perkawinan': 'pemohon',
  'f-1-05-perceraian': 'pemohon',
  'f-1-06': 'pemohon',
  'f-1-07': 'pemohon',
  'f-2-03': 'pemohon',
  'f-2-04': 'pemohon',
  'sptjm-data': 'pemohon',
  'sptjm-kepercayaan': 'pemohon',
  'pernyataan-pemilik-rumah': 'pemohon',
  'pernyataan-menerima': 'pemohon',
  'pernyataan-wali': 'pemohon',
  'kuasa-pengasuhan': 'pemohon',
  'kesepakatan-pengasuhan': 'pemohon',
  'pernyataan-ganti-kepala': 'pemohon',
  'izin-istri': 'pemohon',
  'kk-lama': 'disdukcapil',
  'kk-rusak': 'disdukcapil',
  'ktp-el': 'disdukcapil',
  'ktp-el-orang-asing': 'disdukcapil',
  'akta-kelahiran': 'pencatatan-sipil',
  'akta-kelahiran-catatan-pinggir': 'pencatatan-sipil',
  'akta-perkawinan': 'pencatatan-sipil',
  'akta-perceraian': 'pencatatan-sipil',
  'akta-kematian': 'pencatatan-sipil',
  'akta-pengakuan-anak': 'pencatatan-sipil',
  'akta-pengesahan-anak': 'pencatatan-sipil',
  skpwni: 'disdukcapil',
  'buku-nikah': 'kua',
  'akta-cerai': 'pengadilan-agama',
  'penetapan-pengadilan': 'pengadilan',
  'dispensasi-kawin': 'pengadilan',
  'izin-poligami': 'pengadilan',
  'surat-hilang': 'kepolisian',
  'laporan-polisi': 'kepolisian',
  'surat-kelahiran': 'fasilitas-kesehatan',
  'hasil-golongan-darah': 'fasilitas-kesehatan',
  'kartu-donor': 'fasilitas-kesehatan',
  'surat-kalurahan': 'kalurahan',
  ijazah: 'sekolah',
  'surat-lulus': 'sekolah',
  'sk-pekerjaan': 'pemberi-kerja',
  'surat-kerja': 'pemberi-kerja',
  'surat-pemuka-agama': 'pemuka-agama',
  'surat-kepercayaan': 'pemuka-agama',
  'keputusan-kewarganegaraan': 'kementerian-hukum',
  'berita-acara-sumpah': 'kementerian-hukum',
  paspor: 'imigrasi',
  kitap: 'imigrasi',
} as const satisfies Record<string, string>;

export type DocumentCode = keyof typeof DOCUMENTS;
export const DOCUMENT_CODES = Object.keys(DOCUMENTS) as DocumentCode[];
export const isEventPaper = (code: string): code is DocumentCode => Object.hasOwn(DOCUMENTS, code);

/** The paper's name inside a sentence, starting with a small letter unless it is a proper name. */
export function documentName(code: DocumentCode): string {
  return INDONESIAN.papers[`name.${code}`];
}

/**
 * A paper that was handed in, with what a person read on it. What is not read yet is absent: nobody is refused for what
 * has not been looked at.
 */
export interface Paper {
  readonly document: DocumentCode;
  /** NIK of the person or number of the card it is about. */
  readonly about?: string;
  /** NIK of whose name it is in (police letter). */
  readonly inNameOf?: string;
  /** NIK of those who signed it. */
  readonly signedBy?: readonly string[];
  /** Number of witnesses who signed it. */
  readonly witnesses?: number;
  /** What the officer reads on it, to be compared with the application (rule R54). Dates in any notation. */
  readonly reads?: { readonly name?: string; readonly nik?: string; readonly date?: string };
}
