import { expect } from 'chai';
import { paperPhoto } from '../../src/demo/photos.ts';
import { theOffice, type TestOffice } from './the-office.ts';

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
    const message = await office.phones.waitFor(berkas.phone, (m) => m.text.includes(berkas.number));
    expect(message.text).to.include('Ijazah terakhir').and.include('Foto halaman depan ijazah.').and.not.include('Kartu Keluarga lama');
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
    await office.phones.waitFor(berkas.phone, (m) => m.text.includes(berkas.number));
    await berkas.is('waiting-for-applicant');
    await office.phones.reply(berkas.phone, 'Ini ijazahnya', await paperPhoto('ijazah', 5));
    await berkas.taskAgain('examine-application', before);
    const papers = await office.store.papers.of(berkas.number);
    expect(papers.filter((paper) => paper.kind === 'ijazah').map((paper) => paper.source)).to.deep.equal(['whatsapp']);
  });

  it('gives a number that WhatsApp does not know to a person', async () => {
    const sample = await office.applies();
    const berkas = await office.applies({ application: { applicant: { ...sample.application.applicant, whatsapp: '081234560000' } } });
    await berkas.isOpenedBy(office.sri);
    await berkas.isReturnedFor(['ijazah']);
    await office.sri.does(berkas.processInstanceKey, 'reach-applicant');
    await berkas.applicant.completes({ ijazah: await paperPhoto('ijazah', 6) });
    await berkas.is('examination');
  });
});
