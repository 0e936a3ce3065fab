import { createHash } from 'node:crypto';
import { expect } from 'chai';
import { startDesk } from '../desk/desk-server.ts';
import { PEOPLE, refusalOf, withOffice } from './office.ts';

const rini = PEOPLE.rini.username;

describe('Sending a card once more', () => {
  const given = withOffice();
  const cards = (applicationNumber: string) => given.office.messenger.of(applicationNumber, 'card');
  async function read() {
    const made = await given.office.delivered();
    for (const status of ['delivered', 'read'])
      await given.office.applicants.messageStatus({
        sid: cards(made.applicationNumber)[0]!.sid,
        status,
        errorCode: null,
      });
    await given.office.settle();
    return made;
  }

  it('sends the same signed card, with links of its own, also when the case is archived; two clicks send it once', async () => {
    const { office } = given;
    const { applicationNumber } = await read();
    expect((await office.case(applicationNumber)).state).to.equal('archived');
    const early = await refusalOf(office.officers.resendCard(rini, applicationNumber));
    expect(early.text).to.contain('baru saja dikirim');
    await office.engine.advance(10 * 60_000);
    const clicks = await Promise.allSettled([1, 2].map(() => office.officers.resendCard(rini, applicationNumber)));
    expect(clicks.map(({ status }) => status)).to.have.members(['fulfilled', 'rejected']);
    await office.settle();
    const [first, second, ...more] = cards(applicationNumber);
    expect(more).to.deep.equal([]);
    expect(second!.to).to.equal(first!.to);
    expect(second!.mediaUrl).to.not.equal(first!.mediaUrl);
    const { media } = office.cardLinks(applicationNumber);
    const { pdf } = await office.applicants.openLink(media);
    const sha256 = createHash('sha256').update(pdf).digest('hex');
    expect(sha256).to.equal((await office.case(applicationNumber)).signedSha256);
    expect((await office.journal(applicationNumber, 'card-resent')).map(({ actor }) => actor)).to.deep.equal([rini]);
    expect((await office.case(applicationNumber)).state, 'the case stays ended').to.equal('archived');
  });

  it('is for the print officer alone, and only for a card that was sent', async () => {
    const { office } = given;
    const sent = await read();
    await office.engine.advance(10 * 60_000);
    for (const who of ['sri', 'endah', 'agus', 'audi', 'adi'] as const)
      expect(await refusalOf(office.officers.resendCard(PEOPLE[who].username, sent.applicationNumber))).to.include({
        code: 'WRONG_ROLE',
      });
    const { applicationNumber } = await office.verified();
    expect((await refusalOf(office.officers.resendCard(rini, applicationNumber))).text).to.contain(
      'belum ditandatangani',
    );
    expect(cards(sent.applicationNumber)).to.have.length(1);
  });

  it('stands as a button at every sent card, and at the case', async () => {
    const { office } = given;
    const { applicationNumber } = await read();
    await office.engine.advance(10 * 60_000);
    const server = await startDesk(office);
    try {
      const browser = server.browser(rini);
      const where = `/meja/berkas/${applicationNumber}/kirim-ulang`;
      expect((await browser.get(`/meja/berkas/${applicationNumber}`)).text).to.contain(`action="${where}"`);
      expect((await browser.get('/meja/pengiriman')).text).to.contain(`action="${where}"`);
      const answer = await browser.post(where, [['hari', office.today]], { from: '/meja/pengiriman' });
      expect([answer.status, answer.headers.get('location')]).to.deep.equal([
        303,
        `/meja/pengiriman?hari=${office.today}`,
      ]);
      await office.settle();
      expect(cards(applicationNumber)).to.have.length(2);
    } finally {
      await server.stop();
    }
  });
});
