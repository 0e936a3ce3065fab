import type { Application } from './application.ts';
import { maskName } from './card/mask-name.ts';
import type { Topic } from './case-topics.ts';
import type { EventName } from './events/catalogue.ts';
import { changesAsEvents, isEventApplication } from './events/from-application.ts';
import type { Language } from './language/language.ts';
import type { Reason } from './reasons.ts';

/**
 * The topic stands on a locked screen and passes processors abroad: religion, adoption, a divorce and the descent of a
 * child are named by their neutral neighbours.
 */
const TOPIC_OF_EVENT: Readonly<Record<EventName, Topic>> = {
  menikah: 'menikah',
  'kawin-belum-tercatat': 'menikah',
  poligami: 'menikah',
  'bayi-lahir': 'bayi-lahir',
  'anak-angkat': 'data-anak',
  'pengakuan-pengesahan': 'data-anak',
  'cerai-hidup': 'status-perkawinan',
  'anggota-meninggal': 'anggota-meninggal',
  'kepala-meninggal': 'anggota-meninggal',
  'ganti-kepala': 'ganti-kepala',
  'pisah-kk': 'pisah-kk',
  'numpang-kk': 'numpang-kk',
  'pindah-dalam-bantul': 'pindah-alamat',
  'pindah-datang': 'pindah-alamat',
  'pindah-keluar': 'anggota-pindah',
  'alamat-wilayah': 'perubahan-alamat',
  pembetulan: 'pembetulan',
  'ganti-nama': 'ganti-nama',
  pendidikan: 'pendidikan',
  pekerjaan: 'pekerjaan',
  'agama-kepercayaan': 'perubahan-data',
  'golongan-darah': 'golongan-darah',
  kewarganegaraan: 'kewarganegaraan',
  'dokumen-imigrasi': 'dokumen-imigrasi',
  'orang-asing-masuk': 'anggota-asing',
  'penulisan-lama': 'kk-lama',
  'kk-hilang': 'kk-hilang',
  'kk-rusak': 'kk-rusak',
};
const TOPIC_OF_REASON: Readonly<Record<Reason, Topic>> = {
  'perubahan-data': 'perubahan-data',
  hilang: 'kk-hilang',
  rusak: 'kk-rusak',
  baru: 'kk-baru',
};

/** A masked name is there to tell two cases apart, not to fill the message. */
const NAME_WORDS = 3;
const NAME_LETTERS = 30;

/** "menikah", "menikah dan bayi lahir", "menikah dan 2 hal lain". */
export function aboutCase(
  application: Pick<Application, 'events' | 'changes' | 'members' | 'reason'>,
  { names }: Pick<Language, 'names'>,
): string {
  const declared = isEventApplication(application)
    ? application.events!
    : application.reason === 'perubahan-data'
      ? changesAsEvents(application)
      : [];
  const topics = [...new Set(declared.map(({ event }) => names(`about.${TOPIC_OF_EVENT[event]}`)))];
  const [first, second, ...others] = topics;
  if (first === undefined) return names(`about.${TOPIC_OF_REASON[application.reason]}`);
  if (second === undefined) return first;
  if (others.length === 0) return names('about-two', { first, second });
  return names('about-more', { first, count: String(topics.length - 1) });
}

/** "menikah, atas nama B••• S••••••": by this a person with several cases knows which one is meant. */
export function caseLabel(
  application: Pick<Application, 'events' | 'changes' | 'members' | 'reason' | 'applicant'>,
  language: Pick<Language, 'names'>,
): string {
  const name = maskName(application.applicant.name.trim().split(/\s+/).slice(0, NAME_WORDS).join(' '));
  return language.names('about-of', {
    about: aboutCase(application, language),
    name: [...name].slice(0, NAME_LETTERS).join('').trim(),
  });
}
