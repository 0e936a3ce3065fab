import { INDONESIAN } from '../language/indonesian.ts';
/** What belongs to another service, and where it is (SOP IKMT-PP-01-07, "keterkaitan"). */
export const SERVICES = {
  'pindah-datang': {
    name: INDONESIAN.advice['ikmt-pelayanan-pindah-datang'],
    takesAlong: INDONESIAN.advice['isian-dan-foto'],
  },
  'pindah-keluar': {
    name: INDONESIAN.advice['ikmt-pelayanan-pindah-penduduk'],
    takesAlong: INDONESIAN.advice['isian-dan-foto'],
  },
  'akta-kelahiran': {
    name: INDONESIAN.advice['ikmt-penerbitan-akta-kelahiran'],
    takesAlong: INDONESIAN.advice['isian-f-1-01'],
  },
  'akta-kematian': {
    name: INDONESIAN.advice['layanan-akta-kematian-disdukcapil'],
    takesAlong: 'isian',
  },
  'pencatatan-sipil': {
    name: INDONESIAN.advice['layanan-pencatatan-sipil-disdukcapil'],
    takesAlong: 'isian',
  },
  'ktp-el': {
    name: INDONESIAN.advice['ikmt-ktp-elektronik-keterkaitan'],
    takesAlong: INDONESIAN.advice['daftar-nama-dari-hasil'],
  },
  'loket-disdukcapil': {
    name: INDONESIAN.advice['loket-disdukcapil-bantul'],
    takesAlong: INDONESIAN.advice['nomor-permohonan'],
  },
  kua: { name: INDONESIAN.advice['kua'], takesAlong: INDONESIAN.advice['tidak-ada'] },
  pengadilan: {
    name: INDONESIAN.advice['pengadilan-agama-atau-pengadilan'],
    takesAlong: INDONESIAN.advice['tidak-ada'],
  },
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
