import { expect } from 'chai';
import { pinOf } from '../../src/domain/application-number.ts';
import { NotYourCase } from '../../src/cases/not-possible.ts';
import { PinGuard } from '../../src/cases/pin-guard.ts';
import { createLimits, type Limits } from '../../src/store/limits.ts';
import { silent, withDatabase } from '../store/database.ts';

const KEY = Buffer.alloc(32, 7);
const NUMBER = 'KK-261122-7Q4F2M';
const MINUTE = 60;
const HOUR = 60 * MINUTE;

describe('The rules of wrong PINs', () => {
  const database = withDatabase();
  let limits: Limits;
  let guard: PinGuard;
  before(() => {
    limits = createLimits({ url: database.applicationUrl, logger: silent });
    guard = new PinGuard(KEY, limits);
  });
  after(() => limits.close());
  beforeEach(() => database.asOwner('delete from limits'));

  const right = pinOf(NUMBER, KEY, 0);
  const wrong = right === '000000' ? '000001' : '000000';
  /** 'in', or the seconds to wait; null: a wrong PIN, and the next try is open. */
  const tries = async (pin: string, from = '203.0.113.7', generation = 0): Promise<'in' | number | null> =>
    guard.check(NUMBER, pin, generation, from).then(
      () => 'in' as const,
      (error: unknown) => {
        expect(error).to.be.instanceOf(NotYourCase);
        return (error as NotYourCase).retryAfterSeconds ?? null;
      },
    );
  const guesses = async (count: number, from?: string) => {
    const answers = [];
    for (let i = 0; i < count; i++) answers.push(await tries(wrong, from));
    return answers;
  };
  /** The quarter of an hour is over; the longer rules still count. */
  const quarterPasses = () => database.asOwner(`delete from limits where key like 'pin:%'`);
  const hourPasses = () =>
    database.asOwner(`delete from limits where key like 'pin:%' or (key like 'pin-hour:%' and points > 10)`);

  it('five wrong ones lock the address for a quarter of an hour, the right PIN too', async () => {
    expect(await guesses(5)).to.deep.equal(Array(5).fill(null));
    expect(await tries(right)).to.be.within(14 * MINUTE, 15 * MINUTE);
  });

  it('ten lock it for an hour', async () => {
    for (let quarter = 0; quarter < 2; quarter++) {
      expect(await guesses(5)).to.deep.equal(Array(5).fill(null));
      await quarterPasses();
    }
    expect(await tries(right)).to.be.within(59 * MINUTE, HOUR);
  });

  it('twenty lock it for a day', async () => {
    for (let quarter = 0; quarter < 4; quarter++) {
      expect(await guesses(5)).to.deep.equal(Array(5).fill(null));
      await hourPasses();
      if (quarter === 1) await database.asOwner(`delete from limits where key like 'pin-hour:%'`);
    }
    expect(await tries(right)).to.be.within(23 * HOUR, 24 * HOUR);
  });

  it('trying while it is locked makes it no longer', async () => {
    await guesses(5);
    for (let i = 0; i < 30; i++) await tries(wrong);
    await quarterPasses();
    expect(await tries(right)).to.equal('in');
  });

  it('trying during the hour does not begin the hour anew', async () => {
    for (let quarter = 0; quarter < 2; quarter++) {
      await guesses(5);
      await quarterPasses();
    }
    expect(await tries(wrong)).to.be.within(59 * MINUTE, HOUR);
    await database.asOwner('update limits set expire = expire - $1::bigint', [50 * MINUTE * 1000]);
    for (let i = 0; i < 3; i++) expect(await tries(wrong)).to.be.within(9 * MINUTE, 10 * MINUTE);
  });

  it('another address is not locked by them', async () => {
    await guesses(5, '203.0.113.7');
    expect(await tries(right, '198.51.100.4')).to.equal('in');
  });

  it('the right PIN counts as no try, by none of the rules', async () => {
    for (let i = 0; i < 25; i++) expect(await tries(right)).to.equal('in');
    expect(await guesses(5)).to.deep.equal(Array(5).fill(null));
  });

  it('an address that knew the right one is noted once, not at every look', async () => {
    for (let i = 0; i < 3; i++) await tries(right);
    expect(await database.asOwner(`select points from limits where key like 'pin-known:%'`)).to.deep.equal([
      { points: 1 },
    ]);
  });

  it('two hundred of many addresses lock the number for a day, but not for an address that knew the right one', async () => {
    expect(await tries(right, '192.0.2.1')).to.equal('in');
    for (let address = 0; address < 50; address++)
      expect(await guesses(4, `198.51.100.${address}`)).to.deep.equal(Array(4).fill(null));
    expect(await tries(right, '203.0.113.9')).to.be.within(23 * HOUR, 24 * HOUR);
    expect(await tries(right, '192.0.2.1')).to.equal('in');
    expect(await tries(wrong, '192.0.2.1'), 'known, and still judged').to.equal(null);
  });

  it('a part of the right PIN, more than it and nothing at all are wrong', async () => {
    for (const other of [right.slice(0, 5), `${right}0`, '']) expect(await tries(other)).to.equal(null);
  });

  it('only the PIN of the newest generation is right', async () => {
    const renewed = pinOf(NUMBER, KEY, 1);
    expect(renewed).to.not.equal(right);
    expect(await tries(right, undefined, 1)).to.equal(null);
    expect(await tries(renewed, undefined, 1)).to.equal('in');
  });
});
