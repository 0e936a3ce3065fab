import type { DeclaredEvent } from '../../../../src/domain/events/application.ts';
import type { Paper } from '../../../../src/domain/events/documents.ts';
import { cardOfFamily, contextFor, fourPeople, person, sexes, type Given } from '../../families.ts';
import type { RuleExamples } from './rule-examples.ts';

const { woman } = sexes;
const { father, mother, son, card } = fourPeople();
const bride = person('NURUL HIDAYAH', 'ANAK', '2001-11-23', woman);
const brideCard = cardOfFamily([person('MUJIONO', 'KEPALA KELUARGA', '1970-01-01'), bride]);
const education: DeclaredEvent = {
  event: 'pendidikan',
  data: { changes: [{ person: son.nik, from: 'SLTA', to: 'S1' }] },
};
const wedding = (
  papers: readonly Paper[],
  partner: Partial<{ nik: string; kabupaten: string }> = {},
  event: 'menikah' | 'kawin-belum-tercatat' = 'menikah',
) =>
  contextFor({
    cards: [card, brideCard],
    events: [
      {
        event,
        data: {
          weddingDate: '2026-10-12',
          partners: [{ nik: son.nik }, { nik: bride.nik, ...partner }],
          head: son.nik,
        },
      },
    ],
    papers,
  });
const COMMON: readonly Paper[] = [
  { document: 'f-1-02' },
  { document: 'kk-lama' },
  { document: 'kk-lama' },
  { document: 'f-1-03' },
];
const f105 = (signedBy: readonly string[], witnesses: number): Paper => ({
  document: 'f-1-05-perkawinan',
  signedBy,
  witnesses,
});
const open = (openApplications: NonNullable<Given['situation']>['openApplications']) =>
  contextFor({
    cards: [card],
    events: [education],
    situation: openApplications === undefined ? {} : { openApplications },
  });
const belief = (from: string, to: string, papers: readonly Paper[]) =>
  contextFor({
    cards: [card],
    events: [{ event: 'agama-kepercayaan', data: { changes: [{ person: father.nik, from, to }] } }],
    papers,
  });
const lost = (...more: readonly DeclaredEvent[]) =>
  contextFor({ cards: [card], events: [{ event: 'kk-hilang', data: {} }, ...more] });

