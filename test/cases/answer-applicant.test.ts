import { expect } from 'chai';
import { randomUUID } from 'node:crypto';
import { renderMessage } from '../../src/messaging/texts.ts';
import { paperPhoto } from '../../src/demo/photos.ts';
import { PEOPLE, refusalOf, withOffice } from './office.ts';
import { INDONESIAN } from '../languages.ts';

const SRI = PEOPLE.sri.username;

describe('Officers and the conversation', () => {
  const given = withOffice();
  let serial = 0;
  const sid = () => `SM${randomUUID().replaceAll('-', '')}`;
  function family() {
    const phone = `+62813${String(40_000_000 + ++serial)}`;
    return { phone, change: { applicant: { name: 'Wening Prameswari', nik: '3402155203850002', whatsapp: phone } } };
  }
  async function writes(phone: string, text: string, photos = 0) {
    const { office } = given;
    const mediaUrls: string[] = [];
    for (let i = 0; i < photos; i++) {
      const url = `https://media.example/${randomUUID()}`;
      office.messenger.media.set(url, await paperPhoto('Ijazah', ++serial));
      mediaUrls.push(url);
    }
    const message = { sid: sid(), from: phone, text, mediaUrls };
    await office.applicants.incomingMessage(message);
    await office.settle();
    return (await office.store.messages.bySid(message.sid))!;
  }
  const said = (phone: string) => given.office.messenger.said.filter(({ to }) => to === phone).map(({ text }) => text);

  describe('an answer', () => {
    it('goes as free text while the 24 hours run, by template afterwards, and stands in the case with its author', async () => {
      const { office } = given;
      const { phone, change } = family();
      const { applicationNumber } = await office.opened(change);
      await writes(phone, 'Kapan selesai?');
      const before = await office.officers.conversation(SRI, applicationNumber);
      expect(before).to.include({ open: 1, stopped: false });
      await office.officers.answer(SRI, applicationNumber, 'Besok siang, Bu.');
      await office.settle();
      expect(said(phone).at(-1)).to.equal('Besok siang, Bu.');

      await office.engine.advance(25 * 3_600_000);
      await office.officers.answer(SRI, applicationNumber, 'Mohon maaf, jadinya lusa.');
      await office.settle();
      expect(said(phone).at(-1)).to.equal('Besok siang, Bu.');
      const [template] = office.messenger.of(applicationNumber, 'answer');
      expect(renderMessage(INDONESIAN, 'answer', { ...template!.values, ref: template!.ref })).to.contain(
        'Mohon maaf, jadinya lusa.',
      );

      const after = await office.officers.conversation(SRI, applicationNumber);
      expect(after).to.include({ open: 0, windowUntil: null });
      expect(after.messages.map(({ by, text }) => [by, text]).slice(-4)).to.deep.equal([
        ['Pemohon', 'Kapan selesai?'],
        ['Sistem', after.messages.at(-3)!.text],
        ['Sri Wahyuni', 'Besok siang, Bu.'],
        ['Sri Wahyuni', 'Mohon maaf, jadinya lusa.'],
      ]);
      const rows = await office.journal(applicationNumber, 'answer-written');
      expect(rows.map(({ actor, detail }) => [actor, detail['way']])).to.deep.equal([
        [SRI, 'open-conversation'],
        [SRI, 'template'],
      ]);
    });

    it('is sent once, though the button was pressed twice; the same words later are another answer', async () => {
      const { office } = given;
      const { phone, change } = family();
      const { applicationNumber } = await office.opened(change);
      await writes(phone, 'Kapan selesai?');
      const answers = () => office.officers.answer(SRI, applicationNumber, 'Besok siang, Bu.');
      await Promise.all([answers(), answers(), answers()]);
      await office.settle();
      const sent = () => said(phone).filter((text) => text === 'Besok siang, Bu.');
      expect(sent()).to.have.length(1);
      expect(await office.journal(applicationNumber, 'answer-written')).to.have.length(1);
      await office.officers.answer(SRI, applicationNumber, 'Maksud kami: lusa.');
      await answers();
      await office.engine.advance(60_000);
      await answers();
      await office.settle();
      expect(sent()).to.have.length(3);
    });

    it('whose 24 hours ended on the way goes again by template, once', async () => {
      const { office } = given;
      const { phone, change } = family();
      const { applicationNumber } = await office.opened(change);
      await writes(phone, 'Halo?');
      await office.officers.answer(SRI, applicationNumber, 'Sedang kami periksa.');
      await office.settle();
      const { sid: free } = office.messenger.said.findLast(({ to }) => to === phone)!;
      for (let i = 0; i < 2; i++)
        await office.applicants.messageStatus({ sid: free, status: 'undelivered', errorCode: '63016' });
      await office.settle();
      expect(office.messenger.of(applicationNumber, 'answer')).to.have.length(1);
    });

    it('is refused with a NIK in it, empty, too long for a template, and to somebody who said STOP', async () => {
      const { office } = given;
      const { phone, change } = family();
      const { applicationNumber } = await office.opened(change);
      const answer = (text: string) => refusalOf(office.officers.answer(SRI, applicationNumber, text));
      expect((await answer('NIK Anda 3402155203850002')).text).to.contain('Jawaban memuat deretan angka');
      expect((await answer(' ')).text).to.contain('Tulis jawabannya dahulu');
      expect((await answer('a'.repeat(501))).text).to.contain('500 huruf');
      await writes(phone, 'stop');
      await office.engine.advance(25 * 3_600_000);
      expect((await answer('Halo')).text).to.contain('dengan cara lain');
    });

    it('is only for whoever may see the case, and a refused attempt is journalled', async () => {
      const { office } = given;
      const { change } = family();
      const { applicationNumber } = await office.opened(change);
      const other = office.officers.answer(PEOPLE.tono.username, applicationNumber, 'Halo');
      expect((await refusalOf(other)).code).to.equal('ASSIGNED_TO_ANOTHER');
      expect(await office.journal(applicationNumber, 'act-refused')).to.have.length(1);
      expect((await refusalOf(office.officers.conversation(PEOPLE.audi.username, applicationNumber))).code).to.equal(
        'WRONG_ROLE',
      );
    });
  });

  it('the entry officer lets a case go on when the applicant has answered in words', async () => {
    const { office } = given;
    const { phone, change } = family();
    const { applicationNumber } = await office.drafted(change);
    await office.decides('endah', applicationNumber, 'verify-draft', {
      verification: 'invalid',
      note: 'Tanggal lahir mana yang benar?',
    });
    await writes(phone, 'Yang benar 3 Mei');
    expect(await office.officers.conversation(SRI, applicationNumber)).to.include({ mayContinue: true });
    await office.officers.continueCase(SRI, applicationNumber);
    await office.settle();
    expect(await office.openElements(applicationNumber)).to.deep.equal(['examine-application']);
    expect((await office.journal(applicationNumber, 'completion-received'))[0]).to.include({ actor: SRI });
    expect((await refusalOf(office.officers.continueCase(SRI, applicationNumber))).text).to.contain(
      'tidak lagi menunggu',
    );
  });

  describe('the list of messages', () => {
    it('shows what no rule could assign, with the likely cases, to petugas-entri only', async () => {
      const { office } = given;
      const { applicationNumber } = await office.opened(family().change);
      const { phone } = family();
      await writes(phone, `Tolong cek ${applicationNumber}, anak saya`);
      const inbox = await office.officers.inbox(SRI);
      const shown = inbox.unassigned.find(({ text }) => text.includes(applicationNumber))!;
      expect(shown.likely.map((one) => one.applicationNumber)).to.deep.equal([applicationNumber]);
      expect(shown.from).to.match(/^\+62813•••\d{4}$/);
      expect((await office.officers.inbox(PEOPLE.endah.username)).unassigned).to.deep.equal([]);
      const rows = await office.database.asOwner(`select actor from journal where event = 'inbox-viewed'`);
      expect(rows.map(({ actor }) => actor)).to.include(SRI);
    });

    it('gives a photo to the case an officer chooses, as the paper they choose, and its sender is informed', async () => {
      const { office } = given;
      const { applicationNumber } = await office.opened(family().change);
      await office.asksAgain(applicationNumber, ['ijazah']);
      const { phone } = family();
      const { id } = await writes(phone, `untuk ${applicationNumber}`, 1);
      const file = (await office.officers.inbox(SRI)).unassigned.find((one) => one.id === id)!.files[0]!;
      expect((await office.officers.messageFile(SRI, file.id)).mediaType).to.equal('image/jpeg');
      const foreign = office.officers.messageFile(PEOPLE.endah.username, file.id);
      expect((await refusalOf(foreign)).code).to.equal('WRONG_ROLE');
      await office.officers.assignMessage(SRI, id, applicationNumber, 'ijazah');
      await office.settle();
      expect(said(phone).at(-1)).to.contain(`Untuk permohonan ${applicationNumber} kami terima: Ijazah`);
      expect(await office.openElements(applicationNumber)).to.deep.equal(['examine-application']);
      const again = office.officers.assignMessage(SRI, id, applicationNumber, 'ijazah');
      expect((await refusalOf(again)).text).to.contain('sudah dimasukkan');
      expect((await office.officers.inbox(SRI)).unassigned.map((one) => one.id)).to.not.include(id);
    });

    it('gives it to no case that this officer may not see', async () => {
      const { office } = given;
      const { applicationNumber } = await office.opened(family().change, 'tono');
      const { id } = await writes(family().phone, 'foto', 1);
      const assign = office.officers.assignMessage(SRI, id, applicationNumber, 'ijazah');
      expect((await refusalOf(assign)).code).to.equal('ASSIGNED_TO_ANOTHER');
      expect(await office.store.messages.find(id)).to.include({ applicationNumber: null });
    });

    it('is answered and cleared', async () => {
      const { office } = given;
      const { phone } = family();
      const { id } = await writes(phone, 'Apa bisa KK untuk anak kos?');
      await office.officers.answerUnassigned(SRI, id, 'Bisa, silakan ajukan di halaman kami.');
      await office.settle();
      expect(said(phone).at(-1)).to.equal('Bisa, silakan ajukan di halaman kami.');
      const { id: other } = await writes(phone, 'Terima kasih infonya, saya coba dulu besok pagi');
      await office.officers.settleMessage(SRI, other);
      const left = (await office.officers.inbox(SRI)).unassigned.map((one) => one.id);
      expect(left).to.not.include.members([id]);
      expect(left).to.not.include.members([other]);
    });
  });

  describe('at the counter', () => {
    const nik = '3402155203850002';
    it('a lost number is found by the NIK, and a new PIN is given once the KTP-el was looked at', async () => {
      const { office } = given;
      const { applicationNumber, pin } = await office.opened(family().change, 'tono');
      const found = await office.officers.findAtCounter(SRI, '3402 1552 0385 0002');
      expect(found.map((one) => one.applicationNumber)).to.include(applicationNumber);
      const ask = (change: object) =>
        office.officers.renewPin(SRI, { applicationNumber, nik, hasSeenCard: true, ...change });
      expect((await refusalOf(ask({ hasSeenCard: false }))).text).to.contain('KTP-el');
      expect((await refusalOf(ask({ nik: '3402011203900001' }))).text).to.contain('bukan NIK pemohon');
      const renewed = await ask({});
      expect(renewed)
        .to.match(/^\d{6}$/)
        .and.not.equal(pin);
      expect(await office.applicants.track(applicationNumber, renewed)).to.include({ applicationNumber });
      expect((await refusalOf(office.applicants.track(applicationNumber, pin))).code).to.equal('NotYourCase');
      const rows = await office.database.asOwner(
        `select actor, event, detail::text from journal where event in ('counter-searched', 'pin-renewed')`,
      );
      expect(rows.map(({ event }) => event)).to.include.members(['counter-searched', 'pin-renewed']);
      expect(JSON.stringify(rows)).to.not.contain(nik).and.not.contain(renewed);
    });

    it('nobody else stands there', async () => {
      const { office } = given;
      for (const who of [PEOPLE.endah, PEOPLE.audi, PEOPLE.adi])
        expect((await refusalOf(office.officers.findAtCounter(who.username, nik))).code).to.equal('WRONG_ROLE');
    });
  });
});
