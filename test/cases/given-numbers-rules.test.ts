import { expect } from 'chai';
import { typedNumbers } from '../../src/cases/awaited-numbers.ts';
import { subjectHash } from '../../src/cases/case-subjects.ts';
import {
  awaitedOf,
  hashesOf,
  judgeNumbers,
  keepNumbers,
  numbersInForce,
  numbersTypedLast,
} from '../../src/cases/siak-numbers.ts';
import type { Application } from '../../src/domain/application.ts';
import type { AwaitedNumber } from '../../src/domain/card/given-numbers.ts';
import type { CaseRecord, DecisionRecord } from '../../src/store/store.ts';
import { sampleApplication } from '../domain/sample-application.ts';
import { FAMILY, GRADUATED, LINK_KEY, NOW, NUMBER, assessed, decided, record } from './event-cases.ts';
import { noteBook } from './noted.ts';

const KK = '{KK-BARU-1}';
const NIK = '{NIK-BARU-1}';
const NEW_KK = '3402152611260001';
const NEW_NIK = '3402152611260002';
const { kkNumber: _none, ...WITHOUT_CARD } = sampleApplication({ reason: 'baru' });
const founding = (change: Partial<Application> = {}): CaseRecord =>
  record({ ...WITHOUT_CARD, ...change }, { siakWay: 'typed', reason: 'baru', kkNumber: null });
const AWAITED: readonly AwaitedNumber[] = [
  { placeholder: KK, kind: 'kk', name: 'Damar Pamungkas', region: '340215' },
  { placeholder: NIK, kind: 'nik', name: 'BAYI', region: '340215' },
];
const OF_EVENTS = { awaited: AWAITED, before: { cards: [FAMILY.card] } };
const hash = (kind: 'kk' | 'nik', number: string) => subjectHash(LINK_KEY, kind, number);
const settings = { linkKey: LINK_KEY };

describe('The numbers that a case needs from SIAK', () => {
  it('are that of the card, where a family without one gets it, in the name of its head', () => {
    expect(awaitedOf(founding(), undefined)).to.deep.equal([AWAITED[0]]);
    const [head, wife] = WITHOUT_CARD.members;
    const names = (members: Application['members']) => awaitedOf(founding({ members }), undefined)[0]!.name;
    expect(names([wife!, head!])).to.equal(head!.name);
    expect(names([wife!]), 'nobody is written as head').to.equal(wife!.name);
    expect(names([])).to.equal('');
  });

  it('belong to the district of the address, where it is one', () => {
    const { address } = WITHOUT_CARD;
    for (const [kalurahan, region] of [
      ['34.02.15.2001', '340215'],
      ['34.02.15', '340215'],
      ['34.02.1', undefined],
      ['', undefined],
    ] as const)
      expect(awaitedOf(founding({ address: { ...address, kalurahan } }), undefined)[0]!.region).to.equal(region);
  });

  it('are none for a card that has one, for another reason, and on ways where SIAK carries them', () => {
    expect(awaitedOf(founding({ kkNumber: '3402150101150007' }), undefined)).to.deep.equal([]);
    expect(awaitedOf({ ...founding(), reason: 'perubahan-data' }, undefined)).to.deep.equal([]);
    for (const siakWay of ['simulator', 'siak-signed-pdf'] as const) {
      expect(awaitedOf({ ...founding(), siakWay }, undefined)).to.deep.equal([]);
      expect(awaitedOf(record(GRADUATED, { siakWay }), OF_EVENTS)).to.deep.equal([]);
    }
  });

  it('of events are those of the planned cards; none while nothing is planned', () => {
    const typed = record(GRADUATED, { siakWay: 'typed', reason: 'baru' });
    expect(awaitedOf(typed, OF_EVENTS)).to.equal(AWAITED);
    expect(awaitedOf(typed, undefined)).to.deep.equal([]);
  });
});

