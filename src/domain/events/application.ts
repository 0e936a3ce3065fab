import { Type, type Static } from '@sinclair/typebox';
import { EVENTS, type EventName } from './catalogue.ts';

/**
 * What a resident sends, as events (the next `Application` of `src/domain/application.ts`: that one asks for reasons
 * and elements; this one asks what happened and lets the event decide the reason). The data of each event are checked
 * against its own schema by `readApplication`.
 */
export const EventApplication = Type.Object(
  {
    applicant: Type.Object(
      {
        name: Type.String({
          minLength: 1,
          maxLength: 100,
          pattern: '\\S',
          title: 'Nama pemohon',
          remedy: 'Tuliskan nama pemohon.',
        }),
        nik: Type.String({
          minLength: 1,
          maxLength: 30,
          title: 'NIK pemohon',
          remedy: 'Tuliskan 16 angka seperti pada KTP-el.',
        }),
        whatsapp: Type.String({
          minLength: 6,
          maxLength: 25,
          title: 'Nomor WhatsApp',
          remedy: 'Tuliskan nomor WhatsApp, misalnya 0812 3456 7890.',
        }),
      },
      { additionalProperties: false, title: 'Pemohon', remedy: 'Lengkapi data pemohon.' },
    ),
    /** The number on the card that the family holds. It finds a card and never decides anything. */
    kkNumber: Type.Optional(
      Type.String({
        maxLength: 30,
        title: 'Nomor KK',
        remedy: 'Tuliskan 16 angka Nomor KK, atau kosongkan bila tidak diingat.',
      }),
    ),
    /** As typed, only compared with SIAK (rule R48); a move is an event of its own. */
    address: Type.Optional(
      Type.Object(
        {
          street: Type.Optional(Type.String({ maxLength: 120, title: 'Alamat', remedy: 'Tuliskan alamat pada KK.' })),
          rt: Type.Optional(Type.String({ maxLength: 5, title: 'RT', remedy: 'Tuliskan angka RT.' })),
          rw: Type.Optional(Type.String({ maxLength: 5, title: 'RW', remedy: 'Tuliskan angka RW, atau kosongkan.' })),
          kalurahan: Type.Optional(
            Type.String({ maxLength: 20, title: 'Kalurahan', remedy: 'Pilih kalurahan dari daftar.' }),
          ),
        },
        { additionalProperties: false, title: 'Alamat', remedy: 'Periksa alamat.' },
      ),
    ),
    /** The members as the resident lists them, where they were typed and not ticked from SIAK. */
    listed: Type.Optional(
      Type.Array(
        Type.Object(
          {
            name: Type.String({ maxLength: 200, title: 'Nama anggota', remedy: 'Tuliskan nama anggota.' }),
            nik: Type.Optional(Type.String({ maxLength: 30, title: 'NIK', remedy: 'Tuliskan 16 angka NIK.' })),
            withoutNik: Type.Optional(
              Type.Union(
                [
                  Type.Literal('bayi-baru-lahir'),
                  Type.Literal('belum-pernah-terdaftar'),
                  Type.Literal('orang-asing-baru'),
                ],
                { title: 'Belum punya NIK', remedy: 'Pilih alasannya.' },
              ),
            ),
            shdk: Type.Optional(
              Type.String({ maxLength: 30, title: 'Hubungan dalam keluarga', remedy: 'Pilih dari daftar.' }),
            ),
          },
          { additionalProperties: false },
        ),
        { maxItems: 30, title: 'Anggota keluarga', remedy: 'Paling banyak 30 anggota.' },
      ),
    ),
    events: Type.Array(
      Type.Object(
        {
          event: Type.Union(
            EVENTS.map(({ name }) => Type.Literal(name)),
            { title: 'Peristiwa', remedy: 'Pilih apa yang terjadi dari daftar.' },
          ),
          data: Type.Unknown(),
        },
        { additionalProperties: false },
      ),
      { minItems: 1, maxItems: 20, title: 'Peristiwa', remedy: 'Pilih apa yang terjadi di keluarga Anda.' },
    ),
    statement: Type.Literal(true, {
      title: 'Pernyataan',
      remedy: 'Centang pernyataan bahwa data yang Anda tulis benar.',
    }),
  },
  { additionalProperties: false, title: 'Permohonan KK' },
);

type Named<Name extends EventName> = Extract<(typeof EVENTS)[number], { readonly name: Name }>;

/** The data of one event, as its schema says. */
export type EventData<Name extends EventName> = Static<Named<Name>['data']>;

/** One event that the resident declares, with its data. */
export type DeclaredEvent = {
  [Name in EventName]: { readonly event: Name; readonly data: EventData<Name> };
}[EventName];

export type EventApplication = Omit<Static<typeof EventApplication>, 'events'> & {
  readonly events: readonly DeclaredEvent[];
};
