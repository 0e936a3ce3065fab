import { expect } from 'chai';
import { createServer, type Server } from 'node:http';
import { openCardPage } from '../../src/card/card-page.ts';
import { SIMULATED_LETTERHEAD } from '../../src/card/letterhead.ts';
import type { ChromiumPress } from '../../src/card/card-press.ts';
import { launchBrowser } from '../../src/card/chromium/launch-browser.ts';
import { createPagePool } from '../../src/card/page-pool.ts';
import { loadTemplate } from '../../src/card/template.ts';
import type { CardFace } from '../../src/card/card.ts';
import { processorTime } from '../processor-time.ts';
import { chromium, openPress, quiet, rejection } from './printing-office.ts';
import { textOf } from './read-pdf.ts';
import { member, sampleCard } from './sample-card.ts';

/** Markup that fetches, runs or leads away when a page takes it for its own. */
const markup = (at: string): Record<string, string> => ({
  script: `<script src="${at}/a.js"></script>`,
  'script in line': `<script>fetch("${at}/b")</script>`,
  'image with a handler': `<img src=x onerror="fetch('${at}/c')">`,
  image: `<img src="${at}/d.png">`,
  'refresh to http': `<meta http-equiv=refresh content="0;url=${at}/e">`,
  'refresh to data': '<meta http-equiv=refresh content="0;url=data:text/html,X">',
  'frame of a file': '<iframe src="file:///etc/passwd"></iframe>',
  'frame of a page': `<iframe src="${at}/f"></iframe>`,
  object: `<object data="${at}/g"></object>`,
  base: `<base href="${at}/"><img src=h.png>`,
  style: `<style>@import "${at}/i.css"</style>`,
  background: `<b style="background:url(${at}/j)">x</b>`,
  'drawing from outside': `<svg><image href="${at}/k"/></svg>`,
});

describe('Hostile values (what a register may hold by mistake or malice)', () => {
  let server: Server;
  let at: string;
  let hits: string[] = [];
  let press: ChromiumPress;
  before(async () => {
    server = createServer((request, response) => {
      hits.push(request.url ?? '');
      response.end('<h1>EVIL</h1>');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    at = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
    press = await openPress();
  });
  after(async () => {
    await press.close();
    server.close();
  });
  beforeEach(() => (hits = []));

  it('are tested against a server that does answer', async () => {
    await fetch(`${at}/here`);
    expect(hits).to.deep.equal(['/here']);
  });

  it('prints markup as the letters that it is, and nobody is called', async () => {
    const values = [
      ...Object.values(markup(at)),
      '{{name}}',
      '{{{name}}}',
      '{{constructor.constructor "x"}}',
      'x hidden',
      'x" onload="y',
      '=1+1',
      '%00',
      '</title>/ByteRange [0 /********** /**********]',
      '${7*7}',
    ];
    const members = values.map((value, index) => member(index, { mother: value, father: value }));
    const { pdf } = await press.print(sampleCard(members));
    const text = (await textOf(pdf)).join(' ');
    for (const value of values)
      expect(text.replaceAll(' ', '').split(value.toUpperCase().replaceAll(' ', '')).length, value).to.be.at.least(3);
    // Names of that length need higher rows, five on a sheet.
    expect(text.split('KARTU KELUARGA')).to.have.length(1 + Math.ceil(values.length / 5));
    expect(hits).to.deep.equal([]);
  });

  it('would not fetch, run or leave even if the template let markup through', async () => {
    const browser = await launchBrowser(await chromium(), quiet);
    const { shell } = await loadTemplate(SIMULATED_LETTERHEAD);
    let page = await openCardPage(browser, shell);
    for (const [what, body] of Object.entries(markup(at))) {
      const [printed] = await page.print(`<p>AMAN</p>${body}`).then(textOf, () => ['refused']);
      expect(printed, what)
        .to.match(/^(AMAN|refused)/)
        .and.not.include('EVIL')
        .and.not.include('root:');
      if (printed !== 'refused') continue;
      await page.close();
      page = await openCardPage(browser, shell);
    }
    // A request of a page above would have gone out before this one of the same browser, which is refused on its way.
    const last = await (await browser.newPage()).goto(`${at}/last`).then(
      () => 'answered',
      (error: unknown) => String(error),
    );
    expect(last).to.contain('ERR_PROXY_CONNECTION_FAILED');
    await browser.close();
    expect(hits).to.deep.equal([]);
  });

  const refused: Record<string, Partial<CardFace> | string> = {
    'a name that turns the direction of writing (U+202E)': 'SUPAR\u202ENAM',
    'a zero-width letter': 'SUPAR\u200BMAN',
    'a line break': 'SUPAR\nMAN',
    'a NUL': 'SUPAR\u0000MAN',
    'a lone half of a letter': 'SUPAR\uD800MAN',
    'the sign of a broken encoding': 'SUPAR\uFFFDMAN',
    'an emoji': 'SUPARMAN 🙂',
    'letters without a font': '蘇哈托',
    'a pile of combining marks': `S${'\u0301'.repeat(99)}`,
    'two hundred thousand combining marks': `S${'\u0301'.repeat(200_000)}`,
    'five thousand letters': 'A'.repeat(5000),
    'an address that is no web address': { verifyUrl: 'javascript:alert(1)' },
    'a NIP with letters': { head: { name: 'Bambang', nip: '<b>', title: 'KEPALA' } },
  };
  for (const [what, value] of Object.entries(refused))
    it(`refuses ${what} within a second of processor, and does not repeat it in the error`, async () => {
      const card = typeof value === 'string' ? sampleCard([member(0, { name: value })]) : { ...sampleCard(), ...value };
      const { result: error, milliseconds } = await processorTime(() =>
        rejection(
          press.print(typeof value === 'string' ? { ...card, family: { ...card.family, headName: 'Suparman' } } : card),
        ),
      );
      expect(error).to.have.property('code', 'CARD_UNPRINTABLE');
      expect(milliseconds).to.be.below(1000);
      expect(error.message)
        .to.match(/\/(family\/members\/0\/name|verifyUrl|head\/nip)/)
        .and.not.include('SUPAR');
    });

  it('refuses a family of 31 and one without members', async () => {
    for (const size of [0, 31]) {
      const card = sampleCard(Array.from({ length: size }, (_, index) => member(index)));
      expect(await rejection(press.print(card))).to.have.property('code', 'CARD_UNPRINTABLE');
    }
  });

  it('gives a page that is lost in its work up after the time limit, and prints the next card', async () => {
    const { shell } = await loadTemplate(SIMULATED_LETTERHEAD);
    const found = await chromium();
    const pool = createPagePool({
      launch: () => launchBrowser(found, quiet),
      open: (browser) => openCardPage(browser, shell),
      logger: quiet,
      pages: 1,
      waiting: 5,
      timeout: 5000,
    });
    await pool.use(() => Promise.resolve());
    const error = await rejection(pool.use((page) => page.print('<p>A</p>'.repeat(1_200_000))));
    expect(error.message).to.equal('PRINTER_FAILED: no print within 5000 ms');
    expect((await textOf(await pool.use((page) => page.print('<p>AMAN</p>'))))[0]).to.equal('AMAN');
    await pool.close();
  });
});
