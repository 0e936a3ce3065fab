import { expect } from 'chai';
import type { Page } from 'puppeteer-core';
import { withOffice } from '../cases/office.ts';
import { ApplyPage, RESIDENT } from './apply-page.ts';
import { axeFaults } from '../axe.ts';
import { complaintsOf } from './browser.ts';
import { newResident } from './residents.ts';
import { withPhone } from './with-phone.ts';
import { SLOW_3G, watchLine } from './slow-line.ts';

/** A cheap phone of these years. */
const CHEAP_PHONE = { width: 360, height: 740, deviceScaleFactor: 1, isMobile: true, hasTouch: true } as const;
const USABLE_SECONDS = 5;

describe('A resident who applies for the first time, at 360 x 740', () => {
  const given = withOffice();
  const phone = withPhone(given, { 'foto.jpg': [900, 1200] });
  let page: Page;
  let form: ApplyPage;
  let complaints: string[];
  beforeEach(async () => {
    page = await phone.context.newPage();
    complaints = complaintsOf(page);
    await page.setViewport(CHEAP_PHONE);
    form = new ApplyPage(page, phone.portal.url);
  });

  const photo = () => phone.photo('foto.jpg');
  /** What is cut off or forces the reader to scroll sideways. */
  const sideways = () =>
    page.evaluate(() =>
      document.documentElement.scrollWidth <= document.documentElement.clientWidth
        ? []
        : [...document.querySelectorAll('main *, header *')]
            .filter((element) => element.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
            .slice(0, 5)
            .map((element) => `${element.tagName}.${element.className} ${element.textContent?.trim().slice(0, 30)}`),
    );
  /** Words of headings that stand on two lines. */
  const brokenWords = () =>
    page.evaluate(() =>
      [...document.querySelectorAll('main :is(h1, h2, h3, legend), footer h2')].flatMap((heading) => {
        const walker = document.createTreeWalker(heading, NodeFilter.SHOW_TEXT);
        const broken: string[] = [];
        for (let text = walker.nextNode(); text !== null; text = walker.nextNode())
          for (const { index, 0: word } of (text.nodeValue ?? '').matchAll(/[\p{L}\p{N}]+/gu)) {
            const range = document.createRange();
            range.setStart(text, index);
            range.setEnd(text, index + word.length);
            const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)));
            if (lines.size > 1) broken.push(word);
          }
        return broken;
      }),
    );
  /** Application numbers are drawn by chance; what fits with these letters fits with any. */
  const widestNumbers = () =>
    page.evaluate(() => {
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      for (let text = walker.nextNode(); text !== null; text = walker.nextNode())
        text.nodeValue = (text.nodeValue ?? '').replaceAll(/(KK-\d{6}-)[0-9A-Z]{6}/g, '$1WWWWWW');
    });
  /** Walks the whole way; looks at every page with `look`. */
  const wholeWay = async (look: (name: string) => Promise<void>) => {
    await page.goto(phone.portal.url);
    await look('start');
    await Promise.all([page.waitForNavigation(), page.tap('a[href="/ajukan"].button')]);
    await form.reaches('kejadian');
    await look('kejadian');
    await form.ticks('kk-rusak');
    await form.next();
    await look('pemohon');
    await form.fillsIn(newResident());
    await form.next();
    await look('peristiwa');
    await form.next();
    await form.reaches('foto');
    await form.picks('kk-rusak', photo());
    await form.photosAre('kk-rusak', 'ready');
    await look('foto');
    await form.goesToTheEnd();
    await look('periksa');
    await form.sends();
    await form.reaches('receipt');
    await look('receipt');
    await Promise.all([page.waitForNavigation(), page.click('[data-receipt] form button')]);
    await look('track');
    expect(await page.$eval('h1', (heading) => heading.textContent)).to.equal('Permohonan sudah kami terima');
  };

  it('comes from the first page to the tracking page; every page passes axe and none scrolls sideways', async () => {
    const faults: string[] = [];
    await wholeWay(async (name) => {
      faults.push(...(await axeFaults(page, { bestPractice: true })).map((fault) => `${name}: ${fault}`));
      await widestNumbers();
      faults.push(...(await sideways()).map((fault) => `${name}: ${fault} is cut`));
      if (process.env['PICTURES'] !== undefined)
        await page.screenshot({ path: `${process.env['PICTURES']}/360-${name}.png`, fullPage: true });
    });
    expect(faults).to.deep.equal([]);
    expect(complaints).to.deep.equal([]);
  });

  it('loses nothing, and breaks no word of a heading, when the text is twice as large', async () => {
    const faults: string[] = [];
    await page.evaluateOnNewDocument(() => {
      addEventListener('DOMContentLoaded', () => {
        document.documentElement.style.fontSize = '200%';
      });
    });
    await wholeWay(async (name) => {
      await widestNumbers();
      faults.push(...(await sideways()).map((fault) => `${name}: ${fault} is cut`));
      faults.push(...(await brokenWords()).map((word) => `${name}: the heading's "${word}" is broken`));
      if (process.env['PICTURES'] !== undefined)
        await page.screenshot({ path: `${process.env['PICTURES']}/200-${name}.png`, fullPage: true });
    });
    expect(faults).to.deep.equal([]);
  });

  it('can answer the first question within five seconds on slow 3G, and the steps need no further files', async () => {
    const session = await page.createCDPSession();
    const line = await watchLine(session);
    await session.send('Network.emulateNetworkConditions', SLOW_3G);
    await page.goto(`${phone.portal.url}/ajukan`, { waitUntil: 'domcontentloaded' });
    await page.waitForSelector('[data-form]:not([hidden]) input[name=event]', { visible: true });
    await form.ticks('kk-rusak');
    console.log(`      usable on slow 3G after ${line.seconds(SLOW_3G).toFixed(1)} s: ${line.told()}`);
    expect(line.seconds(SLOW_3G)).to.be.greaterThan(4).and.lessThan(USABLE_SECONDS);
    await page.waitForNetworkIdle();
    const files: string[] = [];
    page.on('request', (request) => files.push(new URL(request.url()).pathname));
    await form.next();
    await form.reaches('pemohon');
    await form.fillsIn(newResident());
    let answered = false;
    page.on('response', (response) => (answered ||= response.url().endsWith('/api/application-checks')));
    await page.click('[data-next]');
    await page.waitForFunction(() => document.querySelector('[data-next]')?.textContent?.includes('Memeriksa'));
    expect(answered, 'says that it is at work, before an answer comes').to.equal(false);
    await form.reaches('peristiwa');
    expect(files.filter((name) => /\.(js|json|css)$/.test(name))).to.deep.equal([]);
  });

  it('goes the whole way with the keyboard alone', async () => {
    await page.setViewport({ width: 360, height: 740 });
    await form.open();
    /** Presses Tab until the focus is on what fits, as somebody does who sees where it is. */
    const tabTo = async (selector: string) => {
      for (let presses = 0; presses < 80; presses++) {
        if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)) return;
        await page.keyboard.press('Tab');
      }
      throw new Error(`no way to ${selector} by the keyboard`);
    };
    const press = async (selector: string, key: 'Space' | 'Enter') => {
      await tabTo(selector);
      await page.keyboard.press(key);
    };
    const group = await page.$eval('input[value="kk-rusak"]', (input) => input.closest('details') !== null);
    if (group) await press('details:has(input[value="kk-rusak"]) > summary', 'Enter');
    await press('input[value="kk-rusak"]', 'Space');
    await press('[data-next]', 'Enter');
    await form.reaches('pemohon');
    for (const [id, text] of Object.entries({ ...RESIDENT, nik: newResident().nik })) {
      await tabTo(`#${id}`);
      await page.keyboard.type(text);
    }
    await tabTo('#kalurahan');
    await page.keyboard.type('Poncosari');
    await press('[data-next]', 'Enter');
    await form.reaches('peristiwa');
    await press('[data-next]', 'Enter');
    await form.reaches('foto');
    await tabTo('[data-slot=kk-rusak] input[type=file]:not([capture])');
    await form.picks('kk-rusak', photo());
    await form.photosAre('kk-rusak', 'ready');
    await press('[data-next]', 'Enter');
    await form.reaches('periksa');
    await press('#statement', 'Space');
    await press('[data-next]', 'Enter');
    await form.reaches('receipt');
    expect(phone.portal.cases.opened).to.have.length(1);
  });
});
