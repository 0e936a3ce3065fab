import { expect } from 'chai';
import { withDatabase } from './database.ts';
import { openCase, putOfficer, putTask } from './given.ts';

const TIMES = { leaseMs: 60_000, everyMs: 300_000 };

describe('A duty of the office', () => {
  const database = withDatabase();
  beforeEach(() => database.asOwner('delete from duties'));
  const duties = () => database.store.duties;
  const row = async (name: string) => (await duties().all()).find((one) => one.name === name)!;
  const pass = (name: string, seconds: number) =>
    database.asOwner(
      `update duties set due_at = due_at - make_interval(secs => $2),
         leased_until = leased_until - make_interval(secs => $2) where name = $1`,
      [name, seconds],
    );

  it('is due at once when it is new, and held by one process at a time', async () => {
    expect(await duties().claim('arsip', 'satu', TIMES)).to.equal(true);
    expect(await duties().claim('arsip', 'dua', TIMES)).to.equal(false);
    expect(await duties().claim('kabar', 'dua', TIMES), 'another duty').to.equal(true);
    const held = await row('arsip');
    expect(held).to.include({ runner: 'satu', endedAt: null, succeededAt: null, failures: 0 });
    expect(held.startedAt).to.be.instanceOf(Date);
    expect(held.leasedUntil!.getTime() - held.startedAt!.getTime()).to.be.within(59_000, 61_000);
    expect((await row('kabar')).runner).to.equal('dua');
    expect(
      (await duties().all()).map(({ name }) => name),
      'by name',
    ).to.deep.equal(['arsip', 'kabar']);
  });

  it('is taken alone: another one that is due waits for whoever takes it', async () => {
    for (const name of ['arsip', 'kabar']) {
      await duties().claim(name, 'satu', TIMES);
      await duties().finish(name, 'satu', { nextInMs: 0, count: 0 });
    }
    expect(await duties().claim('arsip', 'dua', TIMES)).to.equal(true);
    expect(await row('kabar')).to.include({ runner: 'satu', leasedUntil: null });
  });

  it('goes to another process when the lease of the first has run out, and the first hears of it', async () => {
    await duties().claim('arsip', 'satu', TIMES);
    expect(await duties().renew('arsip', 'satu', 110_000)).to.equal(true);
    await pass('arsip', 61);
    expect(await duties().claim('arsip', 'dua', TIMES), 'renewed').to.equal(false);
    await pass('arsip', 60);
    expect(await duties().claim('arsip', 'dua', TIMES)).to.equal(true);
    expect(await duties().renew('arsip', 'satu', 60_000)).to.equal(false);
    await duties().finish('arsip', 'satu', { nextInMs: 1_000, count: 3 });
    const taken = await row('arsip');
    expect(taken).to.include({ runner: 'dua', endedAt: null, lastCount: null });
    expect(taken.leasedUntil).to.be.instanceOf(Date);
  });

  it('is done again when its time has come, and not before', async () => {
    await duties().claim('arsip', 'satu', TIMES);
    await duties().claim('kabar', 'satu', TIMES);
    await duties().finish('arsip', 'satu', { nextInMs: 300_000, count: 3 });
    expect((await row('kabar')).endedAt, 'another duty is not over').to.equal(null);
    const done = await row('arsip');
    expect(done).to.include({ leasedUntil: null, failures: 0, lastError: null, lastCount: 3 });
    expect(done.succeededAt).to.be.instanceOf(Date);
    expect(done.dueAt.getTime() - done.endedAt!.getTime()).to.be.within(299_000, 301_000);
    expect(await duties().renew('arsip', 'satu', 60_000), 'nobody holds it').to.equal(false);
    expect(await duties().claim('arsip', 'dua', TIMES)).to.equal(false);
    await pass('arsip', 301);
    expect(await duties().claim('arsip', 'dua', TIMES)).to.equal(true);
  });

  it('is free again when the clock was set back: its time, or the lease of a killed process, lies too far ahead', async () => {
    await duties().claim('arsip', 'satu', TIMES);
    await duties().finish('arsip', 'satu', { nextInMs: 300_000, count: 0 });
    await pass('arsip', -290);
    expect(await duties().claim('arsip', 'satu', TIMES), 'within two periods').to.equal(false);
    await pass('arsip', -7 * 3600);
    expect(await duties().claim('arsip', 'satu', TIMES)).to.equal(true);
    await pass('arsip', -50);
    expect(await duties().claim('arsip', 'dua', TIMES), 'within two leases').to.equal(false);
    await pass('arsip', -7 * 3600);
    expect(await duties().claim('arsip', 'dua', TIMES)).to.equal(true);
    expect(await duties().renew('arsip', 'satu', 60_000)).to.equal(false);
  });

  it('counts its failures until it succeeds, and keeps what it last did', async () => {
    const attempt = async (outcome: { count: number } | { error: string }) => {
      await duties().claim('arsip', 'satu', TIMES);
      await duties().finish('arsip', 'satu', { nextInMs: 0, ...outcome });
    };
    await attempt({ count: 3 });
    const { succeededAt } = await row('arsip');
    await attempt({ error: 'MEDIUM_AWAY' });
    await attempt({ error: 'MEDIUM_FULL' });
    const failed = await row('arsip');
    expect(failed).to.deep.include({ failures: 2, lastError: 'MEDIUM_FULL', lastCount: 3, succeededAt });
    expect(failed).to.include({ leasedUntil: null });
    expect(failed.endedAt!.getTime()).to.be.at.least(succeededAt!.getTime());
    await attempt({ count: 0 });
    expect(await row('arsip')).to.include({ failures: 0, lastError: null, lastCount: 0 });
  });
});

