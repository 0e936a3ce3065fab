import { Type, type Static, type TSchema } from '@sinclair/typebox';
import { TypedAddress } from '../card/address.ts';
import { PlainDate } from '../family-card.ts';

/**
 * Fields that several events ask for. The shapes are wide on purpose: what is wrong in a value is said by a rule with
 * its own sentence (`src/domain/rules/`), not by the shape.
 */
export const nik = (title: string) =>
  Type.String({ minLength: 1, maxLength: 30, title, remedy: 'Tuliskan 16 angka NIK seperti pada KTP-el atau KK.' });

export const text = (title: string, maxLength = 100) =>
  Type.String({ minLength: 1, maxLength, title, remedy: `Tuliskan ${title.toLowerCase()}.` });

export const date = (title: string) =>
  Type.String({ ...PlainDate, title, remedy: `Tuliskan ${title.toLowerCase()} yang tertulis di dokumen.` });

/**
 * A date that a resident writes as it is printed, DD-MM-YYYY, or as the form sends it. Rule R13 reports a date that
 * does not exist.
 */
export const writtenDate = (title: string) =>
  Type.String({ minLength: 1, maxLength: 20, title, remedy: `Tuliskan ${title.toLowerCase()} seperti di dokumen.` });

/** Number of a passport or KITAP as it is printed: letters, digits, hyphens. */
export const documentNumber = (title: string) =>
  Type.String({
    pattern: '^ *[A-Za-z0-9][A-Za-z0-9 ./-]{3,19} *$',
    title,
    remedy: 'Tuliskan nomor seperti tercetak di dokumen, huruf dan angka saja.',
  });

export const choice = <const T extends readonly string[]>(title: string, values: T) =>
  Type.Unsafe<T[number]>(
    Type.Union(
      values.map((value) => Type.Literal(value)),
      { title, remedy: `Pilih ${title.toLowerCase()} dari daftar.` },
    ),
  );

export const yes = (title: string) => Type.Boolean({ title, remedy: 'Jawab ya atau tidak.' });

export const form = <T extends Record<string, TSchema>>(properties: T) =>
  Type.Object(properties, { additionalProperties: false });

/** Where a new household lives: as on a card that is there, or at another address of Bantul. */
export const AddressChoice = Type.Union(
  [form({ like: nik('NIK anggota yang alamatnya dipakai') }), form({ typed: TypedAddress })],
  { title: 'Alamat', remedy: 'Pilih alamat.' },
);
export type AddressChoice = Static<typeof AddressChoice>;

/** Whose house it is: another's needs a statement of the owner (F-1.03; SE 470/13287). */
export const HOUSES = ['milik-sendiri', 'rumah-orang-tua', 'sewa-kontrak-kos', 'menumpang'] as const;
export const House = choice('Status rumah', HOUSES);

/** Who becomes head of those who stay, and relations that the family corrects. */
export const succession = {
  newHeads: Type.Optional(
    Type.Array(nik('NIK kepala keluarga baru'), {
      maxItems: 30,
      title: 'Kepala keluarga baru',
      remedy: 'Pilih kepala keluarga baru.',
    }),
  ),
  relations: Type.Optional(
    Type.Record(Type.String(), text('Hubungan dalam keluarga', 20), {
      title: 'Hubungan dalam keluarga',
      remedy: 'Pilih hubungan setiap anggota dengan kepala keluarga baru.',
    }),
  ),
};

/** Somebody of another family, perhaps registered outside Bantul. */
export const Partner = form({
  nik: nik('NIK pasangan'),
  name: Type.Optional(text('Nama pasangan')),
  /** Kabupaten of the card they stand on, when it is not Bantul. */
  kabupaten: Type.Optional(text('Kabupaten/kota tempat terdaftar', 60)),
  skpwni: Type.Optional(choice('SKPWNI', ['belum', 'diajukan', 'terbit'])),
});
export type Partner = Static<typeof Partner>;
