import { expect } from 'chai';
import { setTimeout } from 'node:timers/promises';
import { GENESIS } from '../../src/store/hash-chain.ts';
import type { JournalEntry } from '../../src/store/store.ts';
import { withDatabase } from './database.ts';

describe('What the journal is asked', () => {
  const database = withDatabase();
  const journal = () => database.store.journal;
  const write = (change: Partial<JournalEntry>) =>
    journal().write({
      applicationNumber: 'KK-261122-AAAAAA',
      actor: 'sri.wahyuni',
      event: 'paper-viewed',
      step: null,
      detail: {},
      ...change,
    });
  /** As a superuser could. */
  const tamper = (sql: string) =>
    database.asOwner(
      `alter table journal disable trigger all; alter table journal_head disable trigger all; ${sql};
       alter table journal enable trigger all; alter table journal_head enable trigger all`,
    );
  beforeEach(() => tamper(`delete from journal; update journal_head set length = 0, hash = '${GENESIS}'`));

  it('is everything of one case, and nothing of another, oldest first', async () => {
    await write({ event: 'one' });
    await write({ event: 'of-another', applicationNumber: 'KK-261122-BBBBBB' });
    await write({ event: 'of-none', applicationNumber: null });
    await write({ event: 'two' });
    expect((await journal().of('KK-261122-AAAAAA')).map(({ event }) => event)).to.deep.equal(['one', 'two']);
  });

  it('is what one person did in some cases, of the kinds that count, oldest first', async () => {
    await write({ detail: { paper: 1 } });
    await write({ actor: 'endah.kusuma' });
    await write({ event: 'note-added' });
    await write({ applicationNumber: 'KK-261122-CCCCCC' });
    await write({ event: 'draft-viewed', applicationNumber: 'KK-261122-BBBBBB' });
    const numbers = ['KK-261122-AAAAAA', 'KK-261122-BBBBBB'];
    const rows = await journal().by(numbers, 'sri.wahyuni', ['paper-viewed', 'draft-viewed']);
    expect(rows.map(({ id, event, applicationNumber }) => [id, event, applicationNumber])).to.deep.equal([
      ['1', 'paper-viewed', 'KK-261122-AAAAAA'],
      ['5', 'draft-viewed', 'KK-261122-BBBBBB'],
    ]);
    expect(rows[0]!.detail).to.deep.equal({ paper: 1 });
  });

  it('is the hash at each of some positions; of a position that it has not, none', async () => {
    for (const event of ['one', 'two', 'three']) await write({ event });
    const rows = await journal().of('KK-261122-AAAAAA');
    expect([...(await journal().hashesAt(['1', '3', '9']))].toSorted()).to.deep.equal([
      ['1', rows[0]!.hash],
      ['3', rows[2]!.hash],
    ]);
  });

  it('is where it ended at a time; before its first entry, where every journal begins', async () => {
    expect(await journal().headAt(new Date())).to.deep.equal({ length: '0', hash: GENESIS });
    for (const event of ['one', 'two']) {
      await write({ event });
      await setTimeout(3);
    }
    const [one, two] = await journal().of('KK-261122-AAAAAA');
    expect(await journal().headAt(one!.at)).to.deep.equal({ length: '1', hash: one!.hash });
    expect(await journal().headAt(new Date(two!.at.getTime() + 1))).to.deep.equal(await journal().head());
    expect(await journal().headAt(new Date(one!.at.getTime() - 1))).to.deep.equal({ length: '0', hash: GENESIS });
  });

  describe('is whether its chain is whole', () => {
    it('however long it is', async () => {
      await database.store.transaction(async (tables) => {
        for (let entry = 0; entry < 1003; entry++)
          await tables.journal.write({
            applicationNumber: null,
            actor: 'sistem',
            event: 'entry',
            step: null,
            detail: {},
          });
      });
      expect(await journal().firstBrokenLink()).to.equal(undefined);
      await tamper(`update journal set actor = 'budi' where id = 1002`);
      expect(await journal().firstBrokenLink()).to.equal('1002');
    });

    it('to its head: not when the end was cut off, nor when it goes on behind it', async () => {
      for (const event of ['one', 'two', 'three']) await write({ event });
      const { hash } = await journal().head();
      const setHead = (length: number) =>
        tamper(
          `update journal_head set length = ${length}, hash = coalesce((select hash from journal where id = ${length}), '${hash}')`,
        );
      await setHead(2);
      expect(await journal().firstBrokenLink(), 'an entry behind the head').to.equal('3');
      await setHead(3);
      expect(await journal().firstBrokenLink()).to.equal(undefined);
      await tamper('delete from journal where id = 3');
      expect(await journal().firstBrokenLink(), 'the last is gone').to.equal('3');
    });

    it('with the hash that its head names', async () => {
      await write({ event: 'one' });
      await tamper(`update journal_head set hash = '${'0'.repeat(63)}1'`);
      expect(await journal().firstBrokenLink()).to.equal('1');
    });
  });
});
