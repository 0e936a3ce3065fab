import { expect } from 'chai';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import pino from 'pino';
import { Failure, type FailureCode } from '../../src/domain/failures.ts';
import { createSiak } from '../../src/siak/create-siak.ts';
import type { Siak, SiakEntry } from '../../src/siak/siak.ts';
import type { RunningSimulator } from '../../src/simulators/serve.ts';
import { JUMA, SUSANTO } from '../../src/simulators/siak/families.ts';
import { startSiakSimulator } from '../../src/simulators/siak/server.ts';

const logger = pino({ level: 'silent' });
const account = { user: 'disdukcapil-bantul', password: 'simulasi' };
const address = { street: 'SALAKAN', rt: '004', rw: '009', kalurahan: '34.02.16.2001' };
const father = SUSANTO.members[0]!;

const entry = (change: Partial<SiakEntry> = {}): SiakEntry => ({
  ownReference: 'KK-261122-7Q4F2M',
  reason: 'perubahan-data',
  kkNumber: SUSANTO.kkNumber,
  changes: [
    { nik: father.nik, element: 'pendidikan', from: 'SLTA/SEDERAJAT', to: 'DIPLOMA IV/STRATA I', basis: 'Ijazah' },
  ],
  members: SUSANTO.members.map(({ nik, name, shdk }) => ({ nik, name, shdk, kkNumber: SUSANTO.kkNumber })),
  address,
  enteredOn: '2026-11-22',
  ...change,
});

/** An answer comes within milliseconds, or later where others keep the machine busy. */
const PATIENT_MS = 15_000;