describe('The lease of a process', () => {
  const database = withDatabase();
  const processes = () => database.store.processes;
  const isAlive = (id: string) => processes().isAlive(id);
  const pass = (seconds: number) =>
    database.asOwner('update processes set leased_until = leased_until - make_interval(secs => $1)', [seconds]);

  it('lasts as long as it was begun or renewed for', async () => {
    await processes().begin({ id: 'satu', place: 'a' }, 60_000);
    await pass(30);
    expect(await isAlive('satu')).to.equal(true);
    await processes().renew({ id: 'satu', place: 'a' }, 120_000);
    await pass(61);
    expect(await isAlive('satu')).to.equal(true);
    await pass(60);
    expect(await isAlive('satu')).to.equal(false);
    await processes().renew({ id: 'satu', place: 'a' }, 60_000);
    expect(await isAlive('satu'), 'begun anew').to.equal(true);
    await processes().begin({ id: 'satu', place: 'a' }, 60_000);
    expect(await isAlive('satu')).to.equal(true);
    await processes().renew({ id: 'baru', place: 'c' }, 60_000);
    expect(await isAlive('baru'), 'renewed, though its row was lost').to.equal(true);
  });

  it('is over with its end, and with the next process at the same place; others live on', async () => {
    for (const [id, place] of [
      ['lama', 'sama'],
      ['tetangga', 'lain'],
      ['ketiga', 'jauh'],
    ] as const)
      await processes().begin({ id, place }, 60_000);
    await processes().begin({ id: 'baru', place: 'sama' }, 60_000);
    expect(await isAlive('lama')).to.equal(false);
    expect(await isAlive('baru')).to.equal(true);
    expect(await isAlive('tetangga')).to.equal(true);
    await processes().end('ketiga');
    expect(await isAlive('ketiga')).to.equal(false);
    expect(await isAlive('tetangga')).to.equal(true);
    expect(await isAlive('tidak-ada')).to.equal(false);
  });
});

describe('A taking-back on its way to the engine', () => {
  const database = withDatabase();
  before(() => putOfficer(database.store));
  const backs = () => database.store.takingBacks;
  const asked = async (change = {}) => {
    const { applicationNumber } = await openCase(database.store);
    return {
      taskId: await putTask(database, applicationNumber),
      applicationNumber,
      decisionTask: 'tugas-3',
      element: 'examine-application',
      takenBackBy: 'sri.wahyuni',
      assignee: null,
      variables: { examination: null, missingDocuments: [] },
      ...change,
    };
  };
  const pass = (taskId: string, seconds: number) =>
    database.asOwner(`update taking_backs set judged_at = judged_at - make_interval(secs => $2) where task_id = $1`, [
      taskId,
      seconds,
    ]);
  const forgotten = async () => (await backs().forgotten()).map(({ taskId }) => taskId);

  it('is found while the engine may still take it, and forgotten after a minute', async () => {
    const [one, other] = [await asked(), await asked()];
    await backs().put(one);
    await backs().put(other);
    expect(await backs().onItsWay(one.taskId)).to.deep.equal(one);
    expect(await backs().onItsWay('tidak-ada')).to.equal(undefined);
    expect(await forgotten()).to.deep.equal([]);
    await pass(one.taskId, 61);
    expect(await backs().onItsWay(one.taskId)).to.equal(undefined);
    expect(await backs().forgotten()).to.deep.equal([one]);
    expect(await backs().onItsWay(other.taskId)).to.deep.equal(other);
  });

  it('asked for again, it is young again and says what was asked last', async () => {
    const [one, other] = [await asked(), await asked()];
    await backs().put(one);
    await backs().put(other);
    await pass(one.taskId, 61);
    const again = { ...one, assignee: 'joko.susilo', variables: { examination: 'complete' } };
    await backs().put(again);
    expect(await backs().onItsWay(one.taskId)).to.deep.equal(again);
    expect(await backs().onItsWay(other.taskId), 'of another task').to.deep.equal(other);
  });

  it('is withdrawn alone; what has taken effect meanwhile is not there any more', async () => {
    const [one, other] = [await asked(), await asked()];
    await backs().put(one);
    await backs().put(other);
    expect(await backs().withdraw(one.taskId)).to.equal(true);
    expect(await backs().withdraw(one.taskId)).to.equal(false);
    expect(await backs().onItsWay(one.taskId)).to.equal(undefined);
    expect(await backs().onItsWay(other.taskId)).to.deep.equal(other);
  });
});
