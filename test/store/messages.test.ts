import { expect } from 'chai';
import fc from 'fast-check';
import { STATUS_RANK } from '../../src/messaging/messaging.ts';
import { withDatabase } from './database.ts';
import { openCase } from './given.ts';

describe('The status of a message', () => {
  const database = withDatabase();
  const rank = (status: string) => STATUS_RANK[status] ?? 0;
  let counter = 0;

  it('only moves forward, in whatever order and however often the callbacks come', async () => {
    const { store } = database;
    const { applicationNumber } = await openCase(store);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(...Object.keys(STATUS_RANK)), { minLength: 1, maxLength: 12 }),
        async (callbacks) => {
          const sid = `SM${String(++counter).padStart(32, '0')}`;
          await store.messages.add(
            { applicationNumber, direction: 'out', purpose: 'card', sid, status: 'queued', errorCode: null },
            rank('queued'),
          );
          let highest = rank('queued');
          for (const status of callbacks) {
            const moved = await store.messages.advance(sid, status, rank(status), null);
            expect(moved).to.equal(rank(status) > highest);
            highest = Math.max(highest, rank(status));
            expect(rank((await store.messages.bySid(sid))?.status ?? '')).to.equal(highest);
          }
        },
      ),
      { numRuns: 60, seed: 261122 },
    );
  });

  it('ends at the highest when all callbacks come at once', async () => {
    const { store } = database;
    const { applicationNumber } = await openCase(store);
    await store.messages.add({
      applicationNumber,
      direction: 'out',
      purpose: 'card',
      sid: 'SM-parallel',
      status: 'queued',
      errorCode: null,
    });
    const callbacks = ['sent', 'read', 'delivered', 'sent', 'delivered', 'queued', 'read'];
    const moved = await Promise.all(
      callbacks.map((status) => store.messages.advance('SM-parallel', status, rank(status), null)),
    );
    expect(moved.filter(Boolean).length).to.be.within(1, 5);
    expect(await store.messages.bySid('SM-parallel')).to.include({ status: 'read' });
  });

  it('of an unknown message moves nothing', async () => {
    expect(await database.store.messages.advance('SM-unknown', 'read', 6, null)).to.equal(false);
  });

  it('belongs to one row per SID, though the job or the webhook comes twice', async () => {
    const { store } = database;
    const { applicationNumber } = await openCase(store);
    const message = {
      applicationNumber,
      direction: 'in',
      purpose: 'reply',
      sid: 'SM-reply',
      status: 'received',
      errorCode: null,
    } as const;
    const [first, second] = [await store.messages.add(message), await store.messages.add(message)];
    expect(second.id).to.equal(first.id);
    expect(await store.messages.of(applicationNumber)).to.have.length(1);
  });
});
