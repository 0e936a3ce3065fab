import { fill } from '../language/placeholders.ts';
import { INDONESIAN } from '../language/indonesian.ts';
import { Type, type ObjectOptions, type Static, type TSchema } from '@sinclair/typebox';
import { TypedAddress } from '../card/address.ts';
import { PlainDate } from '../family-card.ts';

/** What to do about a field, named as inside a sentence. */
const about = (key: keyof typeof INDONESIAN.faults, title: string) =>
  fill(INDONESIAN.faults[key], { field: title.toLowerCase() });

/**
 * Fields that several events ask for. The shapes are wide on purpose: what is wrong in a value is said by a rule with
 * its own sentence (`src/domain/rules/`), not by the shape.
 */
export const nik = (title: string) =>
  Type.String({ minLength: 1, maxLength: 30, title, remedy: INDONESIAN.faults['tuliskan-16-angka-nik-seperti'] });

export const text = (title: string, maxLength = 100) =>
  Type.String({ minLength: 1, maxLength, title, remedy: about('write-field', title) });

export const date = (title: string) =>
  Type.String({ ...PlainDate, title, remedy: about('write-field-of-document', title) });

/**
 * A date that a resident writes as it is printed, DD-MM-YYYY, or as the form sends it. Rule R13 reports a date that
 * does not exist.
 */
export const writtenDate = (title: string) =>
  Type.String({ minLength: 1, maxLength: 20, title, remedy: about('write-field-as-in-document', title) });

/** Number of a passport or KITAP as it is printed: letters, digits, hyphens. */
export const documentNumber = (title: string) =>
  Type.String({
    pattern: '^ *[A-Za-z0-9][A-Za-z0-9 ./-]{3,19} *$',
    title,
    remedy: INDONESIAN.faults['tuliskan-nomor-seperti-tercetak'],
  });

export const choice = <const T extends readonly string[]>(title: string, values: T) =>
  Type.Unsafe<T[number]>(
    Type.Union(
      values.map((value) => Type.Literal(value)),
      { title, remedy: about('choose-field', title) },
    ),
  );

export const yes = (title: string) => Type.Boolean({ title, remedy: INDONESIAN.faults['jawab-ya-atau-tidak'] });

export const form = <T extends Record<string, TSchema>>(properties: T, options: ObjectOptions = {}) =>
  Type.Object(properties, { additionalProperties: false, ...options });

/** Where a new household lives: as on a card that is there, or at another address of Bantul. */
export const AddressChoice = Type.Union(
  [form({ like: nik(INDONESIAN.fields['nik-anggota-yang-alamatnya']) }), form({ typed: TypedAddress })],
  { title: INDONESIAN.fields['alamat'], remedy: INDONESIAN.faults['pilih-alamat'] },
);
export type AddressChoice = Static<typeof AddressChoice>;

/** Whose house it is: another's needs a statement of the owner (F-1.03; SE 470/13287). */
export const HOUSES = ['milik-sendiri', 'rumah-orang-tua', 'sewa-kontrak-kos', 'menumpang'] as const;
export const House = choice(INDONESIAN.fields['status-rumah'], HOUSES);

/** Who becomes head of those who stay, and relations that the family corrects. */
export const succession = {
  newHeads: Type.Optional(
    Type.Array(nik(INDONESIAN.fields['nik-kepala-keluarga-baru']), {
      maxItems: 30,
      title: INDONESIAN.fields['kepala-keluarga-baru'],
      remedy: INDONESIAN.faults['pilih-kepala-keluarga-baru'],
    }),
  ),
  relations: Type.Optional(
    Type.Record(Type.String(), text(INDONESIAN.fields['hubungan-dalam-keluarga'], 20), {
      title: INDONESIAN.fields['hubungan-dalam-keluarga'],
      remedy: INDONESIAN.faults['pilih-hubungan-setiap-anggota'],
    }),
  ),
};

/** Somebody of another family, perhaps registered outside Bantul. */
export const Partner = form({
  nik: nik(INDONESIAN.fields['nik-pasangan']),
  name: Type.Optional(text(INDONESIAN.fields['nama-pasangan'])),
  /** Kabupaten of the card they stand on, when it is not Bantul. */
  kabupaten: Type.Optional(text(INDONESIAN.fields['kabupaten-kota-tempat-terdaftar'], 60)),
  skpwni: Type.Optional(choice(INDONESIAN.fields['skpwni'], ['belum', 'diajukan', 'terbit'])),
});
export type Partner = Static<typeof Partner>;
