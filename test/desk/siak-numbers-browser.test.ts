import { expect } from 'chai';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'puppeteer-core';
import { FAILURES } from '../../src/domain/failures.ts';
import { PEOPLE, withOffice, type OfficerName } from '../cases/office.ts';
import { openBrowser } from '../portal/browser.ts';
import { startDesk, type DeskServer } from './desk-server.ts';

/** PICTURES=folder takes the pages as pictures. */
const PICTURES = process.env['CARD_PICTURES'];

/** A new family's card, entered by hand: SIAK gives its number. */
describe('The number that SIAK gave, on the page of the case', () => {
  const given = withOffice();
  let browser: Browser;
  let server: DeskServer;
  let applicationNumber: string;
  before(async () => {
    const { office } = given;
    Object.assign(office.dependencies.settings, { siakWay: 'typed' });
    Object.assign(office.register, { way: 'typed', reads: false });
    ({ applicationNumber } = await office.opened({ reason: 'baru', changes: [], kkNumber: undefined } as never));
    await office.decides('sri', applicationNumber, 'examine-application', { examination: 'complete' });
    browser = await openBrowser();
    server = await startDesk(office);
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
  });
  async function opens(who: OfficerName): Promise<Page> {
    const page = await (await browser.createBrowserContext()).newPage();
    await page.setViewport({ width: 1366, height: 768 });
    await page.setCookie({ name: 'petugas', value: PEOPLE[who].username, url: server.url });
    await page.goto(`${server.url}/meja/berkas/${applicationNumber}`, { waitUntil: 'networkidle0' });
    return page;
  }
  async function types(page: Page, reference: string, number: string): Promise<void> {
    await page.$eval('#referensi', (field, value) => void ((field as HTMLInputElement).value = value), reference);
    await page.$eval('#nomor-1', (field, value) => void ((field as HTMLInputElement).value = value), number);
    await Promise.all([
      page.waitForNavigation({ waitUntil: 'networkidle0' }),
      page.$eval('#keputusan', (form) => (form as HTMLFormElement).requestSubmit()),
    ]);
  }
  const shot = async (page: Page, name: string): Promise<void> => {
    if (PICTURES === undefined) return;
    mkdirSync(PICTURES, { recursive: true });
    await page.screenshot({ path: path.join(PICTURES, `${name}.png`) });
  };

  it('is asked for beside the reference; what was mistyped stays in its field with what to do', async () => {
    const page = await opens('sri');
    await types(page, 'SIAK/2026/11/0042', '3402152611');
    expect(await page.$eval('[role=alert]', (alert) => alert.textContent)).to.include(
      FAILURES.SIAK_NUMBER_MALFORMED.officer,
    );
    expect(await page.$eval('#nomor-1', (field) => (field as HTMLInputElement).value)).to.equal('3402152611');
    await shot(page, 'typing');
    await types(page, 'SIAK/2026/11/0042', '3404 0126 1126 0001');
    expect(await given.office.openElements(applicationNumber)).to.deep.equal(['check-siak-entry']);
  });

  it('is shown to the second officer, with what is odd about it', async () => {
    const page = await opens('tono');
    await shot(page, 'confirming');
    expect(await page.$eval('#keputusan', (form) => form.textContent)).to.include('340401 261126 0001');
    expect(await page.$eval('.papers', (all) => all.textContent)).to.include('bukan terbitan Bantul');
    expect(page.url()).to.not.include('340401');
  });
});
