import { createHash } from 'node:crypto';
import { expect } from 'chai';
import { cardToken, linkToken } from '../../src/cases/tokens.ts';
import { LINK_KEY, refusalOf, withOffice } from './office.ts';

describe('The signed card in the hands of', () => {
  const given = withOffice();
  it('its owner: downloading it is receiving it, once (SOP step 9)', async () => {
    const { office } = given;
    const waiting = await office.verified();
    expect((await refusalOf(office.applicants.download(waiting.applicationNumber, waiting.pin))).text).to.contain(
      'belum ditandatangani',
    );
    const { applicationNumber, pin } = await office.delivered();
    const pdf = await office.applicants.download(applicationNumber, pin);
    await office.settle();
    expect(await office.applicants.download(applicationNumber, pin)).to.deep.equal(pdf);
    expect((await office.case(applicationNumber)).state).to.equal('archived');
    const rows = await office.journal(applicationNumber, 'card-received');
    expect(rows.map(({ actor, step, detail }) => [actor, step, detail['way']])).to.deep.equal([
      ['pemohon', 9, 'download'],
    ]);
  });

  it('whoever has the link of the message: that counts as receipt, WhatsApp’s own fetch does not', async () => {
    const { office } = given;
    const { applicationNumber } = await office.delivered();
    const { card, media } = office.cardLinks(applicationNumber);
    const fetched = await office.applicants.openLink(media);
    expect(fetched.fileName).to.equal(`${applicationNumber}.pdf`);
    expect((await office.case(applicationNumber)).state).to.equal('delivery');
    const opened = await office.applicants.openLink(card);
    expect(opened.pdf).to.deep.equal(fetched.pdf);
    await office.settle();
    expect((await office.case(applicationNumber)).state).to.equal('archived');
    expect((await office.journal(applicationNumber, 'card-received'))[0]?.detail).to.deep.equal({ way: 'link' });
  });

  it('anybody with the paper: its QR shows what matches it, and no name or number in full', async () => {
    const { office } = given;
    const { applicationNumber } = await office.verified();
    const look = async () => (await office.applicants.cardByToken(cardToken(LINK_KEY, applicationNumber)))!;
    expect(await look()).to.deep.include({ issued: false, face: null });
    await office.signs(applicationNumber);
    const { face, signedAt } = await look();
    expect(face).to.deep.equal({ headName: 'D•••• P••••••••', kkNumber: '3402••••••••0007', issuedOn: office.today });
    expect(signedAt).to.be.instanceOf(Date);
  });

  it('nobody by a link that has expired, was never given, or was made up', async () => {
    const { office } = given;
    const { applicationNumber } = await office.delivered();
    const { card, media } = office.cardLinks(applicationNumber);
    for (const token of ['', 'x'.repeat(43), linkToken(LINK_KEY, 'card', applicationNumber)])
      expect((await refusalOf(office.applicants.openLink(token))).code).to.equal('NotYourCase');
    await office.engine.advance(23 * 3_600_000);
    await office.applicants.openLink(media);
    await office.engine.advance(2 * 3_600_000);
    expect((await refusalOf(office.applicants.openLink(media))).code, 'after a day').to.equal('NotYourCase');
    await office.applicants.openLink(card);
    await office.engine.advance(30 * 24 * 3_600_000);
    expect((await refusalOf(office.applicants.openLink(card))).code, 'after thirty days').to.equal('NotYourCase');
  });

  it('whoever has its link until the very moment at which the link ends', async () => {
    const { office } = given;
    const { applicationNumber } = await office.delivered();
    const { media } = office.cardLinks(applicationNumber);
    const { expiresAt } = (await office.store.links.find(createHash('sha256').update(media).digest('hex')))!;
    office.engine.clock.moveTo(expiresAt);
    expect((await office.applicants.openLink(media)).fileName).to.equal(`${applicationNumber}.pdf`);
    office.engine.clock.moveTo(new Date(expiresAt.getTime() + 1));
    expect((await refusalOf(office.applicants.openLink(media))).code).to.equal('NotYourCase');
  });

  it('its owner alone: another PIN, another number, and too many tries open nothing', async () => {
    const { office } = given;
    const [one, other] = [await office.delivered(), await office.delivered()];
    const refused = async (applicationNumber: string, pin: string) =>
      (await refusalOf(office.applicants.download(applicationNumber, pin, '10.0.0.1'))).code;
    expect(await refused(one.applicationNumber, other.pin)).to.equal('NotYourCase');
    expect(await refused('KK-261122-ZZZZZZ', one.pin)).to.equal('NotYourCase');
    expect((await office.case(one.applicationNumber)).state).to.equal('delivery');
    expect(await office.journal(one.applicationNumber, 'card-received')).to.deep.equal([]);
  });

  it('nobody any more who relies on it, when its case ended without a card after all', async () => {
    const { office } = given;
    for (const state of ['withdrawn', 'refused', 'closed'] as const) {
      const { applicationNumber, pin } = await office.delivered();
      const pdf = await office.applicants.download(applicationNumber, pin);
      await office.settle();
      await office.store.cases.change(applicationNumber, { state });
      expect(await office.applicants.cardByToken(cardToken(LINK_KEY, applicationNumber)), state).to.include({
        ...{ issued: true, current: false, void: 'cancelled', revokedAt: null },
      });
      expect(await office.applicants.verifyCard(pdf, '10.0.0.1'), state).to.include({
        ...{ valid: true, issuedHere: true, superseded: false, void: 'cancelled' },
      });
    }
  });

  it('whoever has it without a KK number of ours: nothing says that it was replaced', async () => {
    const { office } = given;
    const [old] = [await office.delivered(), await office.delivered()];
    const look = () => office.applicants.cardByToken(cardToken(LINK_KEY, old.applicationNumber));
    expect(await look()).to.include({ current: false, void: 'superseded', revokedAt: null });
    await office.store.cases.change(old.applicationNumber, { kkNumber: null });
    expect(await look()).to.include({ current: true, void: null });
  });

  it('anybody with its QR, also where its draft is not kept any more: then nothing of the family', async () => {
    const { office } = given;
    const { applicationNumber } = await office.delivered();
    await office.store.cases.change(applicationNumber, { draftSha256: null });
    expect(await office.applicants.cardByToken(cardToken(LINK_KEY, applicationNumber))).to.deep.include({
      issued: true,
      face: null,
    });
  });

  it('anybody with its QR: whether it was issued here and when it was signed, and of the family no more than matches the paper', async () => {
    const { office } = given;
    const waiting = await office.verified();
    const { applicationNumber } = await office.delivered();
    const approved = (await office.store.decisions.of(applicationNumber)).at(-1)!;
    expect(await office.applicants.cardByToken(cardToken(LINK_KEY, applicationNumber))).to.deep.equal({
      applicationNumber,
      issued: true,
      current: true,
      signedAt: approved.decidedAt,
      void: null,
      revokedAt: null,
      face: { headName: 'D•••• P••••••••', kkNumber: '3402••••••••0007', issuedOn: office.today },
    });
    expect(await office.applicants.cardByToken(cardToken(LINK_KEY, waiting.applicationNumber))).to.deep.include({
      issued: false,
      signedAt: null,
    });
    for (const token of [
      cardToken(Buffer.alloc(32, 1), applicationNumber),
      cardToken(LINK_KEY, 'KK-261122-ZZZZZZ'),
      applicationNumber,
      `${applicationNumber}.`,
      '',
    ])
      expect(await office.applicants.cardByToken(token), token).to.equal(undefined);
  });

  it('anybody with the PDF: our strict rules, and whether these very bytes were issued here', async () => {
    const { office } = given;
    const { applicationNumber, pin } = await office.delivered();
    const pdf = await office.applicants.download(applicationNumber, pin);
    expect(await office.applicants.verifyCard(pdf, '10.0.0.1')).to.include({ valid: true, issuedHere: true });
    const altered = Buffer.from(pdf);
    altered[200] = (altered[200] ?? 0) ^ 1;
    expect(await office.applicants.verifyCard(altered, '10.0.0.1')).to.include({
      ...{ valid: false, issuedHere: false, superseded: false, void: null },
    });
  });
});
