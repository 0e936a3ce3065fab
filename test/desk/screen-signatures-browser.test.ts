import { randomBytes, randomUUID } from 'node:crypto';
import { expect } from 'chai';
import type { Browser } from 'puppeteer-core';
import { filledForm } from '../../src/cases/own-form.ts';
import { checkApplication } from '../../src/domain/check-application.ts';
import { DEFAULT_OFFICE_RULES } from '../../src/domain/events/office-rules.ts';
import { keepPicture } from '../axe.ts';
import { PEOPLE, withOffice } from '../cases/office.ts';
import { openBrowser } from '../portal/browser.ts';
import { startDesk, type DeskServer } from './desk-server.ts';

const DRAWN = [
  [150, 280, 200, 120, 260, 290, 330, 140, 400, 270, 500, 160, 580, 240, 680, 150, 800, 220, 900, 180],
  [300, 340, 550, 320, 750, 336],
];

describe('What the applicant signed on the screen, on the page of the case', () => {
  const given = withOffice();
  let browser: Browser;
  let server: DeskServer;
  before(async () => {
    const officeRules = { ...DEFAULT_OFFICE_RULES, formSignature: 'screen' };
    Object.assign(given.office.dependencies.settings, { officeRules });
    browser = await openBrowser();
    server = await startDesk(given.office);
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
  });

  const application = (to: string) => {
    const who = { name: 'Wening Prameswari', nik: '3402155203850002' };
    const checked = checkApplication({
      applicant: { ...who, whatsapp: '0812 3456 7890' },
      kkNumber: '3402150101150007',
      listed: [{ ...who, shdk: 'KEPALA KELUARGA' }],
      events: [{ event: 'pendidikan', data: { changes: [{ person: who.nik, from: 'SLTA/SEDERAJAT', to }] } }],
      statement: true,
    });
    if (!checked.ok) throw new Error(JSON.stringify(checked.faults));
    return checked.application;
  };

  it('is named with its form and day; after a correction it is told apart, and no longer counts', async () => {
    const { office } = given;
    const mine = application('DIPLOMA I/II');
    const token = randomBytes(32).toString('hex');
    const { sha256: seen } = filledForm('f-1-06', mine, office.dependencies.settings.officeRules, new Date())!;
    const form = { code: 'f-1-06', application: mine, token, office: 'Disdukcapil Rekaan', seen, strokes: DRAWN };
    await office.applicants.signFormAhead(form);
    const [signed] = await office.applicants.uploadedPapers([token]);
    const { applicationNumber, pin } = await office.applicants.submit({
      ...{ application: mine, papers: [{ kind: 'f-1-06', ...signed! }], idempotencyKey: randomUUID() },
    });
    await office.settle();
    const page = await (await browser.createBrowserContext()).newPage();
    await page.setViewport({ width: 1366, height: 768 });
    await page.setCookie({ name: 'petugas', value: PEOPLE.sri.username, url: server.url });
    const look = async (picture: string) => {
      await page.goto(`${server.url}/meja/berkas/${applicationNumber}`, { waitUntil: 'networkidle0' });
      await page.$eval('.signatures', (list) => list.scrollIntoView({ block: 'center' }));
      await keepPicture(page, picture);
      return page.$eval('.papers', ({ textContent }) => textContent.replace(/\s+/g, ' '));
    };
    const before = await look('desk-signed');
    expect(before).to.match(/F-1\.06: ditandatangani pemohon di layar.*WIB · cocok dengan isian sekarang/);
    expect(before).to.include('tanda tangan elektronik tidak tersertifikasi');

    await office.asksFor(applicationNumber, [], 'Mohon periksa pendidikannya.');
    const { events } = application('DIPLOMA IV/STRATA I');
    await office.applicants.complete(applicationNumber, pin, [], undefined, { amendment: { events } });
    const after = await look('desk-stale');
    expect(after).to.match(/F-1\.06: ditandatangani pemohon di layar.*pemohon mengubah isian sesudah itu/);
    expect(after).to.match(/F-1\.06\).*belum ada · sudah diminta kepada pemohon/);
    expect(after).to.not.include('cocok dengan isian sekarang');
  });
});