describe('The numbers that were typed from SIAK', () => {
  const TYPED_AT = decided('enter-siak-manually', { taskId: 'task-3' });
  const documents = {
    one: { salt: 'x', numbers: { [KK]: NEW_KK } },
    two: { salt: 'y', numbers: { [KK]: '3402152611260009' } },
  };
  const office = (decisions: readonly DecisionRecord[], newest?: string) => {
    const { store, ...needs } = assessed({ decisions, typed: { 'task-3': 'one', 'task-4': 'two' }, documents });
    const siakNumbers = {
      ...store.siakNumbers,
      newest: (number: string) =>
        Promise.resolve(number === NUMBER && newest !== undefined ? { content: newest } : undefined),
    };
    return { ...needs, store: { ...store, siakNumbers } } as unknown as Parameters<typeof typedNumbers>[0];
  };
  const inForce = (...decisions: DecisionRecord[]) =>
    numbersInForce(office(decisions), { applicationNumber: NUMBER, siakWay: 'typed' });
  const EXAMINED = decided('examine-application');
  const differs = (entryCheck: string) => decided('check-siak-entry', { answer: { entryCheck } });

  it('count from their entry on, the newest of several', async () => {
    expect(await inForce(EXAMINED, TYPED_AT)).to.deep.equal({ [KK]: NEW_KK });
    expect(await inForce(TYPED_AT, differs('seen'))).to.deep.equal({ [KK]: NEW_KK });
    const again = decided('enter-siak-manually', { taskId: 'task-4' });
    expect(await inForce(TYPED_AT, again)).to.deep.equal({ [KK]: '3402152611260009' });
  });

  it('count no more once the case is examined again, another entry was found, or they were taken back', async () => {
    expect(await inForce(TYPED_AT, EXAMINED)).to.deep.equal({});
    expect(await inForce(TYPED_AT, differs('differs'))).to.deep.equal({});
    expect(await inForce({ ...TYPED_AT, takenBackAt: NOW })).to.deep.equal({});
  });

  it('are none of an entry without any, of none, and on another way', async () => {
    expect(await inForce({ ...TYPED_AT, taskId: 'task-9' })).to.deep.equal({});
    expect(await inForce({ ...TYPED_AT, taskId: null as unknown as string })).to.deep.equal({});
    expect(await inForce()).to.deep.equal({});
    expect(
      await numbersInForce(office([TYPED_AT]), { applicationNumber: NUMBER, siakWay: 'siak-signed-pdf' }),
    ).to.deep.equal({});
  });

  it('are shown as they were typed last to whoever types again', async () => {
    expect(await numbersTypedLast(office([], 'one'), NUMBER)).to.deep.equal({ [KK]: NEW_KK });
    expect(await numbersTypedLast(office([]), NUMBER)).to.deep.equal({});
  });

  describe('on the page of the case', () => {
    const shown = (typing: boolean, of = founding()) => typedNumbers(office([TYPED_AT], 'two'), of, typing);
    const line = (number: string, odd: readonly string[]) => [
      { placeholder: KK, kind: 'kk', name: 'Damar Pamungkas', number, odd },
    ];

    it('are those in force, or those typed last while they are being typed', async () => {
      expect(await shown(false)).to.deep.equal(line(NEW_KK, []));
      expect(await shown(true)).to.deep.equal(line('3402152611260009', []));
    });

    it('come with what is odd about them; one that is not yet typed with nothing', async () => {
      const { address } = WITHOUT_CARD;
      const elsewhere = founding({ address: { ...address, kalurahan: '34.02.16.2001' } });
      expect(await shown(false, elsewhere)).to.deep.equal(
        line(NEW_KK, ['Enam angka pertama berbeda dengan kode wilayah alamat KK (340216)']),
      );
      expect(await typedNumbers(office([]), founding(), false)).to.deep.equal(line('', []));
    });

    it('are none where none is awaited, and then nothing is read', async () => {
      const nothing = {} as Parameters<typeof typedNumbers>[0];
      expect(await typedNumbers(nothing, record(GRADUATED, { siakWay: 'simulator' }), false)).to.deep.equal([]);
      expect(await typedNumbers(nothing, { ...founding(), reason: 'hilang' }, false)).to.deep.equal([]);
    });
  });
});

