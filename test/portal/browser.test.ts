import { writeFileSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import type { Browser, ElementHandle, Page } from 'puppeteer-core';
import { axeFaults } from '../axe.ts';
import { PHONE, SMALL_PHONE, complaintsOf, openBrowser } from './browser.ts';
import { aPhoto, receiptFrom } from './client.ts';
import { LINK_KEY, withOffice } from '../cases/office.ts';
import { pinOf } from '../../src/domain/application-number.ts';
import { openPortal, type OpenPortal } from './open-portal.ts';

describe('The portal on a phone', () => {
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

  /** Ticks what happened; a tile of several opens first. */
  const ticks = async (...events: string[]) => {
    for (const event of events) {
      await page.$eval(`input[value="${event}"]`, (input) => {
        const group = input.closest('details');
        if (group) group.open = true;
      });
      await page.click(`input[value="${event}"]`);
    }
  };
  const asked = (pointer: string) => `[data-field="/events/${pointer}"]`;
  const changes = async (place: number, from: string, to: string) => {
    const at = `${place}/data/changes/0`;
    await page.waitForSelector(asked(`${at}/person`));
    await page.select(`${asked(`${at}/person`)} select`, '3402016504850001');
    await page.select(`${asked(`${at}/from`)} select`, from);
    await page.select(`${asked(`${at}/to`)} select`, to);
  };

  it('leads a resident from what happened to number and PIN, and on to the tracking page', async () => {
    await page.goto(`${portal.url}/ajukan`, { waitUntil: 'networkidle0' });
    expect(await heading()).to.equal('Apa yang terjadi di keluarga Anda?');
    await ticks('pendidikan', 'penulisan-lama');
    await next();
    await fillApplicant();
    await next();
    expect(await page.$eval('[data-part=name] input', (input) => input.value)).to.equal('Wening Prabawati');
    await page.select('[data-member] [data-part=shdk] select', 'KEPALA KELUARGA');
    await next();
    await changes(0, 'SLTA/SEDERAJAT', 'DIPLOMA IV/STRATA I');
    // Words of an old card: nobody has to write what the card does not say.
    await page.click(`${asked('1/data/persons')} button:not(.danger)`);
    await page.waitForSelector(asked('1/data/persons/0'));
    await page.select(`${asked('1/data/persons/0')} select`, '3402016504850001');
    await page.type(`${asked('1/data/from')} input`, 'KAWIN');
    await page.select(`${asked('1/data/to')} select`, 'KAWIN TERCATAT');
    await page.$eval(`${asked('1/data/date')} input`, (input) => {
      input.value = '2004-06-20';
      input.dispatchEvent(new Event('input', { bubbles: true }));
    });
    await next();
    await page.waitForSelector('[data-slot=ijazah]');
    expect(await text('[data-photos-missing]'))
      .to.contain('Ijazah terakhir')
      .and.contain('Buku nikah');
    await pick('ijazah', 'foto.jpg');
    await page.waitForSelector('[data-slot=ijazah] .thumb img');
    // A sheet of one colour: said while another photo can still be taken, and nobody is held up.
    await page.waitForFunction(() =>
      document.querySelector('[data-slot=ijazah] [data-slot-hint]')?.textContent?.includes('Gambar ini kosong'),
    );
    await pick('kk-lama', 'besar.jpg');
    await page.waitForSelector('[data-slot=kk-lama] .thumb img');
    await pick('lainnya', 'gambar.svg');
    await page.waitForSelector('[data-slot=lainnya] .fault:not([hidden])');
    await next();
    expect(await text('[data-review]'))
      .to.contain('DIPLOMA IV/STRATA I')
      .and.contain('Wening Prabawati')
      .and.contain('20-06-2004')
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
    expect((await given.office.case(number!)).application.events).to.deep.equal([
      {
        event: 'pendidikan',
        data: { changes: [{ person: '3402016504850001', from: 'SLTA/SEDERAJAT', to: 'DIPLOMA IV/STRATA I' }] },
      },
      {
        event: 'penulisan-lama',
        data: { persons: ['3402016504850001'], from: 'KAWIN', to: 'KAWIN TERCATAT', date: '2004-06-20' },
      },
    ]);
    expect(await page.evaluate(() => sessionStorage.getItem('kk-permohonan'))).to.equal(null);
    await Promise.all([page.waitForNavigation(), page.click('[data-receipt] form button')]);
    expect(await text('h1')).to.equal('Permohonan sudah kami terima');
    expect(complaints).to.deep.equal([]);
  });

  it('names each wrong field where it is and above, and puts the reader there', async () => {
    await page.goto(`${portal.url}/ajukan`, { waitUntil: 'networkidle0' });
    await next();
    expect(await text('[data-summary-list]')).to.contain('Pilih apa yang terjadi');
    await ticks('kk-hilang');
    await next();
    await fillApplicant();
    await page.$eval('#nik', (input) => {
      (input as HTMLInputElement).value = '34020132048';
    });
    await next();
    expect(await page.evaluate(() => document.activeElement?.hasAttribute('data-summary'))).to.equal(true);
    expect(await text('[data-summary-list]')).to.contain('NIK');
    expect(await page.$eval('#nik', (input) => input.getAttribute('aria-invalid'))).to.equal('true');
    const described = await page.$eval(
      '#nik',
      (input) => document.getElementById(input.getAttribute('aria-describedby')?.split(' ').at(-1) ?? '')?.textContent,
    );
    expect(described).to.contain('tuliskan 16 angka');
    await page.click('[data-summary-list] a');
    expect(await page.evaluate(() => document.activeElement?.id)).to.equal('nik');
    await page.type('#nik', '1');
    expect(await page.$('#nik[aria-invalid]')).to.equal(null);
  });

  it('keeps what was typed over a reload, steps back with the browser, and survives a broken connection', async () => {
    await page.goto(`${portal.url}/ajukan`, { waitUntil: 'networkidle0' });
    await ticks('kk-rusak');
    await next();
    await fillApplicant();
    await next();
    // Nobody is written down for a card that is printed again as it is.
    expect(await heading()).to.contain('Ceritakan yang terjadi');
    await page.reload({ waitUntil: 'networkidle0' });
    expect(await heading()).to.contain('Ceritakan yang terjadi');
    await page.goBack();
    await page.waitForFunction(() => document.querySelector('[data-step=pemohon]:not([hidden])'));
    expect(await page.$eval('#street', (input) => (input as HTMLInputElement).value)).to.equal('Padukuhan Jopaten');
    await next();
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

  it('says at once when another service comes first, where it is, and whether this application goes on', async () => {
    await page.goto(`${portal.url}/ajukan`, { waitUntil: 'networkidle0' });
    await ticks('pindah-keluar');
    await next();
    await fillApplicant();
    await next();
    await page.select('[data-member] [data-part=shdk] select', 'KEPALA KELUARGA');
    await next();
    await page.waitForSelector(asked('0/data/movers/0/nik'));
    await page.select(`${asked('0/data/movers/0/nik')} select`, '3402016504850001');
    await page.type(`${asked('0/data/destination')} input`, 'Surabaya');
    await page.select(`${asked('0/data/skpwni')} select`, 'belum');
    await page.waitForSelector('[data-elsewhere]:not([hidden])');
    expect(await text('[data-elsewhere]'))
      .to.contain('layanan Pindah di loket Disdukcapil Bantul')
      .and.contain('tidak ada KK yang diterbitkan dari permohonan ini');
    await page.select(`${asked('0/data/skpwni')} select`, 'terbit');
    await page.waitForSelector('[data-elsewhere][hidden]');
    expect(complaints).to.deep.equal([]);
  });

  it('names a fault in the answers of an event where it is, also in a folded part', async () => {
    await page.goto(`${portal.url}/ajukan`, { waitUntil: 'networkidle0' });
    await ticks('bayi-lahir');
    await next();
    await fillApplicant();
    await next();
    await page.select('[data-member] [data-part=shdk] select', 'KEPALA KELUARGA');
    await next();
    await page.waitForSelector(asked('0/data/children/0/name'));
    await page.type(`${asked('0/data/children/0/name')} input`, 'Arjuna 2');
    await page.click('[data-next]');
    await page.waitForSelector('[data-summary]:not([hidden])');
    expect(await text('[data-summary-list]')).to.contain('lengkapi');
    const wrong = await page.$$eval('[data-events] .wrong-field', (fields) =>
      fields.map((field) => (field as HTMLElement).dataset['field']),
    );
    expect(wrong.every((pointer) => pointer?.startsWith('/events/0/data/children/0'))).to.equal(true);
    expect(wrong).to.not.be.empty;
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
    const faults: string[] = [];
    const look = async (name: string) => {
      const found = await axeFaults(page, { bestPractice: true });
      faults.push(...found.map((fault) => `${name}: ${fault}`));
      await page.setViewport(SMALL_PHONE);
      if (process.env['PICTURES'] !== undefined)
        await page.screenshot({ path: `${process.env['PICTURES']}/${name.replace(/\W+/g, '-')}.png`, fullPage: true });
      if (await page.evaluate(() => document.documentElement.scrollWidth > innerWidth))
        faults.push(`${name}: scrolls sideways`);
      await page.setViewport(PHONE);
    };
    for (const address of ['/', '/lacak', '/periksa', '/data-pribadi', '/unduh/abcdefghijklmnop', '/tidak-ada']) {
      await page.goto(portal.url + address);
      await look(address);
    }
    await page.goto(`${portal.url}/ajukan`, { waitUntil: 'networkidle0' });
    await ticks('menikah', 'bayi-lahir', 'pekerjaan');
    await look('what happened');
    await next();
    await next();
    await look('applicant with faults');
    await fillApplicant();
    await next();
    await look('family');
    await page.select('[data-member] [data-part=shdk] select', 'KEPALA KELUARGA');
    await next();
    await page.waitForSelector(asked('0/data/partners'));
    for (const folded of await page.$$('[data-events] details > summary')) await folded.click();
    await look('events');
    await next();
    await look('events with faults');
    await page.goBack();
    await page.goBack();
    await page.goBack();
    await page.waitForSelector('[data-step=kejadian]:not([hidden])');
    await page.click('input[value="menikah"]');
    await page.click('input[value="bayi-lahir"]');
    await next();
    await next();
    await next();
    await changes(0, 'PEKERJA PENGOLAHAN, KERAJINAN', 'GURU');
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
