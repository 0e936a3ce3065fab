import { expect } from 'chai';
import type { Page } from 'puppeteer-core';
import { withOffice } from '../cases/office.ts';
import { ApplyPage } from './apply-page.ts';
import { SMALL_PHONE, complaintsOf } from './browser.ts';
import { newResident } from './residents.ts';
import { withPhone } from './with-phone.ts';

describe('The draft of an application on the phone', () => {
  const given = withOffice();
  const phone = withPhone(given, { 'satu.jpg': [900, 1200], 'dua.jpg': [1000, 1300] });
  const file = (name: string) => phone.photo(name);
  let complaints: string[];
  /** A new tab of the same browser on the same phone. */
  const tab = async (): Promise<{ page: Page; form: ApplyPage }> => {
    const page = await phone.context.newPage();
    complaints = complaintsOf(page);
    await page.setViewport(SMALL_PHONE);
    return { page, form: new ApplyPage(page, phone.portal.url) };
  };
  const onPhone = (page: Page) =>
    page.evaluate(async () => ({
      draft: localStorage.getItem('kk-permohonan'),
      photos: (await indexedDB.databases()).length,
    }));

  it('is kept when its owner says so, and taken up with its photos after the tab was killed', async () => {
    const own = newResident();
    const first = await tab();
    await first.form.goesToPhotos(own, true);
    await first.form.picks('kk-rusak', file('satu.jpg'), file('dua.jpg'));
    await first.form.photosAre('kk-rusak', 'ready', 2);
    await first.page.close({ runBeforeUnload: false });

    const second = await tab();
    await second.form.open();
    await second.form.reaches('foto');
    expect(await second.page.$eval('[data-restored]', (element) => element.textContent)).to.contain('dilanjutkan');
    await second.form.photosAre('kk-rusak', 'ready', 2);
    expect(await second.page.$$eval('[data-slot=kk-rusak] .thumb img', (images) => images.length)).to.equal(2);
    await second.form.goesToTheEnd();
    await second.form.sends();
    await second.form.reaches('receipt');
    const [number] = phone.portal.cases.opened;
    expect((await given.office.store.papers.of(number!)).map(({ kind }) => kind)).to.deep.equal([
      'kk-rusak',
      'kk-rusak',
    ]);
    expect((await given.office.case(number!)).application.applicant.nik).to.equal(own.nik);
    expect(await onPhone(second.page)).to.deep.equal({ draft: null, photos: 0 });
    expect(complaints).to.deep.equal([]);
  });

  it('shows the receipt again after the browser was closed, until its owner removes it', async () => {
    const first = await tab();
    await first.form.goesToPhotos(newResident(), true);
    await first.form.goesToTheEnd();
    await first.form.sends();
    await first.form.reaches('receipt');
    const number = await first.form.receiptNumber();
    await first.page.close();
    const second = await tab();
    await second.form.open();
    expect(await second.form.step()).to.equal('receipt');
    expect(await second.form.receiptNumber()).to.equal(number);
    await Promise.all([second.page.waitForNavigation(), second.page.click('[data-another]')]);
    await second.form.reaches('kejadian');
    expect(await second.page.evaluate(() => localStorage.length)).to.equal(0);
  });

  it('is not on the phone unless its owner says so', async () => {
    const first = await tab();
    await first.form.goesToPhotos(newResident());
    await first.form.picks('kk-rusak', file('satu.jpg'));
    await first.form.photosAre('kk-rusak', 'ready');
    expect(await onPhone(first.page)).to.deep.equal({ draft: null, photos: 0 });
    await first.page.close();
    const second = await tab();
    await second.form.open();
    expect(await second.form.step()).to.equal('kejadian');
    expect(await second.page.$eval('#nik', (input) => (input as HTMLInputElement).value)).to.equal('');
  });

  it('keeps photos over a reload of the tab without being asked, for they are at the office already', async () => {
    const { page, form } = await tab();
    await form.goesToPhotos(newResident());
    await form.picks('kk-rusak', file('satu.jpg'));
    await form.photosAre('kk-rusak', 'ready');
    await page.reload();
    await form.reaches('foto');
    await form.photosAre('kk-rusak', 'ready');
    await form.goesToTheEnd();
    await form.sends();
    await form.reaches('receipt');
    expect(await given.office.store.papers.of(phone.portal.cases.opened[0]!)).to.have.length(1);
  });

  it('says which photo has to be picked again when a reload came before it had arrived', async () => {
    const { page, form } = await tab();
    await form.goesToPhotos(newResident());
    await page.setRequestInterception(true);
    page.on('request', (request) =>
      request.url().endsWith('/api/uploads') ? void request.abort() : void request.continue(),
    );
    await form.picks('kk-rusak', file('satu.jpg'));
    await form.photosAre('kk-rusak', 'waiting');
    page.removeAllListeners('request');
    await page.setRequestInterception(false);
    await page.reload();
    await form.reaches('foto');
    await form.photosAre('kk-rusak', 'lost');
    expect(await page.$eval('[data-slot=kk-rusak] [data-slot-fault]', (element) => element.textContent)).to.contain(
      'pilih lagi',
    );
    expect(await page.$eval('[data-photos-missing]', (element) => element.textContent)).to.contain('Belum ada');
  });

  it('goes from the phone when its owner takes the tick away, and when they begin anew', async () => {
    const { page, form } = await tab();
    page.on('dialog', (dialog) => void dialog.accept());
    const before = await given.office.store.uploads.waitingBytes();
    await form.goesToPhotos(newResident(), true);
    await form.picks('kk-rusak', file('satu.jpg'));
    await form.photosAre('kk-rusak', 'ready');
    await form.keepsOnPhone();
    await page.waitForFunction(() => localStorage.getItem('kk-permohonan') === null);
    await form.keepsOnPhone();
    await page.waitForFunction(() => localStorage.getItem('kk-permohonan') !== null);
    await Promise.all([page.waitForNavigation(), page.click('[data-restart]')]);
    await form.reaches('kejadian');
    expect(await onPhone(page)).to.deep.equal({ draft: null, photos: 0 });
    // The office forgets the photos with it.
    expect(await given.office.store.uploads.waitingBytes()).to.equal(before);
  });

  it('is forgotten after seven days', async () => {
    const { page, form } = await tab();
    await form.goesToPhotos(newResident(), true);
    await page.evaluate(() => {
      const kept = JSON.parse(localStorage.getItem('kk-permohonan')!) as { savedAt: number };
      kept.savedAt -= 7 * 24 * 3_600_000 + 60_000;
      localStorage.setItem('kk-permohonan', JSON.stringify(kept));
    });
    await page.close();
    const later = await tab();
    await later.form.open();
    expect(await later.form.step()).to.equal('kejadian');
    expect((await onPhone(later.page)).draft).to.equal(null);
  });

  it('is never kept on a screen of the office that many people use, and the screen remembers what it is', async () => {
    const personal = await tab();
    await personal.form.goesToPhotos(newResident(), true);
    await personal.page.close();
    const { page, form } = await tab();
    await page.goto(`${phone.portal.url}/ajukan?layar=bersama`);
    await page.waitForSelector('[data-form]:not([hidden])');
    expect(await page.evaluate(() => location.search)).to.equal('');
    expect(await page.$('[data-keep]:not([hidden])')).to.equal(null);
    expect(await onPhone(page)).to.deep.equal({ draft: null, photos: 0 });
    await page.close();
    const next = await tab();
    await next.form.open();
    expect(await next.page.$('[data-keep]:not([hidden])')).to.equal(null);
    await next.page.goto(`${phone.portal.url}/ajukan?layar=pribadi`);
    await next.page.waitForSelector('[data-keep]:not([hidden])');
    expect(await form.step().catch(() => 'closed')).to.equal('closed');
  });

  it('on a screen of the office is wiped after ten minutes without a touch, and not while somebody writes', async () => {
    const { page, form } = await tab();
    // The page's clock: its long timers wait for `later`, short ones go on as they are.
    await page.evaluateOnNewDocument(`{
      const waiting = new Map();
      const usual = { set: setTimeout.bind(window), clear: clearTimeout.bind(window), now: Date.now.bind(Date) };
      let passed = 0;
      let serial = 1e6;
      Date.now = () => usual.now() + passed;
      window.setTimeout = (run, ms = 0, ...rest) => {
        if (ms < 60000) return usual.set(run, ms, ...rest);
        waiting.set(++serial, { at: passed + ms, run });
        return serial;
      };
      window.clearTimeout = (id) => waiting.delete(id) || usual.clear(id);
      window.later = (minutes) => {
        passed += minutes * 60000;
        for (const [id, { at, run }] of waiting) if (at <= passed && waiting.delete(id)) run();
      };
    }`);
    const later = (minutes: number) =>
      page.evaluate((n) => (window as unknown as { later: (minutes: number) => void }).later(n), minutes);
    await page.goto(`${phone.portal.url}/ajukan?layar=bersama`);
    await page.waitForSelector('[data-form]:not([hidden])');
    await form.ticks('kk-rusak');
    await form.next();
    await page.type('#name', 'Wening Prabawati');
    await later(9);
    await page.type('#nik', '34020165');
    await later(9);
    expect(await page.$eval('#name', (input) => (input as HTMLInputElement).value)).to.equal('Wening Prabawati');
    const wiped = page.waitForNavigation();
    await later(1);
    await wiped;
    await form.reaches('kejadian');
    expect(await page.$$eval('input:checked', (inputs) => inputs.length)).to.equal(0);
    const left = await page.evaluate(() => ({
      texts: [...document.querySelectorAll('input')].filter(({ type, value }) => type !== 'checkbox' && value !== '')
        .length,
      storage: JSON.stringify([{ ...sessionStorage }, { ...localStorage }]),
    }));
    expect(left.texts).to.equal(0);
    expect(left.storage).to.not.contain('Wening').and.to.not.contain('34020165');
    await page.goBack().catch(() => undefined);
    expect(await page.evaluate(() => document.documentElement.outerHTML)).to.not.contain('Wening');
  });

  it('survives what an older page or another hand has left in its place', async () => {
    const { page, form } = await tab();
    await page.goto(`${phone.portal.url}/`);
    for (const rest of [
      '{',
      'null',
      '"x"',
      '{"savedAt":99999999999999}',
      '{"application":{},"savedAt":99999999999999}',
    ]) {
      await page.evaluate((text) => {
        localStorage.setItem('kk-permohonan', text);
        sessionStorage.setItem('kk-permohonan', text);
      }, rest);
      await form.open();
      expect(await form.step(), rest).to.equal('kejadian');
    }
    expect(complaints).to.deep.equal([]);
  });
});
