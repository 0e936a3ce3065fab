import { expect } from 'chai';
import type { Browser, Page, Viewport } from 'puppeteer-core';
import { withOffice } from '../cases/office.ts';
import { axeFaults, keepPicture } from '../axe.ts';
import { complaintsOf, DESK, openBrowser, SMALL_PHONE } from './browser.ts';
import { aForm, answerOf } from './client.ts';
import { openPortal, type OpenPortal } from './open-portal.ts';
import { newResident } from './residents.ts';

describe('Correcting the answers in a browser', () => {
  const given = withOffice();
  let browser: Browser;
  let portal: OpenPortal;
  before(async () => {
    browser = await openBrowser();
    portal = await openPortal(given.office);
  });
  after(async () => {
    await browser?.close();
    await portal?.close();
  });

  /** A newborn whose mother was mistyped, and a sister who finished school; an officer asks to correct that. */
  async function asked(): Promise<{ number: string; pin: string }> {
    const { name, nik, whatsapp, kkNumber } = newResident();
    const child = {
      ...{ name: 'Arjuna', withoutNik: 'bayi-baru-lahir', sex: 'LAKI-LAKI', birthPlace: 'Bantul' },
      ...{ birthDate: '2026-11-01', religion: 'ISLAM', bloodType: 'TIDAK TAHU', citizenship: 'WNI', mother: nik },
    };
    const application = {
      ...{ applicant: { name, nik, whatsapp }, kkNumber, statement: true },
      listed: [{ name, nik, shdk: 'KEPALA KELUARGA' }],
      events: [
        { event: 'bayi-lahir', data: { children: [{ ...child, fatherLeftOut: true }] } },
        { event: 'pendidikan', data: { changes: [{ person: nik, from: 'SLTP/SEDERAJAT', to: 'SLTA/SEDERAJAT' }] } },
      ],
    };
    const { status, body, text } = await answerOf(
      fetch(`${portal.url}/api/applications`, { method: 'POST', body: aForm(application) }),
    );
    expect(status, text).to.equal(201);
    const { applicationNumber: number, pin } = body as { applicationNumber: string; pin: string };
    await given.office.asksFor(number, [], 'Mohon betulkan nama anak seperti pada akta kelahiran.');
    return { number, pin };
  }

  async function presses(page: Page, action: string): Promise<void> {
    const send = `form[action="${action}"] button[data-send]`;
    const button = (await page.$(send)) === null ? `form[action="${action}"] button` : send;
    await Promise.all([page.waitForNavigation(), page.click(button)]);
  }

  /** The page of correction of an application that an officer sent back. */
  async function opened(viewport: Viewport, scripts: boolean) {
    const { number, pin } = await asked();
    const page = await (await browser.createBrowserContext()).newPage();
    const complaints = complaintsOf(page);
    await page.setViewport(viewport);
    await page.setJavaScriptEnabled(scripts);
    await page.goto(`${portal.url}/lacak?nomor=${number}`);
    await page.type('input[name=pin]', pin);
    await presses(page, '/lacak');
    await presses(page, '/lacak/isian');
    return { number, page, complaints };
  }
  const fits = async (page: Page) =>
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).to.be.at.most(0);

  for (const [screen, viewport, scripts] of [
    ['a small phone without scripts', SMALL_PHONE, false],
    ['a computer with scripts', DESK, true],
  ] as const)
    it(`goes from the tracking page to the answers and back, on ${screen}`, async () => {
      const { number, page, complaints } = await opened(viewport, scripts);
      const name = 'input[name="/events/0/data/children/0/name"]';
      expect(await page.$eval(name, (input) => input.value)).to.equal('Arjuna');
      await fits(page);
      if (scripts) expect(await axeFaults(page, { bestPractice: true })).to.deep.equal([]);

      await page.$eval(name, (input) => (input.value = 'Arjuna 2'));
      await presses(page, '/lacak/isian/kirim');
      expect(await page.$eval(name, (input) => input.value)).to.equal('Arjuna 2');
      expect(await page.$eval('.wrong-field .fault', (fault) => fault.textContent)).to.contain('huruf dan spasi saja');

      await page.$eval(name, (input) => (input.value = 'Arjuna Prabawa'));
      await presses(page, '/lacak/isian/kirim');
      expect(await page.$eval('.success', (box) => box.textContent)).to.contain('Isian Anda sudah kami terima');
      await given.office.settle();
      expect((await given.office.case(number)).state).to.equal('examination');
      expect(complaints).to.deep.equal([]);
      await page.close();
    });

  for (const [screen, viewport, scripts] of [
    ['a small phone without scripts', SMALL_PHONE, false],
    ['a small phone with scripts', SMALL_PHONE, true],
    ['the computer of a library', { width: 1366, height: 768 }, true],
  ] as const)
    it(`takes one event away and adds another, by the keyboard alone, on ${screen}`, async () => {
      const { number, page, complaints } = await opened(viewport, scripts);
      const titles = () => page.$$eval('.event h2', (found) => found.map(({ textContent }) => textContent));
      expect(await titles()).to.deep.equal(['Bayi lahir atau tambah anak', 'Lulus sekolah atau kuliah']);
      const hits = async (selector: string) => {
        await page.focus(selector);
        await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
        await fits(page);
        if (scripts) expect(await axeFaults(page, { bestPractice: true })).to.deep.equal([]);
      };
      await hits('button[value=hapus-1]');
      expect(await titles()).to.deep.equal(['Bayi lahir atau tambah anak']);
      expect(await page.$$('button[value^=hapus]'), 'one event stays').to.have.length(0);
      expect(await page.$eval('#dihapus', (box) => box.textContent)).to.contain('Lulus sekolah atau kuliah');
      await keepPicture(page, `amend-removed-${viewport.width}-${scripts}`);

      await page.select('#tambah-peristiwa', 'golongan-darah');
      await hits('button[value=tambah]');
      expect(await titles()).to.deep.equal(['Bayi lahir atau tambah anak', 'Golongan darah']);
      if (scripts)
        expect(await page.evaluate('document.activeElement.textContent'), 'the reader stands at what is new').to.equal(
          'Golongan darah',
        );
      await keepPicture(page, `amend-added-${viewport.width}-${scripts}`);

      await page.type('[name="/events/1/data/changes/0/person"]', '3402 1');
      await page.keyboard.press('Enter');
      await page.waitForNavigation({ waitUntil: 'load' }).catch(() => undefined);
      expect(await page.$eval('.summary', (box) => box.textContent), 'Enter in a field sends').to.contain(
        'Ada isian yang perlu diperbaiki',
      );
      await keepPicture(page, `amend-refused-${viewport.width}-${scripts}`);
      const { nik } = await page.$eval('#orang option', (option) => ({ nik: option.value }));
      for (const [field, text] of [
        ['person', nik],
        ['from', 'TIDAK TAHU'],
        ['to', 'O'],
      ]) {
        await page.$eval(
          `[name="/events/1/data/changes/0/${field}"]`,
          (input) => ((input as HTMLInputElement).value = ''),
        );
        await page.type(`[name="/events/1/data/changes/0/${field}"]`, text!);
      }
      await hits('button[data-send]');
      const said = await page.$eval('.success', (box) => box.textContent);
      expect(said).to.contain('Masih kurang: ').and.contain('Hasil pemeriksaan golongan darah');
      expect(said).to.contain('Tidak diperlukan lagi: ').and.contain('Ijazah terakhir');
      expect(await page.$$('input[type=file][name=hasil-golongan-darah]')).to.have.length(1);
      await keepPicture(page, `amend-papers-${viewport.width}-${scripts}`);
      expect((await given.office.case(number)).missingDocuments).to.include('hasil-golongan-darah');
      expect(complaints).to.deep.equal([]);
      await page.close();
    });
});
