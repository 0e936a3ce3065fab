import { expect } from 'chai';
import type { Browser } from 'puppeteer-core';
import { DEMO_PASSPHRASE, DEMO_PASSWORD } from '../../src/office/demo-people.ts';
import { until } from '../../src/demo/until.ts';
import { openBrowser } from '../portal/browser.ts';
import { keepPicture } from './browser/pictures.ts';
import { PortalPage } from './browser/portal-page.ts';
import { TasklistPage } from './browser/tasklist-page.ts';
import { inventedApplication } from './families.ts';
import { theOffice, type TestOffice } from './the-office.ts';

/** One whole case by the faces alone: a phone, three officers' screens, an auditor's. PICTURES=1 keeps what they see. */
describe('What people see: one case in the browser', () => {
  let office: TestOffice;
  let browser: Browser;
  let resident: PortalPage;
  let sri: TasklistPage;
  const family = inventedApplication();
  const { name, nik } = family.members[0]!;
  /** The head of the family applies for himself. */
  const application = {
    ...family,
    applicant: { ...family.applicant, name, nik },
    changes: [{ ...family.changes[0]!, member: 0 }],
  };
  let applicationNumber: string;
  let pin: string;
  let processInstanceKey: string;
  const officer = (username: string) => TasklistPage.open(browser, office.config, username, DEMO_PASSWORD);

  before(async function () {
    this.timeout(600_000);
    office = await theOffice();
    browser = await openBrowser();
    resident = await PortalPage.open(browser, office.config.baseUrl);
  });
  after(() => browser.close());

  it('the resident applies on a phone and reads number and PIN', async () => {
    ({ applicationNumber, pin } = await resident.applies(application));
    expect(applicationNumber).to.match(/^KK-/);
    expect(pin).to.match(/^\d{6}$/);
    processInstanceKey = await until(
      'the process instance',
      async () => (await office.store.cases.get(applicationNumber)).processInstanceKey ?? undefined,
    );
  });

  it('the officer goes from her start page to the list of her lane, finds the case by its number, takes it, sees the photos in the form, and opens it', async () => {
    sri = await officer('sri.wahyuni');
    await sri.opensOwnList();
    await sri.finds(applicationNumber, '2. Buka permohonan');
    await sri.takes();
    const photos = await sri.picture('/berkas.jpg');
    expect(photos.width).to.be.greaterThan(600);
    expect(photos.tones, 'a blank picture has one tone').to.be.greaterThan(50);
    await keepPicture(sri.page, 'tasklist-open');
    await sri.completes();
  });

  it('examines: the task is already hers, the question is on the screen, the answer is a choice', async () => {
    await sri.finds(applicationNumber, '3. Periksa berkas');
    await sri.sees('Assigned to me');
    await sri.picture('/berkas.jpg');
    for (const answer of ['Lengkap dan sesuai', 'Belum lengkap atau belum sesuai'])
      expect(await sri.isOnScreen(answer), answer).to.equal(true);
    await keepPicture(sri.page, 'tasklist-examine');
    await sri.chooses('Lengkap dan sesuai');
    await sri.completes();
  });

  it('Kasi sees the very draft in the form, below the question, and verifies it', async () => {
    const bambang = await officer('bambang.hartono');
    await bambang.opensOwnList();
    await bambang.finds(applicationNumber, '5. Verifikasi elektronik draf KK');
    await bambang.takes();
    const draft = await bambang.picture('/draf.png');
    expect(draft.tones).to.be.greaterThan(10);
    for (const answer of ['Tidak ada: teruskan', 'Ada: kembalikan'])
      expect(await bambang.isOnScreen(answer), answer).to.equal(true);
    await keepPicture(bambang.page, 'tasklist-verify');
    await bambang.chooses('Tidak ada: teruskan');
    await bambang.completes();
  });

  it('the head sees it again on the signing page, types the passphrase, and it is signed', async () => {
    const { page } = await officer('agus.prasetyo');
    await until('the draft on the signing page', async () => {
      await page.goto(`${office.config.baseUrl}/meja/tanda-tangan`, { waitUntil: 'domcontentloaded' });
      return (await page.$(`input[data-number="${applicationNumber}"]`)) !== null;
    });
    await page.waitForFunction(
      (number) => [...document.images].some((image) => image.src.includes(number) && image.naturalWidth > 0),
      { timeout: 30_000 },
      applicationNumber,
    );
    await page.click(`input[data-number="${applicationNumber}"]`);
    await page.click('input[name=diperiksa]');
    await page.type('#passphrase', DEMO_PASSPHRASE);
    await Promise.all([page.waitForNavigation({ waitUntil: 'domcontentloaded' }), page.click('[data-submit]')]);
    await page.waitForFunction(() => document.body.innerText.includes('1 dari 1 draf sudah ditandatangani'), {
      timeout: 120_000,
    });
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
      { timeout: 30_000 },
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
    expect(await office.cases.verifyCard(bytes)).to.include({ valid: true, issuedHere: true });
  });

  it('the auditor opens it in Operate and finds every step', async () => {
    const elements = (await office.auditor.wholeHistory(processInstanceKey)).map((node) => node.flowNodeId);
    expect(elements).to.include.members([
      'application-submitted',
      'open-application',
      'examine-application',
      'enter-siak',
      'verify-draft',
      'sign-card',
      'deliver-card',
      'card-received',
      'archive-case',
      'card-issued',
    ]);
    const { page } = await officer('auditor');
    await page.goto(`${office.config.engine.operateUrl}/operate/processes/${processInstanceKey}`, {
      waitUntil: 'domcontentloaded',
    });
    await page.waitForFunction(
      () =>
        document.querySelectorAll('.djs-element').length > 100 && document.body.innerText.includes('10. Arsip digital'),
      { timeout: 90_000 },
    );
    await keepPicture(page, 'operate');
  });
});
