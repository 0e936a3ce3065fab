/**
 * Takes the pictures of the desk for `docs/pictures/` (1366 x 768): npx tsx test/desk/take-pictures.ts [folder]
 * Invented families, drawn papers, the office's own press for the drafts.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { launch, type Page } from 'puppeteer-core';
import sharp from 'sharp';
import { createCardPress } from '../../src/card/card-press.ts';
import { findChromium } from '../../src/card/chromium/find-chromium.ts';
import { plainDateOf } from '../../src/domain/plain-date.ts';
import { startDesk } from './desk-server.ts';
import { FAMILY, PEOPLE, RIGHT_PASSPHRASE, createSampleOffice } from './sample-office.ts';

const folder = path.resolve(process.argv[2] ?? 'docs/pictures');
const logger = pino({ level: 'silent' });
const chromium = await findChromium({ cacheDir: path.join(os.homedir(), '.cache', 'penerbitan-kk'), logger });
const office = createSampleOffice({ waits: { poll: 100, proof: 5_000, follow: 5_000 } });
const server = await startDesk(office);

const press = createCardPress({ chromium, logger });
const card = (name: string) =>
  press.print({
    family: {
      ...FAMILY,
      headName: name,
      members: FAMILY.members.map((member, i) => (i === 0 ? { ...member, name } : member)),
    },
    issuedOn: '2026-11-22',
    head: {
      name: 'AGUS HARTANTO, S.H.',
      nip: '197001012000031001',
      title: 'KEPALA DINAS KEPENDUDUKAN DAN PENCATATAN SIPIL',
    },
    verifyUrl: 'https://kk.example/periksa/contoh',
    footLine: 'SIMULASI: ditandatangani dengan sertifikat uji yang tidak tersertifikasi; bukan dokumen resmi',
  });
const previews = [
  await card('DAMAR PAMUNGKAS'),
  await card('SATRIYA WIBAWA'),
  await card('NUGRAHA PRAYITNO'),
  await card('BAGAS TIRTA'),
].map(({ preview }) => preview);
await press.close();

// --- a morning at the office
const { given, engine, store, documents } = office;
const drawn = async (title: string) =>
  sharp(
    Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" width="1500" height="1060"><rect width="1500" height="1060" fill="#8d8378"/><g transform="rotate(-1.5 750 530)"><rect x="130" y="70" width="1240" height="920" fill="#fbf8ee"/><rect x="175" y="115" width="1150" height="830" fill="none" stroke="#9a7b2d" stroke-width="6"/><g font-family="DejaVu Serif" text-anchor="middle" fill="#2c2a25"><text x="750" y="240" font-size="60" font-weight="bold">${title}</text><text x="750" y="340" font-size="30">menerangkan bahwa</text><text x="750" y="430" font-size="52" font-style="italic">Wening Prameswari</text><text x="750" y="520" font-size="30">lahir di Bantul, 12 Maret 1985</text><text x="750" y="600" font-size="30">telah menyelesaikan Program Sarjana (Strata I)</text><text x="750" y="800" font-size="28">Contoh untuk pengujian; bukan dokumen asli</text></g></g></svg>`,
    ),
  )
    .jpeg({ quality: 80 })
    .toBuffer();
for (const [i, preview] of previews.entries()) {
  const changes = [
    { member: 1, element: 'pendidikan' as const, from: 'SLTA/SEDERAJAT', to: 'DIPLOMA IV/STRATA I', basis: 'Ijazah' },
    ...(i === 2
      ? [{ member: 1, element: 'pekerjaan' as const, from: 'MENGURUS RUMAH TANGGA', to: 'KARYAWAN SWASTA' }]
      : []),
  ];
  await given.verified({ changes }, FAMILY, preview);
  given.later(2 + i * 3);
}
const [shown] = [...store.rows.cases.values()];
const paperTitles: Record<string, string> = {
  'f-1-06': 'FORMULIR F-1.06',
  'kk-lama': 'KARTU KELUARGA',
  ijazah: 'IJAZAH',
};
for (const [i, paper] of store.rows.papers.entries()) {
  const { sha256 } = await documents.put(await drawn(paperTitles[paper.kind] ?? paper.kind));
  store.rows.papers[i] = { ...paper, sha256 };
}
const fresh = [];
for (const [i, kalurahan] of ['34.02.15.2001', '34.02.01.2002', '34.02.03.2002', '34.02.04.2001'].entries()) {
  const made = await given.case({
    address: { street: 'Padukuhan Cepit', rt: '3', rw: '12', kalurahan },
    ...(i === 1 ? { reason: 'hilang' as const, changes: [] } : {}),
  });
  fresh.push(made);
  await store.cases.change(made.applicationNumber, { state: 'examination' });
  if (i < 3) engine.offer({ elementId: 'open-application', processInstanceKey: made.processInstanceKey });
  given.later(i === 2 ? 1 : 4);
}
const back = fresh[3]!;
await store.cases.change(back.applicationNumber, {
  entryOfficer: PEOPLE.sri.username,
  findings: ['Anggota 1: nama berbeda dengan SIAK.'],
});
await given.decision(back.applicationNumber, 2, PEOPLE.sri, {});
await given.decision(back.applicationNumber, 3, PEOPLE.sri, { examination: 'complete', note: '' });
await given.decision(back.applicationNumber, 5, PEOPLE.endah, {
  verification: 'invalid',
  note: 'Gelar pada ijazah tidak terbaca',
});
engine.offer({
  elementId: 'examine-application',
  processInstanceKey: back.processInstanceKey,
  assignee: PEOPLE.sri.username,
});
for (const [i, paper] of store.rows.papers.entries())
  if (paper.applicationNumber === back.applicationNumber)
    store.rows.papers[i] = {
      ...paper,
      sha256: (await documents.put(await drawn(paperTitles[paper.kind] ?? paper.kind))).sha256,
    };
await store.cases.change(shown!.applicationNumber, { findings: ['Anggota 2: Nomor KK berbeda dengan SIAK.'] });

// --- the camera
const browser = await launch({
  executablePath: chromium.executablePath,
  headless: chromium.headless,
  env: { ...chromium.environment },
  args: ['--no-sandbox', '--disable-gpu', '--font-render-hinting=none', '--force-color-profile=srgb'],
});
await mkdir(folder, { recursive: true });
async function pageOf(username: string | undefined, where: string): Promise<Page> {
  const page = await (await browser.createBrowserContext()).newPage();
  page.on('console', (message) => process.stderr.write(`${where}: ${message.text()}\n`));
  page.on('pageerror', (error) => process.stderr.write(`${where}: ${String(error)}\n`));
  await page.setViewport({ width: 1366, height: 768 });
  if (username !== undefined) await page.setCookie({ name: 'OPERATE-SESSION', value: username, url: server.url });
  await page.goto(server.url + where, { waitUntil: 'networkidle0' });
  return page;
}
async function keep(page: Page, name: string): Promise<void> {
  const png = await page.screenshot({ type: 'png' });
  await writeFile(
    path.join(folder, `desk-${name}.png`),
    await sharp(png).png({ palette: true, quality: 90, effort: 8 }).toBuffer(),
  );
}

await keep(await pageOf(PEOPLE.sri.username, '/meja'), 'work');
const examining = await pageOf(PEOPLE.sri.username, `/meja/berkas/${back.applicationNumber}`);
await examining.click('[data-do="next"]');
await examining.click('[data-do="next"]');
await examining.waitForNetworkIdle();
await keep(examining, 'case-examination');
await examining.click('[data-do="larger"]');
await examining.click('[data-do="larger"]');
await keep(examining, 'case-zoomed');
const verifying = await pageOf(PEOPLE.endah.username, `/meja/berkas/${shown!.applicationNumber}`);
await keep(verifying, 'case-verification');
await verifying.$eval('.papers', (column) => column.scrollTo(0, 640));
await verifying.$$eval('details', (all) => all.forEach((one) => (one.open = true)));
await keep(verifying, 'case-history');
const signing = await pageOf(PEOPLE.agus.username, '/meja/tanda-tangan');
await signing.click('[data-all]');
await signing.click('[name="diperiksa"]');
await signing.type('#passphrase', RIGHT_PASSPHRASE);
await keep(signing, 'signing');
await signing.click('[data-enlarge]');
await signing.waitForNetworkIdle();
await keep(signing, 'signing-enlarged');
await signing.keyboard.press('Escape');
await signing.click('[data-submit]');
await signing.waitForFunction(() => document.querySelector('[data-heading]')?.textContent?.includes('sudah'));
await keep(signing, 'signing-result');
await keep(await pageOf(PEOPLE.sri.username, `/meja/siak/${back.applicationNumber}`), 'siak');
const today = plainDateOf(new Date());
store.rows.people.set(PEOPLE.endah.username, { ...PEOPLE.endah, signerNik: '3402015804820003' });
await office.desk.recordAbsence(PEOPLE.endah.username, {
  person: PEOPLE.tono.username,
  validFrom: today,
  validTo: today,
});
await office.desk.appoint(PEOPLE.agus.username, { to: PEOPLE.endah.username, validFrom: today, validTo: today });
await keep(await pageOf(PEOPLE.agus.username, '/meja/kehadiran'), 'duty');
await keep(await pageOf(undefined, '/meja'), 'login');
await browser.close();
await server.stop();
