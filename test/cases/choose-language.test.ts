import { expect } from 'chai';
import { randomUUID } from 'node:crypto';
import { toWhatsAppNumber } from '../../src/domain/phone.ts';
import { renderMessage } from '../../src/messaging/texts.ts';
import { MARKED, markedLanguages } from '../language/marked-language.ts';
import { refusalOf, withOffice } from './office.ts';

describe('Choosing another language after applying', () => {
  const given = withOffice({}, undefined, markedLanguages());
  let serial = 0;
  const family = () => ({
    applicant: { name: 'Wening Prameswari', nik: '3402155203850002', whatsapp: `0817${String(50_000_000 + ++serial)}` },
  });
  const chosenIn = async (applicationNumber: string) =>
    (await given.office.journal(applicationNumber, 'language-chosen')).map(({ actor, detail }) => [actor, detail]);

  it('lets the tracking page, the next message of WhatsApp and the chat speak it', async () => {
    const { office } = given;
    const change = family();
    const { applicationNumber, pin } = await office.submit(change);
    expect((await office.applicants.track(applicationNumber, pin)).steps[0]!.title).not.to.contain('‹');

    await office.applicants.chooseLanguage(applicationNumber, pin, MARKED);
    const tracking = await office.applicants.track(applicationNumber, pin);
    expect(tracking.language).to.equal(MARKED);
    expect(tracking.steps[0]!.title).to.match(/^‹.*›$/);
    expect(tracking.about).to.contain('‹');

    await office.asksFor(applicationNumber, ['ijazah']);
    const { language, ref, values } = office.messenger.of(applicationNumber, 'incomplete').at(-1)!;
    expect(renderMessage(language, 'incomplete', { ...values, applicationNumber, ref })).to.contain('‹ijazah');

    await office.applicants.incomingMessage({
      sid: `SM${randomUUID().replaceAll('-', '')}`,
      from: `whatsapp:${toWhatsAppNumber(change.applicant.whatsapp)}`,
      text: 'sudah',
      mediaUrls: [],
    });
    await office.settle();
    expect(office.messenger.said.at(-1)!.text).to.contain('‹');
    expect(await chosenIn(applicationNumber)).to.deep.equal([['pemohon', { language: MARKED }]]);
  });

  it('leads back to Indonesian, and to the language of the application itself', async () => {
    const { office } = given;
    const { applicationNumber, pin } = await office.submit({ ...family(), language: MARKED });
    await office.applicants.chooseLanguage(applicationNumber, pin, 'id');
    expect((await office.applicants.track(applicationNumber, pin)).language).to.equal('id');
    await office.applicants.chooseLanguage(applicationNumber, pin, MARKED);
    expect((await office.case(applicationNumber)).application.language).to.equal(MARKED);
    expect(await chosenIn(applicationNumber)).to.have.length(2);
  });

  it('changes nothing when it speaks that language already', async () => {
    const { office } = given;
    const { applicationNumber, pin } = await office.submit(family());
    await office.applicants.chooseLanguage(applicationNumber, pin, 'id');
    expect(await chosenIn(applicationNumber)).to.deep.equal([]);
  });

  it('is for the holder of the PIN alone, and among the languages of the office', async () => {
    const { office } = given;
    const { applicationNumber, pin } = await office.submit(family());
    const wrong = pin === '000000' ? '000001' : '000000';
    const stranger = await office.applicants
      .chooseLanguage(applicationNumber, wrong, MARKED)
      .catch((error: unknown) => error);
    expect(stranger).to.have.property('name', 'NotYourCase');
    for (const code of ['jv', '', 'ID', `${MARKED}'`])
      expect((await refusalOf(office.applicants.chooseLanguage(applicationNumber, pin, code))).text).to.contain(
        'Pilih salah satu bahasa',
      );
    expect((await office.applicants.track(applicationNumber, pin)).language).to.equal('id');
    expect(await chosenIn(applicationNumber)).to.deep.equal([]);
  });

  it('keeps the sealed application as it was sent', async () => {
    const { office } = given;
    const { applicationNumber, pin } = await office.submit(family());
    const { language: _none, ...before } = (await office.case(applicationNumber)).application;
    await office.applicants.chooseLanguage(applicationNumber, pin, MARKED);
    const { language, ...after } = (await office.case(applicationNumber)).application;
    expect(after).to.deep.equal(before);
    expect(language).to.equal(MARKED);
  });
});
