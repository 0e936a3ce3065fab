import { expect } from 'chai';
import { addressMark, countTry } from '../../src/cases/password-tries.ts';
import type { Limits } from '../../src/store/limits.ts';

/** Limits as `src/store/limits.ts` keeps them in PostgreSQL, in memory and with a clock that the test moves. */
class MemoryLimits implements Pick<Limits, 'limit'> {
  readonly #counts = new Map<string, { used: number; ends: number }>();
  #seconds = 0;

  pass(seconds: number): void {
    this.#seconds += seconds;
  }
  limit: Limits['limit'] = ({ name, most, windowSeconds }) => {
    const keyOf = (subject: string) => `${name}: ${subject}`;
    const read = (subject: string) => {
      const kept = this.#counts.get(keyOf(subject));
      return kept === undefined || kept.ends <= this.#seconds ? { used: 0, ends: this.#seconds + windowSeconds } : kept;
    };
    const answer = ({ used, ends }: { used: number; ends: number }, allowed: boolean) =>
      Promise.resolve({ allowed, used, retryAfterSeconds: ends - this.#seconds });
    return {
      count: (subject) => {
        const { used, ends } = read(subject);
        const counted = { used: used + 1, ends };
        this.#counts.set(keyOf(subject), counted);
        return answer(counted, counted.used <= most);
      },
      look: (subject) => answer(read(subject), read(subject).used < most),
      takeBack: (subject) => {
        const { used, ends } = read(subject);
        this.#counts.set(keyOf(subject), { used: used - 1, ends });
        return Promise.resolve();
      },
      forget: (subject) => {
        this.#counts.delete(keyOf(subject));
        return Promise.resolve();
      },
    };
  };
}

const SRI = { username: 'sri.wahyuni', generation: 1 };
const TONO = { username: 'tono.prasetyo', generation: 1 };
/** A whole office behind one address. */
const OFFICE = { address: '10.0.0.7', browser: null };
const host = (number: number) => ({ address: `10.9.0.${number}`, browser: null });
const MINUTE = 60;
const HOUR = 60 * MINUTE;

describe('The tries of a password', () => {
  let limits: MemoryLimits;
  beforeEach(() => (limits = new MemoryLimits()));
  type Origin = Parameters<typeof countTry>[2];

  /** So many wrong tries: how many of them were judged, and the last answer. */
  async function wrong(times: number, account = SRI, origin: Origin = OFFICE) {
    let judged = 0;
    let last: { allowed: boolean; retryAfterSeconds: number; locksNow: boolean } | undefined;
    for (let time = 0; time < times; time++) {
      const { allowed, retryAfterSeconds, locksNow } = await countTry({ limits: limits as never }, account, origin);
      last = { allowed, retryAfterSeconds, locksNow };
      if (allowed) judged += 1;
    }
    return { judged, last: last! };
  }
  async function right(account = SRI, origin: Origin = OFFICE): Promise<boolean> {
    const tried = await countTry({ limits: limits as never }, account, origin);
    await tried.wasRight();
    return tried.allowed;
  }

  it('five wrong ones are judged; then a minute has to pass, and only the beginning of the lock is to be journalled', async () => {
    const open = { allowed: true, retryAfterSeconds: 0, locksNow: false };
    expect(await wrong(5)).to.deep.equal({ judged: 5, last: open });
    expect((await wrong(1)).last).to.deep.equal({ allowed: false, retryAfterSeconds: MINUTE, locksNow: true });
    limits.pass(10);
    expect((await wrong(1)).last).to.deep.equal({ allowed: false, retryAfterSeconds: 50, locksNow: false });
    limits.pass(49);
    expect(await right(), 'the right one too, until the minute is over').to.equal(false);
    limits.pass(1);
    expect(await right()).to.equal(true);
  });

  it('each further one has to wait: a minute, five, a quarter of an hour, an hour, six', async () => {
    await wrong(5);
    const waits: number[] = [];
    for (let round = 0; round < 14; round++) {
      const { last } = await wrong(1);
      waits.push(last.retryAfterSeconds);
      limits.pass(last.retryAfterSeconds);
      expect((await wrong(1)).last, `round ${round}`).to.include({ allowed: true });
    }
    const times = (count: number, seconds: number) => Array.from({ length: count }, () => seconds);
    expect(waits).to.deep.equal([
      ...times(3, MINUTE),
      ...times(3, 5 * MINUTE),
      ...times(3, 15 * MINUTE),
      ...times(3, HOUR),
      ...times(2, 6 * HOUR),
    ]);
  });

  it('a knock at the lock is no try: it makes the wait no longer', async () => {
    await wrong(5);
    await wrong(40);
    limits.pass(MINUTE);
    expect(await right()).to.equal(true);
  });

  it('are forgotten with the right one: the next lock is as far away as the first', async () => {
    for (let round = 0; round < 3; round++) {
      expect((await wrong(4)).judged, `round ${round}`).to.equal(4);
      expect(await right(), `round ${round}`).to.equal(true);
    }
    await wrong(5);
    limits.pass(MINUTE);
    expect(await right()).to.equal(true);
    expect(await right(), 'the gate is open again').to.equal(true);
    expect((await wrong(6)).judged).to.equal(5);
  });

  it('are forgotten after a day', async () => {
    await wrong(5);
    limits.pass(24 * HOUR);
    expect((await wrong(6)).judged).to.equal(5);
  });

  it('are counted by account, by its password, and by the place they come from', async () => {
    await wrong(6);
    expect(await right()).to.equal(false);
    expect(await right(TONO), 'another account').to.equal(true);
    expect(await right({ ...SRI, generation: 2 }), 'a new password').to.equal(true);
    expect(await right(SRI, host(1)), 'another address').to.equal(true);
    const own = { address: OFFICE.address, browser: 'peramban-sri' };
    expect(await right(SRI, own), 'a known browser at the same address').to.equal(true);
    await wrong(6, SRI, own);
    expect(await right(SRI, { address: host(1).address, browser: 'peramban-sri' }), 'wherever it goes').to.equal(false);
    expect(await right(SRI, { address: OFFICE.address, browser: 'lain' })).to.equal(true);
  });

  it('a refused try that is said to be right takes nothing back', async () => {
    await wrong(6);
    expect(await right()).to.equal(false);
    expect(await right()).to.equal(false);
  });

  describe('from one address for whichever accounts', () => {
    const someAccount = (number: number) => ({ username: `nama.${number}`, generation: 1 });
    const hundredWrong = async () => {
      for (let number = 0; number < 25; number++) await wrong(4, someAccount(number));
    };

    it('are a hundred in a quarter of an hour; then everybody there waits, but known browsers', async () => {
      await hundredWrong();
      expect((await wrong(1, TONO)).last).to.deep.equal({
        allowed: false,
        retryAfterSeconds: 15 * MINUTE,
        locksNow: true,
      });
      limits.pass(MINUTE);
      expect((await wrong(1, TONO)).last).to.deep.equal({
        allowed: false,
        retryAfterSeconds: 14 * MINUTE,
        locksNow: false,
      });
      expect(await right(TONO, host(1)), 'elsewhere').to.equal(true);
      expect(await right(TONO, { address: OFFICE.address, browser: 'peramban-tono' })).to.equal(true);
      limits.pass(14 * MINUTE);
      expect(await right(TONO)).to.equal(true);
    });

    it('are still judged at the hundredth', async () => {
      for (let number = 0; number < 24; number++) await wrong(4, someAccount(number));
      await wrong(3, someAccount(24));
      expect(await right(TONO)).to.equal(true);
      expect((await wrong(1, TONO)).last).to.include({ allowed: true });
      expect((await wrong(1, TONO)).last).to.include({ allowed: false });
    });

    it('do not count what was right: two hundred colleagues come in', async () => {
      for (let number = 0; number < 200; number++) expect(await right(someAccount(number)), `${number}`).to.equal(true);
    });

    it('do not count knocks at a locked account', async () => {
      await wrong(300);
      expect(await right(TONO)).to.equal(true);
    });

    it('do not count tries from known browsers', async () => {
      for (let number = 0; number < 150; number++)
        await wrong(1, someAccount(number), { address: OFFICE.address, browser: `peramban-${number}` });
      expect(await right(TONO)).to.equal(true);
    });
  });

  describe('for one account from strange browsers everywhere', () => {
    const hundredWrong = async () => {
      for (let number = 0; number < 25; number++) await wrong(4, SRI, host(number));
    };

    it('are a hundred in a day; then strangers wait, and browsers in which the officer was before go on', async () => {
      await hundredWrong();
      expect((await wrong(1)).last).to.deep.equal({ allowed: false, retryAfterSeconds: 24 * HOUR, locksNow: true });
      expect((await wrong(1)).last).to.include({ locksNow: false });
      expect(await right(SRI, { address: OFFICE.address, browser: 'peramban-sri' })).to.equal(true);
      expect(await right(TONO), 'another account').to.equal(true);
      limits.pass(24 * HOUR);
      expect(await right()).to.equal(true);
    });

    it('do not count knocks from there against the address, which others share', async () => {
      await hundredWrong();
      await wrong(300);
      expect(await right(TONO)).to.equal(true);
    });

    it('do not count what was right', async () => {
      for (let number = 0; number < 200; number++) expect(await right(SRI, host(number)), `${number}`).to.equal(true);
    });

    it('do not count knocks at a locked place', async () => {
      await wrong(300);
      expect(await right(SRI, host(1))).to.equal(true);
    });
  });
});

describe('The mark of an address in the journal', () => {
  const mark = (address: string, key = 3) => addressMark({ addressKey: Buffer.alloc(32, key) }, address);

  it('is twelve hex digits, the same for the same address in the same office, and not the address', () => {
    expect(mark('10.0.0.7')).to.match(/^[0-9a-f]{12}$/);
    expect(mark('10.0.0.7')).to.equal(mark('10.0.0.7'));
    expect(mark('10.0.0.8')).to.not.equal(mark('10.0.0.7'));
    expect(mark('10.0.0.7', 4), 'another office').to.not.equal(mark('10.0.0.7'));
  });
});
