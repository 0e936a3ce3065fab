import path from 'node:path';
import { expect } from 'chai';
import type { Browser } from 'puppeteer-core';
import { paperPhoto } from '../../../src/demo/photos.ts';
import { until } from '../../../src/demo/until.ts';
import { DEMO_PASSPHRASE, DEMO_PASSWORD } from '../../../src/office/demo-people.ts';
import { openBrowser } from '../../portal/browser.ts';
import type { Berkas, Given } from '../berkas.ts';
import { axeFaults } from '../../axe.ts';
import { dayReport } from '../browser/day-report.ts';
import { appliesByKeyboard } from '../browser/keyboard-applicant.ts';
import { keepPicture } from '../browser/pictures.ts';
import { SigningPage } from '../browser/signing-page.ts';
import { DeskPage, WHILE_OTHERS_WORK, type TaskCost } from '../browser/desk-page.ts';
import { inventedApplication } from '../families.ts';
import { withdrawLetters } from '../letters.ts';
import { theOffice, type TestOffice } from '../the-office.ts';

const OPEN = '2. Buka permohonan';
const EXAMINE = '3. Periksa berkas';
const REQUEST = '4. Ajukan cetak';
const VERIFY = '5. Verifikasi draf KK';
const HAND_OVER = '8. Sampaikan KK';

const { applicant } = inventedApplication();
/** Eleven applications of the day; the twelfth, a lost card, is made by keyboard. */
const APPLICATIONS = {
  common: {},
  givenAway: {},
  religion: { application: { changes: [{ member: 0, element: 'agama', from: 'KRISTEN', to: 'ISLAM' }] } },
  incomplete: { without: ['ijazah'] },
  refusedByHead: {},
  unreachable: { application: { applicant: { ...applicant, whatsapp: '081234580000' } } },
  damaged: { application: { reason: 'rusak' } },
  fresh: { application: { reason: 'baru' } },
  doubted: {},
  withdrawnAtOnce: {},
  withdrawnLate: {},
} as const satisfies Readonly<Record<string, Given>>;
type Name = keyof typeof APPLICATIONS;
const NAMES = Object.keys(APPLICATIONS) as readonly Name[];

/**
 * A whole day by the pages alone: everybody in a browser of their own, under their own login, side by side. PICTURES=1
 * keeps what they see.
 */
