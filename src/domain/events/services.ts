/** What belongs to another service, and where it is (SOP IKMT-PP-01-07, "keterkaitan"). */
export const SERVICES = {
  'pindah-datang': {
    name: 'IKMT Pelayanan Pindah Datang Penduduk Antar Kabupaten/Provinsi (keterkaitan SOP nomor 2); KK baru terbit di sana',
    takesAlong: 'isian dan foto',
  },
  'pindah-keluar': {
    name: 'IKMT Pelayanan Pindah Penduduk Antar Kabupaten/Provinsi (keterkaitan SOP nomor 3)',
    takesAlong: 'isian dan foto',
  },
  'akta-kelahiran': {
    name: 'IKMT Penerbitan Akta Kelahiran (keterkaitan SOP nomor 1)',
    takesAlong: 'isian F-1.01 anak',
  },
  'akta-kematian': {
    name: 'layanan akta kematian Disdukcapil (bersamaan; tidak tercantum dalam keterkaitan SOP)',
    takesAlong: 'isian',
  },
  'pencatatan-sipil': {
    name: 'layanan pencatatan sipil Disdukcapil (tidak tercantum dalam keterkaitan SOP)',
    takesAlong: 'isian',
  },
  'ktp-el': {
    name: 'IKMT KTP Elektronik (keterkaitan SOP nomor 4), lewat aplikasi Dukcapil Smart Bantul',
    takesAlong: 'daftar nama dari hasil permohonan',
  },
  'loket-disdukcapil': { name: 'loket Disdukcapil Bantul', takesAlong: 'nomor permohonan' },
  kua: { name: 'KUA', takesAlong: 'tidak ada' },
  pengadilan: { name: 'Pengadilan Agama atau Pengadilan Negeri', takesAlong: 'tidak ada' },
} as const;
export type Service = keyof typeof SERVICES;

/** What the resident reads when another service comes first. */
export interface Elsewhere {
  readonly service: Service;
  /** Whether this application can go on meanwhile; otherwise nothing is issued from it. */
  readonly blocks: boolean;
  /** A rule of rules.csv that stops here; R55 for what lies outside Bantul. */
  readonly rule?: 'R55';
  readonly text: string;
  /** What must be brought from there, in words. */
  readonly missing: readonly string[];
}
