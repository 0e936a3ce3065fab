import { expect } from 'chai';
import { OfficeRefusal, type Officer } from '../../src/demo/officer.ts';
import type { Berkas } from './berkas.ts';
import { theOffice, type TestOffice } from './the-office.ts';

describe('A decision is taken back by who made it', () => {
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

  const newest = async (berkas: Berkas) => (await office.store.decisions.of(berkas.number)).at(-1)!;
  const takesBack = async (officer: Officer, berkas: Berkas, task?: string) =>
    officer.send(`/meja/berkas/${berkas.number}/tarik`, { task: task ?? (await newest(berkas)).taskId }).then(
      () => 'taken back',
      (error: unknown) => (error instanceof OfficeRefusal ? error.code : String(error)),
    );

  it('an opened application is open again for every colleague, and goes on with whoever opens it next', async () => {
    const berkas = opened.pop()!;
    expect(await takesBack(office.joko, berkas), 'a colleague').to.equal('NOT_OWN_DECISION');
    expect(await takesBack(office.sri, berkas)).to.equal('taken back');
    expect(await berkas.task('open-application')).to.include({ assignee: null });
    expect(await berkas.record).to.include({ state: 'submitted', entryOfficer: null });
    expect((await newest(berkas)).takenBackAt).to.be.instanceOf(Date);
    expect(await takesBack(office.sri, berkas), 'a second click').to.equal('taken back');
    await berkas.isOpenedBy(office.joko);
    expect(await berkas.task('examine-application')).to.include({ assignee: 'joko.susilo' });
    expect((await berkas.variables())['entryOfficer']).to.equal('joko.susilo');
  });

  it('a verification by mistake is given again, and the card is signed by it', async () => {
    const berkas = opened.pop()!;
    await berkas.isFoundComplete();
    await berkas.isRequested();
    await berkas.isVerified();
    await berkas.task('approve-signing');
    expect(await takesBack(office.bambang, berkas)).to.equal('taken back');
    await berkas.task('verify-draft');
    expect((await berkas.variables())['verification'] ?? null).to.equal(null);
    expect((await berkas.record).state).to.equal('verification');
    expect((await berkas.happened('decision-taken-back')).actor).to.equal('bambang.hartono');
    await berkas.isVerified();
    await berkas.task('approve-signing');
    expect((await berkas.variables())['verification']).to.equal('valid');
  });

  it('of two at the same moment, one who takes back and one who decides, exactly one wins', async () => {
    const berkas = opened.pop()!;
    await berkas.isFoundComplete();
    await berkas.isRequested();
    const { taskId } = await berkas.task('verify-draft');
    const requested = (await newest(berkas)).taskId;
    await office.bambang.looksAt(berkas.number);
    const [back, decided] = await Promise.all([
      takesBack(office.sri, berkas, requested),
      office.bambang.answers(berkas.number, taskId, { verification: 'valid' }).then(
        () => 'decided',
        (error: unknown) => (error instanceof OfficeRefusal ? error.code : String(error)),
      ),
    ]);
    expect([back, decided].filter((one) => one === 'taken back' || one === 'decided')).to.have.length(1);
    await berkas.task(back === 'taken back' ? 'request-print' : 'approve-signing');
    if (decided === 'decided') expect(await takesBack(office.sri, berkas, requested)).to.equal('DECISION_BUILT_ON');
  });
});
