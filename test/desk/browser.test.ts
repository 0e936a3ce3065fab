import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { pino } from 'pino';
import { launch, type Browser, type Page } from 'puppeteer-core';
import { findChromium } from '../../src/card/chromium/find-chromium.ts';
import { plainDateOf } from '../../src/domain/plain-date.ts';
import { startDesk, type DeskServer } from './desk-server.ts';
import { PEOPLE, RIGHT_PASSPHRASE, createSampleOffice, type SampleOffice } from './sample-office.ts';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

let browser: Browser;
let office: SampleOffice;
let server: DeskServer;

/** A tab of its own officer on an office screen; what its console complains of fails the test that opened it. */
async function tab(username: string | undefined, where: string): Promise<{ page: Page; complaints: string[] }> {
  const page = await (await browser.createBrowserContext()).newPage();
  const complaints: string[] = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.setViewport({ width: 1366, height: 768 });
  if (username !== undefined) await page.setCookie({ name: 'OPERATE-SESSION', value: username, url: server.url });
  await page.goto(server.url + where, { waitUntil: 'networkidle0' });
  return { page, complaints };
}

describe('The desk in a browser', function () {
  this.timeout(60_000);
  before(async () => {
    const chromium = await findChromium({
      cacheDir: path.join(os.homedir(), '.cache', 'penerbitan-kk'),
      logger: pino({ level: 'silent' }),
      executablePath: process.env['PUPPETEER_EXECUTABLE_PATH'],
    });
    browser = await launch({
      executablePath: chromium.executablePath,
      headless: chromium.headless,
      pipe: true,
      env: { ...chromium.environment },
      args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-gpu'],
    });
  });
  after(() => browser?.close());
  beforeEach(async () => {
    office = createSampleOffice();
    server = await startDesk(office);
  });
  afterEach(() => server.stop());

  it('has no fault of WCAG 2.2 AA that axe can see, runs under its own policy, and fits the screen', async () => {
    const { sri, endah, agus } = PEOPLE;
    const made = await office.given.verified();
    await office.given.verified();
    await office.store.cases.change(made.applicationNumber, { findings: ['Anggota 1: nama berbeda dengan SIAK.'] });
    const back = await office.given.case();
    await office.given.decision(back.applicationNumber, 5, endah, {
      verification: 'invalid',
      note: 'Gelar tidak terbaca',
    });
    office.engine.offer({ elementId: 'examine-application', processInstanceKey: back.processInstanceKey });
    const today = plainDateOf(new Date());
    office.store.rows.people.set(endah.username, { ...endah, signerNik: '3402015804820003' });
    await office.desk.recordAbsence(agus.username, { person: sri.username, validFrom: today, validTo: today });
    await office.desk.appoint(agus.username, { to: endah.username, validFrom: today, validTo: today });
    const pages: [string | undefined, string][] = [
      [sri.username, '/meja/kehadiran'],
      [agus.username, '/meja/kehadiran'],
      [sri.username, '/meja'],
      [sri.username, `/meja/berkas/${back.applicationNumber}`],
      [endah.username, `/meja/berkas/${made.applicationNumber}`],
      [agus.username, '/meja/tanda-tangan'],
      [agus.username, `/meja/tanda-tangan/${made.applicationNumber}/tolak`],
      [sri.username, `/meja/siak/${made.applicationNumber}`],
      [PEOPLE.rini.username, '/meja'],
      [undefined, '/meja'],
    ];
    for (const [username, where] of pages) {
      const { page, complaints } = await tab(username, where);
      expect(
        complaints.filter((text) => !(username === undefined && text.includes('401'))),
        where,
      ).to.deep.equal([]);
      // axe itself is put in from outside, past the page's own policy
      const isolated = await page.createCDPSession();
      await isolated.send('Page.setBypassCSP', { enabled: true });
      await page.reload({ waitUntil: 'networkidle0' });
      await page.addScriptTag({ path: AXE });
      const faults = await page.evaluate(async (tags) => {
        const axe = (
          globalThis as unknown as {
            axe: {
              run(
                context: Document,
                options: unknown,
              ): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
            };
          }
        ).axe;
        const { violations } = await axe.run(document, { runOnly: { type: 'tag', values: tags } });
        return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`);
      }, WCAG);
      expect(faults, where).to.deep.equal([]);
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth),
        `${where} needs no scrolling sideways`,
      ).to.equal(true);
      await page.browserContext().close();
    }
  });

  it('turns, enlarges and changes the picture with the keyboard, and journals each paper when it is looked at', async () => {
    const made = await office.given.case();
    const { page } = await tab(PEOPLE.sri.username, `/meja/berkas/${made.applicationNumber}`);
    const viewed = () =>
      office.store.rows.journal.filter(({ event }) => event === 'paper-viewed').map(({ detail }) => detail['kind']);
    expect(viewed()).to.deep.equal(['f-1-06']);
    await page.focus('[data-stage]');
    await page.keyboard.press('ArrowRight');
    await page.waitForNetworkIdle();
    expect(await page.$eval('[data-which]', (one) => one.textContent)).to.equal('2. Kartu Keluarga lama');
    await page.keyboard.press('r');
    expect(await page.$eval('[data-picture]', (one) => (one as HTMLElement).style.rotate)).to.equal('90deg');
    await page.keyboard.press('-');
    expect(await page.$eval('[data-zoom]', (one) => one.textContent)).to.match(/^\d+%$/);
    await page.keyboard.press('0');
    expect(await page.$eval('[data-zoom]', (one) => one.textContent)).to.equal('Pas');
    await page.keyboard.press('ArrowLeft');
    await page.waitForNetworkIdle();
    await page.click('[data-show]:last-of-type');
    expect(new Set(viewed())).to.deep.equal(new Set(['f-1-06', 'kk-lama']));
    await page.browserContext().close();
  });

  it('signs from the page: choose, confirm, type the passphrase, and read the result', async () => {
    const drafts = [await office.given.verified(), await office.given.verified()];
    const { page, complaints } = await tab(PEOPLE.agus.username, '/meja/tanda-tangan');
    expect(await page.$eval('[data-submit]', (one) => (one as HTMLButtonElement).disabled)).to.equal(true);
    for (const { applicationNumber } of drafts) await page.click(`[data-number="${applicationNumber}"]`);
    expect(await page.$eval('[data-chosen]', (one) => one.textContent)).to.contain(drafts[1]!.draftSha256.slice(0, 12));
    await page.click('[name="diperiksa"]');
    await page.type('#passphrase', RIGHT_PASSPHRASE);
    await page.click('[data-submit]');
    await page.waitForFunction(
      () => document.querySelector('[data-heading]')?.textContent === '2 dari 2 draf sudah ditandatangani',
      { timeout: 10_000 },
    );
    expect(office.bsre.attempts).to.have.lengthOf(2);
    expect(complaints).to.deep.equal([]);
    // back to the list by the browser's button: no passphrase is left in the field
    await page.goBack({ waitUntil: 'networkidle0' });
    expect(await page.$eval('#passphrase', (one) => (one as HTMLInputElement).value).catch(() => '')).to.equal('');
    await page.browserContext().close();
  });
});
