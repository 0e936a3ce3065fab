import { expect } from 'chai';
import { createHash } from 'node:crypto';
import { subjectHash } from '../../src/cases/case-subjects.ts';
import { readCardsAfter } from '../../src/cases/cards-after.ts';
import { draftCard } from '../../src/cases/draft-card.ts';
import { renderCard } from '../../src/cases/render-card.ts';
import { cardToken } from '../../src/cases/tokens.ts';
import { Failure } from '../../src/domain/failures.ts';
import type { FamilyCard } from '../../src/domain/family-card.ts';
import type { CaseRecord, DecisionRecord } from '../../src/store/store.ts';
import { sampleApplication } from '../domain/sample-application.ts';
import {
  BORN,
  BRIDES,
  EVERYBODY,
  FAMILY,
  GRADUATED,
  LINK_KEY,
  MARRIED,
  NOW,
  NUMBER,
  TODAY,
  assessed,
  decided,
  record,
} from './event-cases.ts';
import { noteBook } from './noted.ts';
import { PEOPLE } from './office.ts';

const { card, father, mother, son, daughter } = FAMILY;
const NEW_KK = '3402152611269001';
const NEW_NIK = '3402152611260002';
const EXAMINED = decided('examine-application', { answer: { examination: 'complete' } });
const TYPED = decided('enter-siak-manually', { taskId: 'task-3', answer: { siakReference: 'SIAK/7' } });
const SEEN = decided('check-siak-entry', { answer: { entryCheck: 'seen' } });
const CONFIRMED = [EXAMINED, TYPED, SEEN];
const sha256Of = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const parsed = (bytes: Buffer) => JSON.parse(bytes.toString()) as unknown;

interface Given {
  readonly decisions?: readonly DecisionRecord[];
  readonly cards?: readonly FamilyCard[];
  readonly read?: boolean;
  /** Numbers that an officer typed with the entry. */
  readonly numbers?: Readonly<Record<string, string>>;
  /** What officers said of the immigration columns, by NIK. */
  readonly claims?: Readonly<Record<string, object>>;
  readonly reads?: boolean;
  readonly family?: (kkNumber: string) => Promise<FamilyCard>;
}
function office(of: CaseRecord, given: Given = {}) {
  const { did, note } = noteBook();
  const put: Buffer[] = [];
  const claims = Object.entries(given.claims ?? {});
  const { store, documents, settings, ...needs } = assessed({
    cards: given.cards ?? [card],
    read: given.read ?? true,
    decisions: given.decisions ?? [EXAMINED],
    typed: given.numbers === undefined ? {} : { 'task-3': 'numbers' },
    documents: {
      numbers: { numbers: given.numbers },
      ...Object.fromEntries(claims.map(([nik, columns]) => [`claim of ${nik}`, { nik, columns }])),
    },
  });
  let now = of;
  const tables = {
    ...store,
    subjects: { ...store.subjects, put: note('subjects') },
    cases: {
      get: () => Promise.resolve(now),
      change: async (number: string, change: object) => {
        await note('change')(number, change);
        now = { ...now, ...change };
      },
    },
    effects: { intend: note('intend', { isNew: true }), settle: note('settle') },
    immigrationClaims: {
      of: () =>
        Promise.resolve(claims.map(([nik]) => ({ content: `claim of ${nik}`, claimedBy: 'sri', claimedAt: NOW }))),
    },
    journal: { write: note('journal') },
  };
  const all = {
    ...needs,
    settings,
    documents: {
      ...documents,
      put: (bytes: Buffer) => Promise.resolve({ sha256: `put ${put.push(bytes)}` }),
    },
    store: { ...tables, transaction: (work: (own: object) => Promise<unknown>) => work(tables) },
    siak: {
      way: 'simulator',
      reads: given.reads ?? true,
      family: async (kkNumber: string, niks: unknown, known: unknown) => {
        await note('reads')(kkNumber, niks, known);
        return given.family?.(kkNumber) ?? { ...card, kkNumber };
      },
    },
  };
  return { did, put, needs: all as unknown as Parameters<typeof draftCard>[0] };
}
async function drafts(of: CaseRecord, given: Given = {}) {
  const { did, put, needs } = office(of, given);
  const outcome = await draftCard(needs)({ applicationNumber: NUMBER }).catch((error: unknown) =>
    error instanceof Failure ? error.code : error,
  );
  const [, , change] = did.findLast(([name]) => name === 'change') ?? [];
  return {
    ...{ outcome, did, put },
    change: change as { findings: string[] } | undefined,
    family: put[0] === undefined ? undefined : (parsed(put[0]) as FamilyCard),
    reads: did.filter(([name]) => name === 'reads').map(([, ...asked]) => asked),
  };
}
const elements = (change: Partial<CaseRecord> = {}, application = sampleApplication()) =>
  record(application, { kkNumber: '3402150101150007', ...change });
