import { expect } from 'chai';
import { setTimeout as wait } from 'node:timers/promises';
import { healthOf } from '../../src/office/health.ts';

describe('The state of the office', () => {
  it('asks its parts once for all who want to know at the same moment, and for a while after', async () => {
    let asked = 0;
    const health = healthOf({ siak: () => Promise.resolve(void (asked += 1)) });
    const all = await Promise.all([health(), health(), health()]);
    expect(all).to.deep.equal(Array.from({ length: 3 }, () => ({ siak: 'ok' })));
    await health();
    expect(asked).to.equal(1);
  });

  it('asks again when the answer is too old', async () => {
    let fails = true;
    const health = healthOf({ siak: () => (fails ? Promise.reject(new Error('away')) : Promise.resolve()) }, () => 0);
    expect(await health()).to.deep.equal({ siak: 'terganggu' });
    fails = false;
    expect(await health()).to.deep.equal({ siak: 'ok' });
  });

  it('spares the services of others, and asks our own parts every second', async () => {
    const asked = { siak: 0, bsre: 0, whatsapp: 0, engine: 0, database: 0 };
    const parts = Object.keys(asked) as (keyof typeof asked)[];
    const health = healthOf(Object.fromEntries(parts.map((part) => [part, () => Promise.resolve(void asked[part]++)])));
    const begun = performance.now();
    while (asked.engine < 2) {
      await health();
      await wait(20);
    }
    expect(performance.now() - begun).to.be.greaterThan(990);
    await health();
    expect(asked).to.deep.equal({ siak: 1, bsre: 1, whatsapp: 1, engine: 2, database: 2 });
  });

  it('says what a part says of itself', async () => {
    expect(await healthOf({ disk: () => Promise.resolve('cakram hampir penuh: /srv tinggal 1 GB') })()).to.deep.equal({
      disk: 'cakram hampir penuh: /srv tinggal 1 GB',
    });
  });
});
