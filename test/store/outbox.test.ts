import { expect } from 'chai';
import type { OutboxMessage } from '../../src/store/store.ts';
import { withDatabase } from './database.ts';
import { errorOf, openCase } from './given.ts';

describe('The outbox', () => {
  const database = withDatabase();
  const message = (applicationNumber: string, messageId: string): OutboxMessage => ({
    messageId,
    name: 'completion-received',
    applicationNumber,
    about: null,
  });
  const waiting = async () => (await database.store.outbox.waiting(0)).map(({ messageId }) => messageId);

  it('keeps a message with the change that it reports, or not at all', async () => {
    const { store } = database;
    const { applicationNumber } = await openCase(store);
    await errorOf(
      store.transaction(async (tables) => {
        await tables.outbox.put(message(applicationNumber, 'lost'));
        throw new Error('the office was killed here');
      }),
    );
    await store.transaction((tables) => tables.outbox.put(message(applicationNumber, 'first')));
    expect(await waiting()).to.deep.equal(['first']);
    expect(await store.outbox.waiting(0)).to.deep.equal([message(applicationNumber, 'first')]);
  });

  it('hands messages out, oldest first, until they are taken; the same id twice is one message', async () => {
    const { store } = database;
    const { applicationNumber } = await openCase(store);
    await store.outbox.put(message(applicationNumber, 'second'));
    await store.outbox.put(message(applicationNumber, 'second'));
    expect(await waiting()).to.deep.equal(['first', 'second']);
    await store.outbox.taken('first');
    expect(await waiting()).to.deep.equal(['second']);
    await store.outbox.put(message(applicationNumber, 'first'));
    expect(await waiting(), 'a message that was taken stays taken').to.deep.equal(['second']);
  });

  it('hands out first what nobody has tried, then what was tried longest ago, a hundred at most', async () => {
    const { store } = database;
    const { applicationNumber } = await openCase(store);
    const ids = Array.from({ length: 120 }, (_, i) => `fair-${i}`);
    for (const id of ids) await store.outbox.put(message(applicationNumber, id));
    expect(await waiting()).to.deep.equal(['second', ...ids.slice(0, 99)]);
    for (const id of await waiting()) await store.outbox.triedInVain(id);
    expect(await waiting()).to.deep.equal([...ids.slice(99), 'second', ...ids.slice(0, 78)]);
    for (const id of ids) await store.outbox.void(id, 'too-late');
    expect(await waiting()).to.deep.equal(['second']);
  });

  it('leaves a young message to the process that put it', async () => {
    expect(await database.store.outbox.waiting(60_000)).to.deep.equal([]);
  });

  it('gives a message up for a reason that stays on record, unless it was taken', async () => {
    const { store } = database;
    const { applicationNumber } = await openCase(store);
    await store.outbox.put({ ...message(applicationNumber, 'third'), about: 'task-1' });
    await store.outbox.void('third', 'overtaken');
    await store.outbox.taken('third');
    await store.outbox.void('first', 'case-ended');
    expect(await waiting()).to.deep.equal(['second']);
    const [third] = await store.outbox.of(applicationNumber);
    expect(third).to.include({ about: 'task-1', voidBecause: 'overtaken', takenAt: null });
    const { rows } = { rows: await database.asOwner(`select void_because from outbox where message_id = 'first'`) };
    expect(rows).to.deep.equal([{ void_because: null }]);
  });

  it('lets one process deliver a message while the other goes on', async () => {
    const { store } = database;
    await store.transaction(async (one) => {
      expect(await one.outbox.lock('second')).to.include({ messageId: 'second' });
      expect(await store.transaction((other) => other.outbox.lock('second'))).to.equal(undefined);
    });
    expect(await store.transaction((later) => later.outbox.lock('second'))).to.include({ messageId: 'second' });
    expect(await store.transaction((later) => later.outbox.lock('third')), 'void').to.equal(undefined);
  });
});
