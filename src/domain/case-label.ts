import type { Application } from './application.ts';
import { maskName } from './card/mask-name.ts';
import type { EventName } from './events/catalogue.ts';
import { changesAsEvents, isEventApplication } from './events/from-application.ts';
import type { Reason } from './reasons.ts';

/**
 * What a case is about, in a message that stands on a locked screen and passes processors abroad: religion, adoption, a
 * divorce and the descent of a child are named by their neutral neighbours.
 */
const ABOUT: Readonly<Record<EventName, string>> = {
  menikah: 'menikah',
  'kawin-belum-tercatat': 'menikah',
  poligami: 'menikah',
  'bayi-lahir': 'bayi lahir',
  'anak-angkat': 'data anak',
  'pengakuan-pengesahan': 'data anak',
  'cerai-hidup': 'status perkawinan',
  'anggota-meninggal': 'anggota meninggal',
  'kepala-meninggal': 'anggota meninggal',
  'ganti-kepala': 'ganti kepala keluarga',
  'pisah-kk': 'pisah KK',
  'numpang-kk': 'numpang KK',
  'pindah-dalam-bantul': 'pindah alamat',
  'pindah-datang': 'pindah alamat',
  'pindah-keluar': 'anggota pindah',
  'alamat-wilayah': 'perubahan alamat',
  pembetulan: 'pembetulan data',
  'ganti-nama': 'ganti nama',
  pendidikan: 'pendidikan',
  pekerjaan: 'pekerjaan',
  'agama-kepercayaan': 'perubahan data',
  'golongan-darah': 'golongan darah',
  kewarganegaraan: 'kewarganegaraan',
  'dokumen-imigrasi': 'paspor atau KITAP',
  'orang-asing-masuk': 'anggota warga asing',
  'penulisan-lama': 'KK model lama',
  'kk-hilang': 'KK hilang',
  'kk-rusak': 'KK rusak',
};
const BY_REASON: Readonly<Record<Reason, string>> = {
  'perubahan-data': 'perubahan data',
  hilang: 'KK hilang',
  rusak: 'KK rusak',
  baru: 'KK baru',
};
/** A masked name is there to tell two cases apart, not to fill the message. */
const NAME_WORDS = 3;
const NAME_LETTERS = 30;

/** "menikah", "menikah dan bayi lahir", "menikah dan 2 hal lain". */
export function aboutCase(application: Pick<Application, 'events' | 'changes' | 'members' | 'reason'>): string {
  const declared = isEventApplication(application)
    ? application.events!
    : application.reason === 'perubahan-data'
      ? changesAsEvents(application)
      : [];
  const [first, ...others] = [...new Set(declared.map(({ event }) => ABOUT[event]))];
  if (first === undefined) return BY_REASON[application.reason];
  if (others.length === 0) return first;
  return `${first} dan ${others.length === 1 ? others[0] : `${others.length} hal lain`}`;
}

/** "menikah, atas nama B••• S••••••": by this a person with several cases knows which one is meant. */
export function caseLabel(
  application: Pick<Application, 'events' | 'changes' | 'members' | 'reason' | 'applicant'>,
): string {
  const name = maskName(application.applicant.name.trim().split(/\s+/).slice(0, NAME_WORDS).join(' '));
  return `${aboutCase(application)}, atas nama ${[...name].slice(0, NAME_LETTERS).join('').trim()}`;
}
