import { expect } from 'chai';
import { plainDateOf } from '../../src/domain/plain-date.ts';
import { axeFaults, keepPicture } from '../axe.ts';
import { PEOPLE, withOffice, type OfficerName } from '../cases/office.ts';
import { withDeskBrowser } from './desk-browser.ts';

/** Pages on which something is undone or somebody stands in, on the narrowest screen of an office. */
describe('Undoing and standing in, on a screen of 1024 pixels', () => {
  const given = withOffice();
  const { tab } = withDeskBrowser(given);

  async function looks(who: OfficerName, where: string, picture: string, words: readonly string[]): Promise<void> {
    const { page, complaints } = await tab(PEOPLE[who].username, where);
    await page.setViewport({ width: 1024, height: 768 });
    for (const summary of await page.$$('main details:not([open]) > summary'))
      await summary.evaluate((one) => one.click());
    const text = await page.$eval('main', ({ textContent }) => textContent.replace(/\s+/g, ' '));
    for (const word of words) expect(text, picture).to.contain(word);
    expect(await axeFaults(page), picture).to.deep.equal([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), picture).to.equal(true);
    const lines = await page.$$eval('.bar nav a', (links) =>
      links.map((link) => {
        const words = document.createRange();
        words.selectNode(link.firstChild!);
        return words.getClientRects().length;
      }),
    );
    expect(lines, `${picture}: each place of the bar on one line`).to.deep.equal(lines.map(() => 1));
    await page.evaluate(() =>
      (document.querySelector('#pencabutan') ?? document.querySelector('.decisions'))?.scrollIntoView(),
    );
    await keepPicture(page, picture);
    expect(complaints, picture).to.deep.equal([]);
    await page.browserContext().close();
  }

  it('offers a decision back after it, at its case and on the page of drafts', async () => {
    const { office } = given;
    const { applicationNumber: number } = await office.verified();
    const at = `/meja/berkas/${number}`;
    await looks('endah', `/meja?selesai=${number}`, 'undo-list', ['sudah tercatat', 'Tarik kembali']);
    await looks('endah', at, 'undo-history', ['Tarik kembali', 'ada yang terlewat']);
    await office.decides('agus', number, 'approve-signing', { signing: 'rejected', note: 'Nama ibu keliru' });
    await looks('agus', `/meja/tanda-tangan?kembali=${number}`, 'undo-signing', [
      'sudah dikembalikan',
      'Tarik kembali',
    ]);
    await office.officers.takeBack(PEOPLE.agus.username, {
      applicationNumber: number,
      task: (await office.store.decisions.of(number)).at(-1)!.taskId,
    });
    await office.settle();
    await looks('endah', at, 'undone-history', ['Ditarik kembali oleh Agus Hartanto']);
  });

  it('lets two people revoke a card: asked for, waiting for the second, void', async () => {
    const { office } = given;
    const { applicationNumber: number, pin } = await office.delivered();
    await office.applicants.download(number, pin);
    await office.settle();
    const at = `/meja/berkas/${number}`;
    await looks('endah', at, 'revocation-none', ['Minta pencabutan KK']);
    const reason = 'Akta kelahiran yang dilampirkan ternyata milik orang lain. Datanglah ke loket.';
    await office.officers.requestRevocation(PEOPLE.endah.username, number, reason);
    await looks('endah', at, 'revocation-asked', [reason]);
    await looks('agus', at, 'revocation-second', [reason]);
    await office.officers.grantRevocation(PEOPLE.agus.username, number);
    await looks('agus', at, 'revocation-void', [reason]);
  });

  it('shows who stands in and who is absent', async () => {
    const { office } = given;
    const day = plainDateOf(office.dependencies.now());
    const days = { validFrom: day, validTo: day };
    await office.store.people.delegate({
      from: PEOPLE.agus.username,
      to: PEOPLE.endah.username,
      role: 'kepala-dinas',
      kind: 'Plh',
      ...days,
    });
    await office.officers.recordAbsence(PEOPLE.tono.username, { person: PEOPLE.tono.username, ...days });
    for (const who of ['agus', 'endah', 'tono', 'rini'] as const)
      await looks(who, '/meja/kehadiran', `duty-${who}`, ['Tono Prasetyo']);
  });
});
