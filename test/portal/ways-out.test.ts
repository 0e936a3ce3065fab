import { expect } from 'chai';
import type { Page } from 'puppeteer-core';
import { DEFAULT_OFFICE_RULES } from '../../src/domain/events/office-rules.ts';
import { otherServices } from '../../src/domain/events/other-services.ts';
import { EVENT_QUESTIONS } from '../../src/portal/events/describe-events.ts';
import { officeNumber } from '../../src/office/office-number.ts';
import { axeFaults, keepPicture } from '../axe.ts';
import { withOffice } from '../cases/office.ts';
import { ApplyPage, RESIDENT } from './apply-page.ts';
import { complaintsOf } from './browser.ts';
import { openPortal } from './open-portal.ts';
import { withPhone } from './with-phone.ts';

const CHEAP_PHONE = { width: 360, height: 740, deviceScaleFactor: 1, isMobile: true, hasTouch: true } as const;
const WAYS_OUT = '#bukan-ini';

describe('The other services beside the form', () => {
  it('are each told with where to go and whether something can be done here, whatever the office decided', () => {
    for (const birth of ['kk-first', 'akta-first'] as const)
      for (const { name, text, where, here } of otherServices({ ...DEFAULT_OFFICE_RULES, birth }))
        for (const said of [name, text, where, here]) expect(said, name).to.be.a('string').that.is.not.equal('');
  });

  it('name only tiles that the form shows', () => {
    const tiles = EVENT_QUESTIONS.tiles.map(({ tile }) => tile);
    const named = otherServices(DEFAULT_OFFICE_RULES).flatMap(({ here }) => /Pilih "(.*?)"/.exec(here)?.[1] ?? []);
    expect(named).to.include.members(['Bayi lahir', 'Ada yang meninggal', 'Pindah alamat']);
    expect(named.filter((tile) => !tiles.includes(tile))).to.deep.equal([]);
  });

  it('let the card of a new-born wait where the office wants the akta kelahiran first', () => {
    const birth = (rule: 'kk-first' | 'akta-first') => otherServices({ ...DEFAULT_OFFICE_RULES, birth: rule })[0]!.here;
    expect(birth('kk-first')).to.match(/^Ya, sementara itu/);
    expect(birth('akta-first')).to.match(/^Ya, sesudah itu/);
  });

  it('are told without the numbers that only officers know', () => {
    for (const { where } of otherServices(DEFAULT_OFFICE_RULES)) expect(where).not.to.match(/SOP|IKMT/);
  });
});

