import type { TSchema } from '@sinclair/typebox';
import { BLOOD_TYPES, EDUCATIONS, MARITAL_STATUSES, OCCUPATIONS, RELIGIONS, SEXES, SHDK } from '../code-lists.ts';

/** One thing that a form asks of an event, made from the event's own schema: page and check cannot drift apart. */
export type AskedField = {
  readonly key: string;
  readonly label: string;
  readonly optional: boolean;
  /** Seldom needed: folded away until it is. */
  readonly seldom: boolean;
} & (
  | {
      readonly kind: 'text' | 'date' | 'number' | 'person' | 'semula' | 'menjadi' | 'kalurahan';
      readonly longest: number;
    }
  | { readonly kind: 'choice'; readonly options: readonly Option[] }
  | { readonly kind: 'yes' }
  | { readonly kind: 'group'; readonly fields: readonly AskedField[] }
  | { readonly kind: 'list'; readonly item: AskedField; readonly least: number; readonly most: number }
  | { readonly kind: 'fixed'; readonly items: readonly AskedField[] }
  | { readonly kind: 'either'; readonly ways: readonly { readonly label: string; readonly field: AskedField }[] }
);
export interface Option {
  readonly code: string;
  readonly label: string;
}

/** Not asked: relations are relative to the head and corrected with the officer. */
const NOT_ASKED = ['relations', 'wantsParentNames'];
const SELDOM = [
  ...['newHeads', 'withoutNik', 'beliefOrganisation', 'organisation', 'motherNik', 'fatherNik', 'foundling'],
  ...['household', 'host', 'basis', 'sexChanged', 'wantsChanges', 'foreignerIsHead', 'onCardOf', 'spouse'],
  ...['bornBeforeWedding', 'motherLeftOut', 'guardian', 'joins', 'maritalStatus', 'spouseStillMarried', 'decision'],
];
/** Where the schema's own title does not say enough; by the place of the field in the event. */
const LABELS: Readonly<Record<string, string>> = {
  'bayi-lahir.children.nik': 'NIK anak, bila sudah punya',
  'bayi-lahir.children.mother': 'Ibu, bila tercatat di Bantul',
  'bayi-lahir.children.father': 'Ayah, bila tercatat di Bantul',
  'bayi-lahir.children.motherName': 'Nama ibu, bila tidak tercatat di Bantul',
  'bayi-lahir.children.fatherName': 'Nama ayah, bila tidak tercatat di Bantul',
  'numpang-kk.guests.nik': 'Siapa yang menumpang',
  'numpang-kk.guests.name': 'Nama yang menumpang',
  'pindah-datang.persons.nik': 'Siapa yang datang',
  'pindah-datang.persons.name': 'Nama yang datang',
  'anggota-meninggal.person': 'Siapa yang meninggal',
  'anggota-meninggal.guardian': 'Bila semua yang tinggal belum 17 tahun',
  'orang-asing-masuk.foreigner': 'Suami atau istri orang asing',
  'orang-asing-masuk.foreigner.nik': 'NIK, bila sudah punya',
  'kk-hilang.member': 'NIK salah satu anggota KK, bila bukan pemohon',
  'kk-rusak.member': 'NIK salah satu anggota KK, bila bukan pemohon',
};
const LABELS_OF_KEYS: Readonly<Record<string, string>> = {
  newHeads: 'Kepala keluarga baru bagi yang tinggal, bila kepala keluarga keluar',
  kabupaten: 'Kabupaten/kota, bila terdaftar di luar Bantul',
  skpwni: 'SKPWNI, bila terdaftar di luar Bantul',
  house: 'Rumah yang ditempati',
  household: 'KK yang dipakai',
};
/** A NIK of a person who may not be on the card yet is typed, not chosen. */
const TYPED = ['bayi-lahir.children.nik', 'orang-asing-masuk.foreigner.nik', 'kk-hilang.member', 'kk-rusak.member'];

/** Fields of F-1.01 whose words stand in a code list. */
const LISTS: Readonly<Record<string, readonly string[]>> = {
  sex: SEXES,
  religion: RELIGIONS,
  bloodType: BLOOD_TYPES,
  education: EDUCATIONS,
  occupation: OCCUPATIONS,
  maritalStatus: MARITAL_STATUSES,
  relation: SHDK,
};
const OPTION_LABELS: Readonly<Record<string, string>> = {
  'kk-baru': 'Membuat KK baru',
  gabung: 'Salah satu masuk ke KK pasangannya',
  'milik-sendiri': 'Milik sendiri',
  'rumah-orang-tua': 'Rumah orang tua',
  'sewa-kontrak-kos': 'Sewa, kontrak, atau kos',
  menumpang: 'Menumpang',
  'bayi-baru-lahir': 'Bayi baru lahir',
  'belum-pernah-terdaftar': 'Belum pernah terdaftar',
  'orang-asing-baru': 'Orang asing yang baru dicantumkan',
  'kabupaten-lain': 'Kabupaten atau kota lain',
  'luar-negeri': 'Luar negeri',
  'rentan-adminduk': 'Belum pernah tercatat di mana pun',
  'surat-kalurahan': 'Surat keterangan kalurahan',
  'penataan-wilayah': 'Penataan wilayah oleh pemerintah',
  'masuk-kk-saudara': 'Anak-anak masuk ke KK saudara',
  'pindah-ke-kk-almarhum': 'Saudara dewasa pindah menjadi kepala keluarga KK ini',
  belum: 'Belum diajukan',
  diajukan: 'Sudah diajukan',
  terbit: 'Sudah terbit',
  pengakuan: 'Akta pengakuan anak',
  pengesahan: 'Akta pengesahan anak',
};
/** What the alternatives of a choice between forms are called, by their first field. */
const WAYS: Readonly<Record<string, string>> = {
  like: 'Sama dengan alamat salah satu anggota',
  typed: 'Alamat lain di Bantul',
  newCard: 'Membuat KK sendiri',
  cardOf: 'Masuk ke KK orang lain',
  kabupaten: 'Pindah ke luar Bantul',
};

