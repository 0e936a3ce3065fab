import { expect } from 'chai';
import { mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { takeFoundCards } from '../../src/cases/take-found-cards.ts';
import { openCardFolder } from '../../src/siak/card-folder.ts';
import { OTHER_FAMILY, signedBySiak } from '../cases/siak-cards.ts';
import { PEOPLE, withOffice } from '../cases/office.ts';
import { axeFaults } from '../axe.ts';
import { temporaryFolder } from '../store/database.ts';
import { withDeskBrowser } from './desk-browser.ts';

describe('Cards found in the folder of SIAK, in a browser', () => {
  const given = withOffice();
  const { tab } = withDeskBrowser(given);

  it('are listed with what to do, can be downloaded where they are kept, and leave the list when they are handled', async () => {
    const { office } = given;
    Object.assign(office.dependencies.settings, { siakWay: 'siak-signed-pdf' });
    const folder = path.join(temporaryFolder(), 'cards');
    mkdirSync(folder);
    const then = Date.now() / 1000 - 60;
    for (const [name, content] of [
      ['a.pdf', await signedBySiak(OTHER_FAMILY)],
      ['b.pdf', Buffer.concat([Buffer.alloc(32 * 1024 * 1024), Buffer.from('%%EOF')])],
    ] as const) {
      writeFileSync(path.join(folder, name), content);
      utimesSync(path.join(folder, name), then, then);
    }
    await takeFoundCards(office.dependencies, openCardFolder(folder))();
    expect(readdirSync(folder), 'only what is no card stays').to.deep.equal(['b.pdf']);

    const { page } = await tab(PEOPLE.rini.username, '/meja/pengiriman');
    await page.reload({ waitUntil: 'networkidle0' });
    const rows = () =>
      page.$$eval('#temuan tbody tr', (all) =>
        all.map((row) => ({
          text: row.textContent ?? '',
          download: row.querySelector('a')?.getAttribute('href') ?? null,
        })),
      );
    const listed = await rows();
    expect(listed).to.have.length(2);
    const [kept, left] = [
      listed.find(({ download }) => download !== null)!,
      listed.find(({ download }) => download === null)!,
    ];
    expect(kept.text).to.contain('Belum ada berkas yang menunggu KK ini');
    expect(left.text).to.contain('lebih besar dari 32 MB').and.contain('pindahkan');
    expect(await axeFaults(page, { bestPractice: true })).to.deep.equal([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).to.equal(true);
    await page.$eval('#temuan', (section) => section.scrollIntoView());
    if (process.env['PICTURES'] !== undefined)
      await page.screenshot({ path: `${process.env['PICTURES']}/found-cards.png` });
    const pdf = await page.evaluate(async (href) => (await fetch(href)).headers.get('content-type'), kept.download!);
    expect(pdf).to.contain('application/pdf');
    for (let more = 2; more > 0; more -= 1)
      await Promise.all([
        page.waitForNavigation({ waitUntil: 'load' }),
        page.click('#temuan tbody tr:first-child form button'),
      ]);
    expect(await page.$('#temuan'), 'nothing is left to do').to.equal(null);
  });
});
