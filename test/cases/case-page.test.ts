import { expect } from 'chai';
import { viewCase, type CaseFile } from '../../src/cases/view-case.ts';
import type { Application } from '../../src/domain/application.ts';
import { USUAL_CALENDAR } from '../../src/domain/office-calendar.ts';
import { DEFAULT_OFFICE_RULES } from '../../src/domain/events/office-rules.ts';
import type { CaseRecord, DecisionRecord, JournalRow, ListedTask } from '../../src/store/store.ts';
import { cardOfFamily, fourPeople } from '../domain/families.ts';
import { sampleApplication } from '../domain/sample-application.ts';
import { PEOPLE, type OfficerName } from './office.ts';
import { noteBook } from './noted.ts';

/** Friday, ten o'clock in Bantul. */
const NOW = new Date('2026-11-27T03:00:00Z');
const ago = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000);
const NUMBER = 'KK-261127-ABCDEF';
const PHONE = '+6281234567890';
const { sri, tono, endah, agus, rini } = PEOPLE;
const { father, mother, son, daughter, card } = fourPeople();

interface Given {
  readonly application?: Partial<Application>;
  readonly record?: Partial<CaseRecord>;
  /** What the record has become once the tasks were read. */
  readonly later?: Partial<CaseRecord>;
  readonly decisions?: readonly DecisionRecord[];
  readonly tasks?: readonly Partial<ListedTask>[];
  readonly papers?: readonly { readonly id: string; readonly kind: string }[];
  readonly signatures?: readonly object[];
  readonly drafts?: Readonly<Record<string, object>>;
  readonly redrawn?: readonly object[];
  readonly journal?: readonly object[];
  readonly messages?: readonly object[];
  readonly brought?: object;
  readonly notes?: readonly object[];
  readonly oldCard?: object;
  readonly absences?: readonly object[];
  readonly answerDraft?: object;
  readonly revocation?: object;
  readonly openWith?: readonly object[];
  readonly claims?: readonly object[];
  readonly documents?: Readonly<Record<string, unknown>>;
}

