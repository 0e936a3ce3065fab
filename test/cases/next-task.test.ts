import { expect } from 'chai';
import { PEOPLE, withOffice } from './office.ts';

describe('The next task of two who work in one lane', () => {
  const given = withOffice();

  it('is not the one that a colleague has open, while there is another; what they left for long is anybody’s', async () => {
    const { office } = given;
    const next = async (who: 'sri' | 'tono') =>
      (await office.officers.nextTask(PEOPLE[who].username))?.applicationNumber;
    const made = [await office.submit(), await office.submit()].map(({ applicationNumber }) => applicationNumber);
    // They came at the same moment of this office's clock.
    const first = (await next('sri'))!;
    const second = made.find((number) => number !== first)!;
    expect(await next('tono')).to.equal(first);
    await office.officers.case(PEOPLE.sri.username, first);
    expect([await next('sri'), await next('tono')]).to.deep.equal([first, second]);
    await office.officers.case(PEOPLE.sri.username, second);
    expect(await next('tono'), 'all are open elsewhere').to.equal(first);
    await office.database.asOwner('alter table journal disable trigger journal_append_only');
    await office.database.asOwner(`update journal set at = at - interval '11 minutes' where application_number = $1`, [
      second,
    ]);
    expect(await next('tono')).to.equal(second);
  });

  it('is their own before all others, whoever looks at it', async () => {
    const { office } = given;
    const { applicationNumber } = await office.opened({}, 'tono');
    await office.officers.case(PEOPLE.tono.username, applicationNumber);
    expect((await office.officers.nextTask(PEOPLE.tono.username))?.applicationNumber).to.equal(applicationNumber);
  });
});
