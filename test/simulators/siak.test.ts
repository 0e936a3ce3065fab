import { expect } from 'chai';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pino from 'pino';
import { isKkNumber } from '../../src/domain/kk-number.ts';
import { parseNik } from '../../src/domain/nik.ts';
import { listForElement } from '../../src/domain/code-lists.ts';
import { ELEMENTS } from '../../src/domain/elements.ts';
import { familyFromRecords, recordsFromFamily } from '../../src/siak/dukcapil-record.ts';
import { createSiak } from '../../src/siak/create-siak.ts';
import type { RunningSimulator } from '../../src/simulators/serve.ts';
import { PRASETYO, SEEDED_FAMILIES, SUSANTO } from '../../src/simulators/siak/families.ts';
import { learnedFamily } from '../../src/simulators/siak/learned-family.ts';
import { startSiakSimulator } from '../../src/simulators/siak/server.ts';

const logger = pino({ level: 'silent' });
const account = { user: 'disdukcapil-bantul', password: 'simulasi' };
const address = { street: 'Jl. Bibis 12', rt: '7', rw: '12', kalurahan: '34.02.16.2001' };
const newFamily = [
  { nik: '3402160201800077', name: 'Untung Raharjo', shdk: 'KEPALA KELUARGA' },
  { nik: '3402164303820077', name: 'Sari Utami', shdk: 'ISTRI' },
  { nik: '3402160405100077', name: 'Damar Raharjo', shdk: 'ANAK' },
].map((person) => ({ ...person, kkNumber: '3402160101110077' }));
const kkNumber = '3402160101110077';

