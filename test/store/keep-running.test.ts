import { expect } from 'chai';
import { mock } from 'node:test';
import { keepRunning } from '../../src/store/postgres/keep-running.ts';
import { silent } from './database.ts';

describe('The guard of the database server', () => {
  beforeEach(() => mock.timers.enable({ apis: ['setTimeout'] }));
  afterEach(() => mock.timers.reset());

  /** Lets the guard run as far as it can, then moves the clock. */
  const pass = async (ms: number) => {
    await new Promise((resolve) => setImmediate(resolve));
    mock.timers.tick(ms);
    await new Promise((resolve) => setImmediate(resolve));
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
