import { expect } from 'chai';
import { pinOf } from '../../src/domain/application-number.ts';
import { LINK_KEY, refusalOf, withOffice } from './office.ts';

describe('The PIN guard', () => {
  const given = withOffice();
  beforeEach(() => given.office.database.asOwner('delete from limits'));

  const wrongPin = (pin: string) => String((Number(pin) + 1) % 1_000_000).padStart(6, '0');
  const retryAfter = async (work: Promise<unknown>) =>
    work.then(
      () => 'let in',
      (error: { retryAfterSeconds?: number | null }) => error.retryAfterSeconds,
    );

  it('lets in by number and PIN, and by no other PIN, also not a longer or an empty one', async () => {
    const { office } = given;
    const { applicationNumber, pin } = await office.submit();
    expect(await office.applicants.track(applicationNumber, pin)).to.include({ applicationNumber });
    for (const other of [wrongPin(pin), '', `${pin}0`, pin.slice(0, 5)])
      expect((await refusalOf(office.applicants.track(applicationNumber, other))).code).to.equal('NotYourCase');
  });

  it('answers the same for a number that does not exist as for a wrong PIN', async () => {
    const { office } = given;
    const { applicationNumber, pin } = await office.submit();
    const one = await refusalOf(office.applicants.track('KK-261122-ZZZZZZ', pin));
    const other = await refusalOf(office.applicants.track(applicationNumber, wrongPin(pin)));
    expect(one).to.deep.equal(other);
  });

  it('lets nobody in by a number that does not exist, not even by the PIN that it would have', async () => {
    const { office } = given;
    const pin = office.pinOf('KK-261122-ZZZZZZ');
    expect((await refusalOf(office.applicants.track('KK-261122-ZZZZZZ', pin))).code).to.equal('NotYourCase');
  });

  it('lets in by the newest PIN of the case only', async () => {
    const { office } = given;
    const { applicationNumber, pin } = await office.submit();
    await office.store.cases.change(applicationNumber, { pinGeneration: 1 });
    expect((await refusalOf(office.applicants.track(applicationNumber, pin))).code).to.equal('NotYourCase');
    const newest = pinOf(applicationNumber, LINK_KEY, 1);
    expect(await office.applicants.track(applicationNumber, newest)).to.include({ applicationNumber });
  });

  it('locks after five wrong PINs, for the right one as well, says for how long, and opens again', async () => {
    const { office } = given;
    const { applicationNumber, pin } = await office.submit();
    const { applicationNumber: neighbour, pin: neighboursPin } = await office.submit();
    for (let i = 0; i < 5; i++)
      expect(await retryAfter(office.applicants.track(applicationNumber, wrongPin(pin)))).to.equal(null);
    const locked = await retryAfter(office.applicants.track(applicationNumber, pin));
    expect(locked).to.be.within(14 * 60, 15 * 60);
    expect(await office.applicants.track(neighbour, neighboursPin)).to.include({ applicationNumber: neighbour });
    await office.database.asOwner('update limits set expire = expire - 15 * 60 * 1000');
    expect(await office.applicants.track(applicationNumber, pin)).to.include({ applicationNumber });
  });

  it('counts a right PIN as no try, however often it is given', async () => {
    const { office } = given;
    const { applicationNumber, pin } = await office.submit();
    for (let i = 0; i < 4; i++) await retryAfter(office.applicants.track(applicationNumber, wrongPin(pin)));
    for (let i = 0; i < 7; i++) await office.applicants.track(applicationNumber, pin);
    expect(await retryAfter(office.applicants.track(applicationNumber, wrongPin(pin)))).to.equal(null);
    expect(await retryAfter(office.applicants.track(applicationNumber, pin))).to.be.greaterThan(0);
  });

  it('compares five of twenty guesses that come at the same moment, not twenty', async () => {
    const { office } = given;
    const { applicationNumber, pin } = await office.submit();
    const guesses = Array.from({ length: 20 }, () =>
      retryAfter(office.applicants.track(applicationNumber, wrongPin(pin))),
    );
    const answers = await Promise.all(guesses);
    expect(answers.filter((answer) => answer === null)).to.have.length(5);
  });

  it('stands before everything an applicant can do with a case', async () => {
    const { office } = given;
    const { applicationNumber, pin } = await office.submit();
    const other = wrongPin(pin);
    const { applicants } = office;
    const papers = [await office.paper('ijazah')];
    for (const act of [
      () => applicants.track(applicationNumber, other),
      () => applicants.complete(applicationNumber, other, papers),
      () => applicants.withdraw(applicationNumber, other),
      () => applicants.download(applicationNumber, other),
    ])
      expect((await refusalOf(act())).code).to.equal('NotYourCase');
    expect((await office.case(applicationNumber)).state).to.equal('submitted');
  });
});