const typed = (change: Partial<CaseRecord> = {}, application = sampleApplication()) =>
  elements({ siakWay: 'typed', ...change }, application);
const RETURNED = [
  'journal',
  {
    ...{ applicationNumber: NUMBER, actor: 'sistem', event: 'task-returned', step: 3 },
    detail: { code: 'FAMILY_UNKNOWN' },
  },
];
const UNREAD = /^Data keluarga pada draf tidak dibaca dari SIAK/;
const UNSAID = /diisi dari permohonan dan KK lama, selebihnya WNI/;
const CLAIMED = /dan catatan petugas pada berkas ini/;
const [damar, wening] = sampleApplication().members;

describe('The family on a draft', () => {
  it('is the one that SIAK has after the entry, kept as a document beside the other cards of the entry', async () => {
    const { did, put, reads } = await drafts(elements({ findings: ['periksa alamat'] }));
    expect(reads).to.deep.equal([['3402150101150007', [damar!.nik, wening!.nik], undefined]]);
    expect(put.map(parsed)).to.deep.equal([{ ...card, kkNumber: '3402150101150007' }, []]);
    expect(did.at(-1)).to.deep.equal([
      'change',
      NUMBER,
      {
        ...{ cardDataSha256: 'put 1', cardsAfterSha256: 'put 2', state: 'drafting' },
        findings: ['periksa alamat'],
      },
    ]);
  });

  it('needs the examination that found the case complete', async () => {
    const { outcome, did } = await drafts(elements(), { decisions: [] });
    expect([outcome, did]).to.deep.equal(['STEP_NOT_REACHED', []]);
  });

  it('comes with the other cards of the entry as SIAK has them now', async () => {
    const { put } = await drafts(record(MARRIED, { kkNumber: NEW_KK, reason: 'baru' }), {
      cards: [card, BRIDES.card],
      family: (kkNumber) => Promise.resolve({ ...card, kkNumber, headName: `HEAD OF ${kkNumber}` }),
    });
    expect((parsed(put[1]!) as FamilyCard[]).map(({ kkNumber }) => kkNumber)).to.deep.equal([
      card.kkNumber,
      BRIDES.card.kkNumber,
    ]);
  });

  it('that SIAK does not know brings the case back, and the journal says why; any other failure does not', async () => {
    const none = await drafts(elements({ kkNumber: null }));
    expect([none.outcome, none.reads]).to.deep.equal(['FAMILY_UNKNOWN', []]);
    expect(none.did.at(-1)).to.deep.equal(RETURNED);
    for (const [error, returned] of [
      [new Failure('FAMILY_UNKNOWN'), true],
      [new Failure('SIAK_UNREACHABLE'), false],
      [new Error('ours'), false],
    ] as const) {
      const { outcome, did, put } = await drafts(elements(), { family: () => Promise.reject(error) });
      expect(outcome).to.equal(error instanceof Failure ? error.code : error);
      expect(did.some(([name]) => name === 'journal')).to.equal(returned);
      expect(put).to.deep.equal([]);
    }
  });

  it('takes with it no sentence about an earlier draft', async () => {
    const first = await drafts(typed(), { decisions: CONFIRMED, reads: false });
    const second = await drafts(typed(), { decisions: CONFIRMED });
    const third = await drafts(typed({}, sampleApplication()), {
      decisions: CONFIRMED,
      claims: { [damar!.nik]: { citizenship: 'WNI' }, [wening!.nik]: { citizenship: 'WNI' } },
    });
    const sentences = [first, second, third].flatMap(({ change }) => change!.findings);
    expect(sentences).to.have.length(3);
    const { change } = await drafts(elements({ findings: ['periksa alamat', ...sentences] }));
    expect(change!.findings).to.deep.equal(['periksa alamat']);
  });

  describe('of an entry that an officer typed', () => {
    it('is recorded with it, as soon as a second officer has found it', async () => {
      const { did } = await drafts(typed(), { decisions: CONFIRMED });
      const key = `siak-entry:${NUMBER}:1`;
      expect(did.slice(0, 3)).to.deep.equal([
        ['intend', { key, kind: 'siak-entry', applicationNumber: NUMBER }],
        ['settle', key, 'done', 'SIAK/7'],
        ['change', NUMBER, { siakReference: 'SIAK/7', kkNumber: '3402150101150007' }],
      ]);
      expect((await drafts(typed(), { decisions: [EXAMINED, TYPED] })).outcome).to.equal('STEP_NOT_REACHED');
    });

    it('has the number that SIAK gave, by which other cases about it are found', async () => {
      const { kkNumber: _none, ...founding } = sampleApplication({ reason: 'baru' });
      const of = typed({ kkNumber: null, reason: 'baru' }, founding);
      const { did, reads } = await drafts(of, { decisions: CONFIRMED, numbers: { '{KK-BARU-1}': NEW_KK } });
      expect(did).to.deep.include(['change', NUMBER, { siakReference: 'SIAK/7', kkNumber: NEW_KK }]);
      expect(did).to.deep.include(['subjects', NUMBER, [subjectHash(LINK_KEY, 'kk', NEW_KK)]]);
      expect(reads[0]![0]).to.equal(NEW_KK);
    });

    it('is the one of its events, by their numbers', async () => {
      const of = record(MARRIED, { siakWay: 'typed', reason: 'baru', kkNumber: null });
      const given = { decisions: CONFIRMED, cards: [card, BRIDES.card], reads: false };
      const { family, did } = await drafts(of, { ...given, numbers: { '{KK-BARU-1}': NEW_KK } });
      expect(did).to.deep.include(['change', NUMBER, { siakReference: 'SIAK/7', kkNumber: NEW_KK }]);
      expect([family!.kkNumber, family!.members.map(({ name }) => name)]).to.deep.equal([
        NEW_KK,
        [son.name, BRIDES.bride.name],
      ]);
      const untyped = await drafts({ ...of, kkNumber: card.kkNumber }, given);
      expect(untyped.outcome, 'never under the number of a card of before').to.equal('FAMILY_UNKNOWN');
    });

    it('is not drawn while somebody on it has no NIK yet', async () => {
      const of = record(BORN, { siakWay: 'typed' });
      for (const reads of [true, false]) {
        const without = await drafts(of, { decisions: CONFIRMED, reads });
        expect([without.outcome, without.reads]).to.deep.equal(['FAMILY_UNKNOWN', []]);
        expect(without.did.at(-1)).to.deep.equal(RETURNED);
      }
      const { reads } = await drafts(of, { decisions: CONFIRMED, numbers: { '{NIK-BARU-1}': NEW_NIK } });
      const niks = EVERYBODY.map(({ nik }) => nik);
      expect(reads[0]!.slice(0, 2)).to.deep.equal([card.kkNumber, [...niks, NEW_NIK]]);
      expect((reads[0]![2] as FamilyCard['members']).map(({ name }) => name)).to.include('ARJUNA PAMUNGKAS');
    });
  });

  describe('where nothing is read from SIAK', () => {
    const declared = (of = typed(), given: Given = {}) => drafts(of, { decisions: CONFIRMED, reads: false, ...given });

    it('is what applicant and old card say, and the officers read what nobody said', async () => {
      const { family, change, reads, put } = await declared();
      expect(reads).to.deep.equal([]);
      expect(family).to.include({ kkNumber: '3402150101150007', headName: 'DAMAR PAMUNGKAS' });
      expect(family!.members.map(({ citizenship }) => citizenship)).to.deep.equal(['-', '-']);
      expect(change!.findings).to.have.length(1);
      expect(change!.findings[0]).to.match(UNREAD).and.contain('kewarganegaraan');
      expect(parsed(put[1]!), 'and no other card is asked for').to.deep.equal([]);
    });

    it('has what officers said of the immigration columns, which are unsaid only while somebody’s are', async () => {
      const one = await declared(typed(), { claims: { [damar!.nik]: { citizenship: 'WNI' } } });
      expect(one.family!.members.map(({ citizenship }) => citizenship)).to.deep.equal(['WNI', '-']);
      expect(one.change!.findings[0]).to.contain('kewarganegaraan');
      const both = await declared(typed(), {
        claims: { [damar!.nik]: { citizenship: 'WNI' }, [wening!.nik]: { citizenship: 'WNI' } },
      });
      expect(both.change!.findings[0]).to.match(UNREAD).and.contain('agama').and.not.contain('kewarganegaraan');
    });

    it('of events is the card as it is to stand', async () => {
      const { family, change } = await declared(record(GRADUATED, { siakWay: 'typed' }));
      expect(family!.members.map(({ nik, education }) => [nik, education])).to.deep.equal(
        EVERYBODY.map(({ nik, education }) => [nik, nik === mother.nik ? 'DIPLOMA IV/STRATA I' : education]),
      );
      expect(change!.findings[0]).to.match(UNREAD);
      const card13 = { ...card, members: card.members.map((row) => ({ ...row, citizenship: '-' })) };
      const claims = Object.fromEntries(EVERYBODY.map(({ nik }) => [nik, { citizenship: 'WNI' }]));
      const said = await declared(record(GRADUATED, { siakWay: 'typed' }), { cards: [card13], claims });
      expect(said.family!.members.map(({ citizenship }) => citizenship)).to.deep.equal(['WNI', 'WNI', 'WNI', 'WNI']);
    });

    it('is not drawn where nobody is its head', async () => {
      const { outcome, did } = await declared(typed({}, sampleApplication({ members: [wening!], changes: [] })));
      expect(outcome).to.equal('FAMILY_UNKNOWN');
      expect(did.at(-1)).to.deep.equal(RETURNED);
    });
  });

  describe('where the reading service of the ministry is asked', () => {
    it('is read person by person, and the officers are told which columns the service does not give', async () => {
      const { reads, change } = await drafts(typed(), { decisions: CONFIRMED });
      expect(reads).to.deep.equal([['3402150101150007', [damar!.nik, wening!.nik], undefined]]);
      expect(change!.findings).to.have.length(1);
      expect(change!.findings[0]).to.match(UNSAID);
    });

    it('is read also before its events were ever checked', async () => {
      const of = record(GRADUATED, { siakWay: 'typed', cardsBeforeSha256: null });
      const { reads } = await drafts(of, { decisions: CONFIRMED });
      expect(reads.map(([kkNumber]) => kkNumber)).to.deep.equal([card.kkNumber]);
    });

    it('comes with that sentence also where everybody’s columns were declared', async () => {
      const { change } = await drafts(record(GRADUATED, { siakWay: 'typed' }), { decisions: CONFIRMED });
      expect(change!.findings[0]).to.match(UNSAID);
    });

    it('has what officers said of these columns, and they read so once it was said of everybody', async () => {
      const claim = { [damar!.nik]: { citizenship: 'WNA', passportNumber: 'X1234567' } };
      const one = await drafts(typed(), { decisions: CONFIRMED, claims: claim });
      const [, , known] = one.reads[0]!;
      expect((known as FamilyCard['members']).map(({ nik, passportNumber }) => [nik, passportNumber])).to.deep.equal([
        [damar!.nik, 'X1234567'],
      ]);
      expect(known, 'the columns alone, not who said them').to.not.deep.include.members([{ by: 'sri' }]);
      expect(Object.keys((known as object[])[0]!))
        .to.not.include('by')
        .and.not.include('at');
      expect(one.change!.findings[0]).to.match(UNSAID);
      const all = { ...claim, [wening!.nik]: { citizenship: 'WNI' } };
      const both = await drafts(typed(), { decisions: CONFIRMED, claims: all });
      expect(both.change!.findings).to.have.length(1);
      expect(both.change!.findings[0]).to.match(CLAIMED);
    });
  });

  it('that SIAK itself shows needs no such sentence, and is asked for there whatever this office reads', async () => {
    for (const siakWay of ['simulator', 'siak-signed-pdf'] as const)
      for (const isRead of [true, false]) {
        const { change, reads } = await drafts(elements({ siakWay }), { reads: isRead });
        expect([change!.findings, reads.length]).to.deep.equal([[], 1]);
      }
  });
});

