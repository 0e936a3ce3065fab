import { expect } from 'chai';
import { NotNow } from '../../src/cases/not-possible.ts';
import type { Refusal } from '../../src/domain/failures.ts';
import { errorOf } from '../store/given.ts';
import { PEOPLE, withOffice } from './office.ts';

describe('After the signature', () => {
  const given = withOffice();

  it('the card is announced to the officer who keeps the case, until the applicant has it (SOP step 7)', async () => {
    const { office } = given;
    const { applicationNumber, pin } = await office.delivered();
    expect(await office.officers.signed(PEOPLE.sri.username)).to.include(applicationNumber);
    for (const who of ['tono', 'rini', 'endah'] as const)
      expect(await office.officers.signed(PEOPLE[who].username), who).to.not.include(applicationNumber);
    await office.applicants.download(applicationNumber, pin);
    await office.settle();
    expect(await office.officers.signed(PEOPLE.sri.username)).to.not.include(applicationNumber);
  });

  it('the print officer records once that the old card came back, also of an archived case', async () => {
    const { office } = given;
    const { applicationNumber, pin } = await office.delivered();
    await office.applicants.download(applicationNumber, pin);
    await office.settle();
    const rini = PEOPLE.rini.username;
    expect((await office.officers.case(rini, applicationNumber)).mayRecordOldCard).to.equal(true);
    await office.officers.recordOldCard(rini, applicationNumber);
    await office.officers.recordOldCard(rini, applicationNumber);
    expect(await office.journal(applicationNumber, 'old-card-returned')).to.have.length(1);
    const file = await office.officers.case(rini, applicationNumber);
    expect(file).to.deep.include({ mayRecordOldCard: false });
    expect(file.oldCard?.by).to.equal(PEOPLE.rini.name);
  });

  it('nobody else records it, and nobody while the old card is still in force', async () => {
    const { office } = given;
    const { applicationNumber } = await office.delivered();
    const refused = (await errorOf(office.officers.recordOldCard(PEOPLE.sri.username, applicationNumber))) as Refusal;
    expect(refused.code).to.equal('WRONG_ROLE');
    Object.assign(office.dependencies.settings, { siakWay: 'siak-signed-pdf' });
    const early = await office.opened({ reason: 'rusak', changes: [] });
    Object.assign(office.dependencies.settings, { siakWay: 'simulator' });
    await office.decides('sri', early.applicationNumber, 'examine-application', { examination: 'complete' });
    expect(
      await errorOf(office.officers.recordOldCard(PEOPLE.rini.username, early.applicationNumber)),
    ).to.be.instanceOf(NotNow);
  });
});
