import { expect } from 'chai';
import { askMessageStatuses } from '../../src/cases/ask-message-statuses.ts';
import { refusalOf, withOffice } from './office.ts';

describe('What an applicant can do on the tracking page', () => {
  const given = withOffice();
  let serial = 0;
  const family = () => ({
    applicant: { name: 'Wening Prameswari', nik: '3402155203850002', whatsapp: `0815${String(50_000_000 + ++serial)}` },
  });

  it('send several papers one by one: it stays open until all is there', async () => {
    const { office } = given;
    const { applicationNumber, pin } = await office.opened(family());
    await office.asksAgain(applicationNumber, ['ijazah', 'kk-lama']);
    await office.applicants.complete(applicationNumber, pin, [await office.paper('ijazah')]);
    const after = await office.applicants.track(applicationNumber, pin);
    expect(after.missingDocuments.map(({ code }) => code)).to.deep.equal(['kk-lama']);
    await office.applicants.complete(applicationNumber, pin, [await office.paper('kk-lama')]);
    await office.settle();
    expect(await office.openElements(applicationNumber)).to.deep.equal(['examine-application']);
  });

  it('go on although a paper lacks, knowing it', async () => {
    const { office } = given;
    const { applicationNumber, pin } = await office.opened(family());
    await office.asksAgain(applicationNumber, ['ijazah', 'kk-lama']);
    await office.applicants.complete(applicationNumber, pin, [], '', { finish: 'now' });
    await office.settle();
    expect(await office.openElements(applicationNumber)).to.deep.equal(['examine-application']);
  });

  it('find the way back after "invalid": papers, an answer in words, and "lanjutkan"', async () => {
    const { office } = given;
    const { applicationNumber, pin } = await office.drafted(family());
    await office.decides('endah', applicationNumber, 'verify-draft', {
      verification: 'invalid',
      note: 'Tanggal lahir mana?',
    });
    const asked = await office.applicants.track(applicationNumber, pin);
    expect(asked.todo).to.contain('tulis jawaban Anda');
    expect(asked.note).to.equal('Tanggal lahir mana?');
    const { complete, write } = office.applicants;
    for (let i = 0; i < 2; i++)
      await complete(applicationNumber, pin, [await office.paper('akta-kelahiran')], '', { finish: 'later' });
    expect((await office.case(applicationNumber)).state).to.equal('waiting-for-applicant');
    await write(applicationNumber, pin, 'Yang benar 3 Mei');
    await complete(applicationNumber, pin, [], '', { finish: 'now' });
    await office.settle();
    expect(await office.openElements(applicationNumber)).to.deep.equal(['examine-application']);
    const { messages } = await office.officers.conversation('sri.wahyuni', applicationNumber);
    expect(messages.at(-1)).to.include({ by: 'Pemohon', text: 'Yang benar 3 Mei', open: true });
  });

  it('by page and by WhatsApp at the same moment, it is one completion with all papers', async () => {
    const { office } = given;
    const change = family();
    const { applicationNumber, pin } = await office.opened(change);
    await office.asksAgain(applicationNumber, ['ijazah', 'kk-lama']);
    const url = 'https://media.example/at-once';
    office.messenger.media.set(url, (await office.paper('kk-lama')).paper.bytes);
    await Promise.all([
      office.applicants.complete(applicationNumber, pin, [await office.paper('ijazah')]),
      office.applicants.incomingMessage({
        sid: `SM${'a'.repeat(32)}`,
        from: (await office.case(applicationNumber)).whatsapp!,
        text: 'kk',
        mediaUrls: [url],
      }),
    ]);
    await office.applicants.incomingMessage({
      sid: `SM${'b'.repeat(32)}`,
      from: (await office.case(applicationNumber)).whatsapp!,
      text: 'pakai saja',
      mediaUrls: [],
    });
    await office.settle();
    expect(await office.openElements(applicationNumber)).to.deep.equal(['examine-application']);
    const kinds = (await office.store.papers.of(applicationNumber)).slice(3).map(({ kind }) => kind);
    expect(kinds).to.have.members(['ijazah', 'kk-lama']);
    expect(await office.journal(applicationNumber, 'completion-received')).to.have.length(1);
  });

  it('read what was said, and see whether it was delivered and read', async () => {
    const { office } = given;
    const { applicationNumber, pin } = await office.opened(family());
    await office.applicants.write(applicationNumber, pin, 'Kapan selesai?');
    await office.officers.answer('sri.wahyuni', applicationNumber, 'Besok.');
    await office.settle();
    const sids = [
      office.messenger.of(applicationNumber, 'received')[0]!.sid,
      office.messenger.of(applicationNumber, 'answer')[0]!.sid,
    ];
    await office.applicants.messageStatus({ sid: sids[0]!, status: 'read', errorCode: null });
    await office.applicants.messageStatus({ sid: sids[1]!, status: 'delivered', errorCode: null });
    const { messages, numberFails } = await office.applicants.track(applicationNumber, pin);
    expect(messages.map(({ by, text, delivery }) => [by, text, delivery])).to.deep.equal([
      ['office', 'Permohonan diterima', 'read'],
      ['applicant', 'Kapan selesai?', null],
      ['office', 'Besok.', 'delivered'],
    ]);
    expect(messages[0]!.readAt).to.be.a('string');
    expect(numberFails).to.equal(false);
  });

  it('mend the number: what waits for them is sent there, and the old number is told so and gets no more', async () => {
    const { office } = given;
    const { applicationNumber, pin } = await office.opened(family());
    await office.asksAgain(applicationNumber, ['ijazah']);
    const { sid } = office.messenger.of(applicationNumber, 'incomplete')[0]!;
    await office.applicants.messageStatus({ sid, status: 'undelivered', errorCode: '63024' });
    expect((await office.applicants.track(applicationNumber, pin)).numberFails).to.equal(true);
    const change = (number: string) => office.applicants.changeNumber(applicationNumber, pin, number);
    expect((await refusalOf(change('0274 123456'))).text).to.contain('tidak dapat menerima WhatsApp');
    await change('+60 12-345 6789');
    await office.settle();
    const [again] = office.messenger.of(applicationNumber, 'reminder');
    expect(again).to.deep.include({ to: '+60123456789' });
    expect((await office.journal(applicationNumber, 'number-corrected'))[0]).to.deep.include({
      actor: 'pemohon',
      detail: { told: true },
    });
    expect((await refusalOf(change('0812 3456 7890').then(() => change('0812 3456 7890')))).text).to.contain('sama');
  });

  it('say once how they found the service, after the card', async () => {
    const { office } = given;
    const early = await office.opened(family());
    expect((await refusalOf(office.applicants.survey(early.applicationNumber, early.pin, 4))).text).to.contain(
      'setelah KK',
    );
    const { applicationNumber, pin } = await office.delivered(family());
    await office.applicants.survey(applicationNumber, pin, 3);
    expect((await refusalOf(office.applicants.survey(applicationNumber, pin, 1))).text).to.contain('sudah kami terima');
    expect((await office.journal(applicationNumber, 'survey-answered'))[0]!.detail).to.deep.equal({ score: 3 });
  });
});