describe('The other cards of an entry, as SIAK has them afterwards', () => {
  const COUPLE = record(MARRIED, { kkNumber: NEW_KK, reason: 'baru' });
  async function after(of: CaseRecord, given: Given = {}) {
    const { needs, did } = office(of, { cards: [card, BRIDES.card], ...given });
    const cards = await readCardsAfter(needs, of);
    return { cards, reads: did.map(([, ...asked]) => asked.slice(0, 2)) };
  }

  it('are those that the events change or end, with whom to ask for', async () => {
    const { cards, reads } = await after(COUPLE);
    expect(cards.map(({ kkNumber }) => kkNumber)).to.deep.equal([card.kkNumber, BRIDES.card.kkNumber]);
    expect(reads).to.deep.equal([
      [card.kkNumber, [father, mother, son, daughter].map(({ nik }) => nik)],
      [BRIDES.card.kkNumber, BRIDES.card.members.map(({ nik }) => nik)],
    ]);
  });

  it('are without the card of this case, and without one that SIAK no longer has', async () => {
    expect(await after(record(GRADUATED))).to.deep.equal({ cards: [], reads: [] });
    const gone = (kkNumber: string) =>
      kkNumber === card.kkNumber ? Promise.reject(new Failure('FAMILY_UNKNOWN')) : Promise.resolve(BRIDES.card);
    expect((await after(COUPLE, { family: gone })).cards).to.deep.equal([BRIDES.card]);
  });

  it('are none of elements, before the check, and where SIAK is not or was not read', async () => {
    const none = { cards: [], reads: [] };
    expect(await after(elements())).to.deep.equal(none);
    expect(await after({ ...COUPLE, cardsBeforeSha256: null })).to.deep.equal(none);
    expect(await after(COUPLE, { reads: false })).to.deep.equal(none);
    expect(await after(COUPLE, { read: false })).to.deep.equal(none);
  });
});

