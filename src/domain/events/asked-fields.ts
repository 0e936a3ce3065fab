import { fill } from '../language/placeholders.ts';
import { asItIs, type Translate } from '../language/translator.ts';
import { INDONESIAN } from '../language/indonesian.ts';
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
  'bayi-lahir.children.nik': INDONESIAN.fields['nik-anak-bila-sudah'],
  'bayi-lahir.children.mother': INDONESIAN.fields['ibu-bila-tercatat-di'],
  'bayi-lahir.children.father': INDONESIAN.fields['ayah-bila-tercatat-di'],
  'bayi-lahir.children.motherName': INDONESIAN.fields['nama-ibu-bila-tidak'],
  'bayi-lahir.children.fatherName': INDONESIAN.fields['nama-ayah-bila-tidak'],
  'numpang-kk.guests.nik': INDONESIAN.fields['siapa-yang-menumpang'],
  'numpang-kk.guests.name': INDONESIAN.fields['nama-yang-menumpang'],
  'pindah-datang.persons.nik': INDONESIAN.fields['siapa-yang-datang'],
  'pindah-datang.persons.name': INDONESIAN.fields['nama-yang-datang'],
  'anggota-meninggal.person': INDONESIAN.fields['siapa-yang-meninggal'],
  'anggota-meninggal.guardian': INDONESIAN.fields['bila-semua-yang-tinggal'],
  'orang-asing-masuk.foreigner': INDONESIAN.fields['suami-atau-istri-orang'],
  'orang-asing-masuk.foreigner.nik': INDONESIAN.fields['nik-bila-sudah-punya'],
  'kk-hilang.member': INDONESIAN.fields['nik-salah-satu-anggota'],
  'kk-rusak.member': INDONESIAN.fields['nik-salah-satu-anggota'],
};
const LABELS_OF_KEYS: Readonly<Record<string, string>> = {
  newHeads: INDONESIAN.fields['kepala-keluarga-baru-bagi'],
  kabupaten: INDONESIAN.fields['kabupaten-kota-bila-terdaftar'],
  skpwni: INDONESIAN.fields['skpwni-bila-terdaftar-di'],
  house: INDONESIAN.fields['rumah-yang-ditempati'],
  household: INDONESIAN.fields['kk-yang-dipakai'],
};
/** Parts of an event that have no title of their own. */
const LABELS_OF_PARTS: Readonly<Record<string, string>> = {
  passport: INDONESIAN.fields['passport'],
  kitap: INDONESIAN.fields['kitap'],
  husband: INDONESIAN.fields['husband'],
  wife: INDONESIAN.fields['wife'],
  joins: INDONESIAN.fields['card-joined'],
  guardian: INDONESIAN.fields['guardian'],
  newCard: INDONESIAN.fields['card-of-their-own'],
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
  'kk-baru': INDONESIAN.fields['membuat-kk-baru'],
  gabung: INDONESIAN.fields['salah-satu-masuk-ke'],
  'milik-sendiri': INDONESIAN.fields['milik-sendiri'],
  'rumah-orang-tua': INDONESIAN.fields['rumah-orang-tua'],
  'sewa-kontrak-kos': INDONESIAN.fields['sewa-kontrak-atau-kos'],
  menumpang: INDONESIAN.fields['menumpang'],
  'bayi-baru-lahir': INDONESIAN.fields['bayi-baru-lahir'],
  'belum-pernah-terdaftar': INDONESIAN.fields['belum-pernah-terdaftar'],
  'orang-asing-baru': INDONESIAN.fields['orang-asing-yang-baru'],
  'kabupaten-lain': INDONESIAN.fields['kabupaten-atau-kota-lain'],
  'luar-negeri': INDONESIAN.fields['luar-negeri'],
  'rentan-adminduk': INDONESIAN.fields['belum-pernah-tercatat-di'],
  'surat-kalurahan': INDONESIAN.fields['surat-keterangan-kalurahan'],
  'penataan-wilayah': INDONESIAN.fields['penataan-wilayah-oleh-pemerintah'],
  'pindah-menjadi-kepala': INDONESIAN.fields['pindah-menjadi-kepala'],
  lainnya: INDONESIAN.fields['lainnya'],
  'masuk-kk-saudara': INDONESIAN.fields['anak-anak-masuk-ke'],
  'pindah-ke-kk-almarhum': INDONESIAN.fields['saudara-dewasa-pindah-menjadi'],
  belum: INDONESIAN.fields['belum-diajukan'],
  diajukan: INDONESIAN.fields['sudah-diajukan'],
  terbit: INDONESIAN.fields['sudah-terbit'],
  pengakuan: INDONESIAN.fields['akta-pengakuan-anak'],
  pengesahan: INDONESIAN.fields['akta-pengesahan-anak'],
  shdk: INDONESIAN.fields['hubungan-dalam-keluarga'],
};
/** What the alternatives of a choice between forms are called, by their first field. */
const WAYS: Readonly<Record<string, string>> = {
  like: INDONESIAN.fields['sama-dengan-alamat-salah'],
  typed: INDONESIAN.fields['alamat-lain-di-bantul'],
  newCard: INDONESIAN.fields['membuat-kk-sendiri'],
  cardOf: INDONESIAN.fields['masuk-ke-kk-orang'],
  kabupaten: INDONESIAN.fields['pindah-ke-luar-bantul'],
};