describe('What people see: a whole day, twelve cases, six people', () => {
  let office: TestOffice;
  let browser: Browser;
  let sri: DeskPage;
  let joko: DeskPage;
  let ratna: DeskPage;
  let bambang: DeskPage;
  let agus: DeskPage;
  let endah: DeskPage;
  let berkas: Readonly<Record<Name, Berkas>>;
  let lost: { applicationNumber: string; pin: string; keys: number };
  const more: TaskCost[] = [];
  const numbers = (...names: Name[]) => names.map((name) => berkas[name].number);
  const state = async (number: string) => (await office.store.cases.get(number)).state;

  before(async function () {
    this.timeout(600_000);
    office = await theOffice();
    browser = await openBrowser();
  });
  after(() => browser?.close());
  after(() => withdrawLetters(office));
  // A day cannot go on from where it did not come to.
  let broken = false;
  beforeEach(function () {
    if (broken) this.skip();
  });
  afterEach('what stood on each screen is kept beside the log', async function () {
    if (this.currentTest?.state !== 'failed') return;
    broken = true;
    const screens: Readonly<Record<string, DeskPage | undefined>> = { sri, joko, ratna, bambang, agus, endah };
    // Who has not logged in yet has none.
    for (const [name, screen] of Object.entries(screens))
      await screen?.page
        .screenshot({ path: path.join(path.dirname(office.logFile), `screen-${name}.png`) })
        .catch((error: unknown) =>
          console.log(
            `      the screen of ${name} is gone: ${String(error)}; browser ${browser.connected ? 'there' : 'gone'}`,
          ),
        );
  });

  it('eleven residents apply, and a twelfth without a mouse: Tab, Space, arrows and Enter; six officers log in', async () => {
    const family = inventedApplication({ reason: 'hilang' });
    const head = family.members[0]!;
    const application = {
      ...family,
      members: [head],
      applicant: { ...family.applicant, name: head.name, nik: head.nik },
    };
    const begin = performance.now();
    const applied = Promise.all(NAMES.map(async (name) => [name, await office.applies(APPLICATIONS[name])] as const));
    lost = await appliesByKeyboard(browser, office.config.baseUrl, application, ['surat-hilang', 'ktp-el']);
    more.push({ task: '1. Permohonan (papan ketik)', clicks: 0, seconds: (performance.now() - begin) / 1000 });
    const login = (username: string) => DeskPage.open(browser, office.config.baseUrl, username, DEMO_PASSWORD);
    [sri, joko, ratna, bambang, agus, endah] = (await Promise.all(
      ['sri.wahyuni', 'joko.susilo', 'ratna.dewi', 'bambang.hartono', 'agus.prasetyo', 'endah.lestari'].map(login),
    )) as [DeskPage, DeskPage, DeskPage, DeskPage, DeskPage, DeskPage];
    berkas = Object.fromEntries(await applied) as Record<Name, Berkas>;
    expect(lost.applicationNumber).to.match(/^KK-/);
    await berkas.withdrawnAtOnce.applicant.withdraws();
  });

  it('the morning: two open and examine side by side, one gives a case to the other, Kasi verifies as drafts come, applicants answer and withdraw', async () => {
    const complete = (page: DeskPage) => () => page.chooses('Lengkap dan sesuai');
    const request = (page: DeskPage) => () => page.chooses('Draf sesuai');
    const completes = async (page: DeskPage, number: string) => {
      await page.does([number], EXAMINE, complete(page));
      await page.does([number], REQUEST, request(page));
    };
    const untilIn = (name: Name, wanted: string) =>
      until(`${name}: ${wanted}`, async () => (await state(berkas[name].number)) === wanted, WHILE_OTHERS_WORK);

    const atTheCounter = async (
      page: DeskPage,
      own: readonly Name[],
      others: readonly string[],
      after: () => Promise<void>,
    ) => {
      await page.opensWorkList();
      for (const number of [...numbers(...own), ...others]) await page.does([number], OPEN);
      await after();
    };
    const morningOfSri = async () => {
      await atTheCounter(
        sri,
        ['givenAway', 'incomplete', 'common', 'religion', 'refusedByHead', 'unreachable'],
        [],
        async () => {
          const { page } = sri;
          await page.goto(`${office.config.baseUrl}/meja/berkas/${berkas.givenAway.number}`, {
            waitUntil: 'domcontentloaded',
          });
          await page.select('#rekan', 'joko.susilo');
          await Promise.all([
            page.waitForNavigation({ waitUntil: 'domcontentloaded' }),
            page.click('form[action$="/serah"] button'),
          ]);
          await sri.opensWorkList();
        },
      );
      await sri.does(numbers('incomplete'), EXAMINE, async () => {
        await sri.chooses('Belum lengkap');
        await sri.chooses('Ijazah terakhir');
        await sri.writes('Foto halaman depan ijazah.');
      });
      for (const number of numbers('common', 'religion', 'refusedByHead', 'unreachable', 'incomplete'))
        await completes(sri, number);
    };
    const morningOfJoko = async () => {
      await atTheCounter(joko, ['doubted', 'withdrawnLate', 'damaged', 'fresh'], [lost.applicationNumber], () =>
        Promise.resolve(),
      );
      for (const number of [
        ...numbers('doubted', 'withdrawnLate', 'damaged', 'fresh'),
        lost.applicationNumber,
        ...numbers('givenAway'),
      ])
        await completes(joko, number);
      await completes(joko, berkas.doubted.number);
    };
    const morningOfBambang = async () => {
      await bambang.opensWorkList();
      await bambang.does(numbers('doubted'), VERIFY, async () => {
        await bambang.chooses('Ada indikasi data tidak valid');
        await bambang.writes('Nama di ijazah berbeda dengan di KK.');
      });
      const waiting = new Set([
        ...numbers(
          'common',
          'religion',
          'refusedByHead',
          'unreachable',
          'incomplete',
          'damaged',
          'fresh',
          'givenAway',
          'doubted',
        ),
        lost.applicationNumber,
      ]);
      while (waiting.size > 0) waiting.delete(await bambang.does([...waiting], VERIFY, () => bambang.chooses('Valid')));
    };
    const answers = async (name: Name) => {
      await untilIn(name, 'waiting-for-applicant');
      await berkas[name].applicant.completes({ ijazah: await paperPhoto('ijazah', 9) });
    };
    const withdrawsLate = async () => {
      await untilIn('withdrawnLate', 'verification');
      await berkas.withdrawnLate.applicant.withdraws();
    };
    await Promise.all([
      morningOfSri(),
      morningOfJoko(),
      morningOfBambang(),
      answers('incomplete'),
      answers('doubted'),
      withdrawsLate(),
    ]);
    for (const { number } of [berkas.withdrawnAtOnce, berkas.withdrawnLate])
      await until('withdrawn', async () => (await state(number)) === 'withdrawn');
  });

  it("every page of ours passes axe (WCAG 2.2 AA) with the day's data on it", async () => {
    const desk = (number: string) => `/meja/berkas/${number}`;
    const faces: readonly (readonly [DeskPage | undefined, string])[] = [
      ...[sri, joko, ratna, bambang, agus, endah].map((page) => [page, '/meja'] as const),
      [joko, '/meja/kehadiran'],
      [agus, '/meja/kehadiran'],
      [sri, desk(berkas.incomplete.number)],
      [joko, desk(berkas.doubted.number)],
      [bambang, desk(berkas.common.number)],
      [joko, `/meja/siak/${berkas.fresh.number}`],
      [sri, `/meja/siak/${berkas.common.number}`],
      [agus, '/meja/tanda-tangan'],
      [agus, `/meja/tanda-tangan/${berkas.refusedByHead.number}/tolak`],
      [ratna, desk(berkas.common.number)],
      [undefined, '/meja'],
      ...['/', '/ajukan', '/lacak', '/periksa', '/unduh/abcdefghijklmnop', '/tidak-ada'].map(
        (where) => [undefined, where] as const,
      ),
    ];
    const stranger = await browser.createBrowserContext();
    const faults = await Promise.all(
      faces.map(async ([officer, where]) => {
        const page = await (officer?.page.browserContext() ?? stranger).newPage();
        await page.setViewport({ width: 1366, height: 768 });
        // With its style: without it every link is too small.
        await page.goto(office.config.baseUrl + where, { waitUntil: 'load' });
        const found = await axeFaults(page);
        if (await page.evaluate(() => document.documentElement.scrollWidth > innerWidth))
          found.push('needs scrolling sideways');
        await page.close();
        return found.map((fault) => `${where}: ${fault}`);
      }),
    );
    const tracking = await stranger.newPage();
    await tracking.goto(`${office.config.baseUrl}/lacak?nomor=${berkas.common.number}`, {
      waitUntil: 'domcontentloaded',
    });
    await tracking.type('#pin', berkas.common.applicant.pin);
    await Promise.all([tracking.waitForNavigation({ waitUntil: 'load' }), tracking.keyboard.press('Enter')]);
    expect([...faults.flat(), ...(await axeFaults(tracking))]).to.deep.equal([]);
    console.log(`      ${faces.length + 1} pages, 0 violations`);
    await stranger.close();
  });

  it('the head refuses one draft with a reason, mistypes the passphrase without harm, and signs five with one passphrase', async () => {
    const desk = new SigningPage(agus.page, office.config.baseUrl);
    const five = numbers('common', 'religion', 'unreachable', 'damaged').concat(lost.applicationNumber);
    await desk.waitsFor([...five, berkas.refusedByHead.number]);
    await desk.refuses(berkas.refusedByHead.number, 'Alamat belum sesuai dengan berkas.');
    await desk.waitsFor(five);
    await desk.chooses(five.slice(0, 2), 'salah-ketik');
    expect(await desk.signs()).to.equal('0 dari 2 draf sudah ditandatangani');
    await desk.waitsFor(five);
    const begin = performance.now();
    const clicks = await desk.chooses(five, DEMO_PASSPHRASE);
    await agus.page.evaluate(() => scrollTo(0, 0));
    await keepPicture(agus.page, 'desk-signing');
    expect(await desk.signs()).to.equal('5 dari 5 draf sudah ditandatangani');
    more.push({
      task: '7. Tanda tangan, lima KK sekaligus',
      clicks: clicks + 1,
      seconds: (performance.now() - begin) / 1000,
    });
  });

  it('the head leaves, and says who signs for them today', async () => {
    const { page } = agus;
    await page.goto(`${office.config.baseUrl}/meja/kehadiran`, { waitUntil: 'domcontentloaded' });
    await page.select('#pejabat', 'endah.lestari');
    await Promise.all([page.waitForNavigation({ waitUntil: 'load' }), page.click('form[action$="/plh"] button')]);
    expect(await page.$eval('main', (main) => main.innerText))
      .to.include('Plh. Kepala Dinas')
      .and.include('Endah Lestari');
    await keepPicture(page, 'desk-duty');
  });

  it('Kasi looks again at what the head refused; the acting head signs the rest by keyboard, as Plh', async () => {
    await bambang.opensWorkList();
    await bambang.does(numbers('refusedByHead'), VERIFY, async () => {
      await bambang.sees('mengembalikan draf');
      await bambang.chooses('Valid');
    });
    const rest = numbers('givenAway', 'incomplete', 'fresh', 'doubted', 'refusedByHead');
    const desk = new SigningPage(endah.page, office.config.baseUrl);
    await desk.waitsFor(rest);
    expect(await endah.page.$eval('main', (main) => main.innerText)).to.include('Plh. Kepala Dinas');
    expect(await desk.signsByKeyboard(rest, DEMO_PASSPHRASE)).to.equal('5 dari 5 draf sudah ditandatangani');
    const signed = (await office.store.decisions.of(berkas.givenAway.number)).find(
      ({ step, refusedBecause }) => step === 7 && refusedBecause === null,
    );
    expect(signed).to.include({ decidedBy: 'endah.lestari', actingAs: 'Plh' });
  });

  it('the print officer hands over the card that WhatsApp could not bring', async () => {
    await ratna.opensWorkList();
    await ratna.does(numbers('unreachable'), HAND_OVER, async () => {
      await keepPicture(ratna.page, 'desk-hand-over');
      await ratna.chooses('KK sudah diserahkan');
    });
  });

  it('in the evening ten cards are issued and archived, two are withdrawn, every step was done by whom it belongs to', async () => {
    const issued = [
      ...numbers(
        'common',
        'givenAway',
        'religion',
        'incomplete',
        'refusedByHead',
        'unreachable',
        'damaged',
        'fresh',
        'doubted',
      ),
      lost.applicationNumber,
    ];
    for (const number of issued) await until(`${number} archived`, async () => (await state(number)) === 'archived');
    const deciders = async (number: string) =>
      (await office.store.decisions.of(number))
        .filter(({ refusedBecause }) => refusedBecause === null)
        .map(({ step, decidedBy }) => `${step} ${decidedBy.split('.')[0]}`);
    expect(await deciders(berkas.givenAway.number)).to.deep.equal([
      '2 sri',
      '3 joko',
      '4 joko',
      '5 bambang',
      '7 endah',
    ]);
    expect(await deciders(berkas.incomplete.number)).to.deep.equal([
      '2 sri',
      '3 sri',
      '3 sri',
      '4 sri',
      '5 bambang',
      '7 endah',
    ]);
    expect(await deciders(berkas.doubted.number)).to.deep.equal([
      '2 joko',
      '3 joko',
      '4 joko',
      '5 bambang',
      '3 joko',
      '4 joko',
      '5 bambang',
      '7 endah',
    ]);
    expect(await deciders(berkas.refusedByHead.number)).to.deep.equal([
      '2 sri',
      '3 sri',
      '4 sri',
      '5 bambang',
      '7 agus',
      '5 bambang',
      '7 endah',
    ]);
    expect(await deciders(berkas.unreachable.number)).to.deep.equal([
      '2 sri',
      '3 sri',
      '4 sri',
      '5 bambang',
      '7 agus',
      '8 ratna',
    ]);
    expect(await deciders(lost.applicationNumber)).to.deep.equal(['2 joko', '3 joko', '4 joko', '5 bambang', '7 agus']);
    expect(
      (await berkas.refusedByHead.happened('decision-recorded', (detail) => detail['signing'] === 'rejected')).actor,
    ).to.equal('agus.prasetyo');
    for (const line of dayReport([...more, ...[sri, joko, ratna, bambang].flatMap(({ costs }) => costs)]))
      console.log(`      ${line}`);
    console.log(`      (step 1 without a mouse: ${lost.keys} keys)`);
  });
});