describe('The draft that is printed', () => {
  const PDF = Buffer.from('%PDF a draft');
  const PREVIEW = Buffer.from('its picture');
  const DRAFT = sha256Of(PDF);
  const LINES = { title: 'KEPALA DINAS', name: PEOPLE.agus.name, nip: PEOPLE.agus.nip };
  async function renders(change: Partial<CaseRecord> = {}, decisions = [EXAMINED]) {
    const { did, note } = noteBook();
    const { store, documents } = assessed({ decisions, documents: { data: { ...card } } });
    const people = [PEOPLE.agus];
    const tables = {
      ...store,
      people: { roster: () => Promise.resolve({ people, delegations: [], absences: [] }) },
      cases: {
        get: () => Promise.resolve(record(sampleApplication(), { cardDataSha256: 'data', ...change })),
        change: note('change'),
      },
      drafts: { save: note('save') },
      journal: { write: note('journal') },
    };
    const needs = {
      store: { ...tables, transaction: (work: (own: object) => Promise<unknown>) => work(tables) },
      documents: {
        ...documents,
        put: async (bytes: Buffer) => {
          await note('put')(sha256Of(bytes));
          return { sha256: sha256Of(bytes) };
        },
      },
      press: { print: note('print', { pdf: PDF, preview: PREVIEW }) },
      settings: {
        baseUrl: 'https://kk.example.id',
        linkKey: LINK_KEY,
        headTitle: 'KEPALA DINAS',
        footLine: 'SIMULASI',
      },
      now: () => NOW,
    } as unknown as Parameters<typeof renderCard>[0];
    const outcome = await renderCard(needs)({ applicationNumber: NUMBER }).catch(
      (error: unknown) => (error as Failure).code,
    );
    return { outcome, did };
  }
  const FACE = {
    ...{ family: card, issuedOn: TODAY, head: LINES, footLine: 'SIMULASI' },
    verifyUrl: `https://kk.example.id/periksa/${cardToken(LINK_KEY, NUMBER)}`,
  };
  const WRITTEN = [
    ['change', NUMBER, { draftSha256: DRAFT, state: 'drafting' }],
    [
      'journal',
      {
        ...{ applicationNumber: NUMBER, actor: 'sistem', event: 'draft-rendered', step: 4 },
        detail: { draftSha256: DRAFT },
      },
    ],
  ];

  it('shows the family, the day, the signer of today and the way to the check, and is named by its bytes', async () => {
    const { outcome, did } = await renders();
    expect(outcome).to.deep.equal({ draftSha256: DRAFT });
    expect(did).to.deep.equal([
      ['print', FACE],
      ['put', DRAFT],
      ['put', sha256Of(PREVIEW)],
      [
        'save',
        {
          ...{ sha256: DRAFT, applicationNumber: NUMBER, family: card, previewSha256: sha256Of(PREVIEW) },
          ...{ issuedOn: TODAY, signatory: PEOPLE.agus.username, signatureLines: LINES },
        },
      ],
      ...WRITTEN,
    ]);
  });

  it('is the draft of before where its bytes are, so that a decision on it stands', async () => {
    const { did } = await renders({ draftSha256: DRAFT });
    expect(did.slice(3)).to.deep.equal(WRITTEN);
  });

  it('needs the examination and the data of the family', async () => {
    expect(await renders({}, [])).to.deep.equal({ outcome: 'STEP_NOT_REACHED', did: [] });
    expect(await renders({ cardDataSha256: null })).to.deep.equal({ outcome: 'STEP_NOT_REACHED', did: [] });
  });
});
