import { expect } from 'chai';
import { PEOPLE, withOffice } from './office.ts';

describe('Drafting the card (SOP step 4)', () => {
  const given = withOffice();
  afterEach(async () => {
    await given.office.store.people.put(PEOPLE.agus);
  });

  it('prints the family as SIAK has it after the entry, with the head’s name and the way to the check page', async () => {
    const { office } = given;
    const { applicationNumber } = await office.drafted();
    const face = office.press.printed.at(-1)!;
    expect(face.family).to.include({ headName: 'DAMAR PAMUNGKAS', kkNumber: '3402150101150007' });
    expect(face.head).to.deep.equal({
      name: 'Agus Hartanto',
      nip: '197001011994031001',
      title: 'KEPALA DINAS',
    });
    expect(face.issuedOn).to.equal(office.today);
    expect(face.verifyUrl).to.match(
      new RegExp(`^https://kk\\.example\\.id/periksa/${applicationNumber}\\.[\\w-]{16}$`),
    );
    const { draftSha256, state } = await office.case(applicationNumber);
    expect(state).to.equal('verification');
    const draft = await office.store.drafts.find(draftSha256!);
    expect(draft).to.deep.include({ applicationNumber, family: face.family });
    expect((await office.journal(applicationNumber, 'draft-rendered'))[0]).to.deep.include({
      step: 4,
      detail: { draftSha256 },
    });
  });

  it('takes the same bytes printed twice as one draft: what was read and decided stands', async () => {
    const { office } = given;
    const { applicationNumber } = await office.drafted();
    const { draftSha256 } = await office.case(applicationNumber);
    const renderedAt = (await office.store.drafts.find(draftSha256!))!.renderedAt;
    expect(await office.process.renderCard({ applicationNumber })).to.deep.equal({ draftSha256 });
    expect((await office.store.drafts.find(draftSha256!))!.renderedAt).to.deep.equal(renderedAt);
  });

  it('takes other bytes as another draft, which has to be read and verified anew', async () => {
    const { office } = given;
    const { applicationNumber } = await office.drafted();
    const first = await office.case(applicationNumber);
    office.press.reprints += 1;
    const { draftSha256 } = await office.process.renderCard({ applicationNumber });
    expect(draftSha256).to.not.equal(first.draftSha256);
    expect((await office.case(applicationNumber)).draftSha256).to.equal(draftSha256);
    const file = await office.officers.case(PEOPLE.endah.username, applicationNumber);
    expect(file.unseen.draft).to.equal(true);
  });

  it('brings the case back to the officer when SIAK has no such family', async () => {
    const { office } = given;
    office.register.unknown.add('3402150101150099');
    const { applicationNumber } = await office.opened({ kkNumber: '3402150101150099' });
    await office.decides('sri', applicationNumber, 'examine-application', { examination: 'complete' });
    expect(await office.openElements(applicationNumber)).to.deep.equal(['examine-application']);
    const { tasks } = await office.officers.work(PEOPLE.sri.username);
    expect(tasks.find((task) => task.applicationNumber === applicationNumber)?.returned?.code).to.equal(
      'FAMILY_UNKNOWN',
    );
  });

  it('needs a head of the office with a NIP: without one IT has to act', async () => {
    const { office } = given;
    await office.store.people.put({ ...PEOPLE.agus, nip: null });
    const { applicationNumber } = await office.opened();
    await office.decides('sri', applicationNumber, 'examine-application', { examination: 'complete' });
    const [incident] = (await office.engine.incidents()).filter(({ caseNumber }) => caseNumber === applicationNumber);
    expect(incident?.code).to.equal('CARD_UNPRINTABLE');
    await office.store.people.put(PEOPLE.agus);
    await office.engine.retry(incident!.id);
    await office.settle();
    expect(await office.openElements(applicationNumber)).to.deep.equal(['request-print']);
  });
});
