import { expect } from 'chai';
import { OfficeRefusal } from '../../src/demo/officer.ts';
import { completesInTasklist, FORGED } from './attempts.ts';
import type { Berkas } from './berkas.ts';
import { theOffice, type TestOffice } from './the-office.ts';
import { itOnEmbedded } from './embedded.ts';

describe('A decision is judged before anything follows', () => {
  let office: TestOffice;
  let opened: Berkas[];
  before(async function () {
    this.timeout(600_000);
    office = await theOffice();
    opened = await office.severalThat(4, async (berkas) => {
      await berkas.isOpenedBy(office.sri);
      await berkas.task('examine-application');
    });
  });

  const codeOf = (work: Promise<unknown>) =>
    work.then(
      () => 'accepted',
      (error: unknown) => (error instanceof OfficeRefusal ? error.code : String(error)),
    );

  itOnEmbedded(
    'a print officer who examines through Tasklist is refused at once; the task stays as it was, the attempt is journalled',
    async () => {
      const berkas = opened.pop()!;
      const before = await berkas.task('examine-application');
      const answer = { examination: 'complete' };
      expect(await codeOf(completesInTasklist(office.ratna, before.taskId, answer))).to.equal('WRONG_ROLE');
      expect(await berkas.task('examine-application')).to.deep.equal(before);
      const refused = await berkas.happened('decision-refused');
      expect(refused).to.include({ actor: 'ratna.dewi', step: 3 });
      expect(refused.detail).to.include({ because: 'WRONG_ROLE' });
    },
  );

  it('a colleague of the same role may not examine what another officer owns', async () => {
    const berkas = opened.pop()!;
    const { taskId } = await berkas.task('examine-application');
    const outcome = await codeOf(office.joko.answers(berkas.number, taskId, { examination: 'complete' }));
    expect(outcome).to.equal('ASSIGNED_TO_ANOTHER');
    expect((await berkas.happened('decision-refused')).detail).to.include({ because: 'ASSIGNED_TO_ANOTHER' });
  });

  itOnEmbedded('forged variables of a completion reach nothing: hash, flags and reference stay ours', async () => {
    const berkas = opened.pop()!;
    await berkas.isFoundComplete();
    await berkas.isRequested();
    const { taskId } = await berkas.task('verify-draft');
    const { draftSha256, siakReference } = await berkas.record;
    await office.bambang.looksAt(berkas.number);
    await completesInTasklist(office.bambang, taskId, {
      ...FORGED,
      verification: 'valid',
      entryOfficer: 'bambang.hartono',
    });
    await berkas.task('approve-signing');
    expect(await berkas.variables()).to.deep.include({
      draftSha256,
      siakReference,
      entryOfficer: 'sri.wahyuni',
      applicationNumber: berkas.number,
    });
  });

  it('a note with a NIK in it is refused before it goes anywhere', async () => {
    const berkas = opened.pop()!;
    const { taskId } = await berkas.task('examine-application');
    await office.sri.looksAt(berkas.number);
    const outcome = await codeOf(
      office.sri.answers(berkas.number, taskId, {
        examination: 'incomplete',
        missingDocuments: ['ijazah'],
        note: 'NIK 3402155203850002 salah',
      }),
    );
    expect(outcome).to.equal('NOTE_HOLDS_PERSONAL_DATA');
    expect((await berkas.happened('decision-refused')).detail).to.include({ because: 'NOTE_HOLDS_PERSONAL_DATA' });
    expect((await berkas.variables())['note'] ?? '').to.equal('');
    await berkas.isFoundComplete();
    await berkas.task('request-print');
  });
});
