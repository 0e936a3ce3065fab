import { INDONESIAN } from './language/indonesian.ts';
import { Type, type Static } from '@sinclair/typebox';
import { ELEMENT_CODES } from './elements.ts';
import type { DeclaredEvent, EventApplication } from './events/application.ts';
import { REASONS } from './reasons.ts';

export { REASONS, REASON_LABELS, type Reason } from './reasons.ts';

/** `remedy` is what the page and the API answer when the field is wrong: which field, and what to do. */
const nik = Type.String({
  pattern: '^[1-9][0-9]{15}$',
  title: INDONESIAN.fields['nik'],
  remedy: INDONESIAN.faults['tulis-16-angka-nik'],
});
const name = (title: string) =>
  Type.String({
    minLength: 1,
    maxLength: 100,
    pattern: '\\S',
    title,
    remedy: INDONESIAN.faults['tulis-nama-sesuai-dokumen'],
  });

/** F-1.06 "Rincian KK": who stands on the card. */
export const DeclaredMember = Type.Object(
  {
    name: name(INDONESIAN.fields['nama-anggota-keluarga']),
    nik,
    shdk: Type.String({
      minLength: 1,
      maxLength: 20,
      title: INDONESIAN.fields['shdk'],
      remedy: INDONESIAN.faults['pilih-hubungan-dalam-keluarga'],
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
      title: INDONESIAN.fields['anggota'],
      remedy: INDONESIAN.faults['pilih-anggota-keluarga-yang'],
    }),
    element: Type.Union(
      ELEMENT_CODES.map((code) => Type.Literal(code)),
      { title: INDONESIAN.fields['elemen-data'], remedy: INDONESIAN.faults['pilih-elemen-data-dari'] },
    ),
    from: Type.String({
      minLength: 1,
      maxLength: 100,
      title: INDONESIAN.fields['semula'],
      remedy: INDONESIAN.faults['tulis-data-yang-sekarang'],
    }),
    to: Type.String({
      minLength: 1,
      maxLength: 100,
      title: INDONESIAN.fields['menjadi'],
      remedy: INDONESIAN.faults['tulis-data-yang-benar'],
    }),
    basis: Type.Optional(
      Type.String({
        maxLength: 200,
        title: INDONESIAN.fields['dasar-perubahan'],
        remedy: INDONESIAN.faults['paling-banyak-200-huruf'],
      }),
    ),
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
      { title: INDONESIAN.fields['alasan-permohonan'], remedy: INDONESIAN.faults['pilih-salah-satu-alasan'] },
    ),
    applicant: Type.Object(
      {
        name: name(INDONESIAN.fields['nama-pemohon']),
        nik,
        whatsapp: Type.String({
          minLength: 9,
          maxLength: 20,
          title: INDONESIAN.fields['nomor-whatsapp'],
          remedy: INDONESIAN.faults['tulis-nomor-seluler-misalnya'],
        }),
      },
      {
        additionalProperties: false,
        title: INDONESIAN.fields['pemohon'],
        remedy: INDONESIAN.faults['lengkapi-data-pemohon'],
      },
    ),
    /** Not known yet when the card is new. */
    kkNumber: Type.Optional(
      Type.String({
        pattern: '^[1-9][0-9]{15}$',
        title: INDONESIAN.fields['nomor-kk'],
        remedy: INDONESIAN.faults['tulis-16-angka-nomor'],
      }),
    ),
    address: Type.Object(
      {
        street: Type.String({
          minLength: 1,
          maxLength: 120,
          title: INDONESIAN.fields['alamat'],
          remedy: INDONESIAN.faults['tulis-nama-jalan-atau'],
        }),
        rt: Type.String({
          pattern: '^[0-9]{1,3}$',
          title: INDONESIAN.fields['rt'],
          remedy: INDONESIAN.faults['tulis-angka-rt-misalnya'],
        }),
        rw: Type.String({
          pattern: '^[0-9]{1,3}$',
          title: INDONESIAN.fields['rw'],
          remedy: INDONESIAN.faults['tulis-angka-rw-misalnya'],
        }),
        /** Kemendagri code of the kalurahan, "34.02.01.2001". */
        kalurahan: Type.String({
          pattern: '^34\\.02\\.[0-9]{2}\\.[0-9]{4}$',
          title: INDONESIAN.fields['kalurahan'],
          remedy: INDONESIAN.faults['pilih-kalurahan-dari-daftar'],
        }),
      },
      { additionalProperties: false, title: INDONESIAN.fields['alamat'], remedy: INDONESIAN.faults['lengkapi-alamat'] },
    ),
    members: Type.Array(DeclaredMember, {
      minItems: 1,
      maxItems: 30,
      title: INDONESIAN.fields['anggota-keluarga'],
      remedy: INDONESIAN.faults['isi-satu-sampai-30'],
    }),
    changes: Type.Array(DeclaredChange, {
      maxItems: 60,
      default: [],
      title: INDONESIAN.fields['perubahan'],
      remedy: INDONESIAN.faults['isi-paling-sedikit-satu-perubahan'],
    }),
    statement: Type.Literal(true, {
      title: INDONESIAN.fields['pernyataan'],
      remedy: INDONESIAN.faults['centang-pernyataan-bahwa-data'],
    }),
  },
  { additionalProperties: false, title: INDONESIAN.fields['permohonan-kk'] },
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
