import type { Application } from '../../src/domain/application.ts';
import { DEFAULT_OFFICE_RULES } from '../../src/domain/events/office-rules.ts';
import { Failure } from '../../src/domain/failures.ts';
import type { FamilyCard } from '../../src/domain/family-card.ts';
import type { CaseRecord, DecisionRecord } from '../../src/store/store.ts';
import { cardOfFamily, fourPeople, married, person, sexes } from '../domain/families.ts';
import { sampleApplication } from '../domain/sample-application.ts';

/** A case of events with everything that its assessment reads, in memory. */
export const NOW = new Date('2026-11-26T03:00:00Z');
export const TODAY = '2026-11-26';
export const LINK_KEY = Buffer.alloc(32, 7);
export const NUMBER = 'KK-261126-ABCDEF';
export const FAMILY = fourPeople();
const { father, mother, son, daughter, card } = FAMILY;
export const EVERYBODY = [father, mother, son, daughter];

export const graduation = (to: string, of = mother.nik, from = mother.education) => ({
  event: 'pendidikan',
  data: { changes: [{ person: of, from, to }] },
});
export function application(events: readonly object[], change: Partial<Application> = {}): Application {
  return sampleApplication({
    applicant: { name: father.name, nik: father.nik, whatsapp: '081234567890' },
    kkNumber: card.kkNumber,
    address: { street: card.address, rt: card.rt, rw: card.rw, kalurahan: card.kalurahanCode ?? '34.02.15.2001' },
    members: [],
    listed: EVERYBODY.map(({ name, nik, shdk }) => ({ name, nik, shdk })),
    changes: [],
    events: events as unknown as NonNullable<Application['events']>,
    ...change,
  });
}
export const GRADUATED = application([graduation('DIPLOMA IV/STRATA I')]);

export const record = (of: Application, change: Partial<CaseRecord> = {}) =>
  ({
    ...{ applicationNumber: NUMBER, application: of, amendedSha256: null, cardsBeforeSha256: 'before' },
    ...{ cardsAfterSha256: null, siakWay: 'simulator', kkNumber: card.kkNumber, draftSha256: null },
    ...{ reason: 'perubahan-data', siakReference: null, signatory: null, findings: [], entryOfficer: null },
    ...{ state: 'examination', signedSha256: null },
    ...change,
  }) as unknown as CaseRecord;
export const decided = (element: string | null, change: Partial<DecisionRecord> = {}) =>
  ({
    ...{ applicationNumber: NUMBER, step: 3, element, answer: {}, decidedBy: 'sri.wahyuni', decidedAt: NOW },
    ...{ refusedBecause: null, takenBackAt: null, taskId: `task of ${element}`, draftSha256: null },
    ...change,
  }) as unknown as DecisionRecord;

export interface Assessed {
  readonly cards?: readonly FamilyCard[];
  readonly read?: boolean;
  readonly papers?: readonly { readonly id: string; readonly kind: string; readonly [more: string]: unknown }[];
  readonly readings?: readonly { readonly paperId: string; readonly content: string }[];
  readonly decisions?: readonly DecisionRecord[];
  /** Numbers that were typed, by the task. */
  readonly typed?: Readonly<Record<string, string>>;
  readonly open?: readonly { readonly applicationNumber: string; readonly subject: string }[];
  readonly phoneKnown?: boolean;
  /** What lies in the store of documents, by its hash, beside the cards before. */
  readonly documents?: Readonly<Record<string, unknown>>;
}
/** The tables and documents that an assessment reads. */
export function assessed(given: Assessed = {}) {
  const { cards = [card], read = true, papers = [], readings = [], decisions = [], typed = {}, open = [] } = given;
  const none = () => Promise.resolve([]);
  const documents: Readonly<Record<string, unknown>> = { before: { read, readOn: TODAY, cards }, ...given.documents };
  return {
    store: {
      subjects: {
        openWith: (hashes: readonly string[], but: string) =>
          Promise.resolve(
            open.filter(({ applicationNumber, subject }) => applicationNumber !== but && hashes.includes(subject)),
          ),
        reachedBefore: () => Promise.resolve(given.phoneKnown ?? false),
      },
      papers: { of: (number: string) => Promise.resolve(number === NUMBER ? papers : []) },
      screenSignatures: { of: none },
      paperReadings: { newest: () => Promise.resolve(readings) },
      decisions: { of: () => Promise.resolve(decisions) },
      siakNumbers: {
        ofTask: (taskId: string) =>
          Promise.resolve(typed[taskId] === undefined ? undefined : { content: typed[taskId] }),
      },
    },
    documents: {
      get: (sha256: string) => {
        const found = documents[sha256];
        if (found === undefined) return Promise.reject(new Failure('DOCUMENT_DAMAGED'));
        return Promise.resolve(Buffer.isBuffer(found) ? found : Buffer.from(JSON.stringify(found)));
      },
    },
    settings: { linkKey: LINK_KEY, officeRules: DEFAULT_OFFICE_RULES },
    now: () => NOW,
  };
}

/** A child of the family is born: SIAK gives the NIK. */
export const BORN = application([
  {
    event: 'bayi-lahir',
    data: {
      children: [
        {
          ...{ name: 'ARJUNA PAMUNGKAS', withoutNik: 'bayi-baru-lahir', sex: 'LAKI-LAKI', birthPlace: 'BANTUL' },
          ...{ birthDate: '2026-11-15', religion: 'ISLAM', bloodType: 'B', childNumber: 3, citizenship: 'WNI' },
          ...{ father: father.nik, mother: mother.nik },
        },
      ],
    },
  },
]);
/** The son of the family marries the daughter of another one: SIAK gives their card its number. */
export const BRIDES = (() => {
  const parent = person('MUJIONO', 'KEPALA KELUARGA', '1970-01-01', married('1997-07-04'));
  const other = person('SRI REJEKI', 'ISTRI', '1974-02-12', { ...sexes.woman, ...married('1997-07-04') });
  const bride = person('NURUL HIDAYAH', 'ANAK', '2003-11-23', {
    ...{ ...sexes.woman, father: parent.name, mother: other.name },
  });
  return { bride, card: cardOfFamily([parent, other, bride]) };
})();
export const MARRIED = application(
  [
    {
      event: 'menikah',
      data: {
        ...{ weddingDate: '2026-10-12', partners: [{ nik: son.nik }, { nik: BRIDES.bride.nik }], head: son.nik },
        ...{ address: { like: son.nik }, house: 'rumah-orang-tua' },
      },
    },
  ],
  { applicant: { name: son.name, nik: son.nik, whatsapp: '081234567890' }, reason: 'baru' },
);
export const PAPERS_OF_GRADUATION = ['f-1-02', 'f-1-06', 'kk-lama', 'ijazah'].map((kind) => ({
  id: `paper ${kind}`,
  kind,
}));
/** Somebody moves out of the district: another service comes first. */
export const MOVES_AWAY = application([
  {
    event: 'pindah-keluar',
    data: { movers: [{ nik: son.nik, name: son.name }], destination: 'Surabaya', skpwni: 'belum' },
  },
]);
export const HEAD_DIED = application([
  { event: 'anggota-meninggal', data: { person: father.nik, date: '2026-11-10', newHeads: [mother.nik] } },
]);
/** The whole family moves within the district. */
export const MOVED = application([
  {
    event: 'pindah-dalam-bantul',
    data: {
      date: '2026-11-01',
      address: { street: 'Jogonalan', rt: '002', kalurahan: '34.02.15.2003' },
      house: 'milik-sendiri',
    },
  },
]);
