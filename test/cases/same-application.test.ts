import { expect } from 'chai';
import { randomBytes, randomUUID } from 'node:crypto';
import { AlreadyOpen, NotYourCase } from '../../src/cases/not-possible.ts';
import type { Application } from '../../src/domain/application.ts';
import { sampleApplication } from '../domain/sample-application.ts';
import { errorOf } from '../store/given.ts';
import { withOffice } from './office.ts';

describe('The same application twice', () => {
  const given = withOffice();
  const sends = (change: Partial<Application> = {}, more: { another?: boolean; idempotencyKey?: string } = {}) =>
    given.office.applicants.submit({
      application: sampleApplication(change),
      papers: [],
      idempotencyKey: randomUUID(),
      ...more,
    });
  const { applicant } = sampleApplication();
  /** Each test has a family of its own. */
  let last = 100;
  const newApplicant = () => ({ ...applicant, nik: `34020165048${String(++last).padStart(5, '0')}` });

  it('is refused under another key, and the open case is named', async () => {
    const own = { applicant: newApplicant() };
    const first = await sends(own);
    const error = await errorOf(sends(own));
    expect(error).to.be.instanceOf(AlreadyOpen);
    expect((error as AlreadyOpen).applicationNumber).to.equal(first.applicationNumber);
  });

  it('is one case when two tabs send it at the same moment', async () => {
    const own = { applicant: newApplicant() };
    const answers = await Promise.allSettled([1, 2, 3, 4].map(() => sends(own)));
    expect(answers.filter(({ status }) => status === 'fulfilled')).to.have.length(1);
  });

  it('is another case when the applicant says so, when the first has ended, or when it is about something else', async () => {
    const own = { applicant: newApplicant() };
    const first = await sends(own);
    expect((await sends(own, { another: true })).created).to.equal(true);
    expect((await sends({ ...own, reason: 'hilang', changes: [] })).created).to.equal(true);
    const { office } = given;
    const other = { applicant: newApplicant() };
    const ended = await sends(other);
    await office.store.cases.change(ended.applicationNumber, { state: 'withdrawn' });
    expect((await sends(other)).created).to.equal(true);
    expect(first.created).to.equal(true);
  });

  it('is shown to nobody with another WhatsApp number: it is not their case', async () => {
    const own = newApplicant();
    await sends({ applicant: own });
    expect((await sends({ applicant: { ...own, whatsapp: '081399998888' } })).created).to.equal(true);
  });

  it('under the same key is the first receipt, also beside its open case', async () => {
    const own = { applicant: newApplicant() };
    const idempotencyKey = randomUUID();
    const answers = await Promise.all([1, 2, 3].map(() => sends(own, { idempotencyKey })));
    expect(answers.filter(({ created }) => created)).to.have.length(1);
    expect(new Set(answers.map(({ applicationNumber }) => applicationNumber)).size).to.equal(1);
  });

  describe('whose answer was lost', () => {
    const drawn = () => randomBytes(16).toString('hex');

    it('finds its receipt again by the key it was sent under and the NIK', async () => {
      const own = newApplicant();
      const idempotencyKey = drawn();
      const { applicationNumber, pin } = await sends({ applicant: own }, { idempotencyKey });
      expect(await given.office.applicants.findReceipt(idempotencyKey, own.nik)).to.deep.equal({
        applicationNumber,
        pin,
      });
    });

    it('shows nothing to another key, another NIK, a key that can be guessed, after seven days, or after a new PIN', async () => {
      const { office } = given;
      const find = (key: string, nik: string) => errorOf(office.applicants.findReceipt(key, nik));
      const own = newApplicant();
      const idempotencyKey = drawn();
      const { applicationNumber } = await sends({ applicant: own }, { idempotencyKey });
      expect(await find(drawn(), own.nik)).to.be.instanceOf(NotYourCase);
      expect(await find(idempotencyKey, applicant.nik)).to.be.instanceOf(NotYourCase);
      const weak = newApplicant();
      await sends({ applicant: weak }, { idempotencyKey: 'kunci-satu' });
      expect(await find('kunci-satu', weak.nik)).to.be.instanceOf(NotYourCase);
      await office.store.cases.change(applicationNumber, { pinGeneration: 1 });
      expect(await find(idempotencyKey, own.nik)).to.be.instanceOf(NotYourCase);
      await office.store.cases.change(applicationNumber, { pinGeneration: 0 });
      await office.database.asOwner(
        `update cases set submitted_at = submitted_at - interval '8 days' where application_number = '${applicationNumber}'`,
      );
      expect(await find(idempotencyKey, own.nik)).to.be.instanceOf(NotYourCase);
    });
  });
});
