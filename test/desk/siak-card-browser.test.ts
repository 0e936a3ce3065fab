import { expect } from 'chai';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'puppeteer-core';
import { BROUGHT_SENTENCES } from '../../src/domain/siak-card.ts';
import { picture } from '../cases/external-services.ts';
import { PEOPLE, withOffice } from '../cases/office.ts';
import {
  OTHER_FAMILY,
  alteredAfterwards,
  drawnBySiak,
  enormous,
  lockedWithPassword,
  savedAgain,
  signedByAnotherChain,
  signedBySiak,
  signedWithCertificate,
} from '../cases/siak-cards.ts';
import { openBrowser } from '../portal/browser.ts';
import { temporaryFolder } from '../store/database.ts';
import { startDesk, type DeskServer } from './desk-server.ts';

/** PICTURES=folder takes the pages as pictures. */
const PICTURES = process.env['CARD_PICTURES'];

/** Way (a) as the print officer plays it: every kind of file through the form of the case page. */
describe('The PDF of SIAK in a browser', () => {
  const given = withOffice();
  const folder = temporaryFolder();
  let browser: Browser;
  let server: DeskServer;
  let page: Page;
  let applicationNumber: string;
  before(async () => {
    const { office } = given;
    Object.assign(office.dependencies.settings, { siakWay: 'siak-signed-pdf' });
    Object.assign(office.register, { way: 'siak-signed-pdf', reads: false });
    ({ applicationNumber } = await office.submit());
    await office.decides('sri', applicationNumber, 'open-application');
    await office.decides('sri', applicationNumber, 'examine-application', { examination: 'complete' });
    await office.decides('sri', applicationNumber, 'enter-siak-manually', { siakReference: 'SIAK/2026/11/0042' });
    browser = await openBrowser();
    server = await startDesk(office);
    page = await (await browser.createBrowserContext()).newPage();
    await page.setViewport({ width: 1366, height: 768 });
    await page.setCookie({ name: 'petugas', value: PEOPLE.rini.username, url: server.url });
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
  });

  const shot = async (name: string): Promise<void> => {
    if (PICTURES === undefined) return;
    mkdirSync(PICTURES, { recursive: true });
    await page.screenshot({ path: path.join(PICTURES, `${name}.png`) });
  };
  async function uploads(name: string, content: Buffer): Promise<void> {
    await page.goto(`${server.url}/meja/berkas/${applicationNumber}`, { waitUntil: 'networkidle0' });
    const file = path.join(folder, name);
    writeFileSync(file, content);
    const input = (await page.$('input[type=file][name=kk]'))!;
    await (input as unknown as { uploadFile(file: string): Promise<void> }).uploadFile(file);
    await Promise.all([
      page.waitForNavigation({ waitUntil: 'networkidle0' }),
      page.$eval('input[type=file][name=kk]', (field) => field.form!.requestSubmit()),
    ]);
  }

  const files: Readonly<Record<string, readonly [keyof typeof BROUGHT_SENTENCES, () => Promise<Buffer>]>> = {
    'signed by another chain': ['foreign-chain', signedByAnotherChain],
    'of another family': ['other-family', () => signedBySiak(OTHER_FAMILY)],
    altered: ['altered', alteredAfterwards],
    'saved again by another program': ['damaged', savedAgain],
    unsigned: ['unsigned', () => drawnBySiak()],
    'a scan': ['scan', () => drawnBySiak([])],
    'a photo': ['not-a-pdf', () => picture('kk', 'jpeg')],
    'by an expired certificate': ['certificate', () => signedWithCertificate('expired')],
    'by a revoked certificate': ['certificate', () => signedWithCertificate('revoked')],
    locked: ['locked', lockedWithPassword],
    huge: ['too-large', enormous],
  };
  for (const [what, [outcome, make]] of Object.entries(files))
    it(`${what}: the officer reads what is wrong and what to do, and nothing is kept`, async () => {
      await uploads('unduhan.pdf', await make());
      const told = await page.$eval('[role=alert]', (box) => box.textContent?.trim());
      expect(told).to.equal(BROUGHT_SENTENCES[outcome]);
      expect(await given.office.store.siakCards.newest(applicationNumber)).to.equal(undefined);
      if (outcome === 'other-family') await shot('refused');
    });

  it('the right PDF: it is shown beside what was applied for, accepted, sent and archived', async () => {
    const pdf = await signedBySiak();
    await page.goto(`${server.url}/meja/berkas/${applicationNumber}`, { waitUntil: 'networkidle0' });
    await shot('waiting');
    const box = await page.$eval('#kk-siak', (section) => section.getBoundingClientRect().toJSON() as DOMRect);
    expect(box.bottom, 'the box for the PDF is on the screen').to.be.lessThan(500);
    await uploads('unduhan.pdf', pdf);
    expect(await page.$eval('#keputusan', (form) => form.textContent)).to.include('Semua data yang dimohonkan terbaca');
    await shot('brought');
    expect(await page.evaluate(() => window.scrollY), 'the screen stays where it is').to.equal(0);
    const { office } = given;
    await office.officers.broughtCard(PEOPLE.rini.username, applicationNumber);
    await page.reload({ waitUntil: 'networkidle0' });
    await page.click('input[name=signedCard][value=accepted]');
    await Promise.all([
      page.waitForNavigation({ waitUntil: 'networkidle0' }),
      page.$eval('#keputusan', (form) => (form as HTMLFormElement).requestSubmit()),
    ]);
    await office.settle();
    const { signedSha256 } = await office.case(applicationNumber);
    expect(await office.dependencies.documents.get(signedSha256!)).to.deep.equal(pdf);
  });
});
