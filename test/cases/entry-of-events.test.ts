import { expect } from 'chai';
import { subjectHash } from '../../src/cases/case-subjects.ts';
import { readCardsAfter } from '../../src/cases/cards-after.ts';
import { expectedPrint } from '../../src/cases/expected-print.ts';
import { stoppedByRules } from '../../src/cases/rules-that-stop.ts';
import { entryOfEvents } from '../../src/cases/siak-entry.ts';
import { touchedBy } from '../../src/cases/touched-cards.ts';
import type { Application } from '../../src/domain/application.ts';
import { DEFAULT_OFFICE_RULES } from '../../src/domain/events/office-rules.ts';
import { Failure } from '../../src/domain/failures.ts';
import type { FamilyCard } from '../../src/domain/family-card.ts';
import type { CaseRecord } from '../../src/store/store.ts';
import { cardOfFamily, fourPeople, person } from '../domain/families.ts';
import { sampleApplication } from '../domain/sample-application.ts';

const NOW = new Date('2026-11-26T03:00:00Z');
const TODAY = '2026-11-26';
const KEY = Buffer.alloc(32, 7);
const NUMBER = 'KK-261126-ABCDEF';
const { father, mother, son, daughter, card } = fourPeople();
const everybody = [father, mother, son, daughter];
const graduation = (to: string, of = mother.nik, from = mother.education) => ({
  event: 'pendidikan',
  data: { changes: [{ person: of, from, to }] },
});
const application = (...events: object[]): Application =>
  sampleApplication({
    applicant: { name: father.name, nik: father.nik, whatsapp: '081234567890' },
    kkNumber: card.kkNumber,
    address: { street: card.address, rt: card.rt, rw: card.rw, kalurahan: card.kalurahanCode ?? '34.02.15.2001' },
    members: [],
    listed: everybody.map(({ name, nik, shdk }) => ({ name, nik, shdk })),
    changes: [],
    events: events as unknown as NonNullable<Application['events']>,
  });

interface Given {
  readonly cards?: readonly FamilyCard[];
  readonly read?: boolean;
  readonly papers?: readonly string[];
  readonly drafted?: FamilyCard;
  readonly siak?: object;
}
function office({ cards = [card], read = true, papers = [], drafted, siak = {} }: Given = {}) {
  const none = () => Promise.resolve([]);
  const documents = new Map<string, unknown>([['before', { read, readOn: TODAY, cards }]]);
  return {
    store: {
      subjects: { openWith: none, reachedBefore: () => Promise.resolve(false) },
      papers: { of: () => Promise.resolve(papers.map((kind, i) => ({ id: String(i), kind }))) },
      screenSignatures: { of: none },
      paperReadings: { newest: none },
      decisions: { of: none },
      drafts: {
        find: (sha256: string) => Promise.resolve(sha256 === 'draft' && drafted ? { family: drafted } : undefined),
      },
    },
    documents: {
      get: (sha256: string) =>
        documents.has(sha256)
          ? Promise.resolve(Buffer.from(JSON.stringify(documents.get(sha256))))
          : Promise.reject(new Failure('DOCUMENT_DAMAGED')),
    },
    settings: { linkKey: KEY, officeRules: DEFAULT_OFFICE_RULES },
    siak: { way: 'typed', reads: true, ...siak },
    now: () => NOW,
  } as never;
}
const record = (of: Application, change: Partial<CaseRecord> = {}) =>
  ({
    ...{ applicationNumber: NUMBER, application: of, amendedSha256: null, cardsBeforeSha256: 'before' },
    ...{ cardsAfterSha256: null, siakWay: 'siak-signed-pdf', kkNumber: card.kkNumber, draftSha256: null },
    ...{ reason: 'perubahan-data' },
    ...change,
  }) as unknown as CaseRecord;
const GRADUATED = application(graduation('DIPLOMA IV/STRATA I'));