describe('Numbers that come with a typed entry', () => {
  interface Given {
    readonly open?: readonly string[];
    readonly elsewhere?: readonly string[];
  }
  async function judges(
    typed: Readonly<Record<string, unknown>>,
    given: Given = {},
    of: CaseRecord = record(GRADUATED, { siakWay: 'typed' }),
    known: Parameters<typeof judgeNumbers>[3] | null = OF_EVENTS,
  ) {
    const { did, note } = noteBook();
    const found = (given.open ?? []).map((subject) => ({ applicationNumber: 'KK-2', subject }));
    const tables = {
      subjects: { lock: note('lock'), openWith: note('open with', found) },
      siakNumbers: { typedElsewhere: note('typed elsewhere', given.elsewhere ?? []) },
    } as unknown as Parameters<typeof judgeNumbers>[0];
    const answer = await judgeNumbers(
      tables,
      { settings } as Parameters<typeof judgeNumbers>[1],
      of,
      known ?? undefined,
      typed,
    );
    return { answer, did };
  }
  const BOTH = { [KK]: NEW_KK, [NIK]: NEW_NIK };

  it('are taken where nobody has them, and locked in one order before that is looked up', async () => {
    const { answer, did } = await judges({ [KK]: '3402 1526 1126 0001', [NIK]: NEW_NIK });
    expect(answer).to.deep.equal(BOTH);
    const hashes = [hash('kk', NEW_KK), hash('nik', NEW_NIK)].toSorted();
    expect(did).to.deep.equal([
      ...hashes.map((one) => ['lock', one]),
      ['open with', hashes, NUMBER],
      ['typed elsewhere', hashes, NUMBER],
    ]);
    const other = { [KK]: '3402152611260005', [NIK]: '3402152611260004' };
    const locks = (await judges(other)).did.filter(([name]) => name === 'lock').map(([, one]) => one);
    expect(locks).to.deep.equal(locks.toSorted());
  });

  it('are refused where one lacks or is none, and then nothing is looked up', async () => {
    expect(await judges({ [KK]: NEW_KK })).to.deep.equal({ answer: 'SIAK_NUMBERS_MISSING', did: [] });
    expect(await judges({ ...BOTH, [NIK]: '34' })).to.deep.equal({ answer: 'SIAK_NUMBER_MALFORMED', did: [] });
  });

  it('are refused where one belongs to the family itself: on its application or on a card of before', async () => {
    const { father } = FAMILY;
    for (const typed of [
      { ...BOTH, [NIK]: father.nik },
      { ...BOTH, [KK]: FAMILY.card.kkNumber },
    ]) {
      expect((await judges(typed)).answer).to.equal('SIAK_NUMBER_IN_USE');
      const declared = record(GRADUATED, { siakWay: 'typed' });
      const unread = { awaited: AWAITED, before: { cards: [] } };
      expect((await judges(typed, {}, declared, unread)).answer, 'declared').to.equal('SIAK_NUMBER_IN_USE');
      const stranger = record(sampleApplication({ events: GRADUATED.events! }), { siakWay: 'typed' });
      expect((await judges(typed, {}, stranger)).answer, 'on a card').to.equal('SIAK_NUMBER_IN_USE');
    }
  });

  it('are refused where another case is about one or typed it', async () => {
    for (const given of [{ open: [hash('nik', NEW_NIK)] }, { elsewhere: [hash('kk', NEW_KK)] }])
      expect((await judges(BOTH, given)).answer).to.equal('SIAK_NUMBER_IN_USE');
    expect((await judges(BOTH, { open: ['another subject'] })).answer).to.deep.equal(BOTH);
  });

  it('of elements are judged by what was declared alone', async () => {
    const { answer } = await judges({ [KK]: NEW_KK }, {}, founding(), null);
    expect(answer).to.deep.equal({ [KK]: NEW_KK });
  });

  describe('are kept', () => {
    async function keeps(numbers: Readonly<Record<string, string>>) {
      const { did, note } = noteBook();
      const put: Buffer[] = [];
      const needs = {
        settings,
        documents: { put: (bytes: Buffer) => Promise.resolve({ sha256: `content ${put.push(bytes)}` }) },
      } as unknown as Parameters<typeof keepNumbers>[1];
      const tables = { siakNumbers: { add: note('add') } } as unknown as Parameters<typeof keepNumbers>[0];
      await keepNumbers(tables, needs, { applicationNumber: NUMBER }, { taskId: 'task-3' }, numbers, 'sri.wahyuni');
      return { did, put };
    }

    it('with the task in which they were typed, sealed, and findable by keyed hashes', async () => {
      const { did, put } = await keeps(BOTH);
      expect(did).to.deep.equal([
        [
          'add',
          {
            ...{ applicationNumber: NUMBER, taskId: 'task-3', content: 'content 1', typedBy: 'sri.wahyuni' },
            subjects: [hash('kk', NEW_KK), hash('nik', NEW_NIK)],
          },
        ],
      ]);
      const kept = JSON.parse(put[0]!.toString()) as { salt: string; numbers: object };
      expect(kept.numbers).to.deep.equal(BOTH);
      expect(Buffer.from(kept.salt, 'base64')).to.have.length(16);
      const again = JSON.parse((await keeps(BOTH)).put[0]!.toString()) as { salt: string };
      expect(again.salt, 'the same numbers are never the same document').to.not.equal(kept.salt);
    });

    it('not at all where there are none', async () => {
      expect(await keeps({})).to.deep.equal({ did: [], put: [] });
    });
  });

  it('have hashes by their kind', () => {
    expect(hashesOf(settings, { [NIK]: NEW_NIK, [KK]: NEW_KK })).to.deep.equal([
      hash('nik', NEW_NIK),
      hash('kk', NEW_KK),
    ]);
  });
});
