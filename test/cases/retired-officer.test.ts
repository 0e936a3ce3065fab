import { expect } from 'chai';
import { alignAssignments } from '../../src/cases/align-assignments.ts';
import { PEOPLE, withOffice } from './office.ts';

describe('An officer who has left the office', () => {
  const given = withOffice();

  it('holds nothing any more: open tasks go back to the lane, and a colleague goes on', async () => {
    const { office } = given;
    const { applicationNumber } = await office.opened();
    await office.store.people.put({ ...PEOPLE.sri, active: false });
    expect(await alignAssignments(office.dependencies)()).to.equal(1);
    expect((await office.task(applicationNumber, 'examine-application')).assignee).to.equal(null);
    expect(await alignAssignments(office.dependencies)()).to.equal(0);
    await office.decides('tono', applicationNumber, 'examine-application', { examination: 'complete' });
    expect(await office.case(applicationNumber)).to.include({ entryOfficer: PEOPLE.tono.username });
  });
});
