import { expect } from 'chai';
import {
  cardInHand,
  claimImmigration,
  immigrationClaims,
  immigrationPeople,
  mayClaimImmigration,
} from '../../src/cases/immigration-claims.ts';
import { readingsOf, recordReading, type TypedReading } from '../../src/cases/record-reading.ts';
import { DEFAULT_OFFICE_RULES } from '../../src/domain/events/office-rules.ts';
import { awaitedNik } from '../../src/domain/card/awaited.ts';
import type { FamilyCard, FamilyMember } from '../../src/domain/family-card.ts';
import { checkApplication } from '../../src/domain/check-application.ts';
import type { CaseRecord } from '../../src/store/store.ts';
import { applicationFor, cardOfFamily, person } from '../domain/families.ts';
import { sampleApplication } from '../domain/sample-application.ts';
import { keptDocuments } from './kept-documents.ts';
import { PEOPLE, type OfficerName } from './office.ts';
import { answerOf, noteBook } from './noted.ts';

const NOW = new Date('2026-11-27T03:00:00Z');
const NUMBER = 'KK-261127-ABCDEF';
const { sri } = PEOPLE;
const [DAMAR, WENING] = ['3402151708820001', '3402155203850002'];
const PAPER = { id: 'p1', applicationNumber: NUMBER, kind: 'ijazah' };
const EVENTS = [
  { event: 'pendidikan', data: { changes: [{ person: WENING, from: 'SLTA/SEDERAJAT', to: 'DIPLOMA IV/STRATA I' }] } },
];

interface Given {
  readonly record?: object;
  /** As the case stands once its row is locked. */
  readonly locked?: object;
  readonly papers?: readonly object[];
}
function office(given: Given = {}) {
  const { did, note } = noteBook();
  const documents = keptDocuments();
  const record = {
    ...{ applicationNumber: NUMBER, state: 'examination', entryOfficer: sri.username, siakWay: 'typed' },
    ...{ application: { ...sampleApplication(), events: EVENTS }, amendedSha256: null, cardsBeforeSha256: null },
    ...{ draftSha256: null, signedSha256: null, reason: 'perubahan-data', cardsAfterSha256: null },
    ...given.record,
  } as unknown as CaseRecord;
  const claims: { content: string; claimedBy: string; claimedAt: Date }[] = [];
  const readings: { paperId: string; content: string }[] = [];
  const none = () => Promise.resolve([]);
  const tables = {
    cases: {
      get: () => Promise.resolve(record),
      lock: () => Promise.resolve({ ...record, ...given.locked }),
    },
    decisions: { of: none },
    people: { roster: () => Promise.resolve({ people: Object.values(PEOPLE), delegations: [], absences: [] }) },
    papers: { find: (id: string) => Promise.resolve(id === 'p1' ? PAPER : undefined), of: none },
    paperReadings: {
      add: (row: { paperId: string; content: string; readBy: string }) => {
        did.push(['reading', { ...row, content: documents.read(row.content) }]);
        return Promise.resolve(void readings.push(row));
      },
      newest: (number: string) => Promise.resolve(number === NUMBER ? readings : []),
    },
    immigrationClaims: {
      add: (row: { content: string; claimedBy: string }) => {
        did.push(['claim', { ...row, content: documents.read(row.content) }]);
        return Promise.resolve(void claims.push({ ...row, claimedAt: NOW }));
      },
      of: (number: string) => Promise.resolve(number === NUMBER ? claims : []),
    },
    journal: { write: note('journal') },
    screenSignatures: { of: none },
    subjects: { openWith: none, reachedBefore: () => Promise.resolve(false) },
  };
  const needs = {
    store: { ...tables, transaction: (work: (own: typeof tables) => Promise<unknown>) => work(tables) },
    documents,
    settings: { officeRules: DEFAULT_OFFICE_RULES, linkKey: Buffer.alloc(32, 9) },
    now: () => NOW,
  };
  return { did, record, documents, needs: needs as never };
}
const journal = (event: string, step: number | null, detail: object, actor: string = sri.username) => [
  'journal',
  { applicationNumber: NUMBER, actor, event, step, detail },
];

