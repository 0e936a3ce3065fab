import { expect } from 'chai';
import { keepRunning } from '../../src/store/postgres/keep-running.ts';
import { silent } from './database.ts';

describe('The guard of the database server', () => {
  /** A clock that only the test moves. */
  let now = 0;
  let waiting: { readonly at: number; readonly go: () => void }[] = [];
  beforeEach(() => {
    now = 0;
    waiting = [];
  });
  const wait = (ms: number, signal: AbortSignal): Promise<void> =>
    new Promise((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason as Error);
      waiting.push({ at: now + ms, go: resolve });
      signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
    });
  const breathe = () => new Promise((resolve) => setImmediate(resolve));

  /** Lets the guard run as far as it can, then moves the clock. */
  const pass = async (ms: number) => {
    await breathe();
    now += ms;
    const due = waiting.filter(({ at }) => at <= now);
    waiting = waiting.filter(({ at }) => at > now);
    for (const { go } of due) go();
    await breathe();
  };

  it('looks three times a second, and starts again what has ended', async () => {
    let ended = false;
    let starts = 0;
    const guard = keepRunning({
      hasEnded: () => ended,
      startAgain: () => {
        starts++;
        ended = false;
        return Promise.resolve();
      },
      logger: silent,
      wait,
    });
    await pass(300);
    expect(starts).to.equal(0);
    ended = true;
    await pass(300);
    await pass(0);
    expect(starts).to.equal(1);
    await pass(300);
    expect(starts, 'it runs').to.equal(1);
    await guard.stop();
  });

  it('tries on, more and more slowly, while it does not come up', async () => {
    const rests: number[] = [];
    let waited = 0;
    const guard = keepRunning({
      hasEnded: () => true,
      startAgain: () => {
        rests.push(waited);
        waited = 0;
        return Promise.reject(new Error('the disk is full'));
      },
      logger: silent,
      wait,
    });
    for (let time = 0; time < 400; time++) {
      await pass(100);
      waited += 100;
    }
    expect(rests.slice(1)).to.deep.equal([500, 2000, 5000, 15_000, 15_000]);
    await guard.stop();
  });

  it('does nothing any more once it is stopped, and is not stopped before a start under way has ended', async () => {
    const order: string[] = [];
    let finish = () => undefined as void;
    let looks = 0;
    const guard = keepRunning({
      hasEnded: () => ++looks > 0,
      startAgain: async () => {
        order.push('starting');
        await new Promise<void>((resolve) => (finish = resolve));
        order.push('started');
      },
      logger: silent,
      wait,
    });
    await pass(300);
    await pass(0);
    const stopped = guard.stop().then(() => order.push('stopped'));
    await pass(0);
    expect(order).to.deep.equal(['starting']);
    finish();
    await stopped;
    expect(order).to.deep.equal(['starting', 'started', 'stopped']);
    const before = looks;
    await pass(60_000);
    expect(looks).to.equal(before);
  });
});
