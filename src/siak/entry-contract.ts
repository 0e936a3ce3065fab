import { Type, type Static } from '@sinclair/typebox';
import { REASONS } from '../domain/application.ts';
import { ELEMENT_CODES } from '../domain/elements.ts';
import { FamilyCard, FamilyMember } from '../domain/family-card.ts';

/**
 * The writing contract. SIAK has no public interface for writing: entry and change go "only through the application"
 * (Permendagri 95/2019). These shapes are our own, spoken by the simulator alone; an office without an agreement
 * with the Directorate General sets SIAK_WAY to another way, and its officers type into SIAK.
 *
 *   POST   /entri                 EntryRequest -> 201 EntryReceipt; 200 when the same entry is there already;
 *                                 401 credentials, 409 same reference with other content, 422 refused: Refusal,
 *                                 501 no entries from programs now: the officer types into SIAK
 *   GET    /entri?referensi=KK-.. -> 200 EntryReceipt of the living entry, 404 none
 *   DELETE /entri/{nomor}         -> 200 undone (also when it already was), 404 unknown, 409 later entries stand on it
 *   GET    /keluarga/{noKk}       -> 200 {"content": DukcapilRecord[]}, 404 unknown
 */
const nik = Type.String({ pattern: '^[1-9][0-9]{15}$' });

/** A number that SIAK has, or the place-holder of one that it is to give. */
const awaitable = (kind: 'NIK' | 'KK') => Type.String({ pattern: `^([1-9][0-9]{15}|\\{${kind}-BARU-[1-9][0-9]?\\})$` });

/** One card as it is to stand: `lembar` null ends it, `terbit` says that its family asked for it in this file. */
const CardEntry = Type.Object(
  {
    noKk: awaitable('KK'),
    terbit: Type.Boolean(),
    lembar: Type.Union([
      Type.Object(
        {
          ...FamilyCard.properties,
          kkNumber: awaitable('KK'),
          members: Type.Array(
            Type.Object({ ...FamilyMember.properties, nik: awaitable('NIK') }, { additionalProperties: false }),
            { minItems: 1, maxItems: 30 },
          ),
        },
        { additionalProperties: false },
      ),
      Type.Null(),
    ]),
  },
  { additionalProperties: false },
);
export type CardEntry = Static<typeof CardEntry>;

export const EntryRequest = Type.Object(
  {
    referensi: Type.String({ minLength: 3, maxLength: 40 }),
    alasan: Type.Union(REASONS.map((reason) => Type.Literal(reason))),
    noKk: Type.Union([nik, Type.Null()]),
    perubahan: Type.Array(
      Type.Object(
        {
          nik,
          elemen: Type.Union(ELEMENT_CODES.map((code) => Type.Literal(code))),
          semula: Type.String({ maxLength: 100 }),
          menjadi: Type.String({ minLength: 1, maxLength: 100 }),
          dasar: Type.Union([Type.String({ maxLength: 200 }), Type.Null()]),
        },
        { additionalProperties: false },
      ),
      { maxItems: 60 },
    ),
    anggota: Type.Array(
      Type.Object(
        {
          nik,
          nama: Type.String({ minLength: 1, maxLength: 100 }),
          shdk: Type.String({ minLength: 1, maxLength: 20 }),
        },
        { additionalProperties: false },
      ),
      { maxItems: 30 },
    ),
    alamat: Type.Object(
      {
        jalan: Type.String({ minLength: 1, maxLength: 120 }),
        rt: Type.String({ pattern: '^[0-9]{1,3}$' }),
        rw: Type.String({ pattern: '^[0-9]{1,3}$' }),
        /** Kemendagri code, "34.02.01.2001" */
        kalurahan: Type.String({ maxLength: 13 }),
      },
      { additionalProperties: false },
    ),
    tanggal: Type.String({ pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' }),
    /** Whole cards, of an event-based application; then `perubahan` and `anggota` are empty. */
    kartu: Type.Optional(Type.Array(CardEntry, { minItems: 1, maxItems: 12 })),
  },
  { additionalProperties: false },
);
export type EntryRequest = Static<typeof EntryRequest>;

export const EntryReceipt = Type.Object({
  /** SIAK's own reference of the entry. */
  nomor: Type.String({ minLength: 3, maxLength: 40 }),
  noKk: nik,
  /** What SIAK noticed but did not refuse. Holds no personal data. */
  peringatan: Type.Array(Type.String()),
});
export type EntryReceipt = Static<typeof EntryReceipt>;

/** Codes of a refusal; the text is for the person at SIAK's screen. */
export type RefusalCode =
  | 'KK_TIDAK_DIKENAL'
  | 'NIK_BUKAN_ANGGOTA'
  | 'NIK_PADA_KK_LAIN'
  | 'ISI_TIDAK_DIKENAL'
  | 'ISIAN_SALAH'
  | 'REFERENSI_SUDAH_DIPAKAI'
  | 'SUDAH_DIUBAH_LAGI'
  | 'ENTRI_TIDAK_DIKENAL'
  | 'DATA_DIKUNCI'
  | 'ENTRI_LEWAT_APLIKASI';
export interface Refusal {
  readonly kode: RefusalCode;
  readonly pesan: string;
}
