import { expect } from 'chai';
import type { Page } from 'puppeteer-core';
import { Failure } from '../../src/domain/failures.ts';
import type { RunningSimulator } from '../../src/simulators/serve.ts';
import { axeFaults } from '../axe.ts';
import { familiesOf, submits, withRegister } from '../cases/golden-office.ts';
import { PEOPLE, withOffice } from '../cases/office.ts';
import { goldenCases } from '../domain/events/golden-case.ts';
import { ENTRIES, applicationOf, papersOf } from '../domain/events/golden-applications.ts';
import { withDeskBrowser } from './desk-browser.ts';

const CASES = goldenCases();
const golden = (number: string) => CASES.find((one) => one.case === number)!;

describe('An event-based case, on the desk in a browser', () => {
  const given = withOffice({}, new Date('2026-11-26T02:00:00Z'));
  let register: RunningSimulator;
  before(async () => {
    register = await withRegister(given.office, familiesOf(CASES));
  });
  const { tab } = withDeskBrowser(given);
  after(() => register?.close());

  const applies = (number: string) => {
    const one = golden(number);
    return submits(given.office, applicationOf(one, ENTRIES[number]!.first), papersOf(one), '2026-11-26');
  };
  const sideOf = (page: Page) => page.$eval('.papers', (one) => one.textContent?.replace(/\s+/g, ' ') ?? '');

  it('says what happened, what must be mended first and what changes, and has no fault that axe can see', async () => {
    const { office } = given;
    const wedding = await applies('04');
    await office.drafts(wedding.applicationNumber);
    const orphans = await applies('11');
    await office.decides('sri', orphans.applicationNumber, 'open-application');
    const baby = await applies('15');
    await office.decides('sri', baby.applicationNumber, 'open-application');
    const pages: readonly (readonly [string, string, readonly string[]])[] = [
      [
        PEOPLE.endah.username,
        `/meja/berkas/${wedding.applicationNumber}`,
        ['RIZKI PRATAMA HARYADI', 'KAWIN TERCATAT', 'KK lain yang ikut berubah', 'SLAMET HARYADI', 'MUJIONO'],
      ],
      [
        PEOPLE.sri.username,
        `/meja/berkas/${orphans.applicationNumber}`,
        ['Harus dibetulkan dahulu', '17 tahun', 'R20', 'Permendagri 108/2019 Pasal 10(4)', 'Kalimat untuk pemohon'],
      ],
      [PEOPLE.sri.username, `/meja/berkas/${baby.applicationNumber}`, ['ARJUNA BAGAS PRAMUDYA', 'Masuk:']],
    ];
    for (const [username, where, words] of pages) {
      const { page, complaints } = await tab(username, where);
      for (const word of words) expect(await sideOf(page), where).to.include(word);
      await isAccessible(page, where);
      expect(complaints, where).to.deep.equal([]);
      await page.browserContext().close();
    }
    const { page } = await tab(PEOPLE.sri.username, `/meja/siak/${baby.applicationNumber}`);
    expect(await page.$eval('main', (one) => one.textContent))
      .to.include('dibuat SIAK (belum punya NIK)')
      .and.include('TIDAK/BELUM SEKOLAH');
    await isAccessible(page, 'the sheet for SIAK');
    await page.browserContext().close();
  });

  it('shows what the applicant states beside what SIAK has to say, never as read there', async () => {
    const { office } = given;
    const { cardOf } = office.register;
    office.register.cardOf = () => Promise.reject(new Failure('SIAK_UNREACHABLE'));
    const one = golden('01');
    const { name, nik } = one.application.applicant;
    const { applicationNumber } = await submits(
      office,
      {
        ...applicationOf(one, ENTRIES['01']!.first),
        listed: [{ name, nik, shdk: 'KEPALA KELUARGA' }],
        events: [
          { event: 'pekerjaan', data: { changes: [{ person: nik, from: 'Dagang', to: 'WIRASWASTA' }] } },
          {
            event: 'pembetulan',
            data: { changes: [{ person: nik, element: 'nama', from: name, to: 'SEKAR KINANTHI' }] },
          },
        ],
      },
      papersOf(one),
      '2026-11-26',
    );
    await office.decides('sri', applicationNumber, 'open-application');
    office.register.cardOf = cardOf;
    const { page, complaints } = await tab(PEOPLE.sri.username, `/meja/berkas/${applicationNumber}`);
    const rows = await page.$$eval('.compare tbody tr', (found) =>
      found.map(({ textContent }) => textContent.replace(/\s+/g, ' ').trim()),
    );
    const row = (label: string) => rows.find((text) => text.startsWith(label));
    expect(row('Jenis pekerjaan')).to.contain('lihat di SIAKmenurut pemohon, belum dibaca di SIAK: Dagang');
    expect(row('Nama lengkap')).to.contain(`menurut pemohon, belum dibaca di SIAK: ${name}`);
    expect(await sideOf(page)).to.contain('nomor tidak ditulis pemohon, lihat di SIAK');
    expect(await page.$$('.compare del'), 'no old value is shown as one').to.have.length(0);
    await isAccessible(page, `/meja/berkas/${applicationNumber}-unread`);
    expect(complaints).to.deep.equal([]);
    await page.browserContext().close();
  });

  it('shows who changed what in the answers, old and new', async () => {
    const { office } = given;
    const one = golden('09');
    const { nik } = one.application.applicant;
    const school = {
      event: 'pendidikan' as const,
      data: { changes: [{ person: nik, from: 'SLTP/SEDERAJAT', to: 'SLTA/SEDERAJAT' }] },
    };
    const made = await submits(
      office,
      { ...applicationOf(one, ENTRIES['09']!.first), events: [school] },
      [],
      '2026-11-26',
    );
    await office.asksFor(made.applicationNumber, [], 'Mohon periksa peristiwanya.');
    await office.applicants.complete(made.applicationNumber, made.pin, [], undefined, {
      amendment: { events: ENTRIES['09']!.first.events },
      finish: 'now',
    });
    await office.settle();
    const { page, complaints } = await tab(PEOPLE.sri.username, `/meja/berkas/${made.applicationNumber}`);
    const said = await page.$eval('.amendments', ({ textContent }) => textContent.replace(/\s+/g, ' '));
    expect(said).to.contain(one.application.applicant.name).and.contain('26');
    expect(said).to.contain('Lulus sekolah atau kuliah dihapus').and.contain('SLTA/SEDERAJAT');
    expect(said).to.contain('ditambahkan').and.contain('Tanggal meninggal 10-11-2026');
    expect(said).to.contain('SRI WAHYUNINGSIH (');
    await isAccessible(page, `/meja/berkas/${made.applicationNumber}-amended`);
    expect(complaints).to.deep.equal([]);
    await page.browserContext().close();
  });

  async function isAccessible(page: Page, where: string): Promise<void> {
    expect(await axeFaults(page), where).to.deep.equal([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), where).to.equal(true);
    const folder = process.env['PICTURES'];
    if (folder !== undefined)
      await page.screenshot({ path: `${folder}/${where.replace(/\W+/g, '-')}.png`, fullPage: true });
  }
});
