/**
 * Every paper that a family event may need (F-1.02 part III; SE Dirjen Dukcapil 470/13287). `from`
 * is who issues it: `pemohon` signs a form that the portal fills in; the others are offices whose papers we never make.
 */
export const DOCUMENTS = {
  'f-1-01': { label: 'F-1.01 Biodata Keluarga, sudah ditandatangani', from: 'pemohon' },
  'f-1-02': { label: 'Formulir Pendaftaran (F-1.02), sudah ditandatangani', from: 'pemohon' },
  'f-1-03': { label: 'F-1.03 Formulir Perpindahan, sudah ditandatangani', from: 'pemohon' },
  'f-1-04': { label: 'F-1.04 Surat Pernyataan Tidak Memiliki Dokumen, sudah ditandatangani', from: 'pemohon' },
  'f-1-05-perkawinan': {
    label: 'SPTJM perkawinan belum tercatat (F-1.05), ditandatangani suami, istri, dan dua saksi',
    from: 'pemohon',
  },
  'f-1-05-perceraian': {
    label: 'SPTJM perceraian belum tercatat (F-1.05), ditandatangani keduanya dan dua saksi',
    from: 'pemohon',
  },
  'f-1-06': {
    label: 'Surat Pernyataan Perubahan Elemen Data Kependudukan (F-1.06), sudah ditandatangani',
    from: 'pemohon',
  },
  'f-1-07': { label: 'surat kuasa F-1.07 dari anggota KK, dengan KTP-el pemberi kuasa', from: 'pemohon' },
  'f-2-03': { label: 'SPTJM kebenaran data kelahiran (F-2.03) dengan dua saksi', from: 'pemohon' },
  'f-2-04': { label: 'SPTJM kebenaran sebagai pasangan suami istri (F-2.04)', from: 'pemohon' },
  'sptjm-data': { label: 'SPTJM kebenaran data dengan dua saksi', from: 'pemohon' },
  'sptjm-kepercayaan': { label: 'SPTJM kepercayaan terhadap Tuhan YME', from: 'pemohon' },
  'pernyataan-pemilik-rumah': { label: 'surat pernyataan tidak keberatan pemilik rumah', from: 'pemohon' },
  'pernyataan-menerima': {
    label: 'surat pernyataan bersedia menerima sebagai anggota keluarga (kepala keluarga penerima)',
    from: 'pemohon',
  },
  'pernyataan-wali': { label: 'surat pernyataan bersedia menjadi wali dari saudara', from: 'pemohon' },
  'kuasa-pengasuhan': { label: 'surat kuasa pengasuhan anak dari orang tua atau wali', from: 'pemohon' },
  'kesepakatan-pengasuhan': { label: 'putusan pengadilan atau kesepakatan tentang pengasuhan anak', from: 'pemohon' },
  'pernyataan-ganti-kepala': {
    label: 'surat pernyataan pergantian kepala keluarga dari kepala keluarga lama dan baru',
    from: 'pemohon',
  },
  'izin-istri': { label: 'izin tertulis istri sebelumnya, bermeterai', from: 'pemohon' },
  'kk-lama': { label: 'KK lama', from: 'disdukcapil' },
  'kk-rusak': { label: 'KK yang rusak', from: 'disdukcapil' },
  'ktp-el': { label: 'KTP-el', from: 'disdukcapil' },
  'ktp-el-orang-asing': { label: 'KTP-el Orang Asing', from: 'disdukcapil' },
  'akta-kelahiran': { label: 'kutipan akta kelahiran', from: 'pencatatan-sipil' },
  'akta-kelahiran-catatan-pinggir': {
    label: 'kutipan akta kelahiran dengan catatan pinggir',
    from: 'pencatatan-sipil',
  },
  'akta-perkawinan': { label: 'kutipan akta perkawinan', from: 'pencatatan-sipil' },
  'akta-perceraian': { label: 'kutipan akta perceraian', from: 'pencatatan-sipil' },
  'akta-kematian': { label: 'kutipan akta kematian', from: 'pencatatan-sipil' },
  'akta-pengakuan-anak': { label: 'kutipan akta pengakuan anak', from: 'pencatatan-sipil' },
  'akta-pengesahan-anak': { label: 'kutipan akta pengesahan anak', from: 'pencatatan-sipil' },
  skpwni: { label: 'SKPWNI (Surat Keterangan Pindah WNI)', from: 'disdukcapil' },
  'buku-nikah': { label: 'buku nikah', from: 'kua' },
  'akta-cerai': { label: 'akta cerai dari Pengadilan Agama', from: 'pengadilan-agama' },
  'penetapan-pengadilan': { label: 'salinan penetapan pengadilan', from: 'pengadilan' },
  'dispensasi-kawin': { label: 'dispensasi kawin dari pengadilan', from: 'pengadilan' },
  'izin-poligami': { label: 'izin poligami dari pengadilan', from: 'pengadilan' },
  'surat-hilang': { label: 'surat keterangan hilang dari kepolisian', from: 'kepolisian' },
  'laporan-polisi': { label: 'berita acara penemuan anak dari kepolisian', from: 'kepolisian' },
  'surat-kelahiran': {
    label: 'surat keterangan kelahiran dari rumah sakit, bidan, atau puskesmas',
    from: 'fasilitas-kesehatan',
  },
  'hasil-golongan-darah': { label: 'hasil pemeriksaan golongan darah', from: 'fasilitas-kesehatan' },
  'kartu-donor': { label: 'kartu donor PMI', from: 'fasilitas-kesehatan' },
  'surat-kalurahan': { label: 'surat keterangan kalurahan tentang perubahan alamat', from: 'kalurahan' },
  ijazah: { label: 'ijazah terakhir', from: 'sekolah' },
  'surat-lulus': { label: 'surat keterangan lulus', from: 'sekolah' },
  'sk-pekerjaan': { label: 'SK pengangkatan atau pensiun', from: 'pemberi-kerja' },
  'surat-kerja': { label: 'surat keterangan kerja', from: 'pemberi-kerja' },
  'surat-pemuka-agama': { label: 'surat keterangan pemuka agama', from: 'pemuka-agama' },
  'surat-kepercayaan': { label: 'surat organisasi atau pemuka kepercayaan', from: 'pemuka-agama' },
  'keputusan-kewarganegaraan': {
    label: 'petikan Keputusan Presiden atau Menteri tentang kewarganegaraan',
    from: 'kementerian-hukum',
  },
  'berita-acara-sumpah': { label: 'berita acara pengucapan sumpah', from: 'kementerian-hukum' },
  paspor: { label: 'paspor', from: 'imigrasi' },
  kitap: { label: 'KITAP', from: 'imigrasi' },
} as const satisfies Record<string, { readonly label: string; readonly from: string }>;

export type DocumentCode = keyof typeof DOCUMENTS;
export const DOCUMENT_CODES = Object.keys(DOCUMENTS) as DocumentCode[];

/** The paper's name inside a sentence, starting with a small letter unless it is a proper name. */
export function documentName(code: DocumentCode): string {
  return DOCUMENTS[code].label;
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