describe('The simulator of SIAK', () => {
  let folder: string;
  let simulator: RunningSimulator;
  const start = () =>
    startSiakSimulator({
      port: 0,
      host: 'localhost',
      dataFile: path.join(folder, 'siak', 'register.json'),
      ...account,
      logger,
    });
  const siak = () =>
    createSiak({
      way: 'simulator',
      service: { url: simulator.url, ...account, ipUser: '127.0.0.1' },
      timeoutMs: 15_000,
      logger,
    });

  beforeEach(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'siak-'));
    simulator = await start();
  });
  afterEach(async () => {
    await simulator.close();
    rmSync(folder, { recursive: true });
  });

  it('is seeded with families that a card can print: sizes 1 to 11, numbers and words that exist', () => {
    expect(SEEDED_FAMILIES.map(({ members }) => members.length)).to.include.members([1, 3, 4, 5, 10, 11]);
    const niks = SEEDED_FAMILIES.flatMap(({ members }) => members.map(({ nik }) => nik));
    expect(new Set(niks).size).to.equal(niks.length);
    for (const family of SEEDED_FAMILIES) {
      expect(familyFromRecords(recordsFromFamily(family)), family.headName).to.deep.equal(family);
      expect(isKkNumber(family.kkNumber)).to.equal(true);
      for (const member of family.members) {
        const nik = parseNik(member.nik);
        expect(nik?.female, member.name).to.equal(member.sex === 'PEREMPUAN');
        expect(member.birthDate.slice(2).replaceAll('-', ''), member.name).to.equal(
          [nik?.year, nik?.month, nik?.day].map((n) => String(n).padStart(2, '0')).join(''),
        );
        for (const { code, field } of ELEMENTS) {
          const list = listForElement(code);
          if (list) expect(list, `${member.name} ${code}`).to.include(member[field]);
        }
      }
    }
  });

  it('learns a family that it has never seen from the first verification, head first', async () => {
    const checks = await siak().check(newFamily.toReversed(), { ownReference: 'KK-261122-AAAAAA', address });
    expect(checks.every(({ known, nameMatches, kkMatches }) => known && nameMatches && kkMatches)).to.equal(true);
    const family = await siak().family(kkNumber);
    expect(family).to.include({
      headName: 'UNTUNG RAHARJO',
      rt: '007',
      rw: '012',
      kalurahan: 'BANGUNJIWO',
      postalCode: '55184',
    });
    expect(family.members.map(({ name, sex, birthDate, father }) => [name, sex, birthDate, father])).to.deep.equal([
      ['UNTUNG RAHARJO', 'LAKI-LAKI', '1980-01-02', '-'],
      ['SARI UTAMI', 'PEREMPUAN', '1982-03-03', '-'],
      ['DAMAR RAHARJO', 'LAKI-LAKI', '2010-05-04', 'UNTUNG RAHARJO'],
    ]);
  });

  it('believes no stranger into a family that another application brought', async () => {
    await siak().check(newFamily, { ownReference: 'KK-261122-AAAAAA', address });
    const stranger = { nik: '3402160201850078', name: 'Orang Lain', shdk: 'FAMILI LAIN', kkNumber };
    expect(await siak().check([stranger], { ownReference: 'KK-261122-BBBBBB', address })).to.deep.equal([
      { known: false, nameMatches: false, kkMatches: false },
    ]);
  });

  it('reads the century of a birth date from the role in the family', () => {
    const births = (shdk: string, nik: string) =>
      learnedFamily(kkNumber, address, [{ nik, name: 'X', shdk }], '2026-11-22').members[0]?.birthDate;
    expect(births('KEPALA KELUARGA', '3402160201200001')).to.equal('1920-01-02');
    expect(births('ANAK', '3402160201200001')).to.equal('2020-01-02');
    expect(births('ANAK', '3402160201300001')).to.equal('1930-01-02');
    expect(births('ORANG TUA', '3402162902000001')).to.equal('2000-02-29');
  });

  it('keeps what was entered over a restart', async () => {
    await siak().check(newFamily, { ownReference: 'KK-261122-AAAAAA', address });
    const receipt = await siak().enter({
      ownReference: 'KK-261122-AAAAAA',
      reason: 'perubahan-data',
      kkNumber,
      members: newFamily,
      address,
      enteredOn: '2026-11-22',
      changes: [
        { nik: '3402160201800077', element: 'nama', from: 'Untung Raharjo', to: 'Untung Raharja', basis: null },
      ],
    });
    await simulator.close();
    simulator = await start();
    expect(await siak().findEntry('KK-261122-AAAAAA')).to.deep.equal(receipt);
    expect((await siak().family(kkNumber)).headName).to.equal('UNTUNG RAHARJA');
  });

  it('moves people to their new card and back when the entry is undone', async () => {
    const [head, , child] = PRASETYO.members;
    const receipt = await siak().enter({
      ownReference: 'KK-261122-CCCCCC',
      reason: 'baru',
      kkNumber: null,
      changes: [],
      address,
      enteredOn: '2026-11-22',
      members: [
        { nik: head!.nik, name: head!.name, shdk: 'KEPALA KELUARGA', kkNumber: null },
        { nik: child!.nik, name: child!.name, shdk: 'ANAK', kkNumber: null },
      ],
    });
    expect(
      (await siak().family(receipt.kkNumber)).members.map(({ name, education }) => [name, education]),
    ).to.deep.equal([
      [head!.name, head!.education],
      [child!.name, child!.education],
    ]);
    expect((await siak().family(PRASETYO.kkNumber)).members.map(({ name, shdk }) => [name, shdk])).to.deep.equal([
      ['DEWI ANGGRAINI', 'KEPALA KELUARGA'],
    ]);
    await siak().cancelEntry(receipt.reference);
    expect(await siak().family(PRASETYO.kkNumber)).to.deep.equal(PRASETYO);
  });

  it('undoes the newer entry of a family before the older', async () => {
    const enter = (ownReference: string, to: string) =>
      siak().enter({
        ownReference,
        reason: 'perubahan-data',
        kkNumber: SUSANTO.kkNumber,
        members: [],
        address,
        enteredOn: '2026-11-22',
        changes: [{ nik: SUSANTO.members[0]!.nik, element: 'golongan-darah', from: 'O', to, basis: null }],
      });
    const older = await enter('KK-261122-DDDDDD', 'A');
    const newer = await enter('KK-261122-EEEEEE', 'B');
    expect(
      await siak()
        .cancelEntry(older.reference)
        .then(
          () => 'undone',
          (error: unknown) => String(error),
        ),
    ).to.contain('SUDAH_DIUBAH_LAGI');
    await siak().cancelEntry(newer.reference);
    await siak().cancelEntry(older.reference);
    expect(await siak().family(SUSANTO.kkNumber)).to.deep.equal(SUSANTO);
  });

  it('only warns when what the applicant knew differs from the register', async () => {
    const response = await fetch(`${simulator.url}/entri`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Basic ${btoa('disdukcapil-bantul:simulasi')}` },
      body: JSON.stringify({
        referensi: 'KK-261122-FFFFFF',
        alasan: 'perubahan-data',
        noKk: SUSANTO.kkNumber,
        anggota: [],
        tanggal: '2026-11-22',
        alamat: { jalan: 'SALAKAN', rt: '4', rw: '9', kalurahan: '34.02.16.2001' },
        perubahan: [
          {
            nik: SUSANTO.members[0]!.nik,
            elemen: 'pekerjaan',
            semula: 'PETANI/PEKEBUN',
            menjadi: 'WIRASWASTA',
            dasar: null,
          },
        ],
      }),
    });
    expect(response.status).to.equal(201);
    expect(await response.json())
      .to.have.property('peringatan')
      .that.has.length(1);
  });

  it('shows a page on which a family can be looked up by KK number, NIK or name', async () => {
    for (const search of [SUSANTO.kkNumber, SUSANTO.members[2]!.nik, 'agus sus']) {
      const page = await (await fetch(`${simulator.url}/?cari=${encodeURIComponent(search)}`)).text();
      expect(page, search).to.contain('NAUFAL ADI SUSANTO');
    }
  });

  it('refuses a typed entry that lacks something, in words, and escapes what was typed', async () => {
    const typed = (fields: Record<string, string>) =>
      fetch(`${simulator.url}/entri-tangan`, { method: 'POST', body: new URLSearchParams(fields) });
    const wrong = await typed({ noKk: SUSANTO.kkNumber, referensi: '<script>alert(1)</script>' });
    expect(wrong.status).to.equal(422);
    expect(await wrong.text()).to.contain('Nomor permohonan belum benar');
    expect(await (await fetch(`${simulator.url}/?cari=${encodeURIComponent('"><script>x')}`)).text()).not.to.contain(
      '<script>',
    );
  });

  it('answers nonsense with 4xx and stays alive', async () => {
    const post = (route: string, body: string) =>
      fetch(`${simulator.url}${route}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Basic ${btoa('disdukcapil-bantul:simulasi')}` },
        body,
      });
    expect((await post('/entri', '{')).status).to.equal(400);
    expect((await post('/entri', '[]')).status).to.equal(422);
    expect((await post('/entri', JSON.stringify({ x: 'y'.repeat(300_000) }))).status).to.equal(413);
    expect(
      (
        await fetch(`${simulator.url}/keluarga/__proto__`, {
          headers: { authorization: `Basic ${btoa('disdukcapil-bantul:simulasi')}` },
        })
      ).status,
    ).to.equal(404);
    expect((await fetch(`${simulator.url}/`)).status).to.equal(200);
  });
});
