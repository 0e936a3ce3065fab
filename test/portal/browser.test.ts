import { readFileSync, writeFileSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import type { Browser, ElementHandle, Page } from 'puppeteer-core';
import { PHONE, SMALL_PHONE, complaintsOf, openBrowser } from './browser.ts';
import { aPhoto, receiptFrom } from './client.ts';
import { LINK_KEY, withOffice } from '../cases/office.ts';
import { pinOf } from '../../src/domain/application-number.ts';
import { openPortal, type OpenPortal } from './open-portal.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

describe('The portal on a phone', function () {
  this.timeout(60_000);
  const given = withOffice();
  let portal: OpenPortal;
  let browser: Browser;
  let page: Page;
  let complaints: string[];
  let folder: string;
  before(async () => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'portal-'));
    writeFileSync(path.join(folder, 'foto.jpg'), await aPhoto('#c8b89a', 900, 1200));
    writeFileSync(
      path.join(folder, 'besar.jpg'),
      Buffer.concat([await aPhoto('#9ac8b8', 4000, 3000), Buffer.alloc(9 * 1024 * 1024)]),
    );
    writeFileSync(path.join(folder, 'gambar.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
    browser = await openBrowser();
  });
  after(async () => {
    await browser.close();
    rmSync(folder, { recursive: true });
  });
  beforeEach(async () => {
    portal = await openPortal(given.office);
    page = await browser.newPage();
    complaints = complaintsOf(page);
    await page.setViewport(PHONE);
  });
  afterEach(async () => {
    await page.close();
    await portal.close();
  });

  const text = (selector: string) => page.$eval(selector, (element) => element.textContent);
  const heading = () => page.$eval('[data-step]:not([hidden]) h1', (element) => element.textContent);
  const next = async () => {
    const before = await page.evaluate(() => document.title);
    await page.click('[data-next]');
    await page.waitForFunction(
      (old) => document.title !== old || !document.querySelector('[data-summary]')?.hasAttribute('hidden'),
      {},
      before,
    );
  };
  const pick = async (slot: string, file: string) => {
    const input = (await page.$(`[data-slot="${slot}"] input:not([capture])`)) as ElementHandle<HTMLInputElement>;
    await input.uploadFile(path.join(folder, file));
  };
  const fillApplicant = async () => {
    const texts = {
      name: 'Wening Prabawati',
      nik: '3402016504850001',
      kkNumber: '3402010107100001',
      whatsapp: '0812 3456 7890',
      street: 'Padukuhan Jopaten',
      rt: '003',
      rw: '012',
    };
    for (const [id, value] of Object.entries(texts)) await page.type(`#${id}`, value);
    await page.select('#kalurahan', '34.02.01.2001');
  };

  it('leads a resident from the reason to number and PIN, and on to the tracking page', async () => {
    await page.goto(`${portal.url}/ajukan`, { waitUntil: 'networkidle0' });
    await page.click('input[value="perubahan-data"]');
    await next();
    await fillApplicant();
    await next();
    expect(await page.$eval('[data-part=name] input', (input) => input.value)).to.equal('Wening Prabawati');
    await page.select('[data-member] [data-part=shdk] select', 'KEPALA KELUARGA');
    await next();
    await page.select('[data-part=element] select', 'pendidikan');
    await page.select('[data-part=from] select', 'SLTA/SEDERAJAT');
    await page.select('[data-part=to] select', 'DIPLOMA IV/STRATA I');
    await next();
    await page.waitForSelector('[data-slot=ijazah]');
    expect(await text('[data-photos-missing]')).to.contain('Ijazah terakhir');
    await pick('ijazah', 'foto.jpg');
    await page.waitForSelector('[data-slot=ijazah] .thumb img');
    await pick('kk-lama', 'besar.jpg');
    await page.waitForSelector('[data-slot=kk-lama] .thumb img');
    await pick('lainnya', 'gambar.svg');
    await page.waitForSelector('[data-slot=lainnya] .fault:not([hidden])');
    await next();
    expect(await text('[data-review]'))
      .to.contain('DIPLOMA IV/STRATA I')
      .and.contain('Poncosari')
      .and.contain('Ijazah terakhir');
    await page.click('#statement');
    await page.click('[data-next]');
    await page.waitForSelector('[data-receipt]:not([hidden])');
    const [number] = portal.cases.opened;
    const papers = await given.office.store.papers.of(number!);
    expect(await text('[data-receipt-number]')).to.equal(number);
    expect(await text('[data-receipt-pin]')).to.equal(pinOf(number!, LINK_KEY));
    expect(papers.map(({ kind }) => kind)).to.have.members(['ijazah', 'kk-lama']);
    expect((await given.office.case(number!)).application.changes).to.deep.equal([
      { element: 'pendidikan', from: 'SLTA/SEDERAJAT', member: 0, to: 'DIPLOMA IV/STRATA I' },
    ]);
    expect(await page.evaluate(() => sessionStorage.getItem('kk-permohonan'))).to.equal(null);
    await Promise.all([page.waitForNavigation(), page.click('[data-receipt] form button')]);
    expect(await text('h1')).to.equal('Permohonan sudah kami terima');
    expect(complaints).to.deep.equal([]);
  });

  it('names each wrong field where it is and above, and puts the reader there', async () => {
    await page.goto(`${portal.url}/ajukan`, { waitUntil: 'networkidle0' });
    await page.click('input[value="hilang"]');
    await next();
    await fillApplicant();
    await page.$eval('#nik', (input) => {
      (input as HTMLInputElement).value = '3402013204850001';
    });
    await next();
    expect(await page.evaluate(() => document.activeElement?.hasAttribute('data-summary'))).to.equal(true);
    expect(await text('[data-summary-list]')).to.contain('NIK');
    expect(await page.$eval('#nik', (input) => input.getAttribute('aria-invalid'))).to.equal('true');
    const described = await page.$eval(
      '#nik',
      (input) => document.getElementById(input.getAttribute('aria-describedby')?.split(' ').at(-1) ?? '')?.textContent,
    );
    expect(described).to.contain('tanggal lahir di dalamnya tidak mungkin');
    await page.click('[data-summary-list] a');
    expect(await page.evaluate(() => document.activeElement?.id)).to.equal('nik');
    await page.type('#nik', '1');
    expect(await page.$('#nik[aria-invalid]')).to.equal(null);
  });

  it('keeps what was typed over a reload, steps back with the browser, and survives a broken connection', async () => {
    await page.goto(`${portal.url}/ajukan`, { waitUntil: 'networkidle0' });
    await page.click('input[value="rusak"]');
    await next();
    await fillApplicant();
    await next();
    expect(await heading()).to.contain('tercantum dalam KK');
    await page.reload({ waitUntil: 'networkidle0' });
    expect(await heading()).to.contain('tercantum dalam KK');
    await page.goBack();
    await page.waitForFunction(() => document.querySelector('[data-step=pemohon]:not([hidden])'));
    expect(await page.$eval('#street', (input) => (input as HTMLInputElement).value)).to.equal('Padukuhan Jopaten');
    await next();
    await page.select('[data-member] [data-part=shdk] select', 'KEPALA KELUARGA');
    await next();
    await page.waitForSelector('[data-slot=kk-rusak]');
    await next();
    await page.click('#statement');
    await page.setOfflineMode(true);
    await page.click('[data-next]');
    await page.waitForFunction(
      () => document.querySelector('[data-summary]:not([hidden]) h2')?.textContent === 'Sambungan terputus',
    );
    await page.setOfflineMode(false);
    await page.click('[data-next]');
    await page.waitForSelector('[data-receipt]:not([hidden])');
    expect(portal.cases.opened).to.have.length(1);
  });

  it('shows the tracking page anew when the case has moved', async () => {
    const { number, pin } = await receiptFrom(portal.url);
    await page.goto(`${portal.url}/lacak?nomor=${number}`);
    await page.type('#pin', pin);
    await Promise.all([page.waitForNavigation(), page.click('form button.button')]);
    await given.office.delivers(number);
    await Promise.all([page.waitForNavigation(), page.click('[data-refresh] button')]);
    expect(await text('h1')).to.equal('KK Anda sudah terbit');
    expect(complaints).to.deep.equal([]);
  });

  it('passes axe (WCAG 2.2 AA) on every page and fits 360 pixels without scrolling sideways', async () => {
    const { number, pin } = await receiptFrom(portal.url);
    await page.setBypassCSP(true);
    const faults: string[] = [];
    const look = async (name: string) => {
      await page.evaluate(AXE);
      const found = await page.evaluate(async () => {
        const { axe } = globalThis as unknown as {
          axe: { run: (options: object) => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
        };
        const { violations } = await axe.run({
          runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
        });
        return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`);
      });
      faults.push(...found.map((fault) => `${name}: ${fault}`));
      await page.setViewport(SMALL_PHONE);
      if (await page.evaluate(() => document.documentElement.scrollWidth > innerWidth))
        faults.push(`${name}: scrolls sideways`);
      await page.setViewport(PHONE);
    };
    for (const address of ['/', '/lacak', '/periksa', '/unduh/abcdefghijklmnop', '/tidak-ada']) {
      await page.goto(portal.url + address);
      await look(address);
    }
    await page.goto(`${portal.url}/ajukan`, { waitUntil: 'networkidle0' });
    await look('reason');
    await page.click('input[value="perubahan-data"]');
    await next();
    await next();
    await look('applicant with faults');
    await fillApplicant();
    await next();
    await look('family');
    await page.select('[data-member] [data-part=shdk] select', 'KEPALA KELUARGA');
    await next();
    await look('changes');
    await page.select('[data-part=element] select', 'pekerjaan');
    await page.select('[data-part=from] select', 'PEKERJA PENGOLAHAN, KERAJINAN');
    await page.select('[data-part=to] select', 'GURU');
    await next();
    await page.waitForSelector('[data-slot=lainnya]');
    await pick('lainnya', 'foto.jpg');
    await page.waitForSelector('[data-slot=lainnya] .thumb img');
    await look('photos');
    await next();
    await look('review');
    await given.office.asksFor(number, ['ijazah'], 'Foto buram.');
    const signed = await given.office.delivered();
    const { signedSha256 } = await given.office.case(signed.applicationNumber);
    await given.office.store.cases.change(number, { signedSha256 });
    // The page as each state shows it; how a case gets there is tried elsewhere.
    for (const state of ['submitted', 'waiting-for-applicant', 'delivery'] as const) {
      await given.office.store.cases.change(number, { state });
      await page.goto(`${portal.url}/lacak?nomor=${number}`);
      await page.type('#pin', pin);
      await Promise.all([page.waitForNavigation(), page.click('form button.button')]);
      await look(state);
    }
    expect(faults).to.deep.equal([]);
  });
});
