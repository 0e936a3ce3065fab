import { expect } from 'chai';
import { holdLease } from '../../src/office/process-lease.ts';
import { silent, withDatabase } from '../store/database.ts';
import { until } from '../until.ts';

describe('The lease of a process', () => {
  const database = withDatabase();
  const hold = (processId: string, varDir: string, leaseMs = 600_000) =>
    holdLease({ store: database.store, processId, varDir, leaseMs, logger: silent });
  const leasedUntil = async (id: string) =>
    (await database.asOwner('select leased_until from processes where id = $1', [id])).map(
      (row) => row['leased_until'] as Date,
    );
  const isAlive = (id: string) => database.store.processes.isAlive(id);

  it('says that the process lives, until it ends', async () => {
    expect(await isAlive('unheard-of')).to.equal(false);
    const lease = await hold('one', '/srv/kantor-1');
    expect(await isAlive('one')).to.equal(true);
    await lease.end();
    expect(await isAlive('one')).to.equal(false);
  });

  it('is renewed while the process lives, and runs out without it', async () => {
    const lease = await hold('two', '/srv/kantor-2', 1_000);
    const [begun] = await leasedUntil('two');
    await until('three renewals', async () => {
      const [now] = await leasedUntil('two');
      return now!.getTime() - begun!.getTime() > 600;
    });
    await lease.end();
    await database.store.processes.begin({ id: 'three', place: 'killed' }, 50);
    await until('its end', async () => !(await isAlive('three')));
  });

  it('ends with the next process in the same folder, and not with one in another', async () => {
    const other = await hold('neighbour', '/srv/kantor-4');
    await hold('killed', '/srv/kantor-3');
    const lease = await hold('restarted', '/srv/kantor-3');
    expect(await isAlive('killed')).to.equal(false);
    expect(await isAlive('restarted')).to.equal(true);
    expect(await isAlive('neighbour')).to.equal(true);
    await Promise.all([lease.end(), other.end()]);
  });
});