describe('SIAK, the population register', () => {
  let simulator: RunningSimulator;
  let siak: Siak;
  const connect = (way: Siak['way'] = 'simulator', password = account.password, timeoutMs = PATIENT_MS) =>
    createSiak({
      way,
      service: { url: simulator.url, user: account.user, password, ipUser: '10.0.0.7' },
      timeoutMs,
      logger,
    });
  /** For what shall get no answer. */
  const impatient = () => connect('simulator', account.password, 400);
  const fail = (how: string, at = '') =>
    fetch(`${simulator.url}/fail`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ how, at }),
    });

  beforeEach(async () => {
    simulator = await startSiakSimulator({ port: 0, host: 'localhost', ...account, logger });
    siak = connect();
  });
  afterEach(() => simulator.close());

  describe('reading', () => {
    const person = { nik: father.nik, kkNumber: SUSANTO.kkNumber, name: father.name, shdk: father.shdk };
    const check = (claim: Partial<typeof person>) =>
      siak.check([{ ...person, ...claim }], { ownReference: 'KK-261122-7Q4F2M', address });

    it('confirms a person whose number, name and family fit', async () => {
      expect(await check({})).to.deep.equal([{ known: true, nameMatches: true, kkMatches: true }]);
    });

    it('forgives a slip of the pen in a name, and no other name', async () => {
      expect(await check({ name: 'Agus Susanta' })).to.deep.equal([
        { known: true, nameMatches: true, kkMatches: true },
      ]);
      expect(await check({ name: 'BUDI SANTOSO' })).to.deep.equal([
        { known: true, nameMatches: false, kkMatches: true },
      ]);
    });

    it("notices a card number that is not this person's", async () => {
      expect(await check({ kkNumber: JUMA.kkNumber })).to.deep.equal([
        { known: true, nameMatches: true, kkMatches: false },
      ]);
    });

    it('does not know a stranger on a card that it knows', async () => {
      expect(await check({ nik: '3402161708849077' })).to.deep.equal([
        { known: false, nameMatches: false, kkMatches: false },
      ]);
    });

    it('gives the family as it stands, apostrophes and long names included', async () => {
      expect(await siak.family(JUMA.kkNumber)).to.deep.equal(JUMA);
    });

    it('says that a family is unknown', async () => {
      await rejects(siak.family('3402160512119999'), 'FAMILY_UNKNOWN');
    });

    it('is ready with the right account, and says so when the account is wrong', async () => {
      await siak.ready();
      await rejects(connect('simulator', 'wrong').ready(), 'SIAK_CREDENTIALS');
      await rejects(connect('simulator', 'wrong').findEntry('KK-261122-7Q4F2M'), 'SIAK_CREDENTIALS');
    });
  });

  describe('writing', () => {
    it('enters a change, keeps the number of the card, and the family shows it', async () => {
      const receipt = await siak.enter(entry());
      expect(receipt.kkNumber).to.equal(SUSANTO.kkNumber);
      expect(receipt.reference).to.match(/^SIAK-2026-\d{6}$/);
      expect((await siak.family(SUSANTO.kkNumber)).members[0]!.education).to.equal('DIPLOMA IV/STRATA I');
      expect(await siak.findEntry('KK-261122-7Q4F2M')).to.deep.equal(receipt);
    });

    it('is found by our own reference when the answer was lost, so nothing is entered twice', async () => {
      await fail('timeout-after', 'POST /entri');
      await rejects(impatient().enter(entry()), 'SIAK_UNREACHABLE');
      const found = await siak.findEntry('KK-261122-7Q4F2M');
      expect(found?.kkNumber).to.equal(SUSANTO.kkNumber);
      expect(await siak.enter(entry())).to.deep.equal(found);
    });

    it('was not made when the question was lost', async () => {
      await fail('timeout', 'POST /entri');
      await rejects(impatient().enter(entry()), 'SIAK_UNREACHABLE');
      expect(await siak.findEntry('KK-261122-7Q4F2M')).to.equal(undefined);
    });

    for (const how of ['reset', 'reset-after', '429', '500', '502', '503'])
      it(`reports "${how}" as unreachable, to be tried again later`, async () => {
        await fail(how, 'POST /entri');
        await rejects(siak.enter(entry()), 'SIAK_UNREACHABLE');
      });

    it('opens a new card with a new number of the kapanewon and day', async () => {
      const members = [{ nik: '3402160101999901', name: 'JOKO PURNOMO', shdk: 'KEPALA KELUARGA', kkNumber: null }];
      const receipt = await siak.enter(entry({ reason: 'baru', kkNumber: null, changes: [], members }));
      expect(receipt.kkNumber).to.equal('3402162211260001');
      const family = await siak.family(receipt.kkNumber);
      expect(family.headName).to.equal('JOKO PURNOMO');
      expect(family.members[0]).to.include({ birthDate: '1999-01-01', sex: 'LAKI-LAKI' });
    });

    it('cancels an entry so that the family is exactly as before, and cancelling twice is once', async () => {
      const { reference } = await siak.enter(entry());
      await siak.cancelEntry(reference);
      await siak.cancelEntry(reference);
      expect(await siak.family(SUSANTO.kkNumber)).to.deep.equal(SUSANTO);
      expect(await siak.findEntry('KK-261122-7Q4F2M')).to.equal(undefined);
    });

    it('is refused for an unknown card, a person from elsewhere, a word outside the list, and a reference in use', async () => {
      await rejects(siak.enter(entry({ kkNumber: '3402160512119999' })), 'SIAK_REFUSED', 'KK_TIDAK_DIKENAL');
      const change = entry().changes[0]!;
      await rejects(
        siak.enter(entry({ changes: [{ ...change, nik: JUMA.members[0]!.nik }] })),
        'SIAK_REFUSED',
        'NIK_BUKAN_ANGGOTA',
      );
      await rejects(
        siak.enter(entry({ changes: [{ ...change, to: 'SARJANA' }] })),
        'SIAK_REFUSED',
        'ISI_TIDAK_DIKENAL',
      );
      await siak.enter(entry());
      await rejects(
        siak.enter(entry({ changes: [{ ...change, to: 'STRATA II' }] })),
        'SIAK_REFUSED',
        'REFERENSI_SUDAH_DIPAKAI',
      );
    });

    it('repeats no personal data in its errors', async () => {
      const error = await rejects(siak.enter(entry({ kkNumber: '3402160512119999' })), 'SIAK_REFUSED');
      expect(error.message).not.to.match(/\d{10}/);
    });
  });

  for (const way of ['typed', 'siak-signed-pdf'] as const)
    describe(`the way "${way}"`, () => {
      const familyOf = (one: Siak) =>
        one.family(
          SUSANTO.kkNumber,
          [...SUSANTO.members, ...JUMA.members].map(({ nik }) => nik),
        );

      it('writes nothing, sends the officer to SIAK, and looks for no entry there', async () => {
        await siak.enter(entry());
        await rejects(connect(way).enter(entry()), 'SIAK_MANUAL');
        await rejects(connect(way).cancelEntry('SIAK-2026-000001'), 'SIAK_MANUAL');
        expect(await connect(way).findEntry('KK-261122-7Q4F2M')).to.equal(undefined);
      });

      it("reads the family by the ministry's service, person by person, and leaves out who stands on another card", async () => {
        expect(await familyOf(connect(way))).to.deep.equal(SUSANTO);
      });

      it('knows no family of which the service gives no head, and reads nothing without a service', async () => {
        await rejects(connect(way).family(SUSANTO.kkNumber, [SUSANTO.members[1]!.nik]), 'FAMILY_UNKNOWN');
        await rejects(connect(way).family(SUSANTO.kkNumber, ['3402160101999977']), 'FAMILY_UNKNOWN');
        const alone = createSiak({ way, service: undefined, timeoutMs: PATIENT_MS, logger });
        expect(alone.reads).to.equal(false);
        expect(await alone.check([{ ...father, kkNumber: null }], { ownReference: 'x', address })).to.deep.equal([]);
        await rejects(familyOf(alone), 'SIAK_UNREACHABLE');
        await alone.ready();
      });
    });

  describe("an answer of the ministry's service", () => {
    let answer: unknown;
    let asked: Record<string, unknown>[];
    let server: Server;
    let ministry: Siak;
    beforeEach(async () => {
      asked = [];
      server = createServer((request, response) => {
        const parts: Buffer[] = [];
        request.on('data', (part: Buffer) => parts.push(part));
        request.on('end', () => {
          asked.push(JSON.parse(Buffer.concat(parts).toString()) as Record<string, unknown>);
          response.setHeader('content-type', 'application/json').end(JSON.stringify({ content: [answer] }));
        });
      }).listen(0, 'localhost');
      await once(server, 'listening');
      const url = `http://localhost:${(server.address() as AddressInfo).port}`;
      ministry = createSiak({
        way: 'typed',
        service: { url, user: 'bantul', password: 'p', ipUser: '10.34.2.7' },
        timeoutMs: PATIENT_MS,
        logger,
      });
    });
    afterEach(() => void server.close());
    const person = { nik: father.nik, kkNumber: SUSANTO.kkNumber, name: father.name, shdk: father.shdk };

    it('is read as it comes: small letters, dates either way round, numbers without zeros, no citizenship', async () => {
      answer = {
        NIK: Number(father.nik),
        NO_KK: SUSANTO.kkNumber,
        NAMA_LGKP: ' Agus  Susanto ',
        JENIS_KLMIN: 'Laki-Laki',
        TMPT_LHR: 'Bantul',
        TGL_LHR: '17-08-1984',
        AGAMA: 'Islam',
        PDDK_AKH: 'SLTA/Sederajat',
        JENIS_PKRJN: 'Karyawan Swasta',
        GOL_DARAH: null,
        STATUS_KAWIN: 'Kawin Tercatat',
        TGL_KWN: '2010-05-02 00:00:00',
        STAT_HBKEL: 'Kepala Keluarga',
        NAMA_LGKP_AYAH: 'Susanto',
        NAMA_LGKP_IBU: '',
        ALAMAT: 'Salakan',
        NO_RT: 4,
        NO_RW: '09',
        KODE_POS: 55188,
        KEL_NAME: 'Potorono',
        KEC_NAME: 'Banguntapan',
        KAB_NAME: 'Bantul',
        PROP_NAME: 'Daerah Istimewa Yogyakarta',
      };
      const family = await ministry.family(SUSANTO.kkNumber, [father.nik]);
      expect(family).to.include({ headName: 'AGUS SUSANTO', rt: '004', rw: '009', postalCode: '55188' });
      expect(family.members[0]).to.deep.include({
        birthDate: '1984-08-17',
        maritalDate: '2010-05-02',
        sex: 'LAKI-LAKI',
        bloodType: 'TIDAK TAHU',
        citizenship: 'WNI',
        mother: '-',
      });
      expect(asked[0]).to.include({ nik: father.nik, user_id: 'bantul', ip_user: '10.34.2.7' });
    });

    it('asks for nothing that the ministry does not know, and names the address of the agreement', async () => {
      answer = { NIK: 'Sesuai', NO_KK: 'Sesuai', NAMA_LGKP: 'Sesuai (95)' };
      await ministry.check([person], { ownReference: 'KK-261122-7Q4F2M', address });
      expect(asked[0]).to.include({ IP_USER: '10.34.2.7', NIK: father.nik });
      expect(asked[0]).to.not.have.any.keys('REFERENSI', 'STAT_HBKEL');
    });

    for (const [said, code] of [
      [{ RESPON: 'Data Tidak Ditemukan' }, undefined],
      [{ RESPONSE_CODE: '12', RESPONSE: 'IP tidak terdaftar' }, 'SIAK_CREDENTIALS'],
      [{ RESPONSE_CODE: '11', RESPONSE: 'User atau password salah' }, 'SIAK_CREDENTIALS'],
      [{ RESPONSE_CODE: '05', RESPONSE: 'Kuota Akses Hari ini telah Habis' }, 'SIAK_QUOTA'],
      [{ RESPONSE_CODE: '99', RESPONSE: 'Terjadi gangguan' }, 'SIAK_UNREACHABLE'],
    ] as const)
      it(`"${Object.values(said).at(-1)}" is ${code ?? 'an unknown person'}`, async () => {
        answer = said;
        const check = ministry.check([person], { ownReference: 'KK-261122-7Q4F2M', address });
        if (code === undefined)
          expect(await check).to.deep.equal([{ known: false, nameMatches: false, kkMatches: false }]);
        else await rejects(check, code);
      });
  });

  describe('typed at the simulator by hand', () => {
    it("reads back what the officer typed on SIAK's own page", async () => {
      const typed = new URLSearchParams([
        ['noKk', SUSANTO.kkNumber],
        ['referensi', 'kk-261122-7q4f2m'],
        ['nik', father.nik],
        ['elemen', 'pekerjaan'],
        ['menjadi', 'WIRASWASTA'],
      ]);
      const page = await (await fetch(`${simulator.url}/entri-tangan`, { method: 'POST', body: typed })).text();
      const found = await siak.findEntry('KK-261122-7Q4F2M');
      expect(page).to.contain(found?.reference ?? 'nothing');
      expect((await siak.family(SUSANTO.kkNumber)).members[0]!.occupation).to.equal('WIRASWASTA');
    });
  });
});

async function rejects(attempt: Promise<unknown>, code: FailureCode, detail = ''): Promise<Failure> {
  const error: unknown = await attempt.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).to.be.instanceOf(Failure);
  if (!(error instanceof Failure)) throw new Error('no failure');
  expect(error.code).to.equal(code);
  expect(error.detail ?? '').to.contain(detail);
  return error;
}
