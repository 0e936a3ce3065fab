import type { CardsBefore } from '../../src/cases/cards-before.ts';
import { checkApplication } from '../../src/domain/check-application.ts';
import type { Application } from '../../src/domain/application.ts';
import type { DeclaredEvent, EventApplication } from '../../src/domain/events/application.ts';
import { DEFAULT_OFFICE_RULES } from '../../src/domain/events/office-rules.ts';
import { Failure } from '../../src/domain/failures.ts';
import type { FamilyCard } from '../../src/domain/family-card.ts';
import type { CaseRecord } from '../../src/store/store.ts';
import { applicationFor, fourPeople } from '../domain/families.ts';
import { keptDocuments } from './kept-documents.ts';
import { noteBook } from './noted.ts';

export const NOW = new Date('2026-11-27T03:00:00Z');
export const TODAY = '2026-11-27';
export const NUMBER = 'KK-261127-ABCDEF';
export const KEY = Buffer.alloc(32, 9);

/** Father, mother, son of 20 and daughter of 8; the father applies. */
export const FAMILY = fourPeople();
const { card, father, mother, son } = FAMILY;
export const SCHOOL: DeclaredEvent = {
  event: 'pendidikan',
  data: { changes: [{ person: son.nik, from: 'SLTA/SEDERAJAT', to: 'DIPLOMA IV/STRATA I' }] },
};
export const WORK: DeclaredEvent = {
  event: 'pekerjaan',
  data: { changes: [{ person: father.nik, from: 'WIRASWASTA', to: 'GURU' }] },
};
export const LOST: DeclaredEvent = { event: 'kk-hilang', data: {} };

/** As the portal takes it; fails where the portal refuses it. */
export function applied(events: readonly DeclaredEvent[], rest: Partial<EventApplication> = {}): Application {
  const checked = checkApplication(applicationFor({ cards: [card], events, rest }), TODAY);
  if (!checked.ok) throw new Error(JSON.stringify(checked.faults));
  return checked.application;
}
export const LISTED = [father, mother, son].map(({ name, nik, shdk }) => ({ name, nik, shdk }));

export interface Given {
  readonly record?: Partial<CaseRecord>;
  /** As the case stands once its row is locked. */
  readonly locked?: Partial<CaseRecord>;
  readonly decisions?: readonly object[];
  readonly papers?: readonly { readonly id: string; readonly kind: string }[];
  readonly signatures?: readonly object[];
  /** The cards that SIAK has. */
  readonly cards?: readonly FamilyCard[];
  readonly siak?: object;
  readonly requirements?: object;
  /** The cards as they were read for this case. */
  readonly cardsBefore?: CardsBefore;
}

/** Tables in memory of one case, and SIAK with the family. */
export function eventOffice(given: Given = {}) {
  const { did, note } = noteBook();
  const documents = keptDocuments();
  const before = given.cardsBefore === undefined ? null : documents.putNow(JSON.stringify(given.cardsBefore));
  const record = {
    ...{ applicationNumber: NUMBER, state: 'waiting-for-applicant', application: applied([SCHOOL]), elements: [] },
    ...{ amendedSha256: null, cardsBeforeSha256: before, cardsAfterSha256: null, missingDocuments: [], kkNumber: null },
    ...{ pinGeneration: 0, siakWay: 'simulator', reason: 'perubahan-data' },
    ...given.record,
  } as unknown as CaseRecord;
  const cards = given.cards ?? [card];
  const rows =
    (of: readonly unknown[] = []) =>
    () =>
      Promise.resolve(of);
  const tables = {
    cases: {
      ...{ find: () => Promise.resolve(record), get: () => Promise.resolve(record), change: note('case') },
      lock: () => Promise.resolve({ ...record, ...given.locked }),
      takenUp: note('taken-up'),
    },
    decisions: { of: rows(given.decisions) },
    papers: { of: rows(given.papers), add: note('paper', { id: 'p9', applicationNumber: NUMBER }) },
    paperReadings: { newest: rows() },
    screenSignatures: { of: rows(given.signatures) },
    subjects: { openWith: rows(), reachedBefore: () => Promise.resolve(true), put: note('subjects') },
    journal: { write: note('journal') },
    outbox: { put: note('outbox'), lock: note('delivered', undefined) },
  };
  const siak = {
    reads: true,
    cardOf: (nik: string) => Promise.resolve(cards.find(({ members }) => members.some((one) => one.nik === nik))),
    family: (kkNumber: string) => {
      const found = cards.find((one) => one.kkNumber === kkNumber);
      return found === undefined ? Promise.reject(new Failure('FAMILY_UNKNOWN')) : Promise.resolve(found);
    },
    check: (...asked: unknown[]) => {
      did.push(['checked', ...asked]);
      return Promise.resolve((asked[0] as object[]).map(() => ({ known: true, nameMatches: true, kkMatches: true })));
    },
    ...given.siak,
  };
  const needs = {
    store: { ...tables, transaction: (work: (own: typeof tables) => Promise<unknown>) => work(tables) },
    documents,
    siak,
    engine: { evaluate: (...asked: unknown[]) => (did.push(['asked', ...asked]), Promise.resolve(given.requirements)) },
    logger: { warn: () => undefined },
    settings: { officeRules: DEFAULT_OFFICE_RULES, linkKey: KEY },
    now: () => NOW,
  };
  return { did, record, documents, needs: needs as never };
}
