import { expect } from 'chai';
import { createLimits, type LimitRule, type Limits } from '../../src/store/limits.ts';
import { silent, withDatabase } from './database.ts';
import { errorOf } from './given.ts';

describe('The limits', () => {
  const database = withDatabase();
  let limits: Limits;
  let rules = 0;
  const rule = (change: Partial<LimitRule> = {}): LimitRule => ({
    name: `rule-${++rules}`,
    most: 3,
    windowSeconds: 900,
    ...change,
  });
  const counts = async (limit: ReturnType<Limits['limit']>, subject: string, times: number) => {
    const allowed: boolean[] = [];
    for (let time = 0; time < times; time++) allowed.push((await limit.count(subject)).allowed);
    return allowed;
  };
  /** As if so many seconds had passed for every count there is. */
  const pass = (seconds: number) =>
    database.asOwner('update limits set expire = expire - $1::bigint', [seconds * 1000]);

  before(() => void (limits = createLimits({ url: database.applicationUrl, logger: silent })));
  after(() => limits.close());

  it('allow as many as the rule says, then refuse and say for how long', async () => {
    const limit = limits.limit(rule());
    expect(await limit.look('a')).to.deep.equal({ allowed: true, used: 0, retryAfterSeconds: 0 });
    expect(await counts(limit, 'a', 2)).to.deep.equal([true, true]);
    expect(await limit.look('a'), 'one is left').to.include({ allowed: true, used: 2 });
    expect(await counts(limit, 'a', 1)).to.deep.equal([true]);
    expect((await limit.look('a')).allowed, 'the next one is announced').to.equal(false);
    const refused = await limit.count('a');
    expect(refused).to.include({ allowed: false, used: 4 });
    expect(refused.retryAfterSeconds).to.be.within(600, 900);
  });

  it('count each subject and each rule by itself', async () => {
    const [one, other] = [limits.limit(rule()), limits.limit(rule())];
    await counts(one, 'a', 4);
    expect((await one.count('b')).allowed).to.equal(true);
    expect((await other.count('a')).allowed).to.equal(true);
  });

  it('begin anew when the window is over', async () => {
    const limit = limits.limit(rule());
    await counts(limit, 'a', 4);
    await pass(800);
    expect((await limit.count('a')).allowed, 'too early').to.equal(false);
    await pass(100);
    expect(await limit.count('a')).to.include({ allowed: true, used: 1 });
  });

  it('lock from the first count too many, longer than the window when the rule says so', async () => {
    const limit = limits.limit(rule({ windowSeconds: 60, lockSeconds: 900 }));
    expect((await counts(limit, 'a', 4)).at(-1)).to.equal(false);
    await pass(61);
    expect((await limit.count('a')).allowed, 'the window is over, the lock is not').to.equal(false);
    await pass(840);
    expect((await limit.count('a')).allowed).to.equal(true);
  });

  it('do not prolong a lock by further tries', async () => {
    const limit = limits.limit(rule({ lockSeconds: 900 }));
    await counts(limit, 'a', 4);
    await pass(800);
    await counts(limit, 'a', 5);
    await pass(100);
    expect((await limit.count('a')).allowed).to.equal(true);
  });

  it('take back what turned out to be right, and forget on request', async () => {
    const limit = limits.limit(rule());
    for (let time = 0; time < 10; time++) {
      expect((await limit.count('a')).allowed).to.equal(true);
      await limit.takeBack('a');
    }
    await counts(limit, 'a', 4);
    await limit.forget('a');
    expect(await limit.look('a')).to.include({ allowed: true, used: 0 });
  });

  it('let no more through when many try at the same moment, in two processes', async () => {
    const other = createLimits({ url: database.applicationUrl, logger: silent });
    const same = rule({ most: 5 });
    const [here, there] = [limits.limit(same), other.limit(same)];
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, index) => (index % 2 === 0 ? here : there).count('a')),
    );
    await other.close();
    expect(answers.filter(({ allowed }) => allowed)).to.have.length(5);
  });

  it('outlive a restart', async () => {
    const same = rule();
    await counts(limits.limit(same), 'a', 4);
    const restarted = createLimits({ url: database.applicationUrl, logger: silent });
    const { allowed } = await restarted.limit(same).count('a');
    await restarted.close();
    expect(allowed).to.equal(false);
  });

  it('keep no subject readable, and are emptied of what is over', async () => {
    await limits.limit(rule({ name: 'readable' })).count('198.51.100.7');
    const rows = await database.asOwner('select key from limits');
    expect(rows.map(({ key }) => key)).to.satisfy((keys: string[]) => keys.some((key) => key.startsWith('readable:')));
    expect(JSON.stringify(rows)).not.to.contain('198.51.100.7');
    await limits.limit(rule({ windowSeconds: 3600 })).count('stays');
    await pass(901);
    expect(await limits.purge()).to.be.at.least(rows.length - 1);
    expect(await database.asOwner('select count(*)::int as n from limits')).to.deep.equal([{ n: 1 }]);
  });

  it('refuse nobody silently: a database that is away is a failure of its own', async () => {
    const away = createLimits({ url: 'postgresql://kk:kk@127.0.0.1:1/kk', logger: silent });
    expect(await errorOf(away.limit(rule()).count('a'))).to.include({ name: 'Failure', code: 'DATABASE_UNREACHABLE' });
    await away.close();
  });
});
