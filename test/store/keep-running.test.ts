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
      const stop = () => reject(signal.reason as Error);
      const go = () => {
        signal.removeEventListener('abort', stop);
        resolve();
      };
      waiting.push({ at: now + ms, go });
      signal.addEventListener('abort', stop, { once: true });
    });
  const alive = { answers: () => Promise.resolve(true), kill: () => undefined };
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
      ...alive,
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

  it('ends a server that hangs, after three questions without an answer, and starts it again; a late answer spares it', async () => {
    const answers = [false, false, true, false, false, false];
    let ended = false;
    const happened: string[] = [];
    const guard = keepRunning({
      hasEnded: () => ended,
      answers: () => {
        const answer = answers.shift() ?? true;
        happened.push(answer ? 'answers' : 'silent');
        return Promise.resolve(answer);
      },
      kill: () => {
        happened.push('killed');
        ended = true;
      },
      startAgain: () => {
        happened.push('started');
        ended = false;
        return Promise.resolve();
      },
      logger: silent,
      wait,
    });
    while (!happened.includes('started')) await pass(300);
    expect(happened).to.deep.equal([
      ...['silent', 'silent', 'answers', 'silent', 'silent', 'silent'],
      ...['killed', 'started'],
    ]);
    await guard.stop();
  });

  it('tries on, more and more slowly, while it does not come up', async () => {
    const rests: number[] = [];
    let waited = 0;
    const guard = keepRunning({
      ...alive,
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
      ...alive,
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