function office(given: Given) {
  const { did, note } = noteBook();
  const recordWith = (change: Partial<CaseRecord>) =>
    ({
      ...{ applicationNumber: NUMBER, application: sampleApplication(given.application), reason: 'perubahan-data' },
      ...{ state: 'examination', submittedAt: ago(300), elements: ['F'], kkNumber: null, ktpAffected: false },
      ...{ entryOfficer: sri.username, siakWay: 'simulator', siakReference: null, findings: [], whatsapp: PHONE },
      ...{ requiredDocuments: [], missingDocuments: [], draftSha256: null, signedSha256: null, amendedSha256: null },
      ...{ cardsBeforeSha256: null, cardsAfterSha256: null },
      ...change,
    }) as unknown as CaseRecord;
  const states = [recordWith({ ...given.record }), recordWith({ ...given.record, ...given.later })];
  const tables = {
    cases: { get: () => Promise.resolve(states.length > 1 ? states.shift() : states[0]) },
    decisions: { of: () => Promise.resolve(given.decisions ?? []) },
    people: {
      roster: () => Promise.resolve({ people: Object.values(PEOPLE), delegations: [], absences: given.absences ?? [] }),
    },
    workList: { listed: note('listed', (given.tasks ?? []).map(listed)) },
    papers: { of: () => Promise.resolve(given.papers ?? []) },
    drafts: { find: (sha256: string) => Promise.resolve(given.drafts?.[sha256]) },
    messages: { of: () => Promise.resolve(given.messages ?? []) },
    journal: {
      ...{ write: note('journal'), of: () => Promise.resolve(given.journal ?? []) },
      by: (_of: unknown, actor: string, events: readonly string[]) =>
        Promise.resolve(
          ((given.journal ?? []) as readonly JournalRow[]).filter(
            (one) => one.actor === actor && events.includes(one.event),
          ),
        ),
    },
    siakCards: { newest: () => Promise.resolve(given.brought) },
    siakNumbers: {
      ofTask: () => Promise.resolve({ content: 'in-force' }),
      newest: () => Promise.resolve({ content: 'typed-last' }),
    },
    caseNotes: { of: () => Promise.resolve(given.notes ?? []) },
    oldCards: { find: () => Promise.resolve(given.oldCard) },
    screenSignatures: { of: () => Promise.resolve(given.signatures ?? []) },
    subjects: { openWith: () => Promise.resolve(given.openWith ?? []), reachedBefore: () => Promise.resolve(true) },
    redrawnDrafts: {
      of: (hashes: readonly string[]) =>
        Promise.resolve((given.redrawn ?? []).filter((one) => hashes.includes((one as { sha256: string }).sha256))),
    },
    answerDrafts: { find: note('answer-draft', given.answerDraft) },
    revocations: { newest: () => Promise.resolve(given.revocation) },
    immigrationClaims: { of: () => Promise.resolve(given.claims ?? []) },
    paperReadings: { newest: () => Promise.resolve([]) },
  };
  const needs = {
    store: tables,
    documents: { get: (sha256: string) => Promise.resolve(Buffer.from(JSON.stringify(given.documents?.[sha256]))) },
    settings: { linkKey: Buffer.alloc(32, 7), officeRules: DEFAULT_OFFICE_RULES },
    calendar: USUAL_CALENDAR,
    now: () => NOW,
  } as unknown as Parameters<typeof viewCase>[0];
  return { needs, did };
}
const listed = (change: Partial<ListedTask>) =>
  ({
    ...{ taskId: 't1', applicationNumber: NUMBER, element: 'examine-application', assignee: null, endedAt: null },
    ...{ createdAt: ago(30), reason: 'perubahan-data', elements: ['F'], kalurahan: '34.02.15.2001' },
    ...{ state: 'examination', entryOfficer: null, draftSha256: null, signedSha256: null, decisions: [], since: [] },
    ...change,
  }) as unknown as ListedTask;
const decision = (change: Partial<DecisionRecord>) =>
  ({
    ...{ taskId: 't3', step: 3, element: 'examine-application', decidedBy: sri.username, actingAs: null },
    ...{ decidedAt: ago(60), answer: {}, refusedBecause: null, takenBackAt: null, draftSha256: null },
    ...change,
  }) as unknown as DecisionRecord;
const shows = (given: Given = {}, who: OfficerName = 'sri'): Promise<CaseFile> =>
  viewCase(office(given).needs)(PEOPLE[who].username, NUMBER);

