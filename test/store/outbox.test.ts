import { expect } from 'chai';
import type { Word } from '../../src/store/store.ts';
import { withDatabase } from './database.ts';
import { errorOf, openCase } from './given.ts';

describe('Words to the process', () => {
  const database = withDatabase();
  const word = (applicationNumber: string, messageId: string): Word => ({
    messageId,
    name: 'completion-received',
    applicationNumber,
    ttlMs: 86_400_000,
  });
  const waiting = async () => (await database.store.words.waiting(0)).map(({ messageId }) => messageId);

  it('are kept with what they tell of, or not at all', async () => {
    const { store } = database;
    const { applicationNumber } = await openCase(store);
    await errorOf(
      store.transaction(async (tables) => {
        await tables.words.keep(word(applicationNumber, 'lost'));
        throw new Error('the office was killed here');
      }),
    );
    await store.transaction((tables) => tables.words.keep(word(applicationNumber, 'first')));
    expect(await waiting()).to.deep.equal(['first']);
    expect(await store.words.waiting(0)).to.deep.equal([word(applicationNumber, 'first')]);
  });

  it('wait, oldest first, until the engine has taken them; the same word twice is one', async () => {
    const { store } = database;
    const { applicationNumber } = await openCase(store);
    await store.words.keep(word(applicationNumber, 'second'));
    await store.words.keep(word(applicationNumber, 'second'));
    expect(await waiting()).to.deep.equal(['first', 'second']);
    await store.words.taken('first');
    expect(await waiting()).to.deep.equal(['second']);
    await store.words.keep(word(applicationNumber, 'first'));
    expect(await waiting(), 'what was taken stays taken').to.deep.equal(['second']);
  });

  it('are left alone as long as the one who keeps them may still be about to say them', async () => {
    expect(await database.store.words.waiting(60_000)).to.deep.equal([]);
  });
});