/** The fields of an event's data, those that are seldom needed last. */
export function fieldsOf(schema: TSchema, at: string): AskedField[] {
  const required = (schema['required'] as readonly string[] | undefined) ?? [];
  const fields = Object.entries((schema['properties'] ?? {}) as Record<string, TSchema>)
    .filter(([key]) => !NOT_ASKED.includes(key))
    .map(([key, part]) => fieldOf(key, part, !required.includes(key), `${at}.${key}`));
  return [...fields.filter(({ seldom }) => !seldom), ...fields.filter(({ seldom }) => seldom)];
}

function fieldOf(key: string, schema: TSchema, optional: boolean, at: string): AskedField {
  const title = schema.title ?? '';
  const base = {
    key,
    label: LABELS[at] ?? LABELS_OF_KEYS[key] ?? labelOf(key, title),
    optional,
    seldom: optional && SELDOM.includes(key),
  };
  const longest = typeof schema['maxLength'] === 'number' ? schema['maxLength'] : 200;
  const options = optionsOf(key, schema);
  if (options !== undefined) return { ...base, kind: 'choice', options };
  if (Array.isArray(schema['anyOf']))
    return { ...base, kind: 'either', ways: waysOf(schema['anyOf'] as TSchema[], at) };
  switch (schema['type']) {
    case 'boolean':
      return { ...base, kind: 'yes' };
    case 'integer':
      return { ...base, kind: 'number', longest: 2 };
    case 'object':
      return { ...base, kind: 'group', fields: fieldsOf(schema, at) };
    case 'array':
      return { ...base, ...listOf(schema, at) };
    default:
      return { ...base, kind: TYPED.includes(at) ? 'text' : kindOfText(key, schema), longest };
  }
}

function kindOfText(key: string, schema: TSchema): 'text' | 'date' | 'person' | 'semula' | 'menjadi' | 'kalurahan' {
  const title = schema.title ?? '';
  if (key === 'kalurahan') return 'kalurahan';
  if (schema['format'] === 'date' || /^Tanggal lahir/.test(title)) return 'date';
  if (key === 'from' && title === 'Semula') return 'semula';
  if (key === 'to' && title === 'Menjadi') return 'menjadi';
  return /^NIK\b/.test(title) || key === 'person' || key === 'nik' ? 'person' : 'text';
}

function listOf(schema: TSchema, at: string) {
  const items = schema['items'] as TSchema | readonly TSchema[];
  if (Array.isArray(items))
    return {
      kind: 'fixed' as const,
      items: (items as readonly TSchema[]).map((item, i) => ({
        ...fieldOf(String(i), item, false, at),
        label: `Orang ${i + 1}`,
      })),
    };
  const item = items as TSchema;
  return {
    kind: 'list' as const,
    item: fieldOf('', item, false, at),
    least: typeof schema['minItems'] === 'number' ? schema['minItems'] : 0,
    most: typeof schema['maxItems'] === 'number' ? schema['maxItems'] : 20,
  };
}

function optionsOf(key: string, schema: TSchema): Option[] | undefined {
  const list = schema['type'] === 'string' ? LISTS[key] : undefined;
  if (list !== undefined) return list.map((code) => ({ code, label: code }));
  const alternatives = schema['anyOf'] as readonly TSchema[] | undefined;
  if (alternatives === undefined || !alternatives.every((one) => typeof one['const'] === 'string')) return undefined;
  return alternatives.map((one) => {
    const code = one['const'] as string;
    return { code, label: OPTION_LABELS[code] ?? humanised(code) };
  });
}

function waysOf(alternatives: readonly TSchema[], at: string) {
  return alternatives.map((one) => {
    const first = Object.keys((one['properties'] ?? {}) as object)[0] ?? '';
    return { label: WAYS[first] ?? humanised(first), field: fieldOf('', one, false, at) };
  });
}

/** "NIK kepala keluarga baru" asks for a person, who is chosen by name. */
function labelOf(key: string, title: string): string {
  if (title === 'NIK' || (title === '' && key === 'nik')) return 'Siapa';
  const plain = title.replace(/^NIK (?=\S)/, '');
  return plain === '' ? humanised(key) : plain.charAt(0).toUpperCase() + plain.slice(1);
}

/** Codes in small letters with hyphens; lists in capitals stay as they are. */
function humanised(code: string): string {
  if (code === code.toUpperCase()) return code;
  const words = code.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The form of an answer, of those that a question allows; -1 for no answer. */
export function wayOf({ ways }: Extract<AskedField, { kind: 'either' }>, value: unknown): number {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return -1;
  return ways.findIndex(({ field }) => {
    const keys = field.kind === 'group' ? field.fields.map(({ key }) => key) : [];
    return Object.keys(value).every((key) => keys.includes(key));
  });
}