export const EVIDENCE: Readonly<Record<string, RuleExamples>> = {
  R51: {
    triggers: [
      [
        'education change open, the wife applies for blood group',
        () => open([{ number: 'KK-261126-AAAAAA', kkNumber: card.kkNumber, niks: [] }]),
      ],
      [
        'an open application for the same NIK without a number',
        () => open([{ number: 'KK-261126-AAAAAA', niks: [mother.nik] }]),
      ],
    ],
    spares: [
      ['the earlier application is finished or cancelled', () => open([])],
      [
        'an open application of another family',
        () => open([{ number: 'KK-261126-AAAAAA', kkNumber: brideCard.kkNumber, niks: [bride.nik] }]),
      ],
    ],
  },
  R52: {
    triggers: [
      [
        'a number never seen',
        () =>
          contextFor({ cards: [card], events: [{ event: 'kk-hilang', data: {} }], situation: { phoneKnown: false } }),
      ],
    ],
    spares: [['the number of a finished application of the same member', () => lost()]],
  },
  R53: {
    triggers: [
      ['a wedding without buku nikah and without F-1.05', () => wedding(COMMON)],
      ['F-1.05 signed by one of the two', () => wedding([...COMMON, f105([son.nik], 2)], {}, 'kawin-belum-tercatat')],
      [
        'F-1.05 with one witness',
        () => wedding([...COMMON, f105([son.nik, bride.nik], 1)], {}, 'kawin-belum-tercatat'),
      ],
      [
        'one KK lama for two families',
        () =>
          wedding([
            { document: 'f-1-02' },
            { document: 'kk-lama' },
            { document: 'f-1-03' },
            { document: 'buku-nikah' },
          ]),
      ],
    ],
    spares: [
      [
        'a wedding not registered, F-1.05 signed by both and two witnesses',
        () => wedding([...COMMON, f105([son.nik, bride.nik], 2)], {}, 'kawin-belum-tercatat'),
      ],
      ['buku nikah', () => wedding([...COMMON, { document: 'buku-nikah' }])],
      ['kutipan akta perkawinan instead of buku nikah', () => wedding([...COMMON, { document: 'akta-perkawinan' }])],
    ],
  },
  R54: {
    triggers: [
      [
        'buku nikah 12-10-2026, typed 10-12-2026',
        () => wedding([{ document: 'buku-nikah', reads: { date: '10-12-2026' } }]),
      ],
      [
        'another name on the akta',
        () => wedding([{ document: 'buku-nikah', about: bride.nik, reads: { name: 'NURUL HIDAYATI' } }]),
      ],
      [
        'another NIK',
        () => wedding([{ document: 'buku-nikah', about: bride.nik, reads: { nik: '3402166311019999' } }]),
      ],
    ],
    spares: [
      ['the same date in other notation', () => wedding([{ document: 'buku-nikah', reads: { date: '12-10-2026' } }])],
      [
        'the same name in small letters',
        () => wedding([{ document: 'buku-nikah', about: bride.nik, reads: { name: 'Nurul  Hidayah' } }]),
      ],
      ['a paper nobody has read yet', () => wedding([{ document: 'buku-nikah' }])],
    ],
  },
  R55: {
    triggers: [
      [
        'a bride on a card of Sleman, no SKPWNI yet',
        () => wedding([], { nik: '3404136208989062', kabupaten: 'Sleman' }),
      ],
      [
        'a move to a kalurahan outside Bantul',
        () =>
          contextFor({
            cards: [card],
            events: [
              {
                event: 'pindah-dalam-bantul',
                data: { date: '2026-11-01', address: { street: 'JALAN', rt: '1', kalurahan: '34.04.01.2001' } },
              },
            ],
          }),
      ],
      [
        'a member who is still to move out',
        () =>
          contextFor({
            cards: [card],
            events: [
              {
                event: 'pindah-keluar',
                data: { movers: [{ nik: son.nik }], destination: 'Surabaya', skpwni: 'belum' },
              },
            ],
          }),
      ],
    ],
    spares: [
      ['a bride on a card of another kapanewon of Bantul', () => wedding([])],
      [
        'no kalurahan chosen',
        () =>
          contextFor({
            cards: [card],
            events: [{ event: 'kk-rusak', data: {} }],
            rest: { address: { kalurahan: ' ' } },
          }),
      ],
    ],
  },
  R58: {
    triggers: [
      ['ISLAM -> KEPERCAYAAN with no paper', () => belief('ISLAM', 'KEPERCAYAAN TERHADAP TUHAN YME', [])],
      ['KEPERCAYAAN -> ISLAM with no paper', () => belief('Penghayat kepercayaan', 'ISLAM', [])],
    ],
    spares: [
      [
        'the same with SPTJM and no organisation',
        () => belief('ISLAM', 'KEPERCAYAAN TERHADAP TUHAN YME', [{ document: 'sptjm-kepercayaan' }]),
      ],
      ['a letter of the organisation', () => belief('ISLAM', 'KEPERCAYAAN', [{ document: 'surat-kepercayaan' }])],
      ['ISLAM -> KRISTEN', () => belief('ISLAM', 'KRISTEN', [])],
    ],
  },
  R69: {
    triggers: [
      ['a lost card and new education', () => lost(education)],
      [
        'a damaged card and the wish to change data',
        () => contextFor({ cards: [card], events: [{ event: 'kk-rusak', data: { wantsChanges: true } }] }),
      ],
    ],
    spares: [['a lost card, no change', () => lost()]],
  },
};
