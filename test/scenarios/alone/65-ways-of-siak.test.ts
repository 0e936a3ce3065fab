import { expect } from 'chai';
import path from 'node:path';
import { PDFDocument } from '@cantoo/pdf-lib';
import { until } from '../../../src/demo/until.ts';
import type { Officer } from '../../../src/demo/officer.ts';
import type { SiakWay } from '../../../src/domain/siak-way.ts';
import { ensureTestPki, identityOf } from '../../../src/signing/certificates.ts';
import { signPades } from '../../../src/signing/pades/sign.ts';
import { SIGNATURE_AREA } from '../../../src/domain/signature-area.ts';
import { DEMO_PASSPHRASE } from '../../../src/office/demo-people.ts';
import type { Berkas } from '../berkas.ts';
import { flipsABit } from '../flip-a-bit.ts';
import { theOffice, type TestOffice } from '../the-office.ts';
import { isEmbedded } from '../embedded.ts';

/**
 * Whole cases where SIAK is as it is: no interface for writing, and, in the last way, the card comes from SIAK itself.
 */
describe('The ways through SIAK', function () {
  this.timeout(900_000);
  let office: TestOffice;
  before(async () => {
    office = await theOffice();
  });
  after(() => comesInAs(undefined));

  /** The office is set to another way and opened again; cases keep the way in which they were submitted. */
  async function comesInAs(way: SiakWay | undefined): Promise<void> {
    if (way === undefined) delete process.env['SIAK_WAY'];
    else process.env['SIAK_WAY'] = way;
    await office.reopens();
  }
  async function isTyped(berkas: Berkas, siakReference: string): Promise<void> {
    await berkas.isOpenedBy(office.sri);
    await berkas.isFoundComplete();
    await office.sri.does(berkas.number, 'enter-siak-manually', { siakReference });
  }
  const isNotedLate = async (berkas: Berkas, element: string) => {
    if (!isEmbedded) return;
    await office.clock.passes({ minutes: 6 });
    await until(`${element}-late`, async () => (await berkas.path()).includes(`${element}-late`));
  };

  it('typed: a second officer finds the entry in SIAK, the card is drawn and signed here', async () => {
    await comesInAs('typed');
    const berkas = await office.applies();
    await isTyped(berkas, 'SIAK/1');
    await berkas.task('check-siak-entry');
    await isNotedLate(berkas, 'check-siak-entry');
    await office.joko.does(berkas.number, 'check-siak-entry', { entryCheck: 'differs', note: 'Belum tersimpan' });
    await office.sri.does(berkas.number, 'enter-siak-manually', { siakReference: 'SIAK/2' });
    await office.joko.does(berkas.number, 'check-siak-entry', { entryCheck: 'seen' });
    const request = await berkas.task('request-print');
    expect(await berkas.record).to.include({ siakReference: 'SIAK/2' });
    await office.sri.does(berkas.number, 'request-print', { printRequest: 'withheld', note: 'Gelar keliru' });
    const examine = await berkas.task('examine-application');
    expect(examine.assignee).to.equal('sri.wahyuni');
    await berkas.isFoundComplete();
    await office.sri.does(berkas.number, 'enter-siak-manually', { siakReference: 'SIAK/3' });
    await office.joko.does(berkas.number, 'check-siak-entry', { entryCheck: 'seen' });
    await berkas.taskAgain('request-print', request);
    await berkas.isRequested();
    await berkas.isVerified();
    await berkas.task('approve-signing');
    await office.agus.signs([berkas.number], DEMO_PASSPHRASE);
    expect((await berkas.path()).includes('confirm-siak-entry')).to.equal(false);
  });

  it('refused for good: the applicant reads why by WhatsApp and on the tracking page', async () => {
    const note = 'KK ini terbitan kabupaten lain; ajukan di kabupaten itu.';
    const reached = await office.applies();
    const unreached = await office.applies();
    for (const berkas of [reached, unreached]) await berkas.isOpenedBy(office.sri);
    await unreached.meets('whatsapp', '21211');
    for (const berkas of [reached, unreached])
      await office.sri.does(berkas.number, 'examine-application', { examination: 'refused', note });
    await office.phones.waitFor(reached.phone, (message) => message.text.includes(note));
    for (const berkas of [reached, unreached]) {
      await berkas.is('refused');
      await berkas.isFinished();
      expect(await berkas.applicant.tracks()).to.include({ state: 'refused', note });
    }
  });

  describe('siak-signed-pdf', () => {
    before(() => comesInAs('siak-signed-pdf'));

    it('the print officer brings the PDF that SIAK signed; it is checked, sent and archived', async () => {
      const berkas = await office.applies();
      await isTyped(berkas, 'SIAK/4');
      await berkas.task('bring-signed-card');
      await isNotedLate(berkas, 'bring-signed-card');
      const foreign = await brings(office.ratna, berkas, await signedFor(berkas, 'another-issuer'));
      expect([foreign.status, ((await foreign.json()) as { code: string }).code]).to.deep.equal([422, 'foreign-chain']);
      const pdf = await signedFor(berkas);
      expect((await brings(office.ratna, berkas, pdf)).status).to.equal(200);
      await isLookedAt(office.ratna, berkas);
      await office.ratna.does(berkas.number, 'bring-signed-card', { signedCard: 'returned', note: 'Alamat lama' });
      const before = await berkas.task('examine-application');
      await berkas.isFoundComplete();
      expect(before.assignee).to.equal('sri.wahyuni');
      await office.sri.does(berkas.number, 'enter-siak-manually', { siakReference: 'SIAK/5' });
      await berkas.task('bring-signed-card');
      expect((await brings(office.ratna, berkas, pdf)).status).to.equal(200);
      await isLookedAt(office.ratna, berkas);
      await office.ratna.does(berkas.number, 'bring-signed-card', { signedCard: 'accepted' });
      await berkas.happened('card-signed');
      const card = await berkas.applicant.downloads();
      expect(card.equals(pdf)).to.equal(true);
      await berkas.isFinished();
      expect(await berkas.record).to.include({ state: 'archived', siakReference: 'SIAK/5' });
    });

    it('a lost card is printed in SIAK without an entry; a PDF that spoils on the way comes back to the print officer', async () => {
      const berkas = await office.applies({ application: { reason: 'hilang', changes: [] } });
      await berkas.isOpenedBy(office.sri);
      await berkas.isFoundComplete();
      const waiting = await berkas.task('bring-signed-card');
      expect((await brings(office.ratna, berkas, await signedFor(berkas))).status).to.equal(200);
      await isLookedAt(office.ratna, berkas);
      const { sha256 } = (await office.store.siakCards.newest(berkas.number))!;
      await flipsABit(office, sha256);
      await office.ratna.does(berkas.number, 'bring-signed-card', { signedCard: 'accepted' });
      await berkas.taskAgain('bring-signed-card', waiting);
      await berkas.isReturnedBecause('SIGNED_CARD_REFUSED');
    });
  });

  /** A card of this family as another program draws it, signed with the head's test certificate or another issuer's. */
  async function signedFor(berkas: Berkas, issuer = ''): Promise<Buffer> {
    const { members, changes, kkNumber } = berkas.application;
    const document = await PDFDocument.create();
    const page = document.addPage([842, 595]);
    const lines = [
      kkNumber ?? '',
      ...members.flatMap(({ nik, name }) => [nik, name.toUpperCase()]),
      ...changes.map(({ to }) => to),
    ];
    for (const [i, line] of lines.entries()) page.drawText(line, { x: 40, y: 560 - i * 18, size: 10 });
    const folder = path.join(office.config.varDir, issuer === '' ? 'certificates' : issuer);
    const pki = await ensureTestPki(folder);
    return signPades(
      Buffer.from(await document.save({ useObjectStreams: false })),
      identityOf(pki.signer, pki.issuing),
      {
        signerName: 'Kepala Dinas (simulasi)',
        reason: 'Penerbitan KK',
        location: 'Bantul',
        signedAt: new Date(),
        place: SIGNATURE_AREA,
      },
    );
  }

  async function brings(officer: Officer, berkas: Berkas, pdf: Buffer): Promise<Response> {
    const form = new FormData();
    form.set('kk', new Blob([new Uint8Array(pdf)], { type: 'application/pdf' }), 'kk.pdf');
    const page = `/meja/berkas/${berkas.number}`;
    return officer.uploads(page, `${page}/kk-siak`, form);
  }
  const isLookedAt = async (officer: Officer, { number }: Berkas) => {
    const response = await officer.request('GET', `/meja/gambar/${number}/kk-siak.png`);
    expect(response.status).to.equal(200);
    await response.arrayBuffer();
  };
});
