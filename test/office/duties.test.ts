import { expect } from 'chai';
import { once } from 'node:events';
import { Failure } from '../../src/domain/failures.ts';
import { startDuties, type DutiesOptions, type Duty, type RunningDuties } from '../../src/office/duties.ts';
import { silent, withDatabase } from '../store/database.ts';

describe('The duties of the office', () => {
  const database = withDatabase();
  const open: RunningDuties[] = [];
  let serial = 0;
  const named = (run: Duty['run'], everyMs = 30_000): Duty => ({ name: `duty ${++serial}`, everyMs, run });
  afterEach(() => Promise.all(open.splice(0).map((duties) => duties.stop())));

  /** A process whose pauses end when the test says so; `turn` resolves when it pauses again, so what it did is done. */
  function process(duties: readonly Duty[], options: Partial<DutiesOptions> = {}) {
    const pauses: number[] = [];
    let end = () => undefined as void;
    let paused = () => undefined as void;
    let isPaused = new Promise<void>((resolve) => (paused = resolve));
    const running = startDuties({
      store: database.store,
      duties,
      logger: silent,
      wait: (ms, stopped) => {
        pauses.push(ms);
        const pause = new Promise<void>((resolve, reject) => {
          end = resolve;
          stopped.addEventListener('abort', () => reject(new Error('stopped')));
        });
        paused();
        return pause;
      },
      random: () => 0.5,
      ...options,
    });
    open.push(running);
    const turn = async () => {
      await isPaused;
      isPaused = new Promise<void>((resolve) => (paused = resolve));
      end();
      await isPaused;
    };
    return { running, pauses, turn };
  }
  const isDue = (name: string) =>
    database.asOwner(`update duties set due_at = clock_timestamp() - interval '1 second' where name = $1`, [name]);
  const row = async (name: string) => (await database.store.duties.all()).find((one) => one.name === name);

  it('wait side by side without a warning of Node, however many they are', async () => {
    const warnings: Error[] = [];
    const hear = (warning: Error) => void warnings.push(warning);
    globalThis.process.on('warning', hear);
    const running = startDuties({
      store: database.store,
      duties: Array.from({ length: 25 }, () => named(() => Promise.resolve(0))),
      logger: silent,
    });
    await running.stop();
    // A warning is given on the next turn.
    await new Promise(setImmediate);
    globalThis.process.off('warning', hear);
    expect(warnings).to.deep.equal([]);
  });

  it('are done when they are due, and not before', async () => {
    let runs = 0;
    const duty = named(() => Promise.resolve(++runs));
    const { turn } = process([duty]);
    await turn();
    expect(runs, 'one that is new is due').to.equal(1);
    await turn();
    expect(runs, 'not due yet').to.equal(1);
    await isDue(duty.name);
    await turn();
    expect(runs).to.equal(2);
    expect(await row(duty.name)).to.include({ leasedUntil: null, failures: 0, lastCount: 2 });
  });

  it('are due again after their time, also when the office was closed in between', async () => {
    const duty = named(() => Promise.resolve(0), 86_400_000);
    const { turn, running } = process([duty]);
    await turn();
    const { dueAt, endedAt } = (await row(duty.name))!;
    expect(dueAt.getTime() - endedAt!.getTime()).to.be.within(0.7 * 86_400_000, 86_400_000);
    await running.stop();
    await isDue(duty.name);
    let runs = 0;
    const later = process([{ ...duty, run: () => Promise.resolve(++runs) }]);
    await later.turn();
    expect(runs).to.equal(1);
    expect(later.pauses[0], 'a daily duty is looked at every minute').to.equal(60_000);
  });

  it('are done by one process at a time, and never overlap', async () => {
    let [here, there, finish] = [0, 0, () => undefined as void];
    const duty = named(async () => {
      here++;
      await new Promise<void>((resolve) => (finish = resolve));
      return 1;
    });
    const [one, other] = [process([duty]), process([{ ...duty, run: () => Promise.resolve(++there) }])];
    const working = one.turn();
    while (here === 0) await new Promise((resolve) => setImmediate(resolve));
    await isDue(duty.name);
    await other.turn();
    expect([here, there]).to.deep.equal([1, 0]);
    finish();
    await working;
    await isDue(duty.name);
    await other.turn();
    expect([here, there]).to.deep.equal([1, 1]);
  });

  it('of a process that died are taken over when its lease has run out', async () => {
    let runs = 0;
    const duty = named(() => Promise.resolve(++runs));
    expect(await database.store.duties.claim(duty.name, 'killed', { leaseMs: 60_000, everyMs: duty.everyMs })).to.equal(
      true,
    );
    await isDue(duty.name);
    const { turn } = process([duty]);
    await turn();
    expect(runs, 'it may still live').to.equal(0);
    await database.asOwner('update duties set leased_until = clock_timestamp() where name = $1', [duty.name]);
    await turn();
    expect(runs).to.equal(1);
    await database.store.duties.finish(duty.name, 'killed', { nextInMs: 0, error: 'late' });
    expect(await row(duty.name), 'the former one changes nothing').to.include({ failures: 0, lastError: null });
  });

  it('keep their lease as long as they work', async () => {
    let lease = 0;
    let renewals = 0;
    const duty = named(async () => {
      while (renewals < 3) {
        const until = (await row(duty.name))!.leasedUntil!.getTime();
        if (until > lease) renewals++;
        lease = until;
      }
      return 0;
    });
    const { turn } = process([duty], { leaseMs: 300 });
    await turn();
    expect(renewals).to.equal(3);
  });

  it('that fail are tried again, and reported when they fail three times in a row', async () => {
    let broken = true;
    const duty = named(() =>
      broken ? Promise.reject(new Failure('SIAK_UNREACHABLE', 'secret detail')) : Promise.resolve(0),
    );
    const { turn, running } = process([duty]);
    for (const expected of [undefined, undefined, `${duty.name}: gagal 3 kali`]) {
      await isDue(duty.name);
      await turn();
      expect(await running.health()).to.equal(expected);
    }
    expect(await row(duty.name)).to.include({ failures: 3, lastError: 'SIAK_UNREACHABLE', leasedUntil: null });
    broken = false;
    await isDue(duty.name);
    await turn();
    expect(await running.health()).to.equal(undefined);
  });

  it('that hang are reported after three periods, and so is one that was done in the future', async () => {
    let clock = Date.now();
    let uptime = 1_000;
    const pass = (minutes: number) => {
      clock += minutes * 60_000;
      uptime += minutes * 60_000;
    };
    const duty = named(() => Promise.resolve(0), 3_600_000);
    const never = named(() => Promise.resolve(0), 5_000);
    const { turn, running } = process([duty], { now: () => new Date(clock), uptime: () => uptime });
    await turn();
    expect(await running.health()).to.equal(undefined);
    clock += 30 * 86_400_000;
    expect(await running.health(), 'closed for a month, and just opened').to.equal(undefined);
    clock -= 30 * 86_400_000;
    pass(179);
    expect(await running.health()).to.equal(undefined);
    pass(2);
    expect(await running.health()).to.equal(`${duty.name}: tidak berjalan`);
    clock -= 7 * 3_600_000;
    expect(await running.health(), 'the clock was set back').to.equal(`${duty.name}: tidak berjalan`);
    const hanging = process([never], { now: () => new Date(clock), uptime: () => uptime });
    await database.store.duties.claim(never.name, 'hangs', { leaseMs: 60_000, everyMs: 5_000 });
    pass(19);
    expect(await hanging.running.health()).to.equal(undefined);
    pass(2);
    expect(await hanging.running.health(), 'it never ended').to.equal(`${never.name}: tidak berjalan`);
  });

  it('spread out: each pause is up to a tenth longer or shorter', async () => {
    const pauses: number[] = [];
    for (const random of [0, 0.5, 1]) {
      const { pauses: own, turn } = process([named(() => Promise.resolve(0), 10_000)], { random: () => random });
      await turn();
      pauses.push(own[0]!);
    }
    expect(pauses.map(Math.round)).to.deep.equal([9_000, 10_000, 11_000]);
  });

  it('stop when the office closes: what is under way ends, nothing more begins', async () => {
    const order: string[] = [];
    const started = new EventTarget();
    let finish = () => undefined as void;
    const duty = named(async () => {
      order.push('begun');
      started.dispatchEvent(new Event('begun'));
      await new Promise<void>((resolve) => (finish = resolve));
      order.push('ended');
      return 0;
    });
    const begun = once(started, 'begun');
    const { turn, running } = process([duty]);
    void turn();
    await begun;
    const stopped = running.stop().then(() => order.push('stopped'));
    finish();
    await stopped;
    expect(order).to.deep.equal(['begun', 'ended', 'stopped']);
    expect(await row(duty.name)).to.include({ leasedUntil: null });
  });

  it('go on after the database was away', async () => {
    let runs = 0;
    const duty = named(() => Promise.resolve(++runs));
    let away = true;
    const store = {
      duties: {
        ...database.store.duties,
        claim: (...args: Parameters<typeof database.store.duties.claim>) =>
          away ? Promise.reject(new Failure('DATABASE_UNREACHABLE')) : database.store.duties.claim(...args),
      },
    };
    let end = () => undefined as void;
    let looks = 0;
    const running = startDuties({
      store,
      duties: [duty],
      logger: silent,
      wait: (_ms, stopped) => {
        looks++;
        return new Promise<void>((resolve, reject) => {
          end = resolve;
          stopped.addEventListener('abort', () => reject(new Error('stopped')));
        });
      },
    });
    open.push(running);
    const turn = async () => {
      const before = looks;
      end();
      while (looks === before) await new Promise((resolve) => setImmediate(resolve));
    };
    await turn();
    expect(runs).to.equal(0);
    away = false;
    await turn();
    expect(runs).to.equal(1);
  });
});
