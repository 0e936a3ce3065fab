import { expect } from 'chai';
import { randomUUID } from 'node:crypto';
import type { Asker } from '../../src/store/case-index.ts';
import type { CaseState } from '../../src/domain/case-state.ts';
import type { Reason } from '../../src/domain/application.ts';
import { OWN_WORK, searchExpression, type WorkQuery } from '../../src/domain/work-query.ts';
import { sampleApplication } from '../domain/sample-application.ts';
import { withDatabase } from './database.ts';
import { openCase, putDecision, putOfficer } from './given.ts';

const SRI = 'sri.wahyuni';
const JOKO = 'joko.susilo';
const X = '34.02.06.2004';
const Y = '34.02.01.2001';
/** Hours of one day, in the order of the clock. */
const at = (hour: number) => new Date(Date.UTC(2026, 2, 2, hour));

interface Task {
  readonly element?: string;
  readonly lane?: string;
  readonly assignee?: string | null;
  readonly created?: Date;
  readonly endedAs?: 'completed' | null;
}
interface Given {
  readonly name?: string;
  readonly kalurahan?: string;
  readonly reason?: Reason;
  readonly submitted?: Date;
  readonly state?: CaseState;
  readonly entryOfficer?: string | null;
  readonly task?: Task | null;
}

describe('The index of cases', () => {
  const database = withDatabase();
  before(async () => {
    await putOfficer(database.store, SRI);
    await putOfficer(database.store, JOKO);
  });
  beforeEach(async () => {
    await database.asOwner(`update work_list set ended_at = now(), ended_as = 'canceled' where ended_at is null`);
    await database.asOwner('delete from case_index');
  });

  const addTask = async (applicationNumber: string, task: Task = {}) => {
    const taskId = randomUUID();
    await database.asOwner(
      `insert into work_list (task_id, application_number, element, lane, assignee, created_at, ended_at, ended_as)
       values ($1, $2, $3, $4, $5, $6, case when $7::text is null then null else now() end, $7)`,
      [
        ...[taskId, applicationNumber, task.element ?? 'examine-application', task.lane ?? 'petugas-entri'],
        ...[task.assignee ?? null, task.created ?? at(1), task.endedAs ?? null],
      ],
    );
    return taskId;
  };
  /** A case with one open task, unless it says that there is none. */
  const open = async (change: Given = {}) => {
    const usual = sampleApplication();
    const reason = change.reason ?? 'hilang';
    const { applicationNumber } = await openCase(database.store, {
      application: sampleApplication({
        reason,
        applicant: { ...usual.applicant, name: change.name ?? 'Slamet Nugroho' },
        address: { ...usual.address, kalurahan: change.kalurahan ?? X },
      }),
    });
    await database.asOwner('update cases set submitted_at = $2 where application_number = $1', [
      applicationNumber,
      change.submitted ?? at(0),
    ]);
    await database.asOwner('update case_index set submitted_at = $2 where application_number = $1', [
      applicationNumber,
      change.submitted ?? at(0),
    ]);
    await database.store.cases.change(applicationNumber, {
      ...(change.state && { state: change.state }),
      ...(change.entryOfficer && { entryOfficer: change.entryOfficer }),
    });
    if (change.task !== null) await addTask(applicationNumber, change.task);
    return applicationNumber;
  };

  const asker = (change: Partial<Asker> = {}): Asker => ({
    username: SRI,
    lanes: ['petugas-entri'],
    absent: [],
    keptFrom: [],
    lateBefore: at(0),
    ...change,
  });
  const own = (query: Partial<WorkQuery> = {}, who: Partial<Asker> = {}, size = 10) =>
    database.store.caseIndex.ownWork(asker(who), { ...OWN_WORK, ...query }, size);
  const ownNumbers = async (query: Partial<WorkQuery> = {}, who: Partial<Asker> = {}, size = 10) =>
    (await own(query, who, size)).rows.map(({ applicationNumber }) => applicationNumber);
  const find = (query: Partial<WorkQuery> = {}, text: string | null = null, who: Partial<Asker> = {}, size = 10) =>
    database.store.caseIndex.find(
      asker(who),
      { ...OWN_WORK, scope: 'all', ...query, expression: text === null ? null : searchExpression(text)! },
      size,
    );
  const found = async (
    query: Partial<WorkQuery> = {},
    text: string | null = null,
    who: Partial<Asker> = {},
    size = 10,
  ) => (await find(query, text, who, size)).rows.map(({ applicationNumber }) => applicationNumber);

  describe("as an officer's own work", () => {
    it('holds the open tasks of their lanes, longest waiting first, with what a row shows', async () => {
      const [later, earlier] = [await open({ task: { created: at(5) } }), await open({ task: { created: at(2) } })];
      const [elsewhere, done] = [
        await open({ task: { lane: 'kasi', element: 'verify-draft' } }),
        await open({ task: { endedAs: 'completed' } }),
      ];
      await open({ task: { element: 'unknown-task' } });
      const { rows, total } = await own();
      expect(rows.map(({ applicationNumber }) => applicationNumber)).to.deep.equal([earlier, later]);
      expect(total).to.equal(2);
      expect(rows[0]).to.deep.include({
        applicationNumber: earlier,
        applicantName: 'Slamet Nugroho',
        nik: sampleApplication().applicant.nik,
        state: 'submitted',
        reason: 'hilang',
        kalurahan: X,
        entryOfficer: null,
        submittedAt: at(0),
        draftSha256: null,
        signedSha256: null,
        siakWay: 'simulator',
        decisions: [],
        ownLane: true,
        again: false,
      });
      expect(rows[0]!.task).to.deep.include({
        applicationNumber: earlier,
        element: 'examine-application',
        lane: 'petugas-entri',
        assignee: null,
        createdAt: at(2),
        endedAt: null,
      });
      expect(await ownNumbers({}, { lanes: ['kasi', 'petugas-entri'] })).to.have.members([earlier, later, elsewhere]);
      expect(await ownNumbers({}, { lanes: ['petugas-cetak'] })).to.deep.equal([]);
      expect(await ownNumbers()).to.not.include(done);
    });

    it('leaves out what a colleague on duty holds: their task, or their case in the tasks that go with it', async () => {
      const [mine, theirs] = [await open({ task: { assignee: SRI } }), await open({ task: { assignee: JOKO } })];
      const [ofMyCase, ofTheirCase] = [await open({ entryOfficer: SRI }), await open({ entryOfficer: JOKO })];
      const check = { element: 'check-siak-entry' };
      const second = await open({ entryOfficer: JOKO, task: check });
      const taken = await open({ entryOfficer: SRI, task: { assignee: JOKO } });
      expect(await ownNumbers()).to.have.members([mine, ofMyCase, second, taken]);
      expect((await own()).counts).to.include({ open: 4, mine: 3, held: 2 });
      expect(await ownNumbers({}, { absent: [JOKO] }), 'nobody waits for who is absent').to.have.members([
        ...[mine, theirs, ofMyCase, ofTheirCase, second, taken],
      ]);
      expect((await own({}, { absent: [JOKO] })).counts).to.include({ open: 6, held: 0 });
    });

    it('counts what waits long, what came back, what may be signed and what waits longest', async () => {
      const [first, back] = [await open({ task: { created: at(1) } }), await open({ task: { created: at(3) } })];
      await addTask(back, { endedAs: 'completed' });
      await addTask(first, { endedAs: 'completed', element: 'open-application' });
      await open({ task: { created: at(4), element: 'approve-signing' } });
      const { counts } = await own({}, { lateBefore: at(3) });
      expect(counts).to.include({ open: 3, late: 1, returned: 1, signable: 1, mine: 0, held: 0, oldest: first });
      expect(counts.oldestSince).to.deep.equal(at(1));
      expect((await own({ condition: 'late' }, { lateBefore: at(3) })).rows).to.have.length(1);
      expect(await ownNumbers({ condition: 'late' }, { lateBefore: at(3) })).to.deep.equal([first]);
      expect(await ownNumbers({ condition: 'returned' })).to.deep.equal([back]);
      expect((await own({ condition: 'returned' })).rows[0]).to.include({ again: true });
    });

    it('does not call it a return when a decision was taken back', async () => {
      const one = await open();
      const earlier = await addTask(one, { endedAs: 'completed' });
      await putDecision(database, one, { taskId: earlier });
      await database.asOwner(
        `insert into taken_back_decisions (application_number, task_id, taken_back_by, next_task) values ($1, $2, $3, 'x')`,
        [one, earlier, SRI],
      );
      expect((await own()).counts).to.include({ returned: 0 });
      expect(await ownNumbers({ condition: 'returned' })).to.deep.equal([]);
    });

    it('counts nothing that the officer may not decide: four eyes, and the second look at their own entry', async () => {
      const both = { lanes: ['petugas-entri', 'kasi'] as const };
      const verify = await open({ task: { lane: 'kasi', element: 'verify-draft' } });
      await putDecision(database, verify, { step: 3, by: SRI });
      expect((await own({}, both)).counts).to.include({ open: 0 });
      expect((await own({}, { ...both, username: JOKO })).counts).to.include({ open: 1 });
      expect((await own({}, { lanes: ['kasi'] })).counts, 'judged at the door').to.include({ open: 1 });
      const same = await open();
      await putDecision(database, same, { step: 3, by: SRI });
      expect((await own({}, both)).counts, 'the same eyes').to.include({ open: 1 });
      await database.asOwner(`update work_list set ended_at = now(), ended_as = 'canceled'`);
      const entered = await open({ task: { element: 'check-siak-entry' } });
      await putDecision(database, entered, { element: 'enter-siak-manually', by: JOKO });
      await putDecision(database, entered, { element: 'enter-siak-manually', by: SRI });
      expect((await own()).counts).to.include({ open: 0 });
      expect((await own({}, { username: JOKO })).counts, 'whose entry was replaced').to.include({ open: 1 });
    });

    it('has nothing where nothing waits', async () => {
      expect(await own()).to.deep.equal({
        rows: [],
        total: 0,
        counts: {
          ...{ open: 0, mine: 0, late: 0, returned: 0, signable: 0, held: 0, oldest: null, oldestSince: null },
          version: '0',
        },
      });
    });

    it('is restricted by step, reason, kalurahan, officer and what is mine', async () => {
      const [one, other] = [
        await open({ reason: 'rusak', kalurahan: Y, entryOfficer: SRI }),
        await open({ task: { element: 'open-application', assignee: SRI } }),
      ];
      const free = await open({ task: { element: 'open-application' } });
      expect(await ownNumbers({ element: 'examine-application' })).to.deep.equal([one]);
      expect(await ownNumbers({ reason: 'rusak' })).to.deep.equal([one]);
      expect(await ownNumbers({ kalurahan: Y })).to.deep.equal([one]);
      expect(await ownNumbers({ kalurahan: Y, reason: 'hilang' })).to.deep.equal([]);
      expect(await ownNumbers({ officer: SRI })).to.have.members([one, other]);
      expect(await ownNumbers({ officer: JOKO })).to.deep.equal([]);
      expect(await ownNumbers({ condition: 'mine' })).to.have.members([one, other]);
      expect(await ownNumbers()).to.include(free);
      const restricted = await own({ reason: 'rusak' });
      expect(restricted.total, 'of what is shown').to.equal(1);
      expect(restricted.counts.open, 'of everything').to.equal(3);
    });

    it('is sorted as it is asked for, and leafed through without losing or repeating a row', async () => {
      const rows = [
        await open({ name: 'Cahyo', kalurahan: Y, task: { created: at(1) } }),
        await open({ name: 'Agus', kalurahan: X, task: { created: at(2) } }),
        await open({ name: 'Budi', kalurahan: Y, task: { created: at(3) } }),
      ] as const;
      const order = (...places: number[]) => places.map((place) => rows[place]);
      expect(await ownNumbers({ sort: 'oldest' })).to.deep.equal(order(0, 1, 2));
      expect(await ownNumbers({ sort: 'newest' })).to.deep.equal(order(2, 1, 0));
      expect(await ownNumbers({ sort: 'name' })).to.deep.equal(order(1, 2, 0));
      expect(await ownNumbers({ sort: 'kalurahan' })).to.deep.equal(order(0, 2, 1));
      expect(await ownNumbers({ sort: 'newest', page: 1 }, {}, 2)).to.deep.equal(order(2, 1));
      expect(await ownNumbers({ sort: 'newest', page: 2 }, {}, 2)).to.deep.equal(order(0));
      expect(await own({ page: 2 }, {}, 2), 'of all pages').to.include({ total: 3 });
      expect(await own({ page: 9 }, {}, 2)).to.deep.include({ rows: [], total: 3 });
    });

    it('has a pulse that changes with it', async () => {
      const pulse = (who: Partial<Asker> = {}) => database.store.caseIndex.pulse(asker(who));
      const empty = await pulse();
      expect(empty).to.deep.equal({ open: 0, version: '0' });
      const one = await open();
      const first = await pulse();
      expect(first.open).to.equal(1);
      expect(first.version).to.not.equal(empty.version);
      expect((await own()).counts).to.include(first);
      await database.asOwner('update work_list set assignee = $2 where application_number = $1', [one, SRI]);
      expect((await pulse()).version, 'somebody took it').to.not.equal(first.version);
      await open({ task: { assignee: JOKO } });
      expect(await pulse(), 'what a colleague holds').to.include({ open: 1 });
      expect(await pulse({ lanes: ['kasi'] })).to.deep.equal(empty);
    });
  });

  describe('as a search', () => {
    it('finds open and ended cases by words, each scope by itself, open ones first', async () => {
      const [ended, waiting, other] = [
        await open({ state: 'archived', task: null, submitted: at(3) }),
        await open({ task: null, submitted: at(1) }),
        await open({ name: 'Wagiman Utomo', task: null, submitted: at(2) }),
      ];
      expect(await found({}, 'slamet')).to.deep.equal([waiting, ended]);
      expect(await found({ scope: 'open' }, 'slamet')).to.deep.equal([waiting]);
      expect(await found({ scope: 'ended' }, 'slamet')).to.deep.equal([ended]);
      expect(await found({}, 'wagiman')).to.deep.equal([other]);
      expect(await found({}, 'tidak ada')).to.deep.equal([]);
      expect(await find({}, 'tidak ada')).to.deep.equal({ rows: [], total: 0 });
      expect(await found({ sort: 'newest' })).to.deep.equal([other, waiting, ended]);
      expect(await found({ scope: 'ended' })).to.deep.equal([ended]);
      expect(await found({ scope: 'open', sort: 'newest' })).to.deep.equal([other, waiting]);
      expect((await find({ scope: 'ended' })).rows[0]).to.include({ task: null, ownLane: false, again: false });
    });

    it('puts the own lane first, and of the tasks of a case the one in it', async () => {
      const none = await open({ task: null, submitted: at(1) });
      const held = await open({ task: { assignee: JOKO }, submitted: at(2) });
      const mine = await open({ task: { lane: 'kasi', element: 'verify-draft', created: at(1) }, submitted: at(3) });
      await addTask(mine, { created: at(9) });
      expect(await found()).to.deep.equal([mine, none, held]);
      const [row] = (await find()).rows;
      expect(row!.task).to.include({ lane: 'petugas-entri' });
      expect(row).to.include({ ownLane: true });
      expect((await find()).rows[1]).to.include({ ownLane: false });
      expect(await found({}, null, { lanes: [] })).to.deep.equal([none, held, mine]);
      expect((await find({}, null, { lanes: [] })).rows[2]!.task, 'the one that waits longest').to.include({
        lane: 'kasi',
      });
    });

    it('is restricted by reason, kalurahan and officer, among open cases and ended ones, with words and without', async () => {
      const ofSri = { reason: 'rusak', kalurahan: Y, entryOfficer: SRI, task: null } as const;
      const [openOne, endedOne] = [await open(ofSri), await open({ ...ofSri, state: 'archived' })];
      await open({ task: null });
      await open({ task: null, state: 'archived' });
      for (const text of [null, 'slamet'])
        for (const query of [{ reason: 'rusak' }, { kalurahan: Y }, { officer: SRI }] as const) {
          const what = JSON.stringify([text, query]);
          expect(await found(query, text), what).to.deep.equal([openOne, endedOne]);
          expect(await found({ ...query, scope: 'open' }, text), what).to.deep.equal([openOne]);
          expect(await found({ ...query, scope: 'ended' }, text), what).to.deep.equal([endedOne]);
        }
      expect(await found({ officer: SRI, reason: 'hilang' })).to.deep.equal([]);
      expect(await found({ kalurahan: X, reason: 'rusak' }, 'slamet')).to.deep.equal([]);
      const taken = await open({ task: { assignee: SRI } });
      expect(await found({ officer: SRI, scope: 'open' })).to.have.members([openOne, taken]);
    });

    it('finds no ended case by a step, an age or a hold: what has ended has no task', async () => {
      const [examined, other] = [
        await open({ task: { created: at(1) } }),
        await open({ task: { element: 'verify-draft', lane: 'kasi', created: at(5) } }),
      ];
      const mine = await open({ task: { created: at(6), assignee: SRI } });
      const back = await open({ task: { created: at(7) } });
      await addTask(back, { endedAs: 'completed' });
      await open({ state: 'archived', task: null });
      const waiting = await open({ task: null, submitted: at(1) });
      const late = { lateBefore: at(3) };
      for (const text of [null, 'slamet']) {
        expect(await found({ element: 'verify-draft' }, text)).to.deep.equal([other]);
        expect(await found({ condition: 'mine' }, text)).to.deep.equal([mine]);
        expect(await found({ condition: 'returned' }, text)).to.deep.equal([back]);
        expect(await found({ condition: 'late' }, text, late), 'without a task since it came').to.have.members([
          examined,
          waiting,
        ]);
        expect(await found({ scope: 'ended', condition: 'mine' }, text)).to.deep.equal([]);
        expect(await found({ scope: 'ended', element: 'verify-draft' }, text)).to.deep.equal([]);
      }
      expect((await find({ condition: 'returned' })).rows[0]).to.include({ again: true });
    });

    it('is sorted as it is asked for, among open cases and among ended ones, and leafed through', async () => {
      const three = async (state?: CaseState) =>
        [
          await open({ ...(state && { state }), name: 'Slamet C', kalurahan: Y, submitted: at(1), task: null }),
          await open({ ...(state && { state }), name: 'Slamet A', kalurahan: X, submitted: at(2), task: null }),
          await open({ ...(state && { state }), name: 'Slamet B', kalurahan: Y, submitted: at(3), task: null }),
        ] as const;
      const [running, ended] = [await three(), await three('archived')];
      const order = (...places: number[]) => [...places.map((i) => running[i]), ...places.map((i) => ended[i])];
      for (const text of [null, 'slamet']) {
        expect(await found({ sort: 'oldest' }, text)).to.deep.equal(order(0, 1, 2));
        expect(await found({ sort: 'newest' }, text)).to.deep.equal(order(2, 1, 0));
        expect(await found({ sort: 'name' }, text)).to.deep.equal(order(1, 2, 0));
        expect((await found({ sort: 'kalurahan' }, text)).slice(0, 2)).to.have.members([running[0], running[2]]);
        expect(await found({ sort: 'newest', page: 2 }, text, {}, 4)).to.deep.equal(order(2, 1, 0).slice(4));
        expect(await find({ page: 2 }, text, {}, 4)).to.include({ total: 6 });
      }
    });
  });
});
