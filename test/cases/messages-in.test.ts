import { expect } from 'chai';
import { randomUUID } from 'node:crypto';
import { toE164 } from '../../src/domain/phone.ts';
import { picture } from './external-services.ts';
import { withOffice } from './office.ts';

describe('What comes back by WhatsApp', () => {
  const given = withOffice();
  let serial = 0;

  /** A family with a number of its own, so that replies find its case. */
  function family() {
    const whatsapp = `0812${String(34_567_000 + ++serial)}`;
    return {
      from: `whatsapp:${toE164(whatsapp)}`,
      change: { applicant: { name: 'Wening Prameswari', nik: '3402155203850002', whatsapp } },
    };
  }
  async function photo(bytes?: Buffer): Promise<string> {
    const url = `https://media.example/${randomUUID()}`;
    given.office.messenger.media.set(url, bytes ?? (await picture(url, 'jpeg')));
    return url;
  }
  const sid = () => `SM${randomUUID().replaceAll('-', '')}`;

  async function asked() {
    const { from, change } = family();
    const made = await given.office.opened(change);
    await given.office.decides('sri', made.applicationNumber, 'examine-application', {
      examination: 'incomplete',
      missingDocuments: ['ijazah', 'kk-lama'],
    });
    return { ...made, from };
  }

  describe('a photo from the applicant', () => {
    it('completes the newest case of the number that waits, in the order of what was asked for', async () => {
      const { office } = given;
      const { applicationNumber, from } = await asked();
      const before = (await office.store.papers.of(applicationNumber)).length;
      const mediaUrls = [await photo(), await photo(), await photo()];
      await office.applicants.incomingMessage({ sid: sid(), from, text: 'ini fotonya', mediaUrls });
      await office.settle();
      const added = (await office.store.papers.of(applicationNumber)).slice(before);
      expect(added.map(({ kind, source }) => [kind, source])).to.deep.equal([
        ['ijazah', 'whatsapp'],
        ['kk-lama', 'whatsapp'],
        ['lainnya', 'whatsapp'],
      ]);
      expect(await office.openElements(applicationNumber)).to.deep.equal(['examine-application']);
      expect((await office.journal(applicationNumber, 'completion-received'))[0]?.detail['way']).to.equal('whatsapp');
    });

    it('that follows the first is laid to the papers while they are examined', async () => {
      const { office } = given;
      const { applicationNumber, from } = await asked();
      for (const mediaUrls of [[await photo()], [await photo()]])
        await office.applicants.incomingMessage({ sid: sid(), from, text: '', mediaUrls });
      await office.settle();
      const rows = await office.journal(applicationNumber, 'completion-received', 'papers-added');
      expect(rows.map(({ event }) => event)).to.deep.equal(['completion-received', 'papers-added']);
      expect(await office.openElements(applicationNumber)).to.deep.equal(['examine-application']);
    });

    it('counts once when Twilio delivers the message twice', async () => {
      const { office } = given;
      const { applicationNumber, from } = await asked();
      const before = (await office.store.papers.of(applicationNumber)).length;
      const message = { sid: sid(), from, text: '', mediaUrls: [await photo()] };
      await office.applicants.incomingMessage(message);
      await office.applicants.incomingMessage(message);
      expect(await office.store.papers.of(applicationNumber)).to.have.length(before + 1);
    });

    it('is left out when it is not a picture, and words alone answer nothing', async () => {
      const { office } = given;
      const { applicationNumber, from } = await asked();
      await office.applicants.incomingMessage({ sid: sid(), from, text: 'sebentar ya', mediaUrls: [] });
      const mediaUrls = [await photo(Buffer.from('bukan gambar'))];
      await office.applicants.incomingMessage({ sid: sid(), from, text: '', mediaUrls });
      await office.settle();
      expect((await office.case(applicationNumber)).state).to.equal('waiting-for-applicant');
      expect(
        (await office.store.messages.of(applicationNumber)).filter(({ direction }) => direction === 'in'),
      ).to.have.length(2);
    });

    it('of a number without a waiting case changes nothing', async () => {
      const { office } = given;
      const { from } = family();
      await office.applicants.incomingMessage({ sid: sid(), from, text: '', mediaUrls: [await photo()] });
      await office.applicants.incomingMessage({ sid: sid(), from: 'whatsapp:+14155552671', text: '', mediaUrls: [] });
      expect(JSON.stringify(office.log)).to.not.contain(from);
    });
  });

  describe('a status of a message', () => {
    async function delivered() {
      const { change } = family();
      const made = await given.office.delivered(change);
      return { ...made, card: given.office.messenger.of(made.applicationNumber, 'card')[0]!.sid };
    }

    it('that the card was delivered or read is the receipt, once (SOP step 9)', async () => {
      const { office } = given;
      const { applicationNumber, card } = await delivered();
      for (const status of ['sent', 'delivered', 'delivered', 'read'])
        await office.applicants.messageStatus({ sid: card, status, errorCode: null });
      await office.settle();
      expect((await office.case(applicationNumber)).state).to.equal('archived');
      const rows = await office.journal(applicationNumber, 'card-received');
      expect(rows.map(({ detail }) => detail['way'])).to.deep.equal(['whatsapp']);
    });

    it('that comes late or out of order takes nothing back', async () => {
      const { office } = given;
      const { applicationNumber, card } = await delivered();
      await office.applicants.messageStatus({ sid: card, status: 'read', errorCode: null });
      await office.applicants.messageStatus({ sid: card, status: 'undelivered', errorCode: '63016' });
      await office.applicants.messageStatus({ sid: card, status: 'invented', errorCode: null });
      await office.settle();
      expect(await office.journal(applicationNumber, 'message-undelivered')).to.deep.equal([]);
      expect((await office.store.messages.bySid(card))?.status).to.equal('read');
    });

    it('that the card could not be delivered brings it to the print officer', async () => {
      const { office } = given;
      const { applicationNumber, card } = await delivered();
      await office.applicants.messageStatus({ sid: card, status: 'undelivered', errorCode: '63016' });
      await office.settle();
      expect(await office.openElements(applicationNumber)).to.deep.equal(['hand-over-card']);
      expect((await office.journal(applicationNumber, 'message-undelivered'))[0]).to.deep.include({
        step: 8,
        detail: { purpose: 'card', errorCode: '63016' },
      });
    });

    it('of an earlier try does not take back the card that was sent again', async () => {
      const { office } = given;
      const { applicationNumber, card } = await delivered();
      await office.applicants.messageStatus({ sid: card, status: 'undelivered', errorCode: '63016' });
      await office.settle();
      await office.decides('rini', applicationNumber, 'hand-over-card', { handOver: 'resend' });
      await office.applicants.messageStatus({ sid: card, status: 'failed', errorCode: '63016' });
      await office.settle();
      expect(await office.openElements(applicationNumber)).to.deep.equal([]);
      expect((await office.case(applicationNumber)).state).to.equal('delivery');
    });

    it('that a request could not be delivered brings it to the entry officer, unless it was answered meanwhile', async () => {
      const { office } = given;
      const failed = await asked();
      const [request] = office.messenger.of(failed.applicationNumber, 'incomplete');
      await office.applicants.messageStatus({ sid: request!.sid, status: 'failed', errorCode: '63024' });
      await office.settle();
      expect(await office.openElements(failed.applicationNumber)).to.deep.equal(['reach-applicant']);

      const answered = await asked();
      const [other] = office.messenger.of(answered.applicationNumber, 'incomplete');
      await office.applicants.complete(answered.applicationNumber, answered.pin, [await office.paper('ijazah')]);
      await office.applicants.messageStatus({ sid: other!.sid, status: 'failed', errorCode: '63024' });
      await office.settle();
      expect(await office.openElements(answered.applicationNumber)).to.deep.equal(['examine-application']);
    });

    it('of a courtesy needs nobody', async () => {
      const { office } = given;
      const { change } = family();
      const { applicationNumber, pin } = await office.opened(change);
      await office.applicants.withdraw(applicationNumber, pin);
      await office.settle();
      const [message] = office.messenger.of(applicationNumber, 'withdrawn');
      await office.applicants.messageStatus({ sid: message!.sid, status: 'failed', errorCode: '63024' });
      expect(await office.journal(applicationNumber, 'message-undelivered')).to.have.length(1);
      expect((await office.store.outbox.of(applicationNumber)).map(({ name }) => name)).to.not.include(
        'request-undeliverable',
      );
    });
  });
});