describe('A resident who came for something else, at 360 x 740', () => {
  const given = withOffice();
  const phone = withPhone(given, {});
  let page: Page;
  let form: ApplyPage;
  let complaints: string[];
  beforeEach(async () => {
    page = await phone.context.newPage();
    complaints = complaintsOf(page);
    await page.setViewport(CHEAP_PHONE);
    form = new ApplyPage(page, phone.portal.url);
  });
  afterEach(() => expect(complaints).to.deep.equal([]));

  const isShown = () => page.$eval(WAYS_OUT, (element) => element.checkVisibility());
  const isInSight = () =>
    page.waitForFunction(
      (selector) => {
        const top = document.querySelector(selector)!.getBoundingClientRect().top;
        return top >= -1 && top < innerHeight / 2;
      },
      {},
      WAYS_OUT,
    );
  const openAll = () => page.$$eval(`${WAYS_OUT} details`, (all) => all.forEach((one) => (one.open = true)));
  const isCut = () => page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);

  it('reads below the tiles where to go, whom to ask, and where a sent application is', async () => {
    await form.open();
    await page.click(`a[href="${WAYS_OUT}"]`);
    await isInSight();
    await openAll();
    const said = await page.$eval(WAYS_OUT, (element) => (element as HTMLElement).innerText);
    for (const { name, where, here } of otherServices(DEFAULT_OFFICE_RULES))
      expect(said).to.contain(name).and.contain(where).and.contain(here);
    expect(said).to.contain('Tidak tahu memilih yang mana?').and.contain('Petugas mengisikan permohonan untuk Anda.');
    expect(await page.$(`${WAYS_OUT} a[href="/lacak"]`)).not.to.equal(null);
    expect(await axeFaults(page, { bestPractice: true })).to.deep.equal([]);
    expect(await isCut()).to.equal(false);
    await keepPicture(page, 'ways-out-360');
  });

  it('loses nothing when the text is twice as large', async () => {
    await form.open();
    await page.evaluate(() => (document.documentElement.style.fontSize = '200%'));
    await openAll();
    expect(await isCut()).to.equal(false);
    await keepPicture(page, 'ways-out-200');
  });

  it('reads the same where scripts do not run', async () => {
    await page.setJavaScriptEnabled(false);
    await page.goto(`${phone.portal.url}/ajukan`);
    await keepPicture(page, 'ways-out-no-script');
    expect(await isShown()).to.equal(true);
    expect(await page.$eval('[data-form]', (element) => element.checkVisibility())).to.equal(false);
  });

  it('is not asked again on the next steps, and finds it by the button for back', async () => {
    await form.open();
    await page.click(`a[href="${WAYS_OUT}"]`);
    await isInSight();
    await form.ticks('kk-rusak');
    await form.next();
    expect(await isShown()).to.equal(false);
    await page.goBack();
    await form.reaches('kejadian');
    await isInSight();
  });

  it('is led there from the first page and from the tracking page, though a draft waits at a later step', async () => {
    await form.open();
    await form.ticks('kk-rusak');
    await form.next();
    await form.keepsOnPhone();
    await form.fillsIn();
    await form.next();
    await form.reaches('peristiwa');
    for (const from of ['/', '/lacak']) {
      await page.goto(phone.portal.url + from);
      await page.$$eval('details', (all) => all.forEach((one) => (one.open = true)));
      await Promise.all([page.waitForNavigation(), page.click('a[href="/ajukan#bukan-ini"]')]);
      await form.reaches('kejadian');
      await isInSight();
      expect(await page.$eval('#name', (input) => (input as HTMLInputElement).value), from).to.equal(RESIDENT.name);
    }
  });

  it('changes a wrong event for another without losing what was written', async () => {
    await form.open();
    await form.ticks('golongan-darah');
    await form.next();
    await form.fillsIn();
    await form.next();
    await form.reaches('keluarga');
    await page.select('[data-member] select', 'KEPALA KELUARGA');
    await form.next();
    await form.reaches('peristiwa');
    const choose = '[data-events] select';
    const written = await page.$eval(choose, (select) => {
      const list = select;
      list.selectedIndex = 1;
      list.dispatchEvent(new Event('input', { bubbles: true }));
      return list.value;
    });
    await page.click('[data-choose-again]');
    await form.reaches('kejadian');
    expect(await page.$eval('input[value="golongan-darah"]', (tick) => tick.checked)).to.equal(true);
    await form.ticks('kk-rusak');
    for (const step of ['pemohon', 'keluarga', 'peristiwa']) {
      await form.next();
      await form.reaches(step);
    }
    expect(await page.$eval(choose, (select) => select.value)).to.equal(written);
    expect(await page.$$eval('[data-events] > section', (all) => all.length)).to.equal(2);
  });
});

describe('A resident on a page that is not the one they wanted', () => {
  const given = withOffice();
  const page = async (path: string, post?: Record<string, string>) => {
    const office = officeNumber('+6281234567890', false);
    const portal = await openPortal(given.office, { office });
    try {
      const headers = { Origin: portal.url };
      const answer = await fetch(
        portal.url + path,
        post === undefined ? {} : { method: 'POST', body: new URLSearchParams(post), headers },
      );
      return await answer.text();
    } finally {
      await portal.close();
    }
  };

  it('goes from the wrong application to the question for another', async () => {
    const { applicationNumber: nomor, pin } = await given.office.submit();
    expect(await page('/lacak', { nomor, pin })).to.contain('<a href="/lacak">Buka permohonan lain</a>');
  });

  it('writes to the office by its own number', async () => {
    expect(await page('/ajukan')).to.contain(
      '<a href="https://wa.me/6281234567890" rel="noopener noreferrer">+62 812 3456 7890</a>',
    );
  });

  it('is not led to a number that a simulated office only borrows', () => {
    expect(officeNumber('+6281234567890', true)).to.deep.equal({ whatsapp: { number: '+62 812 3456 7890' } });
  });
});
