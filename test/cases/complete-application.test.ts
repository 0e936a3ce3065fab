import { expect } from 'chai';
import { refusalOf, withOffice } from './office.ts';

describe('Completing an application (SOP step 3)', () => {
  const given = withOffice();

  async function asked(missingDocuments = ['ijazah']) {
    const made = await given.office.opened();
    await given.office.decides('sri', made.applicationNumber, 'examine-application', {
      examination: 'incomplete',
      missingDocuments,
    });
    return made;
  }

  it('stores what was asked for and brings the case back to the same officer', async () => {
    const { office } = given;
    const { applicationNumber, pin } = await asked();
    const before = await office.store.papers.of(applicationNumber);
    await office.applicants.complete(applicationNumber, pin, [await office.paper('ijazah')]);
    await office.settle();
    expect(await office.case(applicationNumber)).to.deep.include({ state: 'examination', missingDocuments: [] });
    expect(await office.store.papers.of(applicationNumber)).to.have.length(before.length + 1);
    expect(await office.task(applicationNumber, 'examine-application')).to.include({ assignee: 'sri.wahyuni' });
    expect((await office.journal(applicationNumber, 'completion-received'))[0]).to.deep.include({
      actor: 'pemohon',
      step: 3,
      detail: { way: 'portal', papers: ['ijazah'] },
    });
  });

  it('has to be read by the officer before the next decision', async () => {
    const { office } = given;
    const { applicationNumber, pin } = await asked();
    await office.applicants.complete(applicationNumber, pin, [await office.paper('ijazah')]);
    await office.settle();
    const { taskId } = await office.task(applicationNumber, 'examine-application');
    const decide = office.officers.decide('sri.wahyuni', {
      applicationNumber,
      task: taskId,
      answer: { examination: 'complete' },
    });
    expect((await refusalOf(decide)).code).to.equal('PAPERS_NOT_SEEN');
  });

  it('is refused with the remedy while nobody asks, and without a photo', async () => {
    const { office } = given;
    const { applicationNumber, pin } = await office.opened();
    const early = office.applicants.complete(applicationNumber, pin, [await office.paper('ijazah')]);
    expect((await refusalOf(early)).text).to.contain('petugas tidak menunggu kiriman Anda');
    const waiting = await asked();
    const empty = office.applicants.complete(waiting.applicationNumber, waiting.pin, []);
    expect((await refusalOf(empty)).text).to.contain('Pilih paling sedikit satu foto');
    expect((await office.case(waiting.applicationNumber)).state).to.equal('waiting-for-applicant');
  });

  it('is one answer for each time the applicant is asked, also with the very same photo', async () => {
    const { office } = given;
    const { applicationNumber, pin } = await asked();
    const photo = await office.paper('ijazah', 'the very same photo');
    await office.applicants.complete(applicationNumber, pin, [photo]);
    await office.settle();
    await office.decides('sri', applicationNumber, 'examine-application', {
      examination: 'incomplete',
      missingDocuments: ['ijazah'],
      note: 'Masih buram',
    });
    await office.applicants.complete(applicationNumber, pin, [photo]);
    await office.settle();
    expect(await office.openElements(applicationNumber)).to.deep.equal(['examine-application']);
    const papers = (await office.store.papers.of(applicationNumber)).filter(({ kind }) => kind === 'ijazah');
    expect(papers, 'one from the start, one sent twice').to.have.length(2);
    const messages = (await office.store.outbox.of(applicationNumber)).filter(
      ({ name }) => name === 'completion-received',
    );
    expect(messages.map(({ takenAt }) => takenAt === null)).to.deep.equal([false, false]);
  });

  it('waits in the outbox while an officer still calls the applicant, and is taken when the process waits', async () => {
    const { office } = given;
    const made = await office.opened();
    office.messenger.next.push('NUMBER_UNREACHABLE');
    await office.decides('sri', made.applicationNumber, 'examine-application', {
      examination: 'incomplete',
      missingDocuments: ['ijazah'],
    });
    await office.applicants.complete(made.applicationNumber, made.pin, [await office.paper('ijazah')]);
    await office.settle();
    expect(await office.openElements(made.applicationNumber)).to.deep.equal(['reach-applicant']);
    await office.decides('sri', made.applicationNumber, 'reach-applicant');
    await office.settle();
    expect(await office.openElements(made.applicationNumber)).to.deep.equal(['examine-application']);
  });
});