describe('The PIN of a case that a stranger tries', () => {
  const given = withOffice();
  it('stays open to its owner, and the stranger waits longer each time', async () => {
    const { office } = given;
    const { applicationNumber, pin } = await office.submit();
    const wrong = String((Number(pin) + 1) % 1_000_000).padStart(6, '0');
    const tries = (from: string, given: string) =>
      office.applicants.track(applicationNumber, given, from).then(
        () => 'in' as const,
        (error: { retryAfterSeconds: number | null }) => error.retryAfterSeconds,
      );
    for (let i = 0; i < 5; i++) expect(await tries('198.51.100.7', wrong)).to.equal(null);
    expect(await tries('198.51.100.7', wrong)).to.be.within(800, 900);
    expect(await tries('203.0.113.9', pin)).to.equal('in');
    const passes = (seconds: number) =>
      office.database.asOwner(`update limits set expire = expire - ${seconds * 1000}`);
    await passes(901);
    for (let i = 0; i < 5; i++) expect(await tries('198.51.100.7', wrong)).to.equal(null);
    expect(await tries('198.51.100.7', wrong), 'an hour after ten').to.be.within(3500, 3600);
    expect(await tries('203.0.113.9', pin)).to.equal('in');
  });

  it('is guarded against guessers with many addresses, who cannot shut out an address that is known', async () => {
    const { office } = given;
    const { applicationNumber, pin } = await office.submit();
    await office.applicants.track(applicationNumber, pin, '203.0.113.9');
    const wrong = String((Number(pin) + 1) % 1_000_000).padStart(6, '0');
    for (let i = 0; i < 200; i++) await refusalOf(office.applicants.track(applicationNumber, wrong, `10.0.0.${i}`));
    const late = office.applicants.track(applicationNumber, pin, '10.1.0.1');
    expect((await refusalOf(late)).code).to.equal('NotYourCase');
    expect(await office.applicants.track(applicationNumber, pin, '203.0.113.9')).to.include({ applicationNumber });
  });
});

describe('What became of our messages while no callback came', () => {
  const given = withOffice();
  it('is asked for: delivered is the receipt of the card, also when it is found again', async () => {
    const { office } = given;
    const { applicationNumber } = await office.delivered();
    const { sid } = office.messenger.of(applicationNumber, 'card')[0]!;
    office.messenger.statuses.set(sid, { status: 'delivered', errorCode: null });
    await office.engine.advance(3 * 60_000);
    await askMessageStatuses(office.dependencies)();
    await office.settle();
    expect((await office.case(applicationNumber)).state).to.equal('archived');
  });

  it('sent and not delivered within a day, a request becomes a person’s task, the receipt stands in the list', async () => {
    const { office } = given;
    const { applicationNumber } = await office.opened();
    await office.asksAgain(applicationNumber, ['ijazah']);
    for (const { sid } of office.messenger.of(applicationNumber))
      office.messenger.statuses.set(sid, { status: 'sent', errorCode: null });
    for (const hours of [1, 7, 17]) {
      await office.engine.advance(hours * 3_600_000);
      await askMessageStatuses(office.dependencies)();
      await office.settle();
    }
    expect(await office.openElements(applicationNumber)).to.deep.equal(['reach-applicant']);
    const waiting = (await office.store.messages.forPerson()).filter(
      (one) => one.applicationNumber === applicationNumber,
    );
    expect(waiting.map(({ purpose }) => purpose)).to.deep.equal(['received']);
    // It arrives after all: nobody needs to look any more.
    await office.applicants.messageStatus({ sid: waiting[0]!.sid!, status: 'delivered', errorCode: null });
    const left = (await office.store.messages.forPerson()).filter((one) => one.applicationNumber === applicationNumber);
    expect(left).to.deep.equal([]);
  });
});
