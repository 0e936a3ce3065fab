import { expect } from 'chai';
import { createHash } from 'node:crypto';
import { appendFileSync, renameSync } from 'node:fs';
import path from 'node:path';
import type { ArchivePackage } from '../../src/archive/archive.ts';
import { createAuditCases } from '../../src/cases/audit/create-audit-cases.ts';
import { checkArchive } from '../../src/cases/check-archive.ts';
import { fillArchive } from '../../src/cases/fill-archive.ts';
import { startDesk } from '../desk/desk-server.ts';
import { PASSPHRASE } from './external-services.ts';
import { LINK_KEY, PEOPLE, withOffice } from './office.ts';

describe('Archiving a case (SOP step 10)', () => {
  const given = withOffice();
  const layer = (name: string) => path.join(given.office.folder, name);
  const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

  const packs: ArchivePackage[] = [];
  before(() => {
    const { archive } = given.office.dependencies;
    const store = archive.store.bind(archive);
    archive.store = (pack) => {
      packs.push(pack);
      return store(pack);
    };
  });

  async function received() {
    const made = await given.office.delivered();
    await given.office.applicants.download(made.applicationNumber, made.pin);
    return made;
  }

  it('packs card, draft, papers, decisions, journal and trust anchor into every layer', async () => {
    const { office } = given;
    const { applicationNumber, draftSha256, pin } = await office.delivered();
    await office.officers.addNote('rini.astuti', applicationNumber, 'Pemohon meminta dicetak di kertas tebal.');
    await office.officers.addNote('rini.astuti', applicationNumber, 'Sudah dijelaskan: kertas HVS.');
    await office.applicants.download(applicationNumber, pin);
    await office.settle();
    const record = await office.case(applicationNumber);
    expect(record.state).to.equal('archived');
    const copies = await office.store.archiveCopies.of(applicationNumber);
    expect(copies.map(({ layer: name, state }) => [name, state])).to.have.deep.members([
      ['server', 'stored'],
      ['flashdisk', 'stored'],
    ]);
    expect([...packs.at(-1)!.files.keys()]).to.have.members([
      'kk-signed.pdf',
      'kk-draft.pdf',
      'papers/01-f-1-06.jpg',
      'papers/02-kk-lama.jpg',
      'papers/03-ijazah.jpg',
      'case.json',
      'decisions.json',
      'messages.json',
      'notes.json',
      'journal.json',
      'journal-head.json',
      'trust.pem',
    ]);
    const notes = JSON.parse(String(packs.at(-1)!.files.get('notes.json'))) as { author: string; text: string }[];
    expect(notes.map(({ author, text }) => [author, text])).to.deep.equal([
      ['rini.astuti', 'Pemohon meminta dicetak di kertas tebal.'],
      ['rini.astuti', 'Sudah dijelaskan: kertas HVS.'],
    ]);
    expect(sha256(packs.at(-1)!.files.get('kk-draft.pdf')!)).to.equal(draftSha256);
    expect(sha256(packs.at(-1)!.files.get('kk-signed.pdf')!)).to.equal(record.signedSha256);
    expect((await office.journal(applicationNumber, 'case-archived'))[0]?.detail).to.deep.include({
      stored: ['server', 'flashdisk'],
      absent: [],
    });
  });

  it('packs the verified draft beside the signed one, where that was drawn anew for its signer', async () => {
    const { office } = given;
    const { applicationNumber, draftSha256: verified, pin } = await office.verified();
    const dewi = PEOPLE.dewi.username;
    await office.store.people.put({ ...PEOPLE.dewi, nip: '198104042006042004' });
    await office.officers.redraw(dewi, applicationNumber);
    const { draftSha256 } = await office.case(applicationNumber);
    expect(draftSha256).to.not.equal(verified);
    office.grants.give({ draftSha256: draftSha256!, signer: dewi, passphrase: Buffer.from(PASSPHRASE) });
    await office.decides('dewi', applicationNumber, 'approve-signing', { signing: 'approved' });
    await office.applicants.download(applicationNumber, pin);
    await office.settle();
    const { files } = packs.at(-1)!;
    expect([files.get('kk-draft.pdf'), files.get('kk-draft-verified.pdf')].map((pdf) => sha256(pdf!))).to.deep.equal([
      draftSha256,
      verified,
    ]);
    await office.store.people.put(PEOPLE.dewi);
  });

  it('finds its own package when the job comes again', async () => {
    const { office } = given;
    const { applicationNumber } = await received();
    await office.settle();
    const before = await office.store.archiveCopies.of(applicationNumber);
    await office.process.archive({ applicationNumber });
    const after = await office.store.archiveCopies.of(applicationNumber);
    expect(after.map(({ sha256: sum, path: where }) => [sum, where])).to.deep.equal(
      before.map(({ sha256: sum, path: where }) => [sum, where]),
    );
  });

  it('notes a medium that is away, shows the remainder, and fills it when the medium is back', async () => {
    const { office } = given;
    renameSync(layer('flashdisk'), layer('in-the-drawer'));
    const { applicationNumber } = await received();
    await office.settle();
    expect((await office.store.archiveCopies.absent()).map((copy) => copy.applicationNumber)).to.deep.equal([
      applicationNumber,
    ]);
    expect((await office.officers.work('rini.astuti')).archiveRemainder).to.deep.equal([
      { layer: 'flashdisk', copies: 1 },
    ]);
    expect((await office.officers.work('sri.wahyuni')).archiveRemainder).to.deep.equal([]);
    expect(await fillArchive(office.dependencies)()).to.equal(0);
    renameSync(layer('in-the-drawer'), layer('flashdisk'));
    expect(await fillArchive(office.dependencies)()).to.equal(1);
    expect(await office.store.archiveCopies.absent()).to.deep.equal([]);
    expect((await office.journal(applicationNumber, 'archive-filled'))[0]?.detail).to.deep.equal({
      layer: 'flashdisk',
    });
  });

  it('tells print officer and auditor of a copy that was altered, and of its repair, within the term of the check', async () => {
    const { office } = given;
    const { applicationNumber } = await received();
    await office.settle();
    const copy = (await office.store.archiveCopies.of(applicationNumber)).find((one) => one.layer === 'server')!;
    appendFileSync(path.join(copy.path!, 'data', 'kk-signed.pdf'), '.');
    const told = async () => {
      const layers = (await office.officers.deliveries('rini.astuti')).layers;
      const asked = await createAuditCases({
        ...office.dependencies,
        engine: office.engine,
        markKey: LINK_KEY,
      }).archive('audi.pranata');
      return {
        officer: layers.find((one) => one.layer === 'server')?.copies.damaged,
        auditor: asked.counts.filter(({ state }) => state === 'damaged').map(({ layer: name, count }) => [name, count]),
      };
    };
    const check = checkArchive(office.dependencies);
    await check();
    expect(await told(), 'nobody is due before the term').to.deep.equal({ officer: 0, auditor: [] });
    // The engine's clock stands still between its advances; the copies are dated by the database's.
    const behind = Date.now() - office.dependencies.now().getTime();
    await office.engine.advance(behind + office.dependencies.settings.archiveTermMs + 60_000);
    expect(await check()).to.equal(1);
    expect(await told()).to.deep.equal({ officer: 1, auditor: [['server', 1]] });
    expect((await office.journal(applicationNumber, 'archive-damaged'))[0]?.detail).to.deep.include({
      layer: 'server',
    });
    await fillArchive(office.dependencies)();
    expect(await told()).to.deep.equal({ officer: 0, auditor: [] });
    expect(await office.journal(applicationNumber, 'archive-repaired')).to.have.length(1);
  });

  it('says to the print officer at the layer what hinders it, and what to do', async () => {
    const { office } = given;
    const { applicationNumber } = await received();
    await office.settle();
    const { archiveCopies } = office.store;
    for (const copy of await archiveCopies.of(applicationNumber))
      if (copy.layer === 'flashdisk') await archiveCopies.put({ ...copy, state: 'absent' });
    const server = await startDesk(office);
    try {
      const browser = server.browser(PEOPLE.rini.username);
      const page = async () => (await browser.get('/meja/pengiriman')).text;
      expect(await page())
        .to.not.contain('Tidak dapat ditulis')
        .and.not.contain('ARCHIVE_KEY');
      await archiveCopies.hindered(applicationNumber, 'flashdisk', 'medium');
      expect(await page()).to.match(/flashdisk<[^\n]*Tidak dapat ditulis: sediakan ruang/);
      await archiveCopies.hindered(applicationNumber, 'flashdisk', 'source');
      expect(await page()).to.match(/flashdisk<[^\n]*minta admin memeriksa ARCHIVE_KEY/);
      // The engine's clock stands still between its advances; the copies are dated by the database's.
      const behind = Date.now() - office.dependencies.now().getTime();
      await office.engine.advance(behind + office.dependencies.settings.archiveTermMs + 25 * 3_600_000);
      expect(await page()).to.match(/server<[^\n]*salinan terlambat diperiksa: biarkan medianya terpasang/);
      await office.engine.advance(90 * 24 * 3_600_000);
      const drawer = path.join(office.folder, 'flashdisk');
      for (const copy of await archiveCopies.of(applicationNumber))
        await archiveCopies.put({ ...copy, state: 'repaired' });
      renameSync(drawer, `${drawer}.drawer`);
      const away = await page();
      renameSync(`${drawer}.drawer`, drawer);
      expect(away).to.match(/flashdisk<[^\n]*\d+ salinan lebih dari 90 hari tidak dibaca: pasang medianya/);
      expect(away).to.match(/server<[^\n]*\d+ salinan pernah rusak dan sudah ditulis lagi/);
      for (const copy of await archiveCopies.of(applicationNumber))
        await archiveCopies.put({ ...copy, state: 'damaged' });
      expect(await page())
        .to.match(/\d+ berkas tanpa salinan utuh:</)
        .and.contain('minta admin memulihkan folder dokumen dari cadangan');
    } finally {
      await server.stop();
    }
  });

  it('refuses a case that has not come so far: without a signed card, or before the applicant has it', async () => {
    const { office } = given;
    for (const [{ applicationNumber }, state] of [
      [await office.drafted(), 'verification'],
      [await office.delivered(), 'delivery'],
    ] as const) {
      const failure = await office.process
        .archive({ applicationNumber })
        .catch((error: { code: string }) => error.code);
      expect(failure, state).to.equal('STEP_NOT_REACHED');
      expect((await office.case(applicationNumber)).state).to.equal(state);
      expect(await office.store.archiveCopies.of(applicationNumber), state).to.deep.equal([]);
    }
  });
});
