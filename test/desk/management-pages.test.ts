import { expect } from 'chai';
import type { Browser } from 'puppeteer-core';
import { createOfficerCases } from '../../src/cases/create-officer-cases.ts';
import { watchEngine } from '../../src/cases/waiting/watch-engine.ts';
import { axeFaults, keepPicture } from '../axe.ts';
import { PEOPLE, withOffice, type OfficerName } from '../cases/office.ts';
import { openBrowser } from '../portal/browser.ts';
import { startDesk, type DeskServer } from './desk-server.ts';

/** Pages of management, print officer and admin, as they stand on the screen. */
describe('The pages of management, print officer and admin in a browser', () => {
  const given = withOffice();
  let browser: Browser;
  let server: DeskServer;
  before(async () => {
    browser = await openBrowser();
    const officeState = {
      health: () => Promise.resolve({ database: 'ok', siak: 'tidak menjawab', whatsapp: 'ok' }),
      refusedModel: () => [
        {
          file: 'bpmn/penerbitan-kk.bpmn',
          element: '5. Verifikasi',
          sentence: 'Jalur "valid" tidak menuju siapa pun.',
        },
      ],
    };
    server = await startDesk(given.office, {
      cases: createOfficerCases({ ...given.office.dependencies, officeState }),
    });
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
  });

  it('have no fault of WCAG 2.2 AA that axe can see, run under their own policy, and fit the screen', async () => {
    const { office } = given;
    for (const status of ['read', 'delivered', 'undelivered']) {
      const { applicationNumber } = await office.delivered();
      const card = (await office.store.messages.of(applicationNumber)).find(({ purpose }) => purpose === 'card');
      await office.applicants.messageStatus({ sid: card!.sid!, status, errorCode: null });
      await office.settle();
    }
    await office.verified();
    const stopped = await office.verified();
    office.messenger.next.push('WHATSAPP_MISCONFIGURED');
    await office.signs(stopped.applicationNumber);
    const waiting = await office.submit();
    const back = await office.submit();
    await office.asksFor(back.applicationNumber, ['ijazah'], 'Foto ijazah buram');
    const undo = await office.drafted();
    office.register.mode = 'manual';
    await office.process.cancelSiakEntry({ applicationNumber: undo.applicationNumber });
    office.register.mode = 'api';
    await watchEngine(office.dependencies)();
    await office.database.asOwner('alter table journal disable trigger journal_append_only');
    await office.database.asOwner(
      `update journal set at = at - interval '4 minutes' where event like '%-viewed' and actor = 'endah.kusuma'`,
    );
    await office.database.asOwner(`update work_list set created_at = created_at - interval '9 minutes'`);
    await office.database.asOwner(
      `update work_list set created_at = created_at - interval '14 days' where application_number = $1`,
      [waiting.applicationNumber],
    );
    const pages: [string, string, string][] = [
      [PEOPLE.endah.username, '/meja/kinerja', 'desk-performance'],
      [PEOPLE.rini.username, '/meja/pengiriman', 'desk-deliveries'],
      [PEOPLE.adi.username, '/meja/keadaan', 'desk-state'],
      [PEOPLE.sri.username, '/meja/siak-batal', 'desk-siak-undo'],
      [PEOPLE.sri.username, '/meja', 'desk-reminder'],
      [PEOPLE.endah.username, '/meja', 'desk-reminder-superior'],
    ];
    for (const [username, where, name] of pages) {
      const page = await (await browser.createBrowserContext()).newPage();
      const complaints: string[] = [];
      page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
      page.on('pageerror', (error) => complaints.push(String(error)));
      await page.setViewport({ width: 1366, height: 768 });
      await page.setCookie({ name: 'petugas', value: username, url: server.url });
      await page.goto(server.url + where, { waitUntil: 'networkidle0' });
      expect(complaints, where).to.deep.equal([]);
      expect(await axeFaults(page), where).to.deep.equal([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), where).to.equal(true);
      await keepPicture(page, name);
      await page.browserContext().close();
    }
  });

  it('give the management page as a file', async () => {
    const file = await server.browser(PEOPLE.agus.username).get('/meja/kinerja.csv?per=minggu');
    expect(file.headers.get('content-type')).to.equal('text/csv; charset=utf-8');
    expect(file.text).to.contain('5. Verifikasi elektronik draf KK;1;').and.contain('Minggu mulai;Masuk');
  });

  it('remind who can do it and, later, the superior; nobody else', async () => {
    const of = async (who: OfficerName) => (await server.browser(PEOPLE[who].username).get('/meja')).text;
    expect(await of('sri')).to.contain('1 tugas Anda menunggu terlalu lama');
    expect(await of('endah')).to.contain('1 tugas Petugas layanan &amp; entri menunggu terlalu lama');
    expect(await of('agus')).to.not.contain('menunggu terlalu lama');
    const admin = await of('adi');
    expect(admin).to.not.contain('menunggu terlalu lama');
    expect(admin).to.contain('Pekerjaan berhenti (1)');
    expect(await of('tono')).to.contain('1 entri harus dibatalkan di SIAK');
  });

  it('show the admin a refused model, troubled parts and what stands still, and let one click try it again', async () => {
    const browser = server.browser(PEOPLE.adi.username);
    const { text } = await browser.get('/meja/keadaan');
    expect(text).to.contain('Diagram di cakram ditolak').and.contain('tidak menuju siapa pun');
    expect(text).to.contain('tidak menjawab').and.contain('Pengaturan WhatsApp').and.contain('2. Buka permohonan');
    const incident = /name="insiden" value="([^"]+)"/.exec(text)![1]!;
    const answer = await browser.post('/meja/keadaan/coba', [['insiden', incident]], { from: '/meja/keadaan' });
    expect([answer.status, answer.headers.get('location')]).to.deep.equal([303, '/meja/keadaan']);
    await given.office.settle();
    expect((await browser.get('/meja/keadaan')).text).to.not.contain('Pengaturan WhatsApp');
    const sri = server.browser(PEOPLE.sri.username);
    expect((await sri.get('/meja/keadaan')).status).to.equal(403);
    expect(
      (await sri.post('/meja/keadaan/coba', [['insiden', incident]], { from: '/meja/kehadiran' })).status,
    ).to.equal(403);
  });
});
