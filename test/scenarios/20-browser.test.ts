import { expect } from 'chai';
import type { Browser } from 'puppeteer-core';
import { DEMO_PASSPHRASE, DEMO_PASSWORD } from '../../src/office/demo-people.ts';
import { until } from '../../src/demo/until.ts';
import { openBrowser } from '../portal/browser.ts';
import { keepPicture, PhoneScreens } from './browser/pictures.ts';
import { DeskPage } from './browser/desk-page.ts';
import { PortalPage } from './browser/portal-page.ts';
import { SigningPage } from './browser/signing-page.ts';
import { inventedApplication } from './families.ts';
import { theOffice, type TestOffice } from './the-office.ts';

/**
 * One whole case by the pages alone: a phone, three officers' screens, an auditor's. PICTURES=1 keeps what they see.
 */
describe('What people see: one case in the browser', () => {
  let office: TestOffice;
  let browser: Browser;
  let resident: PortalPage;
  const family = inventedApplication();
  const { name, nik } = family.members[0]!;
  /** The head of the family applies in person. */
  const application = {
    ...family,
    applicant: { ...family.applicant, name, nik },
    changes: [{ ...family.changes[0]!, member: 0 }],
  };
  let applicationNumber: string;
  let pin: string;
  const following = new PhoneScreens();
  const officer = (username: string) => DeskPage.open(browser, office.config.baseUrl, username, DEMO_PASSWORD);

  before(async function () {
    this.timeout(600_000);
    office = await theOffice();
    browser = await openBrowser();
    resident = await PortalPage.open(browser, office.config.baseUrl);
  });
  after(() => browser.close());

  it('the resident applies on a phone and reads number and PIN', async () => {
    const wide = await (await browser.createBrowserContext()).newPage();
    await wide.setViewport({ width: 1366, height: 768 });
    await wide.goto(office.config.baseUrl, { waitUntil: 'networkidle0' });
    await keepPicture(wide, 'portal-desk');
    const screens = new PhoneScreens();
    ({ applicationNumber, pin } = await resident.applies(application, (page) => screens.add(page)));
    await screens.keep('portal-applying');
    expect(applicationNumber).to.match(/^KK-/);
    expect(pin).to.match(/^\d{6}$/);
    await resident.tracks(applicationNumber, pin);
    await following.add(resident.page);
  });

  it('the officer finds the case on the work list, opens it, and examines it beside its papers and data', async () => {
    const sri = await officer('sri.wahyuni');
    await sri.waitsFor([applicationNumber], '2. Buka permohonan');
    await keepPicture(sri.page, 'desk-work');
    await sri.opens(applicationNumber);
    await sri.answers();
    await sri.waitsFor([applicationNumber], '3. Periksa berkas');
    await sri.opens(applicationNumber);
    for (const answer of ['Lengkap dan sesuai', 'Belum lengkap atau belum sesuai'])
      expect(await sri.isOnScreen(answer), answer).to.equal(true);
    await sri.looksAtEverything();
    await keepPicture(sri.page, 'desk-case-examination');
    await sri.page.click('[data-do="larger"]');
    await keepPicture(sri.page, 'desk-case-zoomed');
    await sri.chooses('Lengkap dan sesuai');
    await sri.answers();
    const sheet = await sri.page.browserContext().newPage();
    await sheet.setViewport({ width: 1366, height: 768 });
    await sheet.goto(`${office.config.baseUrl}/meja/siak/${applicationNumber}`, { waitUntil: 'load' });
    expect(await sheet.$eval('main', (main) => main.innerText)).to.include(application.changes[0]!.to);
    await keepPicture(sheet, 'desk-siak');
    await sheet.close();
  });

  it('the officer looks at the draft and asks Kasi for the print', async () => {
    const sri = await officer('sri.wahyuni');
    await sri.waitsFor([applicationNumber], '4. Ajukan cetak');
    await sri.opens(applicationNumber);
    await sri.looksAtEverything();
    await sri.chooses('Draf sesuai');
    await sri.answers();
  });

  it('Kasi reads the very draft in full size beside the question, and verifies it', async () => {
    const bambang = await officer('bambang.hartono');
    await bambang.waitsFor([applicationNumber], '5. Verifikasi draf KK');
    await bambang.opens(applicationNumber);
    await bambang.looksAtEverything();
    for (const answer of ['Valid', 'Ada indikasi data tidak valid'])
      expect(await bambang.isOnScreen(answer), answer).to.equal(true);
    await keepPicture(bambang.page, 'desk-case-verification');
    await bambang.chooses('Valid');
    await bambang.answers();
  });

  it('the head reads it on the signing page, types the passphrase, and it is signed', async () => {
    const { page } = await officer('agus.prasetyo');
    const signing = new SigningPage(page, office.config.baseUrl);
    await signing.waitsFor([applicationNumber]);
    await signing.chooses([applicationNumber], DEMO_PASSPHRASE);
    expect(await signing.signs()).to.equal('1 dari 1 draf sudah ditandatangani');
  });

  it('the phone shows the message with the card', async () => {
    await office.phones.waitFor(application.applicant.whatsapp, (message) => message.hasMedia);
    const phone = await (await browser.createBrowserContext()).newPage();
    await phone.setViewport({ width: 390, height: 844 });
    const number = application.applicant.whatsapp.replace(/^0/, '+62');
    await phone.goto(`${office.config.whatsapp.url}/hp/${encodeURIComponent(number)}`, {
      waitUntil: 'domcontentloaded',
    });
    await phone.waitForFunction(
      (wanted) => document.body.innerText.includes(wanted) && /HVS A4 80/.test(document.body.innerText),
      {},
      applicationNumber,
    );
    await keepPicture(phone, 'whatsapp');
    await until(
      'the case is archived',
      async () => (await office.store.cases.get(applicationNumber)).state === 'archived',
    );
  });

  it('the tracking page shows ten steps, all done, and gives the card: a valid signed PDF', async () => {
    const seen = await resident.tracks(applicationNumber, pin);
    expect(seen)
      .to.include(applicationNumber)
      .and.match(/HVS A4 80/);
    expect(await resident.steps()).to.deep.equal(Array.from({ length: 10 }, () => 'done'));
    const { name, bytes } = await resident.downloadsCard();
    expect(name).to.equal(`${applicationNumber}.pdf`);
    expect(bytes.subarray(0, 5).toString('latin1')).to.equal('%PDF-');
    await resident.page.evaluate(() => scrollTo(0, 0));
    await following.add(resident.page);
    expect(await office.cases.verifyCard(bytes, '127.0.0.1')).to.include({ valid: true, issuedHere: true });
    expect(await resident.checks(bytes)).to.include('Asli dan tidak diubah');
    await following.add(resident.page);
    const altered = Buffer.from(bytes);
    altered[Math.floor(altered.length / 3)]! ^= 1;
    expect(await resident.checks(altered)).to.include('Jangan dipakai');
    await following.add(resident.page);
    await following.keep('portal-following');
  });

  it('the auditor sees the way of the case on the diagram, and who did what', async () => {
    const { page } = await officer('auditor');
    await page.goto(`${office.config.baseUrl}/auditor/berkas/${applicationNumber}`, { waitUntil: 'domcontentloaded' });
    await page.waitForFunction(() => document.querySelectorAll('.djs-element.passed').length > 20);
    const text = await page.$eval('main', (main) => main.innerText);
    for (const expected of ['Sri Wahyuni', 'Bambang Hartono', 'Agus Prasetyo', 'Tidak ada penolakan'])
      expect(text).to.include(expected);
    await keepPicture(page, 'auditor');
  });
});
