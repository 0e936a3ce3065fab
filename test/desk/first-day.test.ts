import { expect } from 'chai';
import type { Page } from 'puppeteer-core';
import { PEOPLE, withOffice } from '../cases/office.ts';
import { withDeskBrowser } from './desk-browser.ts';

/** What hindered somebody who opened, examined, returned and finished their first case with no word of explanation. */
describe('A new officer on the first day, at 1366 x 768', () => {
  const given = withOffice();
  const { tab } = withDeskBrowser(given);
  const textOf = (page: Page, selector: string) =>
    page.$eval(selector, (one) => (one as HTMLElement).innerText.replace(/\s+/g, ' '));

  it('finds the paper that is not there ticked and marked, and the note in sight above the button', async () => {
    const { office } = given;
    const { applicationNumber } = await office.submit({}, ['f-1-06', 'kk-lama']);
    await office.decides('sri', applicationNumber, 'open-application');
    const { page } = await tab(PEOPLE.sri.username, `/meja/berkas/${applicationNumber}`);
    await page.click('input[value=incomplete]');
    const asked = await page.$$eval('input[name=missingDocuments]', (boxes) =>
      boxes.map((box) => [box.value, box.checked]),
    );
    expect(asked).to.deep.include(['ijazah', true]).and.to.deep.include(['kk-lama', false]);
    expect(await textOf(page, '.decision .asked')).to.match(/Ijazah terakhir belum ada/);
    const [note, button] = await page.$$eval('#catatan, .decision .submit', (parts) =>
      parts.map((part) => part.getBoundingClientRect().toJSON() as { top: number; bottom: number }),
    );
    expect(note!.bottom, 'the whole note is above the button').to.be.at.most(button!.top);
    expect(button!.bottom).to.be.at.most(768);
    await page.browserContext().close();
  });

  it('reads what to fill in when an answer is refused', async () => {
    const { office } = given;
    const { applicationNumber } = await office.opened();
    const { page } = await tab(PEOPLE.sri.username, `/meja/berkas/${applicationNumber}`);
    await page.click('input[value=incomplete]');
    await Promise.all([page.waitForNavigation(), page.click('[data-submit]')]);
    expect(await textOf(page, '.decision [role=alert]'))
      .to.contain('belum disimpan')
      .and.to.contain('centang dokumennya atau tulis catatan');
    await page.browserContext().close();
  });

  it('tells a paper that lacks from what stops the case', async () => {
    const { office } = given;
    const { applicationNumber } = await office.submit(
      {
        changes: [],
        listed: [
          { name: 'Damar Pamungkas', nik: '3402151708820001', shdk: 'KEPALA KELUARGA' },
          { name: 'Wening Prameswari', nik: '3402155203850002', shdk: 'ISTRI' },
        ],
        events: [
          {
            event: 'pendidikan',
            data: {
              changes: [{ person: '3402155203850002', from: 'SLTA/SEDERAJAT', to: 'DIPLOMA IV/STRATA I' }],
            },
          },
        ],
      },
      ['kk-lama'],
    );
    await office.decides('sri', applicationNumber, 'open-application');
    const { page } = await tab(PEOPLE.sri.username, `/meja/berkas/${applicationNumber}`);
    const side = await textOf(page, '.papers');
    expect(side).to.contain('Dokumen yang belum ada').and.to.contain('jazah');
    expect(side).to.not.contain('Harus dibetulkan dahulu');
    await page.browserContext().close();
  });

  it('of an office that signs in SIAK: Kasi and head read where their work is', async () => {
    const { office } = given;
    Object.assign(office.dependencies.settings, { siakWay: 'siak-signed-pdf' });
    const { page: kasi } = await tab(PEOPLE.endah.username, '/meja');
    expect(await textOf(kasi, '.empty')).to.contain('verifikasi dan tanda tangan dikerjakan di SIAK');
    const { page: head } = await tab(PEOPLE.agus.username, '/meja/tanda-tangan');
    expect(await textOf(head, '.empty')).to.contain('menandatangani di SIAK');
    const { page: entry } = await tab(PEOPLE.rini.username, '/meja');
    expect(await textOf(entry, '.empty')).to.contain('Tugas baru muncul di sini sendiri');
    Object.assign(office.dependencies.settings, { siakWay: 'simulator' });
    for (const page of [kasi, head, entry]) await page.browserContext().close();
  });
});
