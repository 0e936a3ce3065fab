import { expect } from 'chai';
import { withDatabase } from './database.ts';
import { errorOf, openCase } from './given.ts';

describe('External effects', () => {
  const database = withDatabase();

  it('are intended once: the second to ask finds the row of the first', async () => {
    const { store } = database;
    const { applicationNumber } = await openCase(store);
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => store.effects.intend({ key: 'message:1', kind: 'message', applicationNumber })),
    );
    expect(answers.filter(({ isNew }) => isNew)).to.have.length(1);
    expect(await store.effects.find('message:1')).to.include({ state: 'intended', reference: null, settledAt: null });
  });

  it('stay intended when the transaction of the caller is rolled back: by then the external service may have been called', async () => {
    const { store } = database;
    const { applicationNumber } = await openCase(store);
    const work = store.transaction(async (tables) => {
      await tables.cases.change(applicationNumber, { state: 'delivery' });
      await tables.effects.intend({ key: 'message:2', kind: 'message', applicationNumber });
      throw new Error('the worker was killed here');
    });
    await errorOf(work);
    expect(await store.effects.find('message:2')).to.include({ state: 'intended' });
    expect((await store.cases.get(applicationNumber)).state).to.equal('submitted');
  });

  it('do not wait for themselves when every connection is in a transaction', async () => {
    const { store } = database;
    const { applicationNumber } = await openCase(store);
    const work = Array.from({ length: 25 }, (_, i) =>
      store.transaction(({ effects }) => effects.intend({ key: `copy:${i}`, kind: 'archive-copy', applicationNumber })),
    );
    expect(await Promise.all(work)).to.have.length(25);
  });

  it('are recorded as done together with what follows from them', async () => {
    const { store } = database;
    const { applicationNumber } = await openCase(store);
    await store.effects.intend({ key: 'siak-entry:1', kind: 'siak-entry', applicationNumber });
    await store.transaction(async ({ effects, cases }) => {
      await effects.settle('siak-entry:1', 'done', 'SIAK-77');
      await cases.change(applicationNumber, { siakReference: 'SIAK-77' });
    });
    expect(await store.effects.find('siak-entry:1')).to.include({ state: 'done', reference: 'SIAK-77' });
  });

  it('once done stay done, whatever a late worker believes', async () => {
    const { effects } = database.store;
    await effects.settle('siak-entry:1', 'unknown');
    await effects.settle('siak-entry:1', 'failed', 'SIAK-78');
    expect(await effects.find('siak-entry:1')).to.include({ state: 'done', reference: 'SIAK-77' });
  });

  it('record how often the external service may have heard of them, whatever becomes of the caller', async () => {
    const { store } = database;
    const { applicationNumber } = await openCase(store);
    const key = 'message:attempts';
    const { effect } = await store.effects.intend({ key, kind: 'message', applicationNumber });
    expect(effect).to.include({ attempts: 0, attemptedAt: null, attemptOf: null });
    await errorOf(
      store.transaction(async (tables) => {
        await tables.effects.attempt(key, { at: new Date(1_000), after: 0, of: 'task-1' });
        throw new Error('the worker was killed here');
      }),
    );
    const asked = await store.effects.find(key);
    expect(asked).to.include({ attempts: 1, attemptOf: 'task-1' });
    expect(asked!.attemptedAt).to.deep.equal(new Date(1_000));
    for (const _ of ['refused', 'told twice']) await store.effects.didNothing(key);
    expect(await store.effects.find(key)).to.include({ attempts: 0, attemptedAt: null });
    await store.effects.attempt(key, { at: new Date(), after: 0 });
    await store.effects.keep(key, 'where it lies');
    expect(await store.effects.find(key)).to.include({ state: 'intended', attempts: 1, reference: 'where it lies' });
  });

  it('are attempted by one of those who saw the same attempts before', async () => {
    const { store } = database;
    const { applicationNumber } = await openCase(store);
    const key = 'message:at-once';
    await store.effects.intend({ key, kind: 'message', applicationNumber });
    const attempt = (after: number) => store.effects.attempt(key, { at: new Date(), after });
    expect((await Promise.all([attempt(0), attempt(0), attempt(0)])).filter(Boolean)).to.have.length(1);
    expect(await attempt(1)).to.equal(true);
    expect(await attempt(1), 'who stood still meanwhile').to.equal(false);
    expect(await store.effects.find(key)).to.include({ attempts: 2 });
  });

  it('of one key leave every other key as it is', async () => {
    const { store } = database;
    const { effects } = store;
    const { applicationNumber } = await openCase(store);
    const keys = ['message:own', 'message:of-another-case'] as const;
    for (const key of keys) {
      await effects.intend({ key, kind: 'message', applicationNumber });
      await effects.attempt(key, { at: new Date(1_000), after: 0, of: 'task-1' });
    }
    const other = await effects.find(keys[1]);
    for (const change of [
      () => effects.attempt(keys[0], { at: new Date(2_000), after: 1, of: 'task-2' }),
      () => effects.didNothing(keys[0]),
      () => effects.keep(keys[0], 'where it lies'),
      () => effects.settle(keys[0], 'done', 'SM1'),
    ]) {
      await change();
      expect(await effects.find(keys[1])).to.deep.equal(other);
    }
    expect(await effects.find(keys[0])).to.include({ state: 'done', reference: 'SM1', attemptOf: 'task-2' });
  });

  it('once done keep the reference of what was done, and asked for again are not new', async () => {
    const { effects } = database.store;
    const done = await effects.find('message:own');
    await effects.keep('message:own', 'SM2');
    expect(await effects.find('message:own')).to.deep.equal(done);
    const again = { key: 'message:own', kind: 'message', applicationNumber: done!.applicationNumber } as const;
    expect(await effects.intend(again)).to.deep.equal({ effect: done, isNew: false });
  });

  it('cannot be recorded as done without having been intended', async () => {
    expect(await errorOf(database.store.effects.settle('signature:none', 'done'))).to.include({
      name: 'StoreError',
      code: 'effect-not-intended',
    });
  });
});