describe('What an officer read on a paper', () => {
  const NOTHING: TypedReading = { about: '', name: '', nik: '', date: '', witnesses: '' };
  const reads = async (typed: Partial<TypedReading>, given: Given = {}, who: OfficerName = 'sri', paper = 'p1') => {
    const { did, needs } = office(given);
    const work = recordReading(needs)(PEOPLE[who].username, NUMBER, paper, { ...NOTHING, ...typed });
    return { answer: await answerOf(work), did, needs };
  };

  it('is kept apart, salted; the journal holds who read which paper, not what', async () => {
    const { answer, did } = await reads({ name: ' Wening  Prameswari' });
    const reading = { reads: { name: 'WENING PRAMESWARI' } };
    expect(answer).to.deep.equal(reading);
    const [[, kept], ...others] = did as [[string, { content: { salt: string } }], ...unknown[]];
    const { salt } = kept.content;
    expect(salt).to.match(/^[\w+/]{22}==$/);
    expect(kept).to.deep.equal({
      ...{ applicationNumber: NUMBER, paperId: 'p1', readBy: sri.username },
      content: { salt, reading },
    });
    expect(others).to.deep.equal([journal('paper-read', 2, { paper: 'p1', kind: 'ijazah' })]);
  });

  it('is whom it is about, name, NIK, day, who signed, and how many witnesses', async () => {
    const typed = {
      about: WENING,
      name: 'Wening',
      nik: ' 3402 1552 0385.0002 ',
      date: ' 12-10-2026 ',
      witnesses: ' 2 ',
    };
    expect((await reads({ ...typed, signedBy: [DAMAR, 'Damar'] })).answer).to.deep.equal({
      ...{ about: WENING, reads: { name: 'WENING', nik: WENING, date: '12-10-2026' } },
      ...{ signedBy: [DAMAR], witnesses: 2 },
    });
    expect((await reads({ ...NOTHING, nik: WENING })).answer).to.deep.equal({ reads: { nik: WENING } });
    expect((await reads({ date: '12-10-2026' })).answer).to.deep.equal({ reads: { date: '12-10-2026' } });
    expect((await reads({ witnesses: '0' })).answer).to.deep.equal({ witnesses: 0 });
    expect((await reads({ signedBy: [] })).answer, 'nobody signed').to.deep.equal({ signedBy: [] });
    expect((await reads({ about: 'Wening', witnesses: '9' })).answer).to.deep.equal({ witnesses: 9 });
  });

  it('can be read, and is something', async () => {
    for (const [typed, sentence] of [
      [{ nik: '12' }, '16 angka'],
      [{ nik: `${WENING}0` }, '16 angka'],
      [{ nik: `0${WENING.slice(1)}` }, '16 angka'],
      [{ name: 'a'.repeat(101) }, '100 huruf'],
      [{ date: '31-02-2026' }, 'tanggal'],
      [{ witnesses: '10' }, 'jumlah saksi'],
      [{ witnesses: 'dua' }, 'jumlah saksi'],
      [{ witnesses: '2a' }, 'jumlah saksi'],
      [{ witnesses: 'a2' }, 'jumlah saksi'],
      [{}, 'paling sedikit satu hal'],
      [{ about: WENING, name: '  ' }, 'paling sedikit satu hal'],
    ] as const) {
      const { answer, did } = await reads(typed);
      expect(answer, JSON.stringify(typed)).to.contain(sentence);
      expect(did, 'nothing is kept').to.deep.equal([]);
    }
    expect(
      (await reads({ name: 'Wening', nik: ' ', date: ' ', witnesses: ' ' })).answer,
      'blanks are nothing',
    ).to.deep.equal({ reads: { name: 'WENING' } });
    expect((await reads({ name: ` ${'a'.repeat(100)} ` })).answer).to.have.property('reads');
  });

  it('is of a paper of this case, whose officer it is, in an application of events', async () => {
    const elsewhere = office().needs;
    const other = recordReading(elsewhere)(sri.username, 'KK-261127-AAAAAA', 'p1', { ...NOTHING, name: 'Wening' });
    expect(await answerOf(other)).to.equal('CASE_UNKNOWN');
    expect(await reads({ name: 'Wening' }, {}, 'sri', 'p9')).to.deep.include({ answer: 'CASE_UNKNOWN', did: [] });
    expect((await reads({ name: 'Wening' }, {}, 'tono')).answer).to.equal('ASSIGNED_TO_ANOTHER');
    const elements = await reads({ name: 'Wening' }, { record: { application: sampleApplication() } });
    expect(elements.answer).to.contain('peristiwa keluarga');
  });

  it('is found again by its paper', async () => {
    const { needs } = await reads({ name: 'Wening' });
    expect([...(await readingsOf(needs, NUMBER))]).to.deep.equal([['p1', { reads: { name: 'WENING' } }]]);
  });
});

