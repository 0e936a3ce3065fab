import { expect } from 'chai';
import { paperPhoto } from '../../src/demo/photos.ts';
import type { PhoneMessage } from '../../src/demo/phones.ts';
import { inventedApplication } from './families.ts';
import { theOffice, type TestOffice } from './the-office.ts';

const asks = (number: string) => (message: PhoneMessage) =>
  message.text.includes(number) && message.text.includes('Masih ada yang kurang');

describe('Incomplete papers (SOP step 3)', () => {
  let office: TestOffice;
  before(async function () {
    this.timeout(600_000);
    office = await theOffice();
  });

  it('asks for exactly the missing paper and goes on with the same officer when it arrives at the portal', async () => {
    const berkas = await office.applies({ without: ['ijazah'] });
    await berkas.isOpenedBy(office.joko);
    const before = await berkas.task('examine-application');
    await berkas.isReturnedFor(['ijazah'], 'Foto halaman depan ijazah.', office.joko);
    const message = await office.phones.waitFor(berkas.phone, asks(berkas.number));
    expect(message.text)
      .to.include('Ijazah terakhir')
      .and.include('Foto halaman depan ijazah.')
      .and.not.include('Kartu Keluarga lama');
    expect((await berkas.applicant.tracks()).missingDocuments.map(({ code }) => code)).to.deep.equal(['ijazah']);

    await berkas.applicant.completes({ ijazah: await paperPhoto('ijazah', 4) });
    expect(await berkas.taskAgain('examine-application', before)).to.include({ assignee: 'joko.susilo' });
    expect((await office.store.papers.of(berkas.number)).map((paper) => paper.kind)).to.include('ijazah');
  });

  it('takes the missing photo as a reply by WhatsApp', async () => {
    const berkas = await office.applies({ without: ['ijazah'] });
    await berkas.isOpenedBy(office.sri);
    const before = await berkas.task('examine-application');
    await berkas.isReturnedFor(['ijazah']);
    await office.phones.waitFor(berkas.phone, asks(berkas.number));
    await berkas.is('waiting-for-applicant');
    await office.phones.reply(berkas.phone, 'Ini ijazahnya', await paperPhoto('ijazah', 5));
    await berkas.taskAgain('examine-application', before);
    const papers = await office.store.papers.of(berkas.number);
    expect(papers.filter((paper) => paper.kind === 'ijazah').map((paper) => paper.source)).to.deep.equal(['whatsapp']);
  });

  it('takes a second photo that comes as a message of its own, as phones send them', async () => {
    const berkas = await office.applies({ without: ['ijazah', 'kk-lama'] });
    await berkas.isOpenedBy(office.sri);
    const before = await berkas.task('examine-application');
    await berkas.isReturnedFor(['ijazah', 'kk-lama']);
    await office.phones.waitFor(berkas.phone, asks(berkas.number));
    await berkas.is('waiting-for-applicant');
    await office.phones.reply(berkas.phone, 'ijazah', await paperPhoto('ijazah', 8));
    await berkas.happened('papers-received');
    await office.phones.waitFor(berkas.phone, (m) => m.text.includes('Masih kurang: Kartu Keluarga lama'));
    await office.phones.reply(berkas.phone, 'ini satu lagi', await paperPhoto('kk-lama', 9));
    await berkas.happened('completion-received');
    await berkas.taskAgain('examine-application', before);
    const sent = (await office.store.papers.of(berkas.number)).filter(({ source }) => source === 'whatsapp');
    expect(sent.map(({ kind }) => kind)).to.deep.equal(['ijazah', 'kk-lama']);
  });

  it('takes the very same photo as an answer again when the applicant is asked again', async () => {
    const berkas = await office.applies({ without: ['ijazah'] });
    await berkas.isOpenedBy(office.sri);
    const ijazah = await paperPhoto('ijazah', 10);
    for (const round of [1, 2]) {
      const before = await berkas.task('examine-application');
      await berkas.isReturnedFor(['ijazah'], `Kali ke-${round}.`);
      await berkas.is('waiting-for-applicant');
      await berkas.applicant.completes({ ijazah });
      await berkas.taskAgain('examine-application', before);
    }
  });

  it('gives a number that WhatsApp refuses to a person', async () => {
    const berkas = await office.applies({ without: ['ijazah'] });
    await berkas.isOpenedBy(office.sri);
    await berkas.meets('whatsapp', '21211');
    const before = await berkas.task('examine-application');
    await berkas.isReturnedFor(['ijazah']);
    await office.sri.does(berkas.number, 'reach-applicant');
    await berkas.applicant.completes({ ijazah: await paperPhoto('ijazah', 6) });
    await berkas.taskAgain('examine-application', before);
    expect(await berkas.path())
      .to.include('ask-for-completion-undeliverable')
      .and.not.include('request-undeliverable');
  });

  it('gives a request that WhatsApp takes and gives up later to a person, who finds the reason on the task', async () => {
    const { applicant } = inventedApplication();
    const berkas = await office.applies({
      application: { applicant: { ...applicant, whatsapp: '081234560000' } },
      without: ['ijazah'],
    });
    await berkas.isOpenedBy(office.sri);
    const before = await berkas.task('examine-application');
    await berkas.isReturnedFor(['ijazah']);
    await berkas.task('reach-applicant');
    await berkas.isReturnedBecause('NUMBER_UNREACHABLE');
    await office.sri.does(berkas.number, 'reach-applicant');
    await berkas.applicant.completes({ ijazah: await paperPhoto('ijazah', 6) });
    await berkas.taskAgain('examine-application', before);
    expect(await berkas.path())
      .to.include('request-undeliverable')
      .and.not.include('ask-for-completion-undeliverable');
  });

  it('gives a doubt of Kasi/Kabid that WhatsApp gives up later to a person too', async () => {
    const berkas = await office.applies();
    await berkas.reachesVerification();
    await berkas.meets('whatsapp', 'failed');
    await berkas.isDoubted('Ijazah tidak terbaca.');
    await berkas.task('reach-applicant');
    expect((await berkas.happened('message-undelivered')).detail).to.include({ purpose: 'invalid' });
  });
});
