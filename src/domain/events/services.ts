import { INDONESIAN } from '../language/indonesian.ts';

const { advice } = INDONESIAN;

/**
 * What belongs to another service (SOP IKMT-PP-01-07, "keterkaitan"): its name as officers know it, and where a resident
 * finds it.
 */
export const SERVICES = {
  'pindah-datang': {
    name: advice['ikmt-pelayanan-pindah-datang'],
    where: advice['where.pindah-datang'],
    takesAlong: advice['isian-dan-foto'],
  },
  'pindah-keluar': {
    name: advice['ikmt-pelayanan-pindah-penduduk'],
    where: advice['where.pindah-keluar'],
    takesAlong: advice['isian-dan-foto'],
  },
  'akta-kelahiran': {
    name: advice['ikmt-penerbitan-akta-kelahiran'],
    where: advice['where.akta-kelahiran'],
    takesAlong: advice['isian-f-1-01'],
  },
  'akta-kematian': {
    name: advice['layanan-akta-kematian-disdukcapil'],
    where: advice['where.akta-kematian'],
    takesAlong: advice['isian'],
  },
  'pencatatan-sipil': {
    name: advice['layanan-pencatatan-sipil-disdukcapil'],
    where: advice['where.pencatatan-sipil'],
    takesAlong: advice['isian'],
  },
  'ktp-el': {
    name: advice['ikmt-ktp-elektronik-keterkaitan'],
    where: advice['where.ktp-el'],
    takesAlong: advice['daftar-nama-dari-hasil'],
  },
  'loket-disdukcapil': {
    name: advice['loket-disdukcapil-bantul'],
    where: advice['loket-disdukcapil-bantul'],
    takesAlong: advice['nomor-permohonan'],
  },
  'disdukcapil-lain': {
    name: advice['disdukcapil-kabupaten-lain'],
    where: advice['disdukcapil-kabupaten-lain'],
    takesAlong: advice['isian-dan-foto'],
  },
  kua: { name: advice['kua'], where: advice['where.kua'], takesAlong: advice['tidak-ada'] },
  pengadilan: {
    name: advice['pengadilan-agama-atau-pengadilan'],
    where: advice['pengadilan-agama-atau-pengadilan'],
    takesAlong: advice['tidak-ada'],
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
