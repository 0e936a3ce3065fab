import { expect } from 'chai';
import { sampleApplication } from '../domain/sample-application.ts';
import { temporaryFolder, withDatabase } from './database.ts';
import { runTool } from './run-tool.ts';
import { openCase, sha256 } from './given.ts';

describe("npm run audit: who saw this person's data", () => {
  const database = withDatabase();
  const varDir = temporaryFolder();
  const mother = sampleApplication().members[1]!;
  const other = sampleApplication({
    applicant: { name: 'Seno Aji', nik: '3402150101700009', whatsapp: '081234567899' },
    members: [{ name: 'Seno Aji', nik: '3402150101700009', shdk: 'KEPALA KELUARGA' }],
    changes: [],
  });
  let hers: string;
  let his: string;

  before(async () => {
    const { store } = database;
    hers = (await openCase(store)).applicationNumber;
    his = (await openCase(store, { application: other })).applicationNumber;
    for (const [username, name] of [
      ['sri.wahyuni', 'Sri Wahyuni, A.Md.'],
      ['endah.lestari', 'Endah Lestari, S.Sos.'],
    ] as const)
      await store.people.put({ username, name, roles: [], nip: null, signerNik: null, active: true });
    const paper = await store.papers.add({
      applicationNumber: hers,
      kind: 'ijazah',
      sha256: sha256('ijazah'),
      mediaType: 'image/jpeg',
      bytes: 9,
      source: 'portal',
    });
    const write = (
      applicationNumber: string,
      actor: string,
      event: string,
      step: number | null,
      detail: Record<string, unknown>,
    ) => store.journal.write({ applicationNumber, actor, event, step: step === null ? null : (step as 3), detail });
    await write(hers, 'sri.wahyuni', 'case-viewed', 3, { as: 'petugas-entri', state: 'examination' });
    await write(hers, 'sri.wahyuni', 'paper-viewed', 3, {
      paper: paper.id,
      kind: 'ijazah',
      as: 'petugas-entri',
      state: 'examination',
    });
    await write(hers, 'sri.wahyuni', 'decision-recorded', 3, { examination: 'complete' });
    await write(hers, 'joko.susilo', 'view-refused', null, { asked: 'case-viewed', because: 'ASSIGNED_TO_ANOTHER' });
    await write(hers, 'endah.lestari', 'draft-viewed', 7, {
      form: 'preview',
      draftSha256: sha256('draf'),
      as: 'kepala-dinas',
      actingAs: 'Plh',
      state: 'signing',
    });
    await store.journal.write({
      applicationNumber: null,
      actor: 'tono.prasetyo',
      event: 'work-list-viewed',
      step: null,
      detail: { numbers: [his, hers] },
    });
    await write(his, 'sri.wahyuni', 'case-viewed', 3, { as: 'petugas-entri', state: 'examination' });
  });

  const audit = (...args: string[]) => runTool('audit', { databaseUrl: database.url, varDir }, args);

  it('answers by NIK with officer, time, case, paper and ground, for a member as for the applicant, and prints no NIK', async () => {
    const { code, out } = await audit('--nik', mother.nik);
    expect(code).to.equal(0);
    expect(out).to.contain(
      `${mother.nik.slice(0, 6)}••••••${mother.nik.slice(-4)}: 4 kali dilihat oleh 3 petugas dalam 1 berkas, 1 upaya ditolak`,
    );
    expect(out).to.match(
      /Sri Wahyuni, A\.Md\.\s+KK-\S+\s+Ijazah terakhir.* \(foto 1 dari 1\)\s+Petugas layanan & entri, langkah 3/,
    );
    expect(out).to.match(
      /Endah Lestari, S\.Sos\..*Draf dilihat \(sidik [0-9a-f]{12}\)\s+Plh\. Kepala Dinas, langkah 7/,
    );
    expect(out).to.match(/joko\.susilo.*DITOLAK: Berkas ini dipegang petugas lain/);
    expect(out).to.match(/tono\.prasetyo.*Daftar tugas dilihat/);
    expect(out).to.contain(hers).and.not.contain(his).and.not.contain(mother.nik);
  });

  it('answers by application number, in any usual writing, and for machines as JSON', async () => {
    const { code, out } = await audit('--berkas', his.toLowerCase(), '--json');
    const { cases, views } = JSON.parse(out) as { cases: string[]; views: Record<string, unknown>[] };
    expect([code, cases, views.length]).to.deep.equal([0, [his], 2]);
    expect(views.map(({ event }) => event)).to.have.members(['work-list-viewed', 'case-viewed']);
    expect(views.find(({ event }) => event === 'case-viewed')).to.include({
      username: 'sri.wahyuni',
      officer: 'Sri Wahyuni, A.Md.',
      event: 'case-viewed',
      ground: 'Petugas layanan & entri, langkah 3',
      refused: null,
    });
  });

  it('says plainly when nobody knows the person, and refuses half a NIK without repeating it', async () => {
    expect(await audit('--nik', '3402150101700008')).to.include({
      code: 1,
      out: 'Tidak ada berkas yang memuat data itu.\n',
    });
    const half = await audit('--nik', '34021501017');
    expect([half.code, half.error.includes('16 angka'), half.error.includes('34021501017')]).to.deep.equal([
      2,
      true,
      false,
    ]);
    expect((await audit()).code).to.equal(2);
  });

  it('changes nothing: the journal is as long as before', async () => {
    const before = await database.store.journal.head();
    await audit('--nik', mother.nik);
    expect(await database.store.journal.head()).to.deep.equal(before);
  });
});