describe('Columns 13 to 15 of a card that SIAK does not print', () => {
  const ELEMENTS = { application: sampleApplication() };
  const WNA = { citizenship: 'WNA', passport: 'x 1234567', kitap: '' };
  const CLAIMED = { citizenship: 'WNA', passportNumber: 'X 1234567' };
  const NOBODY = { citizenship: '', passport: '', kitap: '' };
  const claims = async (given: Given = {}, typed: object = WNA, nik = WENING, who: OfficerName = 'sri') => {
    const { did, needs, record } = office({ ...given, record: { ...ELEMENTS, ...given.record } });
    const work = claimImmigration(needs)(PEOPLE[who].username, NUMBER, nik, typed as typeof WNA);
    return { answer: await answerOf(work), did, needs, record };
  };

  it('are said by the entry officer, kept salted; the journal holds who and when, not what', async () => {
    const { answer, did, needs, record } = await claims();
    expect(answer).to.equal(undefined);
    const [[, kept], ...others] = did as [[string, { content: { salt: string } }], ...unknown[]];
    const { salt } = kept.content;
    expect(salt).to.match(/^[\w+/]{22}==$/);
    expect(kept).to.deep.equal({
      ...{ applicationNumber: NUMBER, claimedBy: sri.username },
      content: { salt, nik: WENING, columns: CLAIMED },
    });
    expect(others).to.deep.equal([journal('immigration-claimed', 3, { withdrawn: false })]);
    expect([...(await immigrationClaims(needs, record))]).to.deep.equal([
      [WENING, { ...CLAIMED, by: sri.username, at: NOW }],
    ]);
  });

  it('count as they were said last, of each person, and not once they were taken back', async () => {
    const { needs, record, did } = await claims();
    const say = (nik: string, typed: object) => claimImmigration(needs)(sri.username, NUMBER, nik, typed as typeof WNA);
    await say(DAMAR, { ...NOBODY, citizenship: 'WNI' });
    await say(WENING, { ...NOBODY, citizenship: 'WNI' });
    const said = async () => [...(await immigrationClaims(needs, record))].map(([nik, one]) => [nik, one.citizenship]);
    expect(await said()).to.deep.equal([
      [WENING, 'WNI'],
      [DAMAR, 'WNI'],
    ]);
    await say(WENING, NOBODY);
    expect(did.at(-1)).to.deep.equal(journal('immigration-claimed', 3, { withdrawn: true }));
    expect(await said()).to.deep.equal([[DAMAR, 'WNI']]);
  });

  it('are asked of whom neither application nor old card says them, in the order of the card', async () => {
    const { needs, record } = await claims();
    const said = { citizenship: '-' };
    expect(await immigrationPeople(needs, record)).to.deep.equal([
      { nik: DAMAR, name: 'DAMAR PAMUNGKAS', said, claim: null },
      { nik: WENING, name: 'WENING PRAMESWARI', said, claim: { ...CLAIMED, by: sri.username, at: NOW } },
    ]);
    const row = (name: string, change: Partial<FamilyMember>) => person(name, 'FAMILI LAIN', '1980-08-17', change);
    const numbers = { citizenship: 'WNA', passportNumber: 'X1', kitapNumber: 'Y1' };
    const planned = cardOfFamily([
      row('WARGA', { citizenship: 'WNI' }),
      row('LENGKAP', numbers),
      row('TANPA KITAP', { ...numbers, kitapNumber: undefined } as never),
      row('TANPA PASPOR', { ...numbers, passportNumber: '-' }),
      row('BAYI', { citizenship: '-', nik: awaitedNik(1) }),
    ]);
    const asked = await immigrationPeople(needs, record, planned);
    expect(asked.map(({ name, said: columns }) => [name, columns])).to.deep.equal([
      ['TANPA KITAP', { citizenship: 'WNA', passportNumber: 'X1' }],
      ['TANPA PASPOR', { ...numbers, passportNumber: '-' }],
    ]);
  });

  it('are asked of nobody where SIAK prints them, or nobody is listed', async () => {
    const { needs, record } = await claims();
    for (const siakWay of ['simulator', 'siak-signed-pdf'] as const) {
      expect(await immigrationPeople(needs, { ...record, siakWay }), siakWay).to.deep.equal([]);
      expect([...(await immigrationClaims(needs, { ...record, siakWay }))], siakWay).to.deep.equal([]);
    }
    const application = sampleApplication({ members: [], changes: [] });
    expect(await immigrationPeople(needs, { ...record, application })).to.deep.equal([]);
    expect(cardInHand({ application }, NOW)).to.equal(undefined);
    expect(cardInHand(record, NOW)?.members.map(({ nik }) => nik)).to.deep.equal([DAMAR, WENING]);
  });

  it('of an application of events are those of its planned card', async () => {
    const FOREIGN = { citizenship: 'WNA', passportNumber: 'X1' };
    const family = [
      person('DAMAR PAMUNGKAS', 'KEPALA KELUARGA', '1980-08-17'),
      person('PETER', 'FAMILI LAIN', '1980-08-17', FOREIGN),
    ] as const;
    const card = cardOfFamily(family);
    const checked = checkApplication(
      applicationFor({
        cards: [card],
        events: [
          {
            event: 'pekerjaan',
            data: { changes: [{ person: family[0].nik, from: 'WIRASWASTA', to: 'GURU' }] },
          },
        ],
      }),
      '2026-11-27',
    );
    if (!checked.ok) throw new Error(JSON.stringify(checked.faults));
    const { needs, record, documents } = office({ record: { application: checked.application } });
    const before: { read: boolean; readOn: string; cards: FamilyCard[] } = {
      ...{ read: true, readOn: '2026-11-27', cards: [card] },
    };
    const { sha256: cardsBeforeSha256 } = await documents.put(Buffer.from(JSON.stringify(before)));
    const people = await immigrationPeople(needs, { ...record, cardsBeforeSha256 });
    expect(people).to.deep.equal([{ nik: family[1].nik, name: 'PETER', said: FOREIGN, claim: null }]);
  });

  it('may be said by the entry officer of the case, until there is a draft', () => {
    const roles = (...held: readonly string[]) => ({
      officer: { ...sri, roles: held.map((role) => ({ role, actingAs: null })), isAdmin: false },
    });
    const may = (change: Partial<CaseRecord> = {}, held = 'petugas-entri') =>
      mayClaimImmigration(roles(held) as never, {
        ...{ siakWay: 'typed', entryOfficer: sri.username, state: 'examination' },
        ...change,
      });
    expect(may()).to.equal(true);
    expect(may({ state: 'waiting-for-applicant' })).to.equal(true);
    expect(may({ state: 'drafting' })).to.equal(false);
    expect(may({ siakWay: 'simulator' })).to.equal(false);
    expect(may({ entryOfficer: 'tono.prasetyo' })).to.equal(false);
    expect(may({}, 'kasi')).to.equal(false);
  });

  it('are refused to others, journalled', async () => {
    const { answer, did } = await claims({ record: { state: 'drafting' } });
    expect(answer).to.equal('WRONG_ROLE');
    expect(did).to.deep.equal([journal('act-refused', null, { asked: 'immigration-claimed', because: 'WRONG_ROLE' })]);
    expect((await claims({}, WNA, WENING, 'tono')).answer).to.equal('ASSIGNED_TO_ANOTHER');
  });

  it('are of somebody on the card, and can stand there', async () => {
    const stranger = await claims({}, WNA, '3402151708820009');
    expect(stranger.answer).to.contain('tidak tercantum');
    const wrong = await claims({}, { ...WNA, passport: '' });
    expect(wrong.answer).to.contain('nomor paspor');
    for (const { did } of [stranger, wrong]) expect(did).to.deep.equal([]);
  });

  it('are not said of a draft that was made meanwhile', async () => {
    const { answer, did } = await claims({ locked: { state: 'drafting' } });
    expect(answer).to.contain('Draf KK sudah dibuat');
    expect(did).to.deep.equal([]);
  });
});
