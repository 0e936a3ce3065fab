import { Type, type Static } from '@sinclair/typebox';
import { ELEMENT_CODES } from './elements.ts';
import type { DeclaredEvent, EventApplication } from './events/application.ts';
import { REASONS } from './reasons.ts';

export { REASONS, REASON_LABELS, type Reason } from './reasons.ts';

/** `remedy` is what the page and the API answer when the field is wrong: which field, and what to do. */
const nik = Type.String({
  pattern: '^[1-9][0-9]{15}$',
  title: 'NIK',
  remedy: 'Tulis 16 angka NIK, tanpa spasi, seperti pada KTP-el.',
});
const name = (title: string) =>
  Type.String({
    minLength: 1,
    maxLength: 100,
    pattern: '\\S',
    title,
    remedy: 'Tulis nama sesuai dokumen, paling banyak 100 huruf.',
  });

/** F-1.06 "Rincian KK": who stands on the card. */
export const DeclaredMember = Type.Object(
  {
    name: name('Nama anggota keluarga'),
    nik,
    shdk: Type.String({
      minLength: 1,
      maxLength: 20,
      title: 'SHDK',
      remedy: 'Pilih hubungan dalam keluarga dari daftar.',
    }),
  },
  { additionalProperties: false },
);

/** F-1.06 tables A and B: semula, menjadi, dasar perubahan. `member` counts from 0 in `members`. */
export const DeclaredChange = Type.Object(
  {
    member: Type.Integer({
      minimum: 0,
      maximum: 29,
      title: 'Anggota',
      remedy: 'Pilih anggota keluarga yang datanya berubah.',
    }),
    element: Type.Union(
      ELEMENT_CODES.map((code) => Type.Literal(code)),
      { title: 'Elemen data', remedy: 'Pilih elemen data dari daftar.' },
    ),
    from: Type.String({
      minLength: 1,
      maxLength: 100,
      title: 'Semula',
      remedy: 'Tulis data yang sekarang tercetak di KK.',
    }),
    to: Type.String({
      minLength: 1,
      maxLength: 100,
      title: 'Menjadi',
      remedy: 'Tulis data yang benar. Untuk pilihan, gunakan isi daftar.',
    }),
    basis: Type.Optional(Type.String({ maxLength: 200, title: 'Dasar perubahan', remedy: 'Paling banyak 200 huruf.' })),
  },
  { additionalProperties: false },
);

/**
 * An element-based application: the one source of its API description and its check. An event-based application has
 * a shape of its own (`events/application.ts`); both are kept as one `Application`.
 */
export const Application = Type.Object(
  {
    reason: Type.Union(
      REASONS.map((r) => Type.Literal(r)),
      { title: 'Alasan permohonan', remedy: 'Pilih salah satu alasan permohonan.' },
    ),
    applicant: Type.Object(
      {
        name: name('Nama pemohon'),
        nik,
        whatsapp: Type.String({
          minLength: 9,
          maxLength: 20,
          title: 'Nomor WhatsApp',
          remedy: 'Tulis nomor seluler, misalnya 0812 3456 7890 atau +65 9123 4567.',
        }),
      },
      { additionalProperties: false, title: 'Pemohon', remedy: 'Lengkapi data pemohon.' },
    ),
    /** Not known yet when the card is new. */
    kkNumber: Type.Optional(
      Type.String({
        pattern: '^[1-9][0-9]{15}$',
        title: 'Nomor KK',
        remedy: 'Tulis 16 angka Nomor KK, tanpa spasi, seperti pada KK lama.',
      }),
    ),
    address: Type.Object(
      {
        street: Type.String({
          minLength: 1,
          maxLength: 120,
          title: 'Alamat',
          remedy: 'Tulis nama jalan atau padukuhan.',
        }),
        rt: Type.String({ pattern: '^[0-9]{1,3}$', title: 'RT', remedy: 'Tulis angka RT, misalnya 003.' }),
        rw: Type.String({ pattern: '^[0-9]{1,3}$', title: 'RW', remedy: 'Tulis angka RW, misalnya 012.' }),
        /** Kemendagri code of the kalurahan, "34.02.01.2001". */
        kalurahan: Type.String({
          pattern: '^34\\.02\\.[0-9]{2}\\.[0-9]{4}$',
          title: 'Kalurahan',
          remedy: 'Pilih kalurahan dari daftar.',
        }),
      },
      { additionalProperties: false, title: 'Alamat', remedy: 'Lengkapi alamat.' },
    ),
    members: Type.Array(DeclaredMember, {
      minItems: 1,
      maxItems: 30,
      title: 'Anggota keluarga',
      remedy: 'Isi satu sampai 30 anggota keluarga.',
    }),
    changes: Type.Array(DeclaredChange, {
      maxItems: 60,
      default: [],
      title: 'Perubahan',
      remedy: 'Isi paling sedikit satu perubahan data.',
    }),
    statement: Type.Literal(true, {
      title: 'Pernyataan',
      remedy: 'Centang pernyataan bahwa data yang Anda tulis benar.',
    }),
  },
  { additionalProperties: false, title: 'Permohonan KK' },
);
/**
 * An application as it is kept. An event-based one carries them here; its reason is derived from them, and what
 * was not asked (address, members) is empty.
 */
export type Application = Static<typeof Application> & {
  readonly events?: readonly DeclaredEvent[];
  /** The members as they were listed with the events; some may have no NIK yet. */
  readonly listed?: EventApplication['listed'];
  /** In which the applicant wants to be written to, "jv"; absent: Indonesian. Chosen on the page, no part of the form. */
  readonly language?: string;
};
