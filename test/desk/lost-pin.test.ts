import { expect } from 'chai';
import { withOffice } from '../cases/office.ts';
import { openPortal, type OpenPortal } from '../portal/open-portal.ts';
import { startDesk, type DeskServer } from './desk-server.ts';

/** Row B4 of the trial as a resident, on the pages that the resident and the officer have. */
describe('Number and PIN are lost', () => {
  const given = withOffice();
  let portal: OpenPortal;
  let desk: DeskServer;
  before(async () => {
    portal = await openPortal(given.office);
    desk = await startDesk(given.office);
  });
  after(async () => {
    await portal?.close();
    await desk?.stop();
  });
  const track = async (nomor: string, pin: string) => {
    const body = new URLSearchParams({ nomor, pin });
    const answer = await fetch(`${portal.url}/lacak`, { method: 'POST', body });
    return { status: answer.status, text: await answer.text() };
  };

  it('the page says where to go; the officer finds the person by KTP-el and gives a PIN that opens the case', async () => {
    const { office } = given;
    const { applicationNumber, pin } = await office.submit();
    const { applicant } = (await office.case(applicationNumber)).application;
    const asked = await (await fetch(`${portal.url}/lacak`)).text();
    expect(asked).to.contain('Nomor atau PIN hilang?').and.to.contain('datanglah dengan KTP-el');

    const sri = desk.browser('sri.wahyuni');
    const work = await sri.get('/meja');
    expect(work.text, 'the way there is on every page of the desk').to.contain('href="/meja/loket"');
    const found = await sri.post('/meja/loket', [['nik', applicant.nik.replace(/(\d{4})(?=\d)/g, '$1 ')]], {
      from: '/meja/loket',
    });
    expect(found.text, 'found by the NIK, as printed in groups').to.contain(applicationNumber);
    expect(found.text, 'no PIN is shown before the KTP-el was looked at').to.not.contain(pin);
    const ask: [string, string][] = [
      ['nik', applicant.nik],
      ['berkas', applicationNumber],
    ];
    const unseen = await sri.post('/meja/loket/pin', ask, { from: '/meja/loket' });
    expect(unseen.text).to.not.contain('PIN baru untuk');
    const answered = await sri.post('/meja/loket/pin', [...ask, ['dilihat', 'ya']], { from: '/meja/loket' });
    const renewed = /class="pin digits">(\d{6})</.exec(answered.text)?.[1];
    expect(renewed)
      .to.match(/^\d{6}$/)
      .and.to.not.equal(pin);

    expect((await track(applicationNumber, renewed!)).text).to.contain('Permohonan sudah kami terima');
    const old = await track(applicationNumber, pin);
    expect([old.status, old.text.includes('Nomor permohonan dan PIN tidak cocok')]).to.deep.equal([404, true]);
    const [row] = await office.journal(applicationNumber, 'pin-renewed');
    expect(row!.actor).to.equal('sri.wahyuni');
    expect(JSON.stringify(row)).to.not.contain(renewed!);
  });

  it('finds nothing for another NIK, says what may be, and is not for Kasi/Kabid', async () => {
    const sri = desk.browser('sri.wahyuni');
    const none = await sri.post('/meja/loket', [['nik', '3402151708820009']], { from: '/meja/loket' });
    expect(none.text)
      .to.contain('Tidak ada permohonan dengan pemohon ber-NIK ini')
      .and.to.contain('anggota keluarga lain');
    const refused = await desk
      .browser('endah.kusuma')
      .post('/meja/loket', [['nik', '3402155203850002']], { from: '/meja' });
    expect([refused.status, refused.text.includes('KK-')]).to.deep.equal([403, false]);
  });
});