describe('The page of a case', () => {
  it('holds the case as it is recorded, its officer by name', async () => {
    expect(await shows({ record: { kkNumber: '3402150000000001', ktpAffected: true } })).to.deep.include({
      ...{ applicationNumber: NUMBER, state: 'examination', submittedAt: ago(300), reason: 'perubahan-data' },
      ...{ application: sampleApplication(), elements: ['F'], kkNumber: '3402150000000001', ktpAffected: true },
      ...{ entryOfficer: 'Sri Wahyuni', signedSha256: null, family: null, brought: null, draft: null, task: null },
      ...{ decisions: [], messages: [], journal: [], notes: [], papers: [], amendments: [], screenSignatures: [] },
      ...{ answerDraft: null, oldCard: null, requirements: [] },
    });
    expect((await shows()).officer).to.deep.equal({
      ...{ username: sri.username, name: 'Sri Wahyuni', isAdmin: false },
      roles: [{ role: 'petugas-entri', actingAs: null }],
    });
    expect((await shows({ record: { entryOfficer: null } })).entryOfficer).to.equal(null);
    expect((await shows({ record: { entryOfficer: 'orang.lama', signedSha256: 'x' } }, 'rini')).entryOfficer).to.equal(
      'orang.lama',
    );
  });

  it('is journalled as seen', async () => {
    const { needs, did } = office({});
    await viewCase(needs)(sri.username, NUMBER);
    expect(did.find(([what]) => what === 'journal')?.[1]).to.include({
      ...{ applicationNumber: NUMBER, actor: sri.username, event: 'case-viewed' },
    });
  });

  it('names the number of the card that is known, or else that the applicant says', async () => {
    expect((await shows()).kkNumber).to.equal('3402150101150007');
    const { kkNumber: _, ...unnumbered } = sampleApplication();
    expect((await shows({ record: { application: unnumbered } })).kkNumber).to.equal(null);
  });

  it('says who of the family applies, and how many changes each asks for', async () => {
    const { members } = await shows({
      application: {
        changes: [
          { member: 1, element: 'pendidikan', from: 'A', to: 'B' },
          { member: 1, element: 'pekerjaan', from: 'A', to: 'B' },
        ],
      },
    });
    expect(members.map(({ name, isApplicant, changes }) => [name, isApplicant, changes])).to.deep.equal([
      ['Damar Pamungkas', false, 0],
      ['Wening Prameswari', true, 2],
    ]);
  });

  describe('on its papers', () => {
    const PAPERS = [
      { id: 'p1', kind: 'f-1-06' },
      { id: 'p2', kind: 'ijazah' },
      { id: 'p3', kind: 'ijazah' },
    ];

    it('says for each that is required which were handed in, and whether it was asked for', async () => {
      const { requirements, papers } = await shows({
        papers: PAPERS,
        record: { requiredDocuments: ['f-1-06', 'ijazah', 'kk-lama'], missingDocuments: ['kk-lama', 'ijazah'] },
      });
      expect(papers).to.deep.equal(PAPERS);
      expect(requirements).to.deep.equal([
        { kind: 'f-1-06', paperIds: ['p1'], asked: false },
        { kind: 'ijazah', paperIds: ['p2', 'p3'], asked: true },
        { kind: 'kk-lama', paperIds: [], asked: true },
      ]);
    });

    it('says which were signed on the screen; one signed for something else is no such paper', async () => {
      const given = (amendedSha256: string | null): Given => ({
        papers: PAPERS,
        signatures: [
          { paperId: 'p1', form: 'f-1-06', contentSha256: 'another', amendedSha256, signedAt: ago(400), extra: 1 },
        ],
        record: { requiredDocuments: ['f-1-06'] },
      });
      const stands = await shows(given(null));
      expect(stands.screenSignatures).to.deep.equal([{ paperId: 'p1', signedAt: ago(400), stale: false }]);
      expect(stands.requirements[0]!.paperIds).to.deep.equal(['p1']);
      const stale = await shows(given('before-it-was-corrected'));
      expect(stale.screenSignatures).to.deep.equal([{ paperId: 'p1', signedAt: ago(400), stale: true }]);
      expect(stale.requirements[0]!.paperIds).to.deep.equal([]);
      expect(stale.papers).to.deep.equal(PAPERS);
    });

    it('says which this officer has not opened yet, whoever else did', async () => {
      const opened = (actor: string, paper: string) => ({ actor, event: 'paper-viewed', detail: { paper } });
      const { unseen } = await shows({
        papers: PAPERS,
        journal: [opened(sri.username, 'p2'), opened(tono.username, 'p1')],
      });
      expect(unseen).to.deep.equal({ papers: ['p1', 'p3'], draft: false });
    });
  });

  describe('on the draft', () => {
    const DRAFT = { sha256: 'draft', renderedAt: ago(90), family: card };
    const drafted: Given = { record: { draftSha256: 'draft' }, drafts: { draft: DRAFT } };
    const valid = decision({
      ...{ step: 5, element: 'verify-draft', decidedBy: endah.username, draftSha256: 'draft' },
      ...{ answer: { verification: 'valid' }, decidedAt: ago(20) },
    });

    it('says when it was drawn, and by whom and when it was verified', async () => {
      expect((await shows(drafted)).draft).to.deep.equal({ sha256: 'draft', renderedAt: ago(90), verified: null });
      expect((await shows({ ...drafted, decisions: [valid] })).draft!.verified).to.deep.equal({
        ...{ by: 'Endah Kusumawati', at: ago(20) },
      });
    });

    it('takes no verification of another draft for one of this, unless this was redrawn from it', async () => {
      const other = { ...valid, draftSha256: 'other' } as DecisionRecord;
      const redrawn = [{ sha256: 'draft', fromSha256: 'other' }];
      expect((await shows({ ...drafted, decisions: [other] })).draft!.verified).to.equal(null);
      expect((await shows({ ...drafted, decisions: [other], redrawn })).draft!.verified).to.include({
        by: 'Endah Kusumawati',
      });
    });

    it('says that this officer has not seen it at readable size', async () => {
      const seen = (actor: string, size: string) => ({
        ...{ actor, event: 'draft-viewed', detail: { size, draftSha256: 'draft' } },
      });
      const isUnseen = async (...journal: object[]) => (await shows({ ...drafted, journal })).unseen.draft;
      expect(await isUnseen()).to.equal(true);
      expect(await isUnseen(seen(endah.username, 'full'), seen(sri.username, 'small'))).to.equal(true);
      expect(await isUnseen(seen(sri.username, 'full'))).to.equal(false);
    });

    it('compares what was asked for with what it prints', async () => {
      const { changes } = await shows(drafted);
      expect(changes).to.have.length(1);
      expect(changes[0]).to.deep.include({ element: 'pendidikan', drafted: { value: '', matches: false } });
      expect(changes[0]!.unread, 'SIAK was not read').to.not.equal(null);
      expect((await shows()).changes[0]!.drafted).to.equal(null);
    });

    it('warns of what it lacks, and of what the rules find in it', async () => {
      const texts = async (given: Given) => (await shows(given)).warnings.map(({ text }) => text);
      expect(await texts(drafted)).to.include('Ada di permohonan, tetapi tidak ada di draf KK');
      expect(await texts({})).to.not.include('Ada di permohonan, tetapi tidak ada di draf KK');
    });
  });

  it('warns of another case of this family that is still open, and of what the automatic check left to officers', async () => {
    const { warnings } = await shows({
      openWith: [{ applicationNumber: 'KK-261126-GHJKLM', subject: 'x' }],
      record: { findings: ['Foto kurang terang.'] },
    });
    expect(warnings.map(({ text }) => text)).to.include.members([
      'Permohonan KK-261126-GHJKLM untuk keluarga ini masih berjalan. Lanjutkan yang itu, atau batalkan bila keliru',
      'Foto kurang terang',
    ]);
  });

  it('warns of what the rules find against SIAK, where it was read', async () => {
    const told: Given = {
      application: {
        ...{ applicant: { name: father.name, nik: father.nik, whatsapp: '081234567890' }, kkNumber: card.kkNumber },
        members: [father, mother, son, daughter].map(({ name, nik, shdk }) => ({ name, nik, shdk })),
        changes: [{ member: 1, element: 'pekerjaan', from: 'GURU', to: 'PEDAGANG', basis: 'Surat' }],
      },
      documents: { before: { read: true, readOn: '2026-11-27', cards: [card] } },
    };
    const texts = async (record: Partial<CaseRecord>) => {
      const { warnings, changes } = await shows({ ...told, record });
      return {
        unread: changes[0]!.unread,
        found: warnings.map(({ text }) => text).filter((text) => /SIAK/.test(text)),
      };
    };
    const { unread, found } = await texts({ cardsBeforeSha256: 'before' });
    expect(unread).to.equal(null);
    expect(found).to.have.length(1);
    expect(found[0]).to.contain(`Pekerjaan ${mother.name} menurut SIAK adalah "${mother.occupation}", bukan "GURU"`);
    expect((await texts({})).found).to.deep.equal([]);
  });

  it('shows what was decided, by names', async () => {
    const { decisions } = await shows({
      decisions: [
        decision({ answer: { examination: 'complete' }, takenBackAt: ago(50) }),
        decision({
          ...{ taskId: 't5', step: 5, element: 'verify-draft', decidedBy: 'orang.lama', actingAs: 'Plt' },
          ...{ refusedBecause: 'FOUR_EYES', draftSha256: 'draft', decidedAt: ago(40) },
        }),
      ],
    });
    expect(decisions).to.deep.equal([
      {
        ...{ task: 't3', step: 3, by: 'Sri Wahyuni', actingAs: null, at: ago(60), refusedBecause: null },
        ...{ answer: { examination: 'complete' }, takenBackAt: ago(50), draftSha256: null },
      },
      {
        ...{ task: 't5', step: 5, by: 'orang.lama', actingAs: 'Plt', at: ago(40), refusedBecause: 'FOUR_EYES' },
        ...{ answer: {}, takenBackAt: null, draftSha256: 'draft' },
      },
    ]);
  });

  it('shows the journal newest first, the messages, and what colleagues noted, by names', async () => {
    const row = (id: number, actor: string) => ({ id, actor, event: 'task-taken', detail: {} });
    const messages = [{ id: 'm1', purpose: 'received' }];
    const page = await shows({
      ...{ journal: [row(1, 'pemohon'), row(2, sri.username)], messages },
      notes: [{ author: tono.username, text: 'Ibu datang besok.', at: ago(5) }],
    });
    expect(page.journal).to.deep.equal([row(2, 'Sri Wahyuni'), row(1, 'pemohon')]);
    expect(page.messages).to.equal(messages);
    expect(page.notes).to.deep.equal([{ author: 'Tono Prasetyo', text: 'Ibu datang besok.', at: ago(5) }]);
  });

  describe('on the task that is open in a lane of this officer', () => {
    it('says what is to be done, and what they filled in for it and did not send', async () => {
      const draft = { answer: { examination: 'complete' }, savedAt: ago(3) };
      const { needs, did } = office({ tasks: [{}], answerDraft: draft });
      const page = await viewCase(needs)(sri.username, NUMBER);
      expect(page.task).to.include({ task: 't1', element: 'examine-application', step: 3, blocked: null });
      expect(page.task).to.include({ waitingMinutes: 30, officeMinutes: 30 });
      expect(page.answerDraft).to.equal(draft);
      expect(did).to.deep.include(['listed', { lanes: ['petugas-entri'], applicationNumber: NUMBER }]);
      expect(did).to.deep.include(['answer-draft', sri.username, 't1']);
      expect((await shows({ tasks: [{}] })).answerDraft).to.equal(null);
    });

    it('puts what they may decide before what they may not', async () => {
      const held = { taskId: 'held', assignee: tono.username };
      const unknown = { taskId: 'new', element: 'drink-coffee' };
      const found = async (tasks: readonly Partial<ListedTask>[], more: Given = {}) =>
        (await shows({ tasks, ...more })).task?.task;
      expect(await found([held, {}])).to.equal('t1');
      expect(await found([held])).to.equal('held');
      expect(await found([unknown, {}])).to.equal('t1');
      expect(await found([unknown])).to.equal(undefined);
      const away = [{ person: tono.username, validFrom: '2026-11-27', validTo: '2026-11-27' }];
      expect(await found([held, {}], { absences: away }), 'a colleague who is absent holds nothing').to.equal('held');
    });

    it('reads the case again after it, and not without one', async () => {
      const later: Given = { later: { draftSha256: 'draft' }, drafts: { draft: { sha256: 'draft' } } };
      expect((await shows({ ...later, tasks: [{}] })).draft?.sha256).to.equal('draft');
      expect((await shows(later)).draft).to.equal(null);
    });
  });

  it('says where messages go when that is no longer the number that the applicant declared', async () => {
    const corrected = async (whatsapp: string | null, declared = '081234567890') =>
      (
        await shows({
          record: { whatsapp },
          application: { applicant: { ...sampleApplication().applicant, whatsapp: declared } },
        })
      ).correctedWhatsapp;
    expect(await corrected(PHONE)).to.equal(null);
    expect(await corrected('+6281298765432')).to.equal('+6281298765432');
    expect(await corrected(null, 'tidak ada')).to.equal(null);
    expect(await corrected(PHONE, 'tidak ada')).to.equal(PHONE);
  });

  describe('on SIAK', () => {
    it('says whether this case changes anything there', async () => {
      const needed = async (reason: CaseRecord['reason']) => (await shows({ record: { reason } })).siak.needed;
      expect(await needed('perubahan-data')).to.equal(true);
      expect(await needed('baru')).to.equal(true);
      expect(await needed('hilang')).to.equal(false);
      expect(await needed('rusak')).to.equal(false);
    });

    it('shows what an officer typed until somebody confirms it; where the office enters by itself nobody types', async () => {
      const typed = decision({ element: 'enter-siak-manually', answer: { siakReference: 'SIAK-7' } });
      const siak = async (record: Partial<CaseRecord>, decisions = [typed]) =>
        (await shows({ record, decisions })).siak;
      expect(await siak({ siakWay: 'typed' })).to.deep.equal({
        ...{ way: 'typed', needed: true, reference: null, claim: 'SIAK-7', numbers: [] },
      });
      expect(await siak({ siakWay: 'typed', siakReference: 'SIAK-7' })).to.include({
        claim: null,
        reference: 'SIAK-7',
      });
      expect(await siak({ siakWay: 'simulator' })).to.include({ way: 'simulator', claim: null });
      expect(await siak({ siakWay: 'typed' }, [])).to.include({ claim: null });
    });

    it('shows the numbers that count, and to who types the entry again what was typed last', async () => {
      const { kkNumber: _, ...application } = sampleApplication();
      const given = (element: string): Given => ({
        record: { siakWay: 'typed', reason: 'baru', application },
        tasks: [{ element, entryOfficer: sri.username }],
        decisions: [decision({ taskId: 't4', element: 'enter-siak-manually' })],
        documents: {
          'in-force': { numbers: { '{KK-BARU-1}': '3402151111260001' } },
          'typed-last': { numbers: { '{KK-BARU-1}': '3402151111260002' } },
        },
      });
      const numbers = async (element: string) =>
        (await shows(given(element))).siak.numbers.map(({ name, number }) => [name, number]);
      expect(await numbers('request-print')).to.deep.equal([['Damar Pamungkas', '3402151111260001']]);
      expect(await numbers('enter-siak-manually')).to.deep.equal([['Damar Pamungkas', '3402151111260002']]);
    });

    it('shows the card that came from there beside what is expected of it', async () => {
      const brought = {
        ...{ taskId: 't8', sha256: 'card', broughtAt: ago(9), signerName: 'Agus', signedAt: ago(10) },
        ...{ comparison: { matches: true }, previewSha256: 'png' },
      };
      const shown = (await shows({ brought })).brought!;
      expect(shown).to.deep.include({ taskId: 't8', sha256: 'card', comparison: { matches: true } });
      expect(shown.expected).to.deep.include({ kkNumber: '3402150101150007' });
    });

    it('asks the entry officer for the columns of immigration that nobody said, and says who filled them in', async () => {
      const { nik, name } = sampleApplication().members[1]!;
      const given = (state: CaseRecord['state'], claimedBy?: string): Given => ({
        record: { siakWay: 'typed', state },
        claims: claimedBy === undefined ? [] : [{ content: 'said', claimedBy, claimedAt: ago(7) }],
        documents: { said: { nik, columns: { citizenship: 'WNI' } } },
      });
      const asked = (await shows(given('examination'))).immigration;
      expect(asked.mayClaim).to.equal(true);
      expect(asked.people).to.deep.include({ nik, name: name.toUpperCase(), said: { citizenship: '-' }, claim: null });
      const said = (await shows(given('drafting', tono.username))).immigration;
      expect(said.mayClaim).to.equal(false);
      expect(said.people.find((one) => one.nik === nik)!.claim).to.deep.equal({
        ...{ citizenship: 'WNI', by: 'Tono Prasetyo', at: ago(7) },
      });
      expect((await shows()).immigration).to.deep.equal({ people: [], mayClaim: false });
    });
  });

  describe('on what this officer may do beside the task', () => {
    const signed: Partial<CaseRecord> = { signedSha256: 'signed', state: 'archived' };

    it('lets the entry officer correct the number, and hand the case to a colleague who is on duty', async () => {
      expect((await shows()).mayCorrectNumber).to.equal(true);
      expect((await shows({ record: { entryOfficer: null } })).mayCorrectNumber).to.equal(false);
      expect((await shows()).mayHandOverTo).to.deep.equal([
        { username: tono.username, name: 'Tono Prasetyo' },
        { username: PEOPLE.dewi.username, name: 'Dewi Larasati' },
      ]);
      const absences = [{ person: tono.username, validFrom: '2026-11-27', validTo: '2026-11-27' }];
      expect((await shows({ absences })).mayHandOverTo.map(({ name }) => name)).to.deep.equal(['Dewi Larasati']);
    });

    it('lets the print officer take back the old card, once', async () => {
      expect((await shows({ record: signed }, 'rini')).mayRecordOldCard).to.equal(true);
      expect((await shows({ record: signed })).mayRecordOldCard, 'of the entry').to.equal(false);
      const oldCard = { returnedAt: ago(2), receivedBy: rini.username };
      const returned = await shows({ record: signed, oldCard }, 'rini');
      expect(returned.mayRecordOldCard).to.equal(false);
      expect(returned.oldCard).to.deep.equal({ at: ago(2), by: 'Rini Astuti' });
    });

    it('lets Kasi/Kabid ask that an issued card be taken back, and says who asked', async () => {
      expect((await shows({ record: signed }, 'endah')).revocation).to.include({ mayRequest: true, newest: null });
      expect((await shows({ record: signed })).revocation).to.include({ mayRequest: false, shown: false });
      const revocation = {
        ...{ outcome: 'revoked', reason: 'Nama keliru.', requestedBy: endah.username, requestedAs: 'kasi' },
        ...{ requestedAt: ago(50), settledBy: agus.username, settledAt: ago(40) },
      };
      const untold = async (...messages: object[]) =>
        (await shows({ record: signed, revocation, messages })).revocation.newest;
      expect(await untold()).to.include({ requestedBy: 'Endah Kusumawati', settledBy: 'Agus Hartanto', untold: true });
      expect(await untold({ purpose: 'revoked' })).to.include({ untold: false });
    });
  });

  describe('of events in a family', () => {
    const graduation = {
      event: 'pendidikan',
      data: { changes: [{ person: mother.nik, from: mother.education, to: 'DIPLOMA IV/STRATA I' }] },
    };
    const application = sampleApplication({
      applicant: { name: father.name, nik: father.nik, whatsapp: '081234567890' },
      kkNumber: card.kkNumber,
      members: [],
      listed: [father, mother, son, daughter].map(({ name, nik, shdk }) => ({ name, nik, shdk })),
      changes: [],
      events: [graduation] as unknown as NonNullable<Application['events']>,
    });
    const given: Given = {
      application,
      record: { cardsBeforeSha256: 'before', findings: ['Foto kurang terang.'], missingDocuments: ['ijazah'] },
      papers: [{ id: 'p1', kind: 'ijazah' }],
      documents: { before: { read: true, readOn: '2026-11-27', cards: [card] } },
    };

    it('shows what becomes of the cards, and what is asked for in place of the elements', async () => {
      const page = await shows(given);
      expect(page.family!.cards[0]).to.include({ effect: 'issued', kkNumber: card.kkNumber });
      expect(page.changes).to.have.length(1);
      expect(page.changes[0]).to.include({ member: mother.name, label: 'Pendidikan', to: 'DIPLOMA IV/STRATA I' });
      expect(page.warnings).to.deep.equal([{ text: 'Foto kurang terang', about: null }]);
    });

    it('lists the papers of the events as sentences, with what may stand for them', async () => {
      const paper = { paperIds: [], asked: false };
      expect((await shows(given)).requirements).to.deep.equal([
        { ...paper, kind: 'f-1-02', label: 'Formulir Pendaftaran (F-1.02), sudah ditandatangani' },
        {
          ...{ ...paper, kind: 'f-1-06' },
          label: 'Surat Pernyataan Perubahan Elemen Data Kependudukan (F-1.06), sudah ditandatangani',
        },
        {
          ...{ ...paper, kind: 'kk-lama', label: `KK lama keluarga ${father.name}` },
          instead: 'surat keterangan hilang dari kepolisian',
        },
        { kind: 'ijazah', paperIds: ['p1'], asked: true, label: 'Ijazah terakhir', instead: 'surat keterangan lulus' },
      ]);
    });

    it('names all that may stand for a paper', async () => {
      const data = { changes: [{ person: mother.nik, element: 'nama', from: mother.name, to: 'WENING PRAMESTI' }] };
      const events = [{ event: 'pembetulan', data }] as unknown as NonNullable<Application['events']>;
      const { requirements } = await shows({ ...given, application: { ...application, events } });
      expect(requirements.at(-1)).to.include({ kind: 'akta-kelahiran' });
      expect(requirements.at(-1)!.instead).to.match(/^ijazah[^,]*, buku nikah[^,]*, paspor/);
    });

    it('counts no paper whose signature was given for something else', async () => {
      const signatures = [
        { paperId: 'p1', form: 'ijazah', contentSha256: 'x', amendedSha256: 'old', signedAt: ago(9) },
      ];
      expect((await shows({ ...given, signatures })).requirements.at(-1)!.paperIds).to.deep.equal([]);
    });

    it('lists no paper for what the applicant has yet to answer', async () => {
      const died = { event: 'kepala-meninggal', data: { person: father.nik, date: '2026-11-20' } };
      const orphaned = cardOfFamily([father, daughter]);
      const page = await shows({
        ...given,
        application: { ...application, events: [died] as unknown as NonNullable<Application['events']> },
        documents: { before: { read: true, readOn: '2026-11-27', cards: [orphaned] } },
      });
      expect(page.family!.papers.some(({ anyOf }) => anyOf === undefined)).to.equal(true);
      expect(page.requirements.map(({ kind }) => kind)).to.have.length(page.family!.papers.length - 1);
    });

    it('shows each correction of the applicant, with the names of those who stand on the cards alone', async () => {
      const corrected = {
        ...application,
        events: [{ ...graduation, data: { changes: [{ ...graduation.data.changes[0]!, person: daughter.nik }] } }],
      };
      const { amendments } = await shows({
        ...given,
        application: { ...application, listed: [] },
        record: { ...given.record, amendedSha256: 'amended' },
        journal: [{ at: ago(8), actor: 'pemohon', event: 'application-amended', detail: { amendedSha256: 'amended' } }],
        documents: { ...given.documents, amended: { ...corrected, listed: [] } },
      });
      expect(amendments.map(({ at }) => at)).to.deep.equal([ago(8)]);
      expect(JSON.stringify(amendments)).to.contain(mother.name).and.to.contain(daughter.name);
    });

    it('compares the cards with what the draft prints', async () => {
      const drafts = { draft: { sha256: 'draft', renderedAt: ago(9), family: card } };
      const { changes } = await shows({ ...given, drafts, record: { ...given.record, draftSha256: 'draft' } });
      expect(changes[0]!.drafted).to.deep.equal({ value: mother.education, matches: false });
    });
  });
});