describe('What is entered in SIAK for the events of a family', () => {
  it('is the whole card as it is to stand, with the address of the family and the day', async () => {
    const { entry, kkNumber } = await entryOfEvents(office(), record(GRADUATED));
    expect(kkNumber).to.equal(card.kkNumber);
    expect(entry).to.deep.include({
      ...{ ownReference: NUMBER, reason: 'perubahan-data', kkNumber: card.kkNumber, changes: [], members: [] },
      ...{ enteredOn: TODAY },
      address: { street: card.address, rt: card.rt, rw: card.rw, kalurahan: card.kalurahanCode ?? '' },
    });
    expect(entry!.cards!.map((one) => [one.kkNumber, one.issued])).to.deep.equal([[card.kkNumber, true]]);
    expect(entry!.cards![0]!.card!.members.map(({ nik, education }) => [nik, education])).to.deep.equal(
      everybody.map(({ nik, education }) => [nik, nik === mother.nik ? 'DIPLOMA IV/STRATA I' : education]),
    );
  });

  it('is nothing where SIAK has the cards so already', async () => {
    const has = { ...card, members: card.members.map((one) => ({ ...one })) };
    const changed = has.members.map((one) =>
      one.nik === mother.nik ? { ...one, education: 'DIPLOMA IV/STRATA I' } : one,
    );
    const { entry, kkNumber } = await entryOfEvents(
      office({ cards: [{ ...has, members: changed }] }),
      record(GRADUATED),
    );
    expect(entry).to.equal(undefined);
    expect(kkNumber).to.equal(card.kkNumber);
  });
});

describe('What the card of such a case does', () => {
  it('makes the paper of its own card void, by a keyed hash of the number', async () => {
    expect(await touchedBy(office(), record(GRADUATED))).to.deep.equal([subjectHash(KEY, 'kk', card.kkNumber)]);
    expect(await touchedBy(office(), record(sampleApplication())), 'of elements').to.deep.equal([]);
    expect(await touchedBy(office(), record(GRADUATED, { cardsBeforeSha256: 'damaged' }))).to.deep.equal([]);
    const broken = { ...(office() as object), documents: { get: () => Promise.reject(new Error('torn')) } } as never;
    const error = await touchedBy(broken, record(GRADUATED)).catch((one: unknown) => (one as Error).message);
    expect(error).to.equal('torn');
    const away = { ...(office() as object), documents: { get: () => Promise.reject(new Failure('SIAK_UNREACHABLE')) } };
    const code = await touchedBy(away as never, record(GRADUATED)).catch((one: unknown) => (one as Failure).code);
    expect(code, 'only damage is passed over').to.equal('SIAK_UNREACHABLE');
  });

  it('leaves the paper of a card that it does not touch, and of one whose number nobody knows', async () => {
    const other = cardOfFamily([person('SUTEJO', 'KEPALA KELUARGA', '1980-04-04')], { kkNumber: '3402150101150072' });
    expect(await touchedBy(office({ cards: [card, other] }), record(GRADUATED))).to.deep.equal([
      subjectHash(KEY, 'kk', card.kkNumber),
    ]);
    const unknown = { ...card, kkNumber: '1000000000000001' };
    expect(await touchedBy(office({ cards: [unknown], read: false }), record(GRADUATED))).to.deep.equal([]);
  });

  it('must show what the events say, or what the elements of the application say', async () => {
    const print = JSON.stringify(await expectedPrint(office(), record(GRADUATED)));
    expect(print).to.contain('DIPLOMA IV/STRATA I').and.contain(card.kkNumber);
    const stands = card.members.map((one) => ({
      ...one,
      education: one.nik === mother.nik ? 'DIPLOMA IV/STRATA I' : one.education,
    }));
    const held = await expectedPrint(office({ cards: [{ ...card, members: stands }] }), record(GRADUATED));
    expect(JSON.stringify(held), 'also where SIAK has it already').to.contain(mother.name);
    const elements = sampleApplication();
    const numberOf = async (change: Partial<CaseRecord>, of: Application = elements) =>
      JSON.stringify(await expectedPrint(office(), record(of, change)));
    expect(await numberOf({ kkNumber: '3402150101150099' })).to.contain('3402150101150099');
    expect(await numberOf({ kkNumber: null })).to.contain(elements.kkNumber!);
    expect(await numberOf({ reason: 'baru' })).to.not.contain(card.kkNumber);
  });

  it('touches no other card, so none is read again', async () => {
    const family = () => Promise.reject(new Error('asked'));
    expect(await readCardsAfter(office({ siak: { family } }), record(GRADUATED))).to.deep.equal([]);
    const other = cardOfFamily([person('SUTEJO', 'KEPALA KELUARGA', '1980-04-04')], { kkNumber: '3402150101150072' });
    expect(await readCardsAfter(office({ cards: [card, other], siak: { family } }), record(GRADUATED))).to.deep.equal(
      [],
    );
  });
});

