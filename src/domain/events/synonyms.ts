import { CODE_LISTS } from '../code-lists.ts';
import { OLD_MARITAL_STATUSES } from '../card/marital.ts';
import { isEmptyCell, plainName } from '../card/names.ts';
import type { ChangeableElement } from './event.ts';

/**
 * What residents and old cards write for an entry of a code list (F-1.01; rules R44, R56). Lawful on both sides of
 * "semula" and "menjadi": the list's own spelling is what is stored.
 */
const SYNONYMS: Partial<Record<ChangeableElement, Readonly<Record<string, readonly string[]>>>> = {
  'jenis-kelamin': {
    'LAKI-LAKI': ['LAKI LAKI', 'LAKI', 'PRIA', 'L'],
    PEREMPUAN: ['WANITA', 'P'],
  },
  agama: {
    KRISTEN: ['KRISTEN PROTESTAN', 'PROTESTAN'],
    KATHOLIK: ['KATOLIK', 'KRISTEN KATOLIK'],
    BUDHA: ['BUDDHA'],
    KHONGHUCU: ['KONGHUCU', 'KONG HU CU', 'KHONG HU CU'],
    'KEPERCAYAAN TERHADAP TUHAN YME': [
      'KEPERCAYAAN',
      'PENGHAYAT KEPERCAYAAN',
      'PENGHAYAT',
      'KEPERCAYAAN TERHADAP TUHAN YANG MAHA ESA',
    ],
  },
  pendidikan: {
    'TIDAK/BELUM SEKOLAH': ['BELUM SEKOLAH', 'TIDAK SEKOLAH', 'TIDAK / BELUM SEKOLAH'],
    'BELUM TAMAT SD/SEDERAJAT': ['BELUM TAMAT SD', 'TIDAK TAMAT SD'],
    'TAMAT SD/SEDERAJAT': ['TAMAT SD', 'SD', 'SD/SEDERAJAT', 'MI', 'LULUS SD', 'PAKET A'],
    'SLTP/SEDERAJAT': ['SLTP', 'SMP', 'MTS', 'SMP/SEDERAJAT', 'LULUS SMP', 'PAKET B'],
    'SLTA/SEDERAJAT': ['SLTA', 'SMA', 'SMK', 'MA', 'STM', 'SMU', 'SMA/SMK', 'SMA/SEDERAJAT', 'LULUS SMA', 'PAKET C'],
    'DIPLOMA I/II': ['D1', 'D2', 'D-I', 'D-II', 'D I', 'D II', 'DIPLOMA I', 'DIPLOMA II', 'DIPLOMA 1', 'DIPLOMA 2'],
    'AKADEMI/DIPLOMA III/S. MUDA': ['D3', 'D-III', 'D III', 'DIPLOMA III', 'DIPLOMA 3', 'AKADEMI', 'SARJANA MUDA'],
    'DIPLOMA IV/STRATA I': ['S1', 'S-1', 'S 1', 'D4', 'D-IV', 'D IV', 'DIPLOMA IV', 'STRATA I', 'STRATA 1', 'SARJANA'],
    'STRATA II': ['S2', 'S-2', 'S 2', 'MAGISTER', 'STRATA 2'],
    'STRATA III': ['S3', 'S-3', 'S 3', 'DOKTOR', 'STRATA 3'],
  },
  pekerjaan: {
    'PEGAWAI NEGERI SIPIL (PNS)': ['PNS', 'PEGAWAI NEGERI SIPIL', 'ASN'],
    'TENTARA NASIONAL INDONESIA (TNI)': ['TNI', 'TENTARA'],
    'KEPOLISIAN RI (POLRI)': ['POLRI', 'POLISI'],
    'MENGURUS RUMAH TANGGA': ['IBU RUMAH TANGGA', 'IRT'],
    'PELAJAR/MAHASISWA': ['PELAJAR', 'MAHASISWA', 'PELAJAR / MAHASISWA'],
    'BELUM/TIDAK BEKERJA': ['BELUM BEKERJA', 'TIDAK BEKERJA', 'BELUM / TIDAK BEKERJA'],
    'PETANI/PEKEBUN': ['PETANI', 'PEKEBUN'],
    'NELAYAN/PERIKANAN': ['NELAYAN'],
    'BURUH HARIAN LEPAS': ['BURUH', 'BURUH LEPAS'],
    PENSIUNAN: ['PENSIUN'],
    WIRASWASTA: ['WIRAUSAHA'],
  },
  'golongan-darah': { 'TIDAK TAHU': ['TIDAK DIKETAHUI', 'BELUM TAHU', 'BELUM DIKETAHUI'] },
  'status-perkawinan': { 'BELUM KAWIN': ['BELUM MENIKAH', 'LAJANG'] },
  shdk: { ISTRI: ['ISTERI'], 'KEPALA KELUARGA': ['KEPALA'], LAINNYA: ['LAIN-LAIN'] },
  kewarganegaraan: { WNI: ['INDONESIA'], WNA: ['ASING', 'ORANG ASING'] },
};

/**
 * The list's own spelling for what was written; in capitals with single spaces when there is no list or no such entry.
 */
export function canonicalValue(element: ChangeableElement, written: string): string {
  const plain = plainName(written);
  const list = listOf(element);
  if (list === undefined || list.includes(plain)) return plain;
  const entries = Object.entries(SYNONYMS[element] ?? {});
  return entries.find(([, synonyms]) => synonyms.includes(plain))?.[0] ?? plain;
}

/** The code list of an element; undefined for names, places, dates and numbers. */
export function listOf(element: ChangeableElement): readonly string[] | undefined {
  if (element === 'paspor' || element === 'kitap' || element === 'tanggal-perkawinan') return undefined;
  return CODE_LISTS[element];
}

/** Words that an old card may show and that are lawful as "semula" only. */
function oldWordsOf(element: ChangeableElement): readonly string[] {
  return element === 'status-perkawinan' ? OLD_MARITAL_STATUSES : ['-'];
}

/** What "semula" may be: the list and the old cards' words. */
export function semulaChoices(element: ChangeableElement): readonly string[] {
  return [...(listOf(element) ?? []), ...oldWordsOf(element)];
}

/** Whether two writings say the same: capitals, spaces and synonyms are no difference; an empty cell is "-". */
export function saysSame(element: ChangeableElement, a: string, b: string): boolean {
  if (isEmptyCell(a) || isEmptyCell(b)) return isEmptyCell(a) && isEmptyCell(b);
  return canonicalValue(element, a) === canonicalValue(element, b);
}
