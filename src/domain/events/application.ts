import { INDONESIAN } from '../language/indonesian.ts';
import { Type, type Static } from '@sinclair/typebox';
import { KALURAHAN_TEXT } from '../card/address.ts';
import { EVENTS, type EventName } from './catalogue.ts';

/** What may have happened in one application. */
export const MOST_EVENTS = 20;

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
          title: INDONESIAN.fields['nama-pemohon'],
          remedy: INDONESIAN.faults['tuliskan-nama-pemohon'],
        }),
        nik: Type.String({
          minLength: 1,
          maxLength: 30,
          title: INDONESIAN.fields['nik-pemohon'],
          remedy: INDONESIAN.faults['tuliskan-16-angka-seperti'],
        }),
        whatsapp: Type.String({
          minLength: 6,
          maxLength: 25,
          title: INDONESIAN.fields['nomor-whatsapp'],
          remedy: INDONESIAN.faults['tuliskan-nomor-whatsapp-misalnya'],
        }),
      },
      {
        additionalProperties: false,
        title: INDONESIAN.fields['pemohon'],
        remedy: INDONESIAN.faults['lengkapi-data-pemohon'],
      },
    ),
    /** The number on the card that the family holds. It finds a card and never decides anything. */
    kkNumber: Type.Optional(
      Type.String({
        maxLength: 30,
        title: INDONESIAN.fields['nomor-kk'],
        remedy: INDONESIAN.faults['tuliskan-16-angka-nomor'],
      }),
    ),
    /** As typed, only compared with SIAK (rule R48); a move is an event of its own. */
    address: Type.Optional(
      Type.Object(
        {
          street: Type.Optional(
            Type.String({
              maxLength: 120,
              title: INDONESIAN.fields['alamat'],
              remedy: INDONESIAN.faults['tuliskan-alamat-pada-kk'],
            }),
          ),
          rt: Type.Optional(
            Type.String({
              maxLength: 5,
              title: INDONESIAN.fields['rt'],
              remedy: INDONESIAN.faults['tuliskan-angka-rt'],
            }),
          ),
          rw: Type.Optional(
            Type.String({
              maxLength: 5,
              title: INDONESIAN.fields['rw'],
              remedy: INDONESIAN.faults['tuliskan-angka-rw-atau'],
            }),
          ),
          kalurahan: Type.Optional(
            Type.String({
              maxLength: 20,
              pattern: `${KALURAHAN_TEXT}|^ *$`,
              title: INDONESIAN.fields['kalurahan'],
              remedy: INDONESIAN.faults['pilih-kalurahan-dari-daftar'],
            }),
          ),
        },
        {
          additionalProperties: false,
          title: INDONESIAN.fields['alamat'],
          remedy: INDONESIAN.faults['periksa-alamat'],
        },
      ),
    ),
    /** The members as the resident lists them, where they were typed and not ticked from SIAK. */
    listed: Type.Optional(
      Type.Array(
        Type.Object(
          {
            name: Type.String({
              maxLength: 200,
              title: INDONESIAN.fields['nama-anggota'],
              remedy: INDONESIAN.faults['tuliskan-nama-anggota'],
            }),
            nik: Type.Optional(
              Type.String({
                maxLength: 30,
                title: INDONESIAN.fields['nik'],
                remedy: INDONESIAN.faults['tuliskan-16-angka-nik'],
              }),
            ),
            withoutNik: Type.Optional(
              Type.Union(
                [
                  Type.Literal('bayi-baru-lahir'),
                  Type.Literal('belum-pernah-terdaftar'),
                  Type.Literal('orang-asing-baru'),
                ],
                { title: INDONESIAN.fields['belum-punya-nik'], remedy: INDONESIAN.faults['pilih-alasannya'] },
              ),
            ),
            shdk: Type.Optional(
              Type.String({
                maxLength: 30,
                title: INDONESIAN.fields['hubungan-dalam-keluarga'],
                remedy: INDONESIAN.faults['pilih-dari-daftar'],
              }),
            ),
          },
          { additionalProperties: false },
        ),
        {
          maxItems: 30,
          title: INDONESIAN.fields['anggota-keluarga'],
          remedy: INDONESIAN.faults['paling-banyak-30-anggota'],
        },
      ),
    ),
    events: Type.Array(
      Type.Object(
        {
          event: Type.Union(
            EVENTS.map(({ name }) => Type.Literal(name)),
            { title: INDONESIAN.fields['peristiwa'], remedy: INDONESIAN.faults['pilih-apa-yang-terjadi'] },
          ),
          data: Type.Unknown(),
        },
        { additionalProperties: false },
      ),
      {
        minItems: 1,
        maxItems: MOST_EVENTS,
        title: INDONESIAN.fields['peristiwa'],
        remedy: INDONESIAN.faults['pilih-apa-yang-terjadi-di'],
      },
    ),
    statement: Type.Literal(true, {
      title: INDONESIAN.fields['pernyataan'],
      remedy: INDONESIAN.faults['centang-pernyataan-bahwa-data'],
    }),
  },
  { additionalProperties: false, title: INDONESIAN.fields['permohonan-kk'] },
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
