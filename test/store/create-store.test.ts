import { expect } from 'chai';
import { createStore } from '../../src/store/create-store.ts';
import type { Store } from '../../src/store/store.ts';
import { DOCUMENT_KEY, silent, withDatabase } from './database.ts';
import { errorOf, openCase } from './given.ts';

const KEY = { key: DOCUMENT_KEY };

describe('The store', () => {
  const database = withDatabase();
  const entry = (event: string, detail: Readonly<Record<string, unknown>> = {}) => ({
    ...{ applicationNumber: null, actor: 'sistem', event, step: null, detail },
  });
  const journalled = async () =>
    (await database.asOwner('select event from journal order by id')).map(({ event }) => event);
  const stateOf = async (applicationNumber: string) => (await database.store.cases.get(applicationNumber)).state;

  it('has the same tables outside of a transaction and within', async () => {
    const outside = Object.keys(database.store).toSorted();
    expect(outside).to.include.members(['cases', 'journal', 'messages', 'people', 'accounts', 'archiveCopies']);
    expect(await database.store.transaction((own) => Promise.resolve(Object.keys(own).toSorted()))).to.deep.equal(
      outside,
    );
  });

  describe('in a transaction', () => {
    it('keeps all that was done, and answers what the work answers', async () => {
      const { applicationNumber } = await openCase(database.store);
      const answer = await database.store.transaction(async ({ cases, journal }) => {
        await cases.change(applicationNumber, { state: 'signing' });
        await journal.write(entry('work-list-viewed'));
        return 'done';
      });
      expect([answer, await stateOf(applicationNumber)]).to.deep.equal(['done', 'signing']);
      expect((await journalled()).at(-1)).to.equal('work-list-viewed');
    });

    it('shows nobody what it did before it is over', async () => {
      const { applicationNumber } = await openCase(database.store);
      await database.store.transaction(async ({ cases }) => {
        await cases.change(applicationNumber, { state: 'signing' });
        expect(await stateOf(applicationNumber)).to.equal('submitted');
      });
    });

    it('holds the chain of the journal at its end only, so that nobody waits for its work', async () => {
      const before = await journalled();
      await database.store.transaction(async ({ journal }) => {
        await journal.write(entry('case-viewed'));
        await database.store.journal.write(entry('logged-in'));
        expect(await journalled()).to.deep.equal([...before, 'logged-in']);
      });
      expect(await journalled()).to.deep.equal([...before, 'logged-in', 'case-viewed']);
    });

    it('journals what an entry said when it was written', async () => {
      const detail = { numbers: ['KK-1'] };
      await database.store.transaction(async ({ journal }) => {
        await journal.write(entry('work-list-viewed', detail));
        detail.numbers.push('KK-2');
      });
      const [row] = await database.asOwner('select detail from journal order by id desc limit 1');
      expect(row!['detail']).to.deep.equal({ numbers: ['KK-1'] });
    });

    it('takes what is done within it as its own: all of it or nothing', async () => {
      const { applicationNumber } = await openCase(database.store);
      const own = new Error('at the end');
      const before = await journalled();
      const work = database.store.transaction(async (tables) => {
        await tables.transaction(async (inner) => {
          await inner.cases.change(applicationNumber, { state: 'signing' });
          await inner.journal.write(entry('case-viewed'));
        });
        expect((await tables.cases.get(applicationNumber)).state).to.equal('signing');
        throw own;
      });
      expect(await errorOf(work)).to.equal(own);
      expect([await stateOf(applicationNumber), await journalled()]).to.deep.equal(['submitted', before]);
    });

    it('answers a ping, and is closed by nobody: it ends by itself', async () => {
      await database.store.transaction(async (tables) => {
        expect(await tables.ping().then(() => 'there')).to.equal('there');
        expect(await errorOf(tables.close())).to.include({ message: 'a transaction ends by itself' });
      });
      await database.store.ping();
    });
  });

  const opened = async <T>(work: (store: Store) => Promise<T>, withKey: { readonly key?: Uint8Array } = KEY) => {
    const store = await createStore({ url: database.url, logger: silent, ...withKey });
    try {
      return await work(store);
    } finally {
      await store.close();
    }
  };

  it('writes into one journal, whoever has it open, and keeps what was intended although the work fails', async () => {
    const effect = { key: 'archive-copy KK-1', kind: 'archive-copy', applicationNumber: null } as const;
    await opened(async (store) => {
      await store.journal.write(entry('logged-in', { from: 'another process' }));
      const failing = store.transaction(async ({ effects }) => {
        await effects.intend(effect);
        throw new Error('afterwards');
      });
      expect(await errorOf(failing)).to.include({ message: 'afterwards' });
    });
    const [row] = await database.asOwner('select detail from journal order by id desc limit 1');
    expect(row!['detail']).to.deep.equal({ from: 'another process' });
    expect(await database.store.effects.find(effect.key)).to.include({ state: 'intended', attempts: 0 });
  });

  describe('once it is closed', () => {
    const closed = async (): Promise<Store> => {
      const store = await createStore({ url: database.url, logger: silent, key: DOCUMENT_KEY });
      await store.ping();
      await store.cases.unfinished();
      await store.close();
      return store;
    };

    it('reads nothing and intends nothing any more', async () => {
      const store = await closed();
      expect(await errorOf(store.cases.unfinished())).to.include({ name: 'StoreError' });
      const effect = { key: 'sign:KK-1', kind: 'signature', applicationNumber: null } as const;
      expect(await errorOf(store.effects.intend(effect))).to.include({ name: 'StoreError' });
    });

    it('begins no transaction, and says so without the words of the driver', async () => {
      const store = await closed();
      const begun = store.transaction(() => Promise.resolve('worked'));
      expect(await errorOf(begun)).to.include({ name: 'StoreError' });
    });
  });

  it('is opened without the key for what is not sealed; what is sealed stays closed', async () => {
    const { applicationNumber } = await openCase(database.store);
    const read = (store: Store) => store.cases.get(applicationNumber);
    expect((await opened(read)).application.applicant.name).to.be.a('string');
    await opened(async (store) => {
      await store.ping();
      expect(await errorOf(read(store))).to.be.instanceOf(Error);
    }, {});
  });

  it('is not opened with another key than that of its rows', async () => {
    await openCase(database.store);
    expect(await errorOf(opened(() => Promise.resolve(), { key: Buffer.alloc(32, 8) }))).to.include({
      name: 'WrongDocumentKey',
    });
  });
});
