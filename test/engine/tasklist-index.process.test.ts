import { expect } from 'chai';
import { until } from '../../src/demo/until.ts';
import { createTasklistIndex } from '../../src/engine/tasklist-index.ts';
import { theOffice, type TestOffice } from '../stories/the-office.ts';

describe("Who holds a task in Tasklist's eyes", () => {
  let office: TestOffice;
  before(async function () {
    this.timeout(600_000);
    office = await theOffice();
  });

  it('is nobody, then who took it in Tasklist, then nobody again; a task that Tasklist does not know has no holder', async () => {
    const index = createTasklistIndex(office.config.engine.recordsUrl);
    const berkas = await office.applies();
    const { id } = await berkas.task('open-application');
    expect(await index.holder(id)).to.equal(null);
    await office.sri.claim(id);
    await until('the claim', async () => (await index.holder(id)) === 'sri.wahyuni');
    await office.engine.free(id);
    await until('the task is free', async () => (await index.holder(id)) === null);
    expect(await index.holder('1')).to.equal(undefined);
  });
});
