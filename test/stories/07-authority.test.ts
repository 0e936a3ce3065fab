import { expect } from 'chai';
import { until } from '../../src/demo/until.ts';
import type { Berkas } from './berkas.ts';
import { theOffice, type TestOffice } from './the-office.ts';

describe('A completed task is a claim, not a fact', () => {
  let office: TestOffice;
  let opened: Berkas[];
  before(async function () {
    this.timeout(600_000);
    office = await theOffice();
    opened = await office.severalThat(3, async (berkas) => {
      await berkas.isOpenedBy(office.sri);
      await berkas.task('examine-application');
    });
  });

  it('a print officer who examines through Tasklist changes nothing: the task returns with the reason, the attempt is journalled', async () => {
    const berkas = opened.pop()!;
    const task = await berkas.task('examine-application');
    await office.ratna.claim(task.id);
    await office.ratna.complete(task.id, { examination: 'complete' });
    const again = await berkas.taskAgain('examine-application', task);
    expect(again.assignee).to.equal('sri.wahyuni');
    const refused = await berkas.happened('decision-refused');
    expect(refused).to.include({ actor: 'ratna.dewi', step: 3 });
    expect(refused.detail).to.include({ because: 'WRONG_ROLE' });
  });

  it('a colleague of the same role may not examine what another keeps', async () => {
    const berkas = opened.pop()!;
    const task = await berkas.task('examine-application');
    await office.joko.claim(task.id);
    await office.joko.complete(task.id, { examination: 'complete' });
    await berkas.taskAgain('examine-application', task);
    expect((await berkas.happened('decision-refused')).detail).to.include({ because: 'NOT_KEEPER' });
  });

  it('forged variables of a completion reach nothing: hash, flags and reference stay ours', async () => {
    const berkas = await office.applies();
    await berkas.reachesVerification();
    const { draftSha256, siakReference } = await berkas.record;
    await office.bambang.does(berkas.processInstanceKey, 'verify-draft', {
      verification: 'valid',
      draftSha256: 'f'.repeat(64),
      siakReference: 'X',
      entryOfficer: 'bambang.hartono',
      applicationNumber: 'KK-261122-000000',
      siakEntryNeeded: false,
    });
    await berkas.task('approve-signing');
    const variables = await office.auditor.variables(berkas.processInstanceKey);
    expect(JSON.parse(variables['draftSha256']!)).to.equal(draftSha256);
    expect(JSON.parse(variables['siakReference']!)).to.equal(siakReference);
    expect(JSON.parse(variables['entryOfficer']!)).to.equal('sri.wahyuni');
    expect(JSON.parse(variables['applicationNumber']!)).to.equal(berkas.number);
  });

  it('a note with a NIK in it is refused before it goes anywhere', async () => {
    const berkas = opened.pop()!;
    const task = await berkas.task('examine-application');
    await office.sri.complete(task.id, {
      examination: 'incomplete',
      missingDocuments: ['ijazah'],
      note: 'NIK 3402155203850002 salah',
    });
    await berkas.taskAgain('examine-application', task);
    expect((await berkas.happened('decision-refused')).detail).to.include({ because: 'NOTE_HOLDS_PERSONAL_DATA' });
    // Tasklist sends no hidden field: an answer without a note must not meet the old one.
    await until(
      'an emptied note',
      async () => (await office.auditor.variables(berkas.processInstanceKey))['note'] === '""',
    );
    await berkas.isFoundComplete();
    await berkas.task('verify-draft');
  });
});
