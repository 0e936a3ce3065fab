import { expect } from 'chai';
import type { Browser, Page } from 'puppeteer-core';
import { withOffice } from '../cases/office.ts';
import { axeFaults } from '../axe.ts';
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
    await Promise.all([page.waitForNavigation(), page.click(`form[action="${action}"] button`)]);
  }

  for (const [screen, viewport, scripts] of [
    ['a small phone without scripts', SMALL_PHONE, false],
    ['a computer with scripts', DESK, true],
  ] as const)
    it(`goes from the tracking page to the answers and back, on ${screen}`, async () => {
      const { number, pin } = await asked();
      const page = await (await browser.createBrowserContext()).newPage();
      const complaints = complaintsOf(page);
      await page.setViewport(viewport);
      await page.setJavaScriptEnabled(scripts);
      await page.goto(`${portal.url}/lacak?nomor=${number}`);
      await page.type('input[name=pin]', pin);
      await presses(page, '/lacak');
      await presses(page, '/lacak/isian');
      const name = 'input[name="/events/0/data/children/0/name"]';
      expect(await page.$eval(name, (input) => input.value)).to.equal('Arjuna');
      expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).to.be.at.most(0);
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
});
