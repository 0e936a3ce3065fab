import { expect } from 'chai';
import { renderMessage } from '../../src/messaging/texts.ts';
import { sampleApplication } from '../domain/sample-application.ts';
import { withOffice } from './office.ts';
import { INDONESIAN } from '../languages.ts';

describe('The receipt by WhatsApp', () => {
  const given = withOffice();
  afterEach(() => {
    given.office.messenger.losesAnswer = false;
  });
  const receipts = (applicationNumber: string) => given.office.messenger.of(applicationNumber, 'received');

  it('is sent at once after applying: number, link, and the day by which to expect news', async () => {
    const { office } = given;
    const { applicationNumber, pin } = await office.submit();
    const [message, ...more] = receipts(applicationNumber);
    expect(more).to.deep.equal([]);
    expect(message!.to).to.equal('+6281234567890');
    const text = renderMessage(INDONESIAN, 'received', { ...message!.values, applicationNumber, ref: message!.ref });
    expect(text).to.contain(applicationNumber).and.to.contain('https://kk.example.id/lacak');
    expect(text).to.match(/paling lambat hari (Senin|Selasa|Rabu|Kamis|Jumat), \d{1,2} \p{L}+/u);
    // Whoever reads over a shoulder learns neither who applied nor how to open the case.
    const { applicant, kkNumber } = sampleApplication();
    for (const secret of [pin, applicant.nik, applicant.name, kkNumber!, 'Damar']) expect(text).to.not.contain(secret);
  });

  it('is one, however often the application and the duty come', async () => {
    const { office } = given;
    const papers = [await office.paper('kk-lama')];
    const application = sampleApplication();
    const submit = () =>
      office.applicants.submit({ application, papers, idempotencyKey: 'twice-by-a-bad-line', another: true });
    const [{ applicationNumber }] = await Promise.all([submit(), submit()]);
    await Promise.all([office.settle(), office.settle()]);
    await submit();
    await office.settle();
    expect(receipts(applicationNumber)).to.have.length(1);
  });

  it('is looked for before it is sent again when the answer was lost', async () => {
    const { office } = given;
    office.messenger.losesAnswer = true;
    const { applicationNumber } = await office.submit();
    const isWaiting = async () => (await office.store.messages.of(applicationNumber))[0]?.status;
    expect(await isWaiting()).to.equal('waiting');
    await office.settle();
    expect(receipts(applicationNumber), 'not tried again at once').to.have.length(1);
    office.messenger.losesAnswer = false;
    await office.database.asOwner(`update messages set next_try_at = now() - interval '1 hour'`);
    await office.settle();
    expect(receipts(applicationNumber)).to.have.length(1);
    expect(await isWaiting()).to.equal('sent');
    expect(await office.journal(applicationNumber, 'message-sent')).to.have.length(1);
  });

  it('that cannot be delivered puts the number before a person, long before anything is asked by WhatsApp', async () => {
    const { office } = given;
    office.messenger.next.push('NUMBER_UNREACHABLE');
    const refused = await office.submit();
    const later = await office.submit();
    const { sid } = receipts(later.applicationNumber)[0]!;
    await office.applicants.messageStatus({ sid, status: 'undelivered', errorCode: '63024' });
    const shown = await office.store.messages.forPerson();
    expect(shown.map(({ applicationNumber, purpose }) => [applicationNumber, purpose])).to.deep.include.members([
      [refused.applicationNumber, 'received'],
      [later.applicationNumber, 'received'],
    ]);
  });

  it('waits, and is sent when WhatsApp is back', async () => {
    const { office } = given;
    office.messenger.next.push('WHATSAPP_NOT_TAKEN');
    const { applicationNumber } = await office.submit();
    expect(receipts(applicationNumber)).to.have.length(0);
    await office.database.asOwner(`update messages set next_try_at = now() - interval '1 hour'`);
    await office.settle();
    expect(receipts(applicationNumber)).to.have.length(1);
  });
});