/** The fields of an event's data, those that are seldom needed last. */
export function fieldsOf(schema: TSchema, at: string, translate: Translate = asItIs): AskedField[] {
  const required = (schema['required'] as readonly string[] | undefined) ?? [];
  const fields = Object.entries((schema['properties'] ?? {}) as Record<string, TSchema>)
    .filter(([key]) => !NOT_ASKED.includes(key))
    .map(([key, part]) => fieldOf(key, part, !required.includes(key), `${at}.${key}`, translate));
  return [...fields.filter(({ seldom }) => !seldom), ...fields.filter(({ seldom }) => seldom)];
}

function fieldOf(key: string, schema: TSchema, optional: boolean, at: string, translate: Translate): AskedField {
  const title = schema.title ?? '';
  const base = {
    key,
    label: labelAt(key, title, at, translate),
    optional,
    seldom: optional && SELDOM.includes(key),
  };
  const longest = typeof schema['maxLength'] === 'number' ? schema['maxLength'] : 200;
  const options = optionsOf(key, schema, translate);
  if (options !== undefined) return { ...base, kind: 'choice', options };
  if (Array.isArray(schema['anyOf']))
    return { ...base, kind: 'either', ways: waysOf(schema['anyOf'] as TSchema[], at, translate) };
  switch (schema['type']) {
    case 'boolean':
      return { ...base, kind: 'yes' };
    case 'integer':
      return { ...base, kind: 'number', longest: 2 };
    case 'object':
      return { ...base, kind: 'group', fields: fieldsOf(schema, at, translate) };
    case 'array':
      return { ...base, ...listOf(schema, at, translate) };
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

function listOf(schema: TSchema, at: string, translate: Translate) {
  const items = schema['items'] as TSchema | readonly TSchema[];
  if (Array.isArray(items))
    return {
      kind: 'fixed' as const,
      items: (items as readonly TSchema[]).map((item, i) => ({
        ...fieldOf(String(i), item, false, at, translate),
        label: translate(fill(INDONESIAN.fields['person-numbered'], { number: String(i + 1) })),
      })),
    };
  const item = items as TSchema;
  return {
    kind: 'list' as const,
    item: fieldOf('', item, false, at, translate),
    least: typeof schema['minItems'] === 'number' ? schema['minItems'] : 0,
    most: typeof schema['maxItems'] === 'number' ? schema['maxItems'] : 20,
  };
}

function optionsOf(key: string, schema: TSchema, translate: Translate): Option[] | undefined {
  const list = schema['type'] === 'string' ? LISTS[key] : undefined;
  if (list !== undefined) return list.map((code) => ({ code, label: translate(code) }));
  const alternatives = schema['anyOf'] as readonly TSchema[] | undefined;
  if (alternatives === undefined || !alternatives.every((one) => typeof one['const'] === 'string')) return undefined;
  return alternatives.map((one) => {
    const code = one['const'] as string;
    return { code, label: translate(OPTION_LABELS[code] ?? humanised(code)) };
  });
}

function waysOf(alternatives: readonly TSchema[], at: string, translate: Translate) {
  return alternatives.map((one) => {
    const first = Object.keys((one['properties'] ?? {}) as object)[0] ?? '';
    return { label: translate(WAYS[first] ?? humanised(first)), field: fieldOf('', one, false, at, translate) };
  });
}

/** "NIK kepala keluarga baru" asks for a person, who is chosen by name. */
function labelAt(key: string, title: string, at: string, translate: Translate): string {
  const own = LABELS[at] ?? LABELS_OF_KEYS[key];
  if (own !== undefined) return translate(own);
  if (title === 'NIK' || (title === '' && key === 'nik')) return translate(INDONESIAN.fields['siapa']);
  const plain = translate(title).replace(/^NIK (?=\S)/, '');
  return plain === ''
    ? translate(LABELS_OF_PARTS[key] ?? humanised(key))
    : plain.charAt(0).toUpperCase() + plain.slice(1);
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