describe('The rules at a decision', () => {
  const stopped = (
    element: string,
    answer: object,
    given: Given = {},
    of = GRADUATED,
    change: Partial<CaseRecord> = {},
  ) => stoppedByRules(office(given), record(of, change), element, answer);
  const COMPLETE = { examination: 'complete' };

  it('let a change pass that can be true, and say nothing of other decisions', async () => {
    expect(await stopped('examine-application', COMPLETE)).to.equal(undefined);
    const impossible = application(graduation('DIPLOMA IV/STRATA I', '3402150101990099'));
    for (const [element, answer] of [
      ['examine-application', { examination: 'incomplete' }],
      ['verify-draft', { verification: 'invalid' }],
      ['approve-signing', { signing: 'approved' }],
      ['verify-draft', COMPLETE],
    ] as const)
      expect(await stopped(element, answer, {}, impossible), element).to.equal(undefined);
    expect(await stopped('examine-application', COMPLETE, {}, sampleApplication()), 'of elements').to.equal(undefined);
  });

  it('stop the examination of what cannot be processed; not where SIAK was not read', async () => {
    const impossible = application(graduation('DIPLOMA IV/STRATA I', '3402150101990099'));
    expect(await stopped('examine-application', COMPLETE, {}, impossible)).to.equal('RULES_STOP_EXAMINATION');
    expect(await stopped('examine-application', COMPLETE, { read: false }, GRADUATED)).to.equal(undefined);
    // A card is issued, but nothing changes (rule R57); the papers that lack an officer judges.
    const nothing = application(graduation(mother.education));
    expect(await stopped('examine-application', COMPLETE, {}, nothing)).to.equal('RULES_STOP_EXAMINATION');
    expect(await stopped('examine-application', COMPLETE, { read: false }, nothing)).to.equal(undefined);
  });

  it('let an application about two families pass where SIAK is not read: the other one is looked up by hand', async () => {
    const guest = { nik: '3402150101990099', relation: 'keponakan' };
    const lodges = application({ event: 'numpang-kk', data: { receiver: mother.nik, guests: [guest] } });
    expect(await stopped('examine-application', COMPLETE, {}, lodges)).to.equal('RULES_STOP_EXAMINATION');
    expect(await stopped('examine-application', COMPLETE, { read: false }, lodges)).to.equal(undefined);
  });

  it('stop a verification by what the draft itself says', async () => {
    const drafted = (members: FamilyCard['members']) => ({ drafted: { ...card, members } });
    const right = card.members.map((one) =>
      one.nik === mother.nik ? { ...one, education: 'DIPLOMA IV/STRATA I' } : one,
    );
    const VALID = { verification: 'valid' };
    const draft = { draftSha256: 'draft' };
    expect(await stopped('verify-draft', VALID, drafted(right), GRADUATED, draft)).to.equal(undefined);
    const wrong = right.map((one) =>
      one.nik === mother.nik ? { ...one, education: 'STRATA II', birthDate: '2030-01-01' } : one,
    );
    expect(await stopped('verify-draft', VALID, drafted(wrong), GRADUATED, draft)).to.equal('RULES_STOP_VERIFICATION');
    expect(await stopped('verify-draft', VALID, drafted(wrong), GRADUATED), 'no draft').to.equal(undefined);
    expect(await stopped('verify-draft', VALID, {}, GRADUATED, draft), 'not kept').to.equal(undefined);
    for (const [element, answer] of [
      ['verify-draft', { verification: 'invalid' }],
      ['approve-signing', VALID],
      ['request-print', { printRequest: 'requested' }],
    ] as const)
      expect(await stopped(element, answer, drafted(wrong), GRADUATED, draft), element).to.equal(undefined);
  });
});
