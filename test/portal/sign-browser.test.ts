import { expect } from 'chai';
import type { Page } from 'puppeteer-core';
import { DEFAULT_OFFICE_RULES } from '../../src/domain/events/office-rules.ts';
import { axeFaults, keepPicture } from '../axe.ts';
import { PEOPLE, withOffice } from '../cases/office.ts';
import { textOf } from '../card/read-pdf.ts';
import { strokesIn } from '../documents/drawn-strokes.ts';
import { ApplyPage } from './apply-page.ts';
import { complaintsOf, DESK } from './browser.ts';
import { aForm, answerOf } from './client.ts';
import { newResident } from './residents.ts';
import { withPhone } from './with-phone.ts';

const NARROW = { width: 360, height: 740, deviceScaleFactor: 2, isMobile: true, hasTouch: true } as const;
/** A signature as a hand draws it: parts of the box's width and height. */
const HAND = [
  [
    ...[0.15, 0.7, 0.2, 0.3, 0.26, 0.72, 0.33, 0.35, 0.4, 0.68],
    ...[0.5, 0.4, 0.58, 0.6, 0.68, 0.38, 0.8, 0.55, 0.9, 0.45],
  ],
  [0.3, 0.85, 0.55, 0.8, 0.75, 0.84],
] as const;

