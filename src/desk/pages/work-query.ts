import { REASONS, REASON_LABELS } from '../../domain/application.ts';
import { KALURAHAN } from '../../domain/kalurahan.ts';
import { USER_TASKS } from '../../domain/user-tasks.ts';
import { OWN_WORK, type WorkQuery } from '../../domain/work-query.ts';
import { TASK_LABELS } from '../labels.ts';
import { text } from '../kit.ts';

/** What stands in the address of a list: nothing personal; the words of a search are kept under an id (`cari`). */
type Parameter = 'cari' | 'lingkup' | 'langkah' | 'alasan' | 'kalurahan' | 'petugas' | 'keadaan' | 'urut' | 'hal';
type Asked = Readonly<Record<string, unknown>>;
type Choices<Value> = Readonly<Record<string, Value>>;
const chosen = <Value>(choices: Choices<Value>, name: string): Value | undefined =>
  Object.hasOwn(choices, name) ? choices[name] : undefined;
type Choice = readonly [value: string, label: string];

const SCOPES: Choices<WorkQuery['scope']> = {
  saya: 'own',
  terbuka: 'open',
  selesai: 'ended',
  semua: 'all',
};
const CONDITIONS: Choices<NonNullable<WorkQuery['condition']>> = {
  kembali: 'returned',
  lama: 'late',
  dipegang: 'mine',
};
const SORTS: Choices<WorkQuery['sort']> = {
  terlama: 'oldest',
  terbaru: 'newest',
  nama: 'name',
  kalurahan: 'kalurahan',
};
const LABELS = {
  lingkup: [
    ['saya', 'Pekerjaan saya'],
    ['terbuka', 'Semua berkas terbuka'],
    ['selesai', 'Berkas yang selesai'],
    ['semua', 'Semua berkas'],
  ],
  keadaan: [
    ['', 'Semua status'],
    ['kembali', 'Dikembalikan'],
    ['lama', 'Sehari kerja atau lebih'],
    ['dipegang', 'Saya pegang'],
  ],
  urut: [
    ['terlama', 'Terlama dahulu'],
    ['terbaru', 'Terbaru dahulu'],
    ['nama', 'Nama pemohon'],
    ['kalurahan', 'Kalurahan'],
  ],
  langkah: [['', 'Semua langkah'], ...USER_TASKS.map((element): Choice => [element, TASK_LABELS[element] ?? element])],
  alasan: [['', 'Semua alasan'], ...REASONS.map((reason): Choice => [reason, REASON_LABELS[reason]])],
  kalurahan: [
    ['', 'Semua kalurahan'],
    ...KALURAHAN.toSorted((a, b) => a.name.localeCompare(b.name, 'id')).map(({ code, name, kapanewon }): Choice => [
      code,
      `${name}, ${kapanewon}`,
    ]),
  ],
} as const satisfies Readonly<Record<string, readonly Choice[]>>;

const LAST_PAGE = 200;

/** Whatever is not one of the choices restricts nothing. */
export function readWorkQuery(asked: Asked, searched: string | null): WorkQuery {
  const given = (name: Parameter) => text(asked[name]);
  const officer = given('petugas');
  const page = /^\d{1,3}$/.test(given('hal')) ? Number(given('hal')) : 1;
  return {
    scope: chosen(SCOPES, given('lingkup')) ?? 'own',
    text: searched,
    element: USER_TASKS.find((element) => element === given('langkah')) ?? null,
    reason: REASONS.find((reason) => reason === given('alasan')) ?? null,
    kalurahan: KALURAHAN.find(({ code }) => code === given('kalurahan'))?.code ?? null,
    officer: /^[a-z0-9._-]{1,60}$/.test(officer) ? officer : null,
    condition: chosen(CONDITIONS, given('keadaan')) ?? null,
    sort: chosen(SORTS, given('urut')) ?? OWN_WORK.sort,
    page: page >= 1 && page <= LAST_PAGE ? page : 1,
  };
}

/** The query part of an address with the same restrictions, as far as they say anything. */
export function workAddress(asked: Asked, changed: Partial<Record<Parameter, string>> = {}): string {
  const names: readonly Parameter[] = [
    'cari',
    'lingkup',
    'langkah',
    'alasan',
    'kalurahan',
    'petugas',
    'keadaan',
    'urut',
    'hal',
  ];
  const usual: Partial<Record<Parameter, string>> = { lingkup: 'saya', urut: 'terlama', hal: '1' };
  const parameters = new URLSearchParams();
  for (const name of names) {
    const value = (changed[name] ?? text(asked[name])).slice(0, 80);
    if (value !== '' && value !== usual[name]) parameters.set(name, value);
  }
  return parameters.size === 0 ? '' : `?${parameters.toString()}`;
}

/** The choices of the form above the list, each with what is chosen. */
export function workChoices(
  asked: Asked,
  colleagues: readonly { readonly username: string; readonly name: string }[],
): Record<string, unknown> {
  const all = {
    ...LABELS,
    petugas: [['', 'Semua petugas'], ...colleagues.map(({ username, name }): Choice => [username, name])],
  };
  return Object.fromEntries(
    Object.entries(all).map(([name, choices]) => [
      name,
      choices.map(([value, label]) => ({ value, label, chosen: text(asked[name]) === value })),
    ]),
  );
}

/** Whether the list is restricted by more than its order. */
export const isRestricted = ({
  element,
  reason,
  kalurahan,
  officer,
  condition,
  text: searched,
  scope,
}: WorkQuery): boolean =>
  [element, reason, kalurahan, officer, condition, searched].some((one) => one !== null) || scope !== 'own';
