import { createServer, request as ask, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { randomBytes } from 'node:crypto';
import { expect } from 'chai';
import type { Page } from 'puppeteer-core';
import sharp from 'sharp';
import { withOffice } from '../cases/office.ts';
import { ApplyPage } from './apply-page.ts';
import { SMALL_PHONE } from './browser.ts';
import { newResident } from './residents.ts';
import { withPhone } from './with-phone.ts';

type Cut = 'before the office' | 'after the office' | undefined;

/**
 * A line between phone and office that a test breaks: the request does not arrive, or it arrives and its answer does
 * not. Counts the requests that reached the office, by path.
 */
class Line {
  readonly #server: Server;
  readonly reached = new Map<string, number>();
  /** Bytes of the bodies that reached the office, by path. */
  readonly bytes = new Map<string, number>();
  /** What happens to a request, by its path. */
  cut: (path: string) => Cut = () => undefined;
  /** How the office refuses a request, by its path. */
  refuses: (path: string) => { status: number; retryAfter: number; remedy: string } | undefined = () => undefined;
  /** Requests refused so. */
  refused = 0;
  url = '';

  readonly #office: () => string;

  constructor(office: () => string) {
    this.#office = office;
    this.#server = createServer((request, response) => void this.#carry(request, response));
  }

  async open(): Promise<void> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    this.url = `http://localhost:${(this.#server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #carry(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const place = request.url ?? '/';
    const cut = this.cut(place);
    if (cut === 'before the office') return void response.destroy();
    const refusal = this.refuses(place);
    if (refusal !== undefined) {
      this.refused++;
      response.writeHead(refusal.status, { 'Retry-After': refusal.retryAfter });
      return void response.end(JSON.stringify({ remedy: refusal.remedy }));
    }
    this.reached.set(place, (this.reached.get(place) ?? 0) + 1);
    this.bytes.set(place, (this.bytes.get(place) ?? 0) + body.length);
    const { host: _host, ...headers } = request.headers;
    const onward = ask(
      new URL(place, this.#office()),
      { method: request.method, headers: { ...headers, host: new URL(this.#office()).host } },
      (answer) => {
        if (cut === 'after the office') {
          answer.resume();
          answer.once('end', () => response.destroy());
          return;
        }
        response.writeHead(answer.statusCode ?? 500, answer.headers);
        answer.pipe(response);
      },
    );
    onward.once('error', () => response.destroy());
    onward.end(body);
  }
}

describe('The form on a bad line', () => {
  const given = withOffice();
  let line: Line;
  let page: Page;
  let form: ApplyPage;
  let large: Buffer;
  before(async () => {
    large = await sharp(randomBytes(1200 * 900 * 3), { raw: { width: 1200, height: 900, channels: 3 } })
      .jpeg({ quality: 92 })
      .toBuffer();
  });
  const phone = withPhone(given, { 'kecil.jpg': [900, 1200], 'besar.jpg': () => Promise.resolve(large) });
  beforeEach(async () => {
    line = new Line(() => phone.portal.url);
    await line.open();
    page = await phone.context.newPage();
    await page.setViewport(SMALL_PHONE);
    form = new ApplyPage(page, line.url);
  });
  afterEach(() => line.close());

  const file = (name: string) => phone.photo(name);
  const opened = () => phone.portal.cases.opened;
  const UPLOADS = '/api/uploads';
  const SEND = '/api/applications';
  const RECEIPTS = '/api/receipts';

  it('asks for the photos that are wanted as soon as the line is back', async () => {
    let cut = true;
    line.cut = (place) => (cut && place === '/api/application-advice' ? 'before the office' : undefined);
    await form.comesToPhotos(newResident());
    await page.waitForSelector('[data-slot=f-1-02]');
    expect(await page.$('[data-slot=kk-rusak]'), 'nobody has said which').to.equal(null);
    cut = false;
    await page.waitForSelector('[data-slot=kk-rusak]');
  });

  it('goes on where an upload was cut, by itself, and does not begin again', async () => {
    await form.goesToPhotos(newResident());
    line.cut = (place) => (place === UPLOADS && (line.reached.get(UPLOADS) ?? 0) > 0 ? 'before the office' : undefined);
    await form.picks('kk-rusak', file('besar.jpg'));
    await form.photosAre('kk-rusak', 'waiting');
    line.cut = () => undefined;
    await form.photosAre('kk-rusak', 'ready');
    expect(large.length).to.be.greaterThan(500_000);
    expect(line.bytes.get(UPLOADS)).to.equal(large.length);
  });

  it('says from when the office takes photos again, and tries no more by itself until then', async () => {
    await form.goesToPhotos(newResident());
    line.refuses = (place) =>
      place === UPLOADS ? { status: 429, retryAfter: 3600, remedy: 'Foto dapat dikirim lagi besok.' } : undefined;
    await form.picks('kk-rusak', file('kecil.jpg'));
    await form.photosAre('kk-rusak', 'held');
    expect(await page.$eval('[data-slot="kk-rusak"] [data-slot-hint]', (hint) => hint.textContent)).to.equal(
      'Foto dapat dikirim lagi besok.',
    );
    expect(line.refused).to.equal(1);
    await form.goesToTheEnd();
    await form.sends();
    expect(await form.summary())
      .to.contain('Foto belum dapat dikirim')
      .and.contain('Foto dapat dikirim lagi besok.');
    expect(line.refused, 'nothing was tried meanwhile').to.equal(1);
    // Another network may be another address: then the phone asks at once.
    line.refuses = () => undefined;
    await page.evaluate(() => dispatchEvent(new Event('online')));
    await form.photosAre('kk-rusak', 'ready');
  });

  it('counts a piece once whose answer was lost', async () => {
    await form.goesToPhotos(newResident());
    let cuts = 1;
    line.cut = (place) => (place === UPLOADS && cuts-- > 0 ? 'after the office' : undefined);
    await form.picks('kk-rusak', file('besar.jpg'));
    await form.photosAre('kk-rusak', 'ready');
    // The browser repeats a request by itself when a line that was in use breaks: one piece came twice.
    expect(line.bytes.get(UPLOADS)).to.be.within(large.length, large.length + 128 * 1024);
    await form.goesToTheEnd();
    await form.sends();
    await form.reaches('receipt');
    expect(await given.office.store.papers.of(opened()[0]!)).to.have.length(1);
  });

  it('finds the receipt when only the answer of the office was lost: one case, and nothing to press', async () => {
    await form.goesToPhotos(newResident());
    await form.picks('kk-rusak', file('kecil.jpg'));
    await form.photosAre('kk-rusak', 'ready');
    await form.goesToTheEnd();
    line.cut = (place) => (place === SEND ? 'after the office' : undefined);
    await form.sends();
    await form.reaches('receipt');
    expect(opened()).to.have.length(1);
    expect(await form.receiptNumber()).to.equal(opened()[0]);
  });

  it('finds it also when the line stays away for long, as soon as it is back', async () => {
    await form.goesToPhotos(newResident());
    await form.goesToTheEnd();
    line.cut = (place) => (place === SEND ? 'after the office' : place === RECEIPTS ? 'before the office' : undefined);
    await form.sends();
    expect(await form.summary())
      .to.contain('Sambungan terputus')
      .and.contain('tidak akan menjadi dua');
    line.cut = () => undefined;
    await page.evaluate(() => dispatchEvent(new Event('online')));
    await form.reaches('receipt');
    expect(opened()).to.have.length(1);
  });

  it('finds it after the tab was reloaded while it was sending', async () => {
    await form.goesToPhotos(newResident());
    await form.goesToTheEnd();
    line.cut = (place) => (place === SEND || place === RECEIPTS ? 'after the office' : undefined);
    await form.sends();
    await page.waitForFunction(() => document.querySelector('[data-sending]:not([hidden])'));
    await until(() => opened().length === 1);
    line.cut = () => undefined;
    await page.reload();
    await form.reaches('receipt');
    expect(await form.receiptNumber()).to.equal(opened()[0]);
  });

  it('says that nothing was sent when the tab was reloaded before it could leave, and sends it then', async () => {
    await form.goesToPhotos(newResident());
    await form.goesToTheEnd();
    line.cut = (place) => (place === SEND ? 'before the office' : undefined);
    await form.sends();
    await page.waitForFunction(() => document.querySelector('[data-sending]:not([hidden])'));
    // The page tries again by itself: the line comes back only when it has been reloaded.
    await page.reload();
    expect(await form.summary()).to.contain('Permohonan belum terkirim');
    line.cut = () => undefined;
    await page.click('#statement');
    await form.sends();
    await form.reaches('receipt');
    expect(opened()).to.have.length(1);
  });

  it('makes one case when the resident presses again and again, and when the content was changed in between', async () => {
    await form.goesToPhotos(newResident());
    await form.goesToTheEnd();
    line.cut = (place) => (place === SEND ? 'after the office' : place === RECEIPTS ? 'before the office' : undefined);
    for (let times = 0; times < 2; times++) {
      await form.sends();
      await page.waitForSelector('[data-sending]:not([hidden])');
      await form.summary();
    }
    line.cut = () => undefined;
    await page.$eval('#street', (input) => {
      (input as HTMLInputElement).value = 'Padukuhan Lain';
    });
    await form.sends();
    await form.reaches('receipt');
    expect(await page.$eval('[data-receipt-first]', (element) => element.textContent)).to.contain(
      'kiriman Anda yang pertama',
    );
    expect(await page.$('[data-receipt-first]:not([hidden])')).to.not.equal(null);
    expect(opened()).to.have.length(1);
  });

  it('makes one case of a tab that was duplicated', async () => {
    const own = newResident();
    await form.goesToPhotos(own);
    await form.goesToTheEnd();
    const kept = await page.evaluate(() => sessionStorage.getItem('kk-permohonan')!);
    await form.sends();
    await form.reaches('receipt');
    const other = await page.browserContext().newPage();
    const twin = new ApplyPage(other, line.url);
    await other.goto(`${line.url}/lacak`);
    await other.evaluate((text) => sessionStorage.setItem('kk-permohonan', text), kept);
    await twin.open();
    await twin.reaches('periksa');
    await other.click('#statement');
    await twin.sends();
    await twin.reaches('receipt');
    expect(await twin.receiptNumber()).to.equal(opened()[0]);
    expect(opened()).to.have.length(1);
  });

  it('says when the same application is open already, and makes another only when asked', async () => {
    const own = newResident();
    for (let times = 0; times < 2; times++) {
      await form.goesToPhotos(own);
      await form.goesToTheEnd();
      await form.sends();
      if (times > 0) break;
      await form.reaches('receipt');
      await Promise.all([page.waitForNavigation(), page.click('[data-another]')]);
    }
    expect(await form.summary())
      .to.contain('Permohonan yang sama masih berjalan')
      .and.contain(opened()[0]);
    expect(opened()).to.have.length(1);
    await page.click('[data-summary-actions] button');
    await form.reaches('receipt');
    expect(opened()).to.have.length(2);
  });
});

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 20));
}