describe('Signing a form on the screen, in a browser', () => {
  const given = withOffice();
  before(() => {
    const officeRules = { ...DEFAULT_OFFICE_RULES, formSignature: 'screen' };
    Object.assign(given.office.dependencies.settings, { officeRules });
  });
  const phone = withPhone(given, {});

  async function boxOf(page: Page) {
    const canvas = (await page.waitForSelector('[data-pad]:not([hidden]) canvas'))!;
    await canvas.scrollIntoView();
    return (await canvas.boundingBox())!;
  }
  const placesIn = ({ x, y, width, height }: Awaited<ReturnType<typeof boxOf>>, stroke: readonly number[]) =>
    stroke.flatMap((at, i) => (i % 2 === 0 ? [[x + at * width, y + stroke[i + 1]! * height] as const] : []));
  const draws = {
    async finger(page: Page) {
      const box = await boxOf(page);
      for (const stroke of HAND) {
        const [[x, y], ...rest] = placesIn(box, stroke) as [
          readonly [number, number],
          ...(readonly [number, number])[],
        ];
        const touch = await page.touchscreen.touchStart(x, y);
        for (const [toX, toY] of rest) await touch.move(toX, toY);
        await touch.end();
      }
    },
    async mouse(page: Page) {
      const box = await boxOf(page);
      for (const stroke of HAND) {
        const [[x, y], ...rest] = placesIn(box, stroke) as [
          readonly [number, number],
          ...(readonly [number, number])[],
        ];
        await page.mouse.move(x, y);
        await page.mouse.down();
        for (const [toX, toY] of rest) await page.mouse.move(toX, toY, { steps: 3 });
        await page.mouse.up();
      }
    },
  };
  /** Whether the strokes pass the places that the hand passed, in units of the box. */
  const expectHand = (strokes: readonly (readonly number[])[]) => {
    expect(strokes).to.have.length(HAND.length);
    HAND.forEach((stroke, i) => {
      const drawn = strokes[i]!;
      for (let at = 0; at < stroke.length; at += 2) {
        const [x, y] = [stroke[at]! * 1000, stroke[at + 1]! * 400];
        const nearest = Math.min(
          ...drawn.flatMap((_, j) => (j % 2 === 0 ? [Math.hypot(drawn[j]! - x, drawn[j + 1]! - y)] : [])),
        );
        expect(nearest, `stroke ${i} at ${x}, ${y}`).to.be.below(12);
      }
    });
  };
  const fits = async (page: Page) =>
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).to.be.at.most(0);
  const paperOf = async (number: string, kind: string) => {
    const papers = await given.office.store.papers.of(number);
    return given.office.dependencies.documents.get(papers.find((one) => one.kind === kind)!.sha256);
  };

  it('goes from the form of a new application by finger, on a phone of 360 by 740, into the PDF of the case', async () => {
    const page = await phone.context.newPage();
    const complaints = complaintsOf(page);
    await page.setViewport(NARROW);
    const form = new ApplyPage(page, phone.portal.url);
    const resident = newResident();
    await form.goesToPhotos(resident);
    const slot = '[data-slot="f-1-02"]';
    await page.waitForSelector(`${slot} [data-slot-sign]:not([hidden]) button`);
    await page.$eval(slot, (element) => element.scrollIntoView());
    await keepPicture(page, 'sign-slot');
    expect(await page.$('[data-slot="kk-rusak"] [data-slot-sign]:not([hidden])'), 'no form to be signed').to.equal(
      null,
    );

    await page.click(`${slot} [data-slot-sign] button`);
    await page.waitForSelector('dialog[open] [data-sheet]:not([hidden])');
    await keepPicture(page, 'sign-first');
    expect(await page.$('dialog [data-pad]:not([hidden])'), 'unread').to.equal(null);
    expect(await page.$('dialog [data-sign-send]:not([hidden])'), 'unread').to.equal(null);
    await page.click('dialog [data-sheet] summary');
    await page.waitForSelector('dialog [data-pad]:not([hidden])');
    expect(await page.$eval('dialog [data-sheet]', ({ textContent }) => textContent)).to.include(resident.nik);
    expect(await page.$eval('dialog [data-sign-what]', ({ textContent }) => textContent)).to.include(resident.name);
    await fits(page);

    await page.click('dialog [data-sign-send]');
    expect(await page.$eval('dialog [data-pad-told]', ({ textContent }) => textContent)).to.include(
      'Gores tanda tangan',
    );
    await draws.finger(page);
    await page.click('dialog [data-pad-clear]');
    await page.click('dialog [data-sign-send]');
    expect(await page.$eval('dialog [data-pad-told]', ({ textContent }) => textContent), 'cleared').to.include('Gores');
    await draws.finger(page);
    await keepPicture(page, 'sign-drawn');
    expect(await axeFaults(page, { bestPractice: true })).to.deep.equal([]);
    await page.click('dialog [data-sign-send]');
    await page.waitForSelector('dialog:not([open])');
    await form.photosAre('f-1-02', 'ready');
    await page.$eval(slot, (element) => element.scrollIntoView());
    await keepPicture(page, 'sign-done');

    await form.goesToTheEnd();
    await form.sends();
    await form.reaches('receipt');
    const pdf = await paperOf(await form.receiptNumber(), 'f-1-02');
    expectHand(await strokesIn(pdf));
    expect((await textOf(pdf)).join(' ')).to.include('Ditandatangani di layar');
    expect(complaints).to.deep.equal([]);
  });

  it('survives a reload, and is asked for again when the answers change afterwards', async () => {
    const page = await phone.context.newPage();
    await page.setViewport(NARROW);
    const form = new ApplyPage(page, phone.portal.url);
    await form.goesToPhotos(newResident());
    const signs = async () => {
      await page.click('[data-slot="f-1-02"] [data-slot-sign] button');
      await page.waitForSelector('dialog[open] [data-sheet]:not([hidden])');
      await page.click('dialog [data-sheet] summary');
      await draws.finger(page);
      await page.click('dialog [data-sign-send]');
      await page.waitForSelector('dialog:not([open])');
    };
    await signs();
    await page.reload();
    await form.reaches('foto');
    await form.photosAre('f-1-02', 'ready');

    await page.click('[data-back]');
    await form.reaches('peristiwa');
    await page.click('[data-back]');
    await form.reaches('pemohon');
    await page.$eval('#street', (input) => ((input as HTMLInputElement).value = ''));
    await page.type('#street', 'Jalan Lain 5');
    await form.next();
    await form.reaches('peristiwa');
    await form.next();
    await form.reaches('foto');
    await form.photosAre('f-1-02', 'refused');
    expect(await page.$eval('[data-slot="f-1-02"] [data-slot-fault]', ({ textContent }) => textContent)).to.include(
      'berubah sesudah formulir ini ditandatangani',
    );
    await signs();
    await form.photosAre('f-1-02', 'ready');
    await form.goesToTheEnd();
    await form.sends();
    await form.reaches('receipt');
    const number = await form.receiptNumber();
    expect(await given.office.store.papers.of(number), 'the stale one stays away').to.have.length(1);
    expect((await textOf(await paperOf(number, 'f-1-02'))).join(' ')).to.include('Jalan Lain 5');
  });

  for (const [screen, viewport, hand] of [
    ['a phone of 360 by 740, by finger', NARROW, 'finger'],
    ['a computer, by mouse', DESK, 'mouse'],
  ] as const)
    it(`is done on the page of the case, on ${screen}; the officer looks at it`, async () => {
      const { name, nik, whatsapp, kkNumber } = newResident();
      const { body } = await answerOf(
        fetch(`${phone.portal.url}/api/applications`, {
          method: 'POST',
          body: aForm({
            ...{ applicant: { name, nik, whatsapp }, kkNumber, statement: true },
            listed: [{ name, nik, shdk: 'KEPALA KELUARGA' }],
            events: [
              { event: 'pendidikan', data: { changes: [{ person: nik, from: 'SLTA/SEDERAJAT', to: 'DIPLOMA I/II' }] } },
            ],
          }),
        }),
      );
      const [number, pin] = [String(body['applicationNumber']), String(body['pin'])];
      await given.office.asksFor(number, ['f-1-06', 'f-1-07']);
      const page = await phone.context.newPage();
      const complaints = complaintsOf(page);
      await page.setViewport(viewport);
      await page.goto(`${phone.portal.url}/lacak?nomor=${number}`);
      await page.type('input[name=pin]', pin);
      await Promise.all([page.waitForNavigation(), page.click('form[action="/lacak"] button')]);
      await page.$eval('.forms', (element) => element.scrollIntoView());
      await keepPicture(page, `sign-case-${hand}`);
      await Promise.all([page.waitForNavigation(), page.click('form[action="/lacak/tanda-tangan"] button')]);
      expect(await axeFaults(page, { bestPractice: true })).to.deep.equal([]);
      await page.click('[data-sheet] summary');
      await draws[hand](page);
      await fits(page);
      await keepPicture(page, `sign-page-${hand}`);
      await Promise.all([page.waitForNavigation(), page.click('[data-sign-send]')]);
      expect(await page.$eval('[data-autofocus]', ({ textContent }) => textContent)).to.include('sudah kami terima');
      expectHand(await strokesIn(await paperOf(number, 'f-1-06')));
      const { screenSignatures } = await given.office.officers.case(PEOPLE.sri.username, number);
      expect(screenSignatures.map(({ stale }) => stale)).to.deep.equal([false]);
      expect(complaints).to.deep.equal([]);
    });

  it('stays on paper without scripts, and says so', async () => {
    const page = await phone.context.newPage();
    await page.setJavaScriptEnabled(false);
    await page.setViewport(NARROW);
    const { name, nik, whatsapp, kkNumber } = newResident();
    const application = {
      ...{ applicant: { name, nik, whatsapp }, kkNumber, statement: true },
      listed: [{ name, nik, shdk: 'KEPALA KELUARGA' }],
      events: [
        { event: 'pendidikan', data: { changes: [{ person: nik, from: 'SLTA/SEDERAJAT', to: 'DIPLOMA I/II' }] } },
      ],
    };
    const { body } = await answerOf(
      fetch(`${phone.portal.url}/api/applications`, { method: 'POST', body: aForm(application) }),
    );
    const number = String(body['applicationNumber']);
    await given.office.asksFor(number, ['f-1-06']);
    await page.goto(`${phone.portal.url}/lacak?nomor=${number}`);
    await page.type('input[name=pin]', String(body['pin']));
    await Promise.all([page.waitForNavigation(), page.click('form[action="/lacak"] button')]);
    await Promise.all([page.waitForNavigation(), page.click('form[action="/lacak/tanda-tangan"] button')]);
    expect(await page.$eval('noscript', ({ textContent }) => textContent)).to.include('Unduh formulirnya, cetak');
    expect(await page.$('form[action="/lacak/formulir"] button')).to.not.equal(null);
    expect(await page.$('[data-sign]:not([hidden])')).to.equal(null);
  });
});
