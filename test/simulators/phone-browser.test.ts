import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, request as ask } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import type { Browser, Page } from 'puppeteer-core';
import { createApplicantCases } from '../../src/cases/create-cases.ts';
import { handleMessages } from '../../src/cases/handle-message.ts';
import { sendWaitingMessages } from '../../src/cases/send-waiting-messages.ts';
import { createTwilioMessenger } from '../../src/messaging/create-twilio-messenger.ts';
import { startWhatsappSimulator, type RunningWhatsappSimulator } from '../../src/simulators/whatsapp/server.ts';
import { withOffice } from '../cases/office.ts';
import { picture } from '../documents/uploads.ts';
import { axeFaults } from '../axe.ts';
import { complaintsOf, openBrowser, SMALL_PHONE } from '../portal/browser.ts';
import { openPortal, type OpenPortal } from '../portal/open-portal.ts';
import { silent } from '../store/database.ts';
import { account } from './office-end.ts';
import { LANGUAGES } from '../languages.ts';

/** The simulator's page, its signed webhooks, and the real use cases behind them: what a resident taps and reads. */
describe('A resident at the phone of the simulator', () => {
  const given = withOffice();
  let portal: OpenPortal;
  let simulator: RunningWhatsappSimulator;
  let browser: Browser;
  let page: Page;
  let folder: string;
  let duty: NodeJS.Timeout;
  let complaints: string[];
  let applicationNumber: string;
  const front = createServer((incoming, outgoing) => {
    const { method, headers, url } = incoming;
    incoming.pipe(
      ask(portal.url + url, { method, headers }, (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      }).on('error', () => outgoing.destroy()),
    );
  });

  before(async () => {
    const { office } = given;
    folder = mkdtempSync(path.join(os.tmpdir(), 'phone-'));
    writeFileSync(path.join(folder, 'foto.jpg'), await picture(900, 1200).jpeg().toBuffer());
    // The simulator wants the office's address and the office the simulator's: a door that is there before both.
    front.listen(0, '127.0.0.1');
    await once(front, 'listening');
    const frontUrl = `http://localhost:${(front.address() as AddressInfo).port}`;
    simulator = await startWhatsappSimulator({
      languages: LANGUAGES,
      port: 0,
      host: 'localhost',
      ...account,
      webhookUrl: `${frontUrl}/webhook/whatsapp`,
      paceMs: 20,
      logger: silent,
    });
    const messenger = createTwilioMessenger({
      languages: LANGUAGES,
      url: simulator.url,
      ...account,
      from: '+6227436750',
      templates: {},
      statusCallbackUrl: `${frontUrl}/webhook/whatsapp/status`,
      timeoutMs: 15_000,
      logger: silent,
    });
    const needs = { ...office.dependencies, messenger };
    office.applicants = createApplicantCases(needs);
    portal = await openPortal(office, { baseUrl: frontUrl, twilioWebhook: messenger });
    duty = setInterval(() => {
      // The memory engine's clock stands still; pauses between attempts are a matter of this clock.
      const { clock } = office.engine;
      clock.moveTo(new Date(clock.now().getTime() + 500));
      void handleMessages(needs)()
        .then(() => sendWaitingMessages(needs)())
        .catch(() => undefined);
    }, 500);
    browser = await openBrowser();
    page = await browser.newPage();
    complaints = complaintsOf(page);
    await page.setViewport(SMALL_PHONE);
    const opened = await office.opened({
      applicant: { name: 'Wening Prameswari', nik: '3402155203850002', whatsapp: '081522334455' },
    });
    applicationNumber = opened.applicationNumber;
    await office.asksAgain(applicationNumber, ['ijazah', 'kk-lama']);
    await page.goto(`${simulator.url}/hp/+6281522334455`);
  });
  after(async () => {
    clearInterval(duty);
    await browser.close();
    await simulator.close();
    await portal.close();
    front.closeAllConnections();
    front.close();
    rmSync(folder, { recursive: true });
  });

  const attaches = async (selector: string) => {
    await page.click('.attach > summary');
    await page.click(selector);
  };
  const reads = async (words: string, times = 1) => {
    await page.waitForFunction(
      (wanted, count) =>
        [...document.querySelectorAll('.theirs .text')].filter((text) => text.textContent.includes(wanted)).length >=
        count,
      {},
      words,
      times,
    );
  };
  const keeps = async (name: string) => {
    if (process.env['PICTURES'] !== undefined)
      await page.screenshot({ path: path.join(process.env['PICTURES'], `phone-${name}.png`) });
  };

  it('writes a question and sends a voice note, a sticker, a place and a contact; each is answered', async () => {
    await page.type('textarea', 'Kapan selesai?');
    await page.keyboard.press('Enter');
    await reads('kami teruskan kepada petugas');
    await attaches('.tile.voice');
    await reads('petugas akan mendengarkannya');
    await attaches('.tile.smile');
    await reads('Stiker tidak dapat dipakai sebagai dokumen');
    await page.click('.attach > summary');
    await page.click('.fields:nth-of-type(1) summary');
    await keeps('attach');
    expect(await axeFaults(page, { bestPractice: true })).to.deep.equal([]);
    await page.click('.fields:nth-of-type(1) .go');
    await reads('Lokasi Anda kami simpan');
    await attaches('.fields:nth-of-type(2) summary');
    await page.click('.fields:nth-of-type(2) .go');
    await reads('Kontak yang Anda kirim');
    await keeps('kinds');
  });

  it('sends a photo, and says which paper it is by pressing a number below the question', async () => {
    await page.click('.attach > summary');
    const [chooser] = await Promise.all([page.waitForFileChooser(), page.click('.tile.photo')]);
    await chooser.accept([path.join(folder, 'foto.jpg')]);
    await page.waitForSelector('#chosen img');
    await page.click('.go-round');
    await reads('dokumen apa');
    await page.waitForSelector('.quick button[value="1"]');
    await keeps('question');
    await page.click('.quick button[value="1"]');
    await reads(`Untuk permohonan ${applicationNumber} kami terima:`);
    expect((await given.office.store.papers.of(applicationNumber)).length).to.be.greaterThan(0);
  });

  it('quotes a message of the office, and is understood to mean its case', async () => {
    await page.click('.bubble.theirs:last-of-type .quote');
    await page.type('textarea', 'Yang ini sudah benar?');
    await keeps('quoting');
    await page.click('.go-round');
    await page.waitForFunction(() => document.querySelector('.bubble:last-of-type')?.matches('.mine:has(.quoted)'));
    const [last] = await page.$$eval('.mine', (mine) => mine.map((bubble) => bubble.textContent).slice(-1));
    expect(last).to.contain('Terima kasih').and.to.contain('Yang ini sudah benar?');
    await page.waitForFunction(() => document.querySelector('.bubble:last-of-type')?.matches('.theirs'));
    const answers = await page.$$eval('.theirs .text', (texts) => texts.map((text) => text.textContent));
    expect(answers.at(-1)).to.contain(`Pesan Anda tentang permohonan ${applicationNumber}`);
  });

  it('sends a document whose file is not there at first: it is asked for again, and taken', async () => {
    await page.click('.line-drawer > summary');
    await keeps('line');
    expect(await axeFaults(page, { bestPractice: true })).to.deep.equal([]);
    await page.click('[name="media"]');
    await Promise.all([page.waitForNavigation(), page.click('.line-drawer .go')]);
    await page.waitForSelector('.dot');
    const later = path.join(folder, 'kk.png');
    writeFileSync(later, await picture(950, 1250).png().toBuffer());
    await page.click('.attach > summary');
    const [chooser] = await Promise.all([page.waitForFileChooser(), page.click('.tile.document')]);
    await chooser.accept([later]);
    await page.type('textarea', 'KK lama');
    await page.click('.go-round');
    await reads('kami terima:', 2);
  });

  it('says STOP, and is told how to begin again', async () => {
    await page.click('.line-drawer > summary');
    await page.click('.line-drawer .send button');
    await reads('kami tidak mengirim pesan lagi');
    await page.waitForSelector('.quick button[value="MULAI"]');
    await page.click('.quick button[value="MULAI"]');
    await reads('kami mengirim kabar permohonan lagi');
    // A redirect that the page does not follow, and an unchanged conversation, count as failed requests.
    expect(complaints.filter((complaint) => !complaint.startsWith('failed:'))).to.deep.equal([]);
  });
});
