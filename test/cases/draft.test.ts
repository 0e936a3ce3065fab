import { expect } from 'chai';
import { plainDateOf } from '../../src/domain/plain-date.ts';
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

  it('names who signs today: the head, or the stand-in by letter with their own name, NIP and title', async () => {
    const { office } = given;
    const nip = '197505052000032002';
    const day = (days: number) => plainDateOf(new Date(office.engine.clock.now().getTime() + days * 86_400_000));
    await office.drafted();
    expect(office.press.printed.at(-1)?.head).to.include({ name: PEOPLE.agus.name, title: 'KEPALA DINAS' });
    await office.store.people.put({ ...PEOPLE.endah, nip });
    const letter = {
      from: PEOPLE.agus.username,
      to: PEOPLE.endah.username,
      role: 'kepala-dinas',
      kind: 'Plh',
    } as const;
    await office.store.people.delegate({ ...letter, validFrom: day(1), validTo: day(2) });
    await office.drafted();
    expect(office.press.printed.at(-1)?.head.name, 'before the letter').to.equal(PEOPLE.agus.name);
    await office.store.people.delegate({ ...letter, validFrom: day(0), validTo: day(0) });
    await office.drafted();
    expect(office.press.printed.at(-1)?.head).to.deep.equal({
      name: PEOPLE.endah.name,
      nip,
      title: 'Plh. KEPALA DINAS',
    });
    await office.store.people.put(PEOPLE.endah);
    await office.drafted();
    expect(office.press.printed.at(-1)?.head.name, 'a stand-in without a NIP').to.equal(PEOPLE.agus.name);
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
