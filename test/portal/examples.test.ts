import { expect } from 'chai';
import sharp from 'sharp';
import { DOCUMENT_KINDS } from '../../src/domain/document-kinds.ts';
import { exampleOf } from '../../src/portal/examples/draw-example.ts';
import { withOffice } from '../cases/office.ts';
import { axeFaults, keepPicture } from '../axe.ts';
import { SMALL_PHONE } from './browser.ts';
import { withPhone } from './with-phone.ts';

describe('The example photo of a paper', () => {
  for (const { code, label } of DOCUMENT_KINDS)
    it(`is a picture with the name of ${code}, marked as an example`, async () => {
      const svg = exampleOf(code);
      const words = [...svg.matchAll(/>([^<>]+)<\/text>/g)].map(([, text]) => text!);
      expect(words.at(-1)).to.equal('CONTOH');
      expect(label.toUpperCase().replaceAll('&', '&amp;')).to.contain(words.slice(0, -1).join(' '));
      expect(svg.length).to.be.lessThan(4_000);
      const { width, height } = await sharp(Buffer.from(svg)).metadata();
      expect([width, height].every((size) => size > 200)).to.equal(true);
    });
});

describe('The example photos on a phone', () => {
  const given = withOffice();
  const phone = withPhone(given, {});

  it('are pictures that a phone may keep, of known papers only', async () => {
    const answer = await fetch(`${phone.portal.url}/contoh/ijazah.svg`);
    expect(answer.headers.get('content-type')).to.contain('image/svg+xml');
    expect(answer.headers.get('cache-control')).to.equal('public, max-age=86400');
    for (const name of ['ijazah', 'lain.svg', '..%2f..%2fpackage.json', '__proto__.svg'])
      expect((await fetch(`${phone.portal.url}/contoh/${name}`)).status, name).to.equal(404);
  });

  it('are fetched when they are opened, beside the paper that is asked for', async () => {
    const { office } = given;
    const { applicationNumber, pin } = await office.submit();
    await office.asksFor(applicationNumber, ['ijazah', 'kk-lama'], 'Foto ulang ijazah.');
    const page = await phone.context.newPage();
    await page.setViewport(SMALL_PHONE);
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await page.goto(`${phone.portal.url}/lacak`, { waitUntil: 'load' });
    await page.type('input[name=nomor]', applicationNumber);
    await page.type('input[name=pin]', pin);
    await Promise.all([page.waitForNavigation({ waitUntil: 'networkidle0' }), page.keyboard.press('Enter')]);
    expect(asked.filter((where) => where.startsWith('/contoh/'))).to.deep.equal([]);
    const example = (await page.$('.example'))!;
    expect(await example.$eval('summary', (summary) => summary.textContent)).to.equal('Contoh foto: Ijazah terakhir');
    await (await example.$('summary'))!.focus();
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => (document.querySelector<HTMLImageElement>('.example img')?.naturalWidth ?? 0) > 0);
    expect(asked.filter((where) => where.startsWith('/contoh/'))).to.deep.equal(['/contoh/ijazah.svg']);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).to.equal(true);
    expect(await axeFaults(page)).to.deep.equal([]);
    await keepPicture(page, 'example-of-a-paper');
  });
});
