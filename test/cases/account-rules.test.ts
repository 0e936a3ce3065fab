import { expect } from 'chai';
import {
  fingerprintOf,
  manageAccounts,
  type ManageAccounts,
  type PersonData,
} from '../../src/cases/manage-accounts.ts';
import { subjectHash } from '../../src/cases/case-subjects.ts';
import type { Person } from '../../src/domain/authority.ts';
import type { AccountRecord } from '../../src/store/store.ts';
import { noteBook } from './noted.ts';
import { LINK_KEY, PEOPLE } from './office.ts';

const NOW = new Date('2026-11-27T03:00:00Z');
const IN_72_HOURS = new Date('2026-11-30T03:00:00Z');
const { adi, sri, agus, budi, audi } = PEOPLE;
const OTHER_ADMIN: Person = { ...adi, username: 'admin.dua', name: 'Admin Dua' };
const NEW: PersonData = { name: 'Wulan Sari', roles: ['petugas-cetak'], nip: '199305052018012001', signerNik: null };

interface Given {
  readonly people?: readonly Person[];
  readonly accounts?: readonly Partial<AccountRecord>[];
}
function office({ people = Object.values(PEOPLE), accounts = [] }: Given = {}) {
  const { did, note } = noteBook();
  const tables = (change: (name: string) => ReturnType<typeof note>) => ({
    people: {
      lock: () => Promise.resolve(),
      all: () => Promise.resolve(people),
      find: (username: string) => Promise.resolve(people.find((one) => one.username === username)),
      put: change('put'),
    },
    accounts: {
      all: () => Promise.resolve(accounts),
      find: (username: string) => Promise.resolve(accounts.find((one) => one.username === username)),
      open: change('open'),
      lock: change('lock'),
      unlock: change('unlock'),
      endSessions: change('sessions ended'),
      setPassword: change('password'),
    },
    journal: { write: change('journal') },
  });
  const outside = tables((name) => note(`${name}, in no transaction`));
  const needs = {
    store: {
      ...outside,
      transaction: (work: (own: unknown) => Promise<unknown>) => work(tables((name) => note(name))),
    },
    passwords: {
      hash: (password: Buffer) => {
        did.push(['hashed', password.toString()]);
        return Promise.resolve('argon2id of it');
      },
    },
    now: () => NOW,
    linkKey: LINK_KEY,
  } as unknown as Parameters<typeof manageAccounts>[0];
  return { acts: manageAccounts(needs), did };
}
type Act = (acts: ManageAccounts) => Promise<unknown>;
async function does(act: Act, given?: Given) {
  const { acts, did } = office(given);
  const answer = await act(acts).catch((error: unknown) => {
    const { remedy, code } = error as { remedy?: string; code?: string };
    return remedy ?? code;
  });
  return { answer, did };
}
const row = (event: string, detail: object, actor: string = adi.username) => [
  'journal',
  { applicationNumber: null, actor, event, step: null, detail },
];

describe('The admin', () => {
  const admin = adi.username;

  it('adds a person with a password for one use within three days, which is kept as a hash only', async () => {
    const { answer, did } = await does((acts) => acts.add(admin, 'wulan.sari', NEW));
    const { password, validUntil } = answer as { password: string; validUntil: Date };
    expect(password).to.match(/^([a-hj-km-np-z2-9]{4}-){3}[a-hj-km-np-z2-9]{4}$/);
    expect(validUntil).to.deep.equal(IN_72_HOURS);
    expect(did).to.deep.equal([
      ['put', { username: 'wulan.sari', ...NEW, certificateName: null, nikHash: null, active: true }],
      ['hashed', password],
      ['password', 'wulan.sari', { hash: 'argon2id of it', oneTimeUntil: IN_72_HOURS }],
      row('officer-added', { officer: 'wulan.sari', roles: ['petugas-cetak'] }),
    ]);
    const another = (await does((acts) => acts.add(admin, 'wulan.sari', NEW))).answer as { password: string };
    expect(another.password).to.not.equal(password);
  });

  it('changes what is written about a person, and the journal holds the roles of before', async () => {
    const { answer, did } = await does((acts) => acts.change(admin, sri.username, { ...NEW, roles: ['kasi'] }));
    expect(answer).to.equal(undefined);
    expect(did).to.deep.equal([
      ['put', { ...sri, ...NEW, roles: ['kasi'], certificateName: null }],
      row('officer-changed', { officer: sri.username, roles: ['kasi'], before: ['petugas-entri'] }),
    ]);
  });

  it('gives a person a new password for one use', async () => {
    const { answer, did } = await does((acts) => acts.resetPassword(admin, sri.username));
    expect(answer).to.deep.include({ validUntil: IN_72_HOURS });
    expect(did.slice(1)).to.deep.equal([
      ['password', sri.username, { hash: 'argon2id of it', oneTimeUntil: IN_72_HOURS }],
      row('password-reset', { officer: sri.username }),
    ]);
    expect((await does((acts) => acts.resetPassword(admin, budi.username))).answer).to.contain('Aktifkan kembali');
    const own = await does((acts) => acts.resetPassword(admin, admin));
    expect(own.answer).to.contain('halaman Akun saya');
    expect(own.did).to.deep.equal([]);
  });

  it('locks an account, also of a person who had none, and unlocks it', async () => {
    expect((await does((acts) => acts.lock(admin, sri.username))).did).to.deep.equal([
      ['open', sri.username],
      ['lock', sri.username, admin],
      row('account-locked', { officer: sri.username }),
    ]);
    expect((await does((acts) => acts.unlock(admin, sri.username))).did).to.deep.equal([
      ['unlock', sri.username],
      row('account-unlocked', { officer: sri.username }),
    ]);
  });

  it('retires a person, whose sessions end, and takes them back', async () => {
    expect((await does((acts) => acts.retire(admin, sri.username))).did).to.deep.equal([
      ['put', { ...sri, active: false }],
      ['sessions ended', sri.username],
      row('officer-retired', { officer: sri.username }),
    ]);
    expect((await does((acts) => acts.reinstate(admin, budi.username))).did).to.deep.equal([
      ['put', { ...budi, active: true }],
      row('officer-reinstated', { officer: budi.username }),
    ]);
  });

  it('cannot lock or retire themselves', async () => {
    for (const act of ['lock', 'retire'] as const) {
      const { answer, did } = await does((acts) => acts[act](admin, admin));
      expect(answer, act).to.contain('Mintalah admin lain');
      expect(did, act).to.deep.equal([]);
    }
  });

  it('keeps the role while no other active admin is there', async () => {
    const demoted = async (...more: Person[]) =>
      does((acts) => acts.change(admin, admin, NEW), { people: [adi, sri, ...more] });
    const alone = await demoted();
    expect(alone.answer).to.contain('satu-satunya admin');
    expect(alone.did).to.deep.equal([]);
    expect((await demoted({ ...OTHER_ADMIN, active: false })).answer).to.contain('satu-satunya admin');
    expect((await demoted(OTHER_ADMIN)).answer).to.equal(undefined);
    const locked = { username: OTHER_ADMIN.username, lockedAt: NOW };
    const closed = await does((acts) => acts.change(admin, admin, NEW), {
      ...{ people: [adi, OTHER_ADMIN], accounts: [locked] },
    });
    expect(closed.answer, 'one whose account is locked opens nothing').to.contain('satu-satunya admin');
    expect(closed.did).to.deep.equal([]);
    const renamed = await does((acts) => acts.change(admin, admin, { ...NEW, roles: ['admin'] }), { people: [adi] });
    expect(renamed.answer, 'who stays an admin').to.equal(undefined);
  });

  it('sees one person with everything, and all of them with the state of their accounts', async () => {
    expect((await does((acts) => acts.person(admin, agus.username))).answer).to.equal(agus);
    const account = {
      ...{ username: sri.username, passwordHash: 'argon2id', passwordSetAt: NOW, oneTimeUntil: IN_72_HOURS },
      ...{ lockedAt: new Date(1), lastLoginAt: new Date(2) },
    };
    const { answer, did } = await does((acts) => acts.list(admin), {
      people: [adi, sri, agus],
      accounts: [account],
    });
    const nothing = {
      hasNik: false,
      sameAs: null,
      passwordSetAt: null,
      oneTimeUntil: null,
      lockedAt: null,
      lastLoginAt: null,
    };
    const shown = ({ username, name, roles, nip, active }: Person) => ({ username, name, roles, nip, active });
    expect(answer).to.deep.equal([
      { ...shown(adi), ...nothing, signs: false, self: true },
      {
        ...{ ...shown(sri), ...nothing, signs: false, self: false, passwordSetAt: NOW, oneTimeUntil: IN_72_HOURS },
        ...{ lockedAt: new Date(1), lastLoginAt: new Date(2) },
      },
      { ...shown(agus), ...nothing, signs: true, self: false },
    ]);
    expect(did).to.deep.equal([]);
  });

  it('overwrites nothing that another admin has written since the form was opened', async () => {
    const shown = fingerprintOf(sri);
    const saved = await does((acts) => acts.change(admin, sri.username, NEW, shown));
    expect(saved.answer).to.equal(undefined);
    for (const change of [
      { name: 'Sri W. Utami' },
      { roles: ['kasi'] as const },
      { nip: NEW.nip },
      { signerNik: '3402015203900001' },
      { certificateName: 'SRI' },
      { nikHash: 'a'.repeat(64) },
    ]) {
      const people = [adi, { ...sri, ...change }];
      const { answer, did } = await does((acts) => acts.change(admin, sri.username, NEW, shown), { people });
      expect(answer, Object.keys(change)[0]).to.contain('sejak halaman ini dibuka');
      expect(did).to.deep.equal([]);
    }
  });

  it('does nothing more once their own account is locked', async () => {
    const accounts = [{ username: admin, lockedAt: NOW }];
    const { answer, did } = await does((acts) => acts.unlock(admin, admin), { accounts });
    expect(answer).to.equal('UNKNOWN_OFFICER');
    expect(did).to.deep.equal([row('act-refused', { asked: 'account-unlocked', because: 'UNKNOWN_OFFICER' })]);
  });

  it('keeps of a person’s own NIK a hash, as of the people of a case; leaves it, and forgets it when told so', async () => {
    const nikHash = subjectHash(LINK_KEY, 'nik', '3402015203900001');
    const known = { ...sri, nikHash };
    const put = async (nik: PersonData['nik'], person: Person = sri) => {
      const data: PersonData = { ...NEW, ...(nik === undefined ? {} : { nik }) };
      const { did } = await does((acts) => acts.change(admin, sri.username, data), { people: [adi, person] });
      return did.map(([what, row]) => [
        what,
        what === 'put' ? (row as Person).nikHash : (row as { detail: object }).detail,
      ]);
    };
    const journalled = { officer: sri.username, roles: NEW.roles, before: sri.roles };
    expect(await put('3402015203900001')).to.deep.equal([
      ['put', nikHash],
      ['journal', { ...journalled, nik: 'noted' }],
    ]);
    expect(await put(undefined, known)).to.deep.equal([
      ['put', nikHash],
      ['journal', journalled],
    ]);
    expect(await put(null, known)).to.deep.equal([
      ['put', null],
      ['journal', { ...journalled, nik: 'forgotten' }],
    ]);
    const listed = (await does((acts) => acts.list(admin), { people: [adi, known] })).answer as { hasNik: boolean }[];
    expect(listed[1]).to.include({ hasNik: true }).and.not.have.property('nikHash');
  });

  describe('gives one person one active account:', () => {
    const NIK = '3402015203900001';
    const NIP = NEW.nip!;
    const hashed = { ...sri, nikHash: subjectHash(LINK_KEY, 'nik', NIK) };
    const twin = { ...budi, nip: NIP };
    const cases: [string, Partial<PersonData>, Person, string][] = [
      ['the same NIP', {}, { ...sri, nip: NIP }, 'NIP ini sudah tercatat pada akun aktif Sri Wahyuni'],
      ['the same NIK of a signer', { signerNik: NIK }, { ...sri, signerNik: NIK }, 'NIK ini sudah tercatat'],
      ['the same NIK of their own', { nik: NIK }, hashed, 'NIK ini sudah tercatat'],
      ['the one as the other', { signerNik: NIK }, hashed, 'NIK ini sudah tercatat'],
    ];
    for (const [how, change, other, remedy] of cases)
      it(how, async () => {
        const data = { ...NEW, ...change };
        for (const act of [
          (acts: ManageAccounts) => acts.add(admin, 'wulan.sari', data),
          (acts: ManageAccounts) => acts.change(admin, agus.username, data),
        ]) {
          const { answer, did } = await does(act, { people: [adi, agus, other] });
          expect(answer).to.contain(remedy).and.to.contain(`(${sri.username})`);
          expect(did).to.deep.equal([]);
          const left = await does(act, { people: [adi, agus, { ...other, active: false }] });
          expect(left.answer, 'who has left').to.not.be.a('string');
        }
      });
    it('also who comes back', async () => {
      const { answer, did } = await does((acts) => acts.reinstate(admin, budi.username), {
        people: [adi, twin, { ...sri, nip: NIP }],
      });
      expect([answer, did]).to.deep.equal([answer, []]);
      expect(answer).to.contain('NIP ini sudah tercatat');
    });
    it('and reads where an office of before gave two', async () => {
      const people = [adi, { ...sri, nip: NIP }, { ...agus, nip: NIP }, { ...twin, active: false }];
      const listed = (await does((acts) => acts.list(admin), { people })).answer as { sameAs: string | null }[];
      expect(listed.map(({ sameAs }) => sameAs)).to.deep.equal([null, agus.name, sri.name, null]);
    });
  });

  describe('is told what cannot be written about a person:', () => {
    const told = async (change: Partial<PersonData>, username = 'baru') => {
      const { answer, did } = await does((acts) => acts.add(admin, username, { ...NEW, ...change }));
      if (typeof answer === 'string') expect(did, answer).to.deep.equal([]);
      return answer;
    };
    const kept = async (change: Partial<PersonData>) => {
      const { answer, did } = await does((acts) => acts.add(admin, 'baru', { ...NEW, ...change }));
      expect(answer).to.be.an('object');
      return did[0]![1] as Person;
    };

    it('a user name that is taken, or no user name', async () => {
      expect(await told({}, sri.username)).to.contain('sudah dipakai');
      for (const name of ['Sri', '1sri', 'sri wahyuni', 'sri..w', '', '../admin', 'a'.repeat(61)])
        expect(await told({}, name), name).to.contain('Nama pengguna hanya boleh');
    });

    it('no name, or one of more than a hundred letters; spaces are put right', async () => {
      expect(await told({ name: '  \n ' })).to.contain('nama lengkap');
      expect(await told({ name: 'x'.repeat(101) })).to.contain('paling panjang 100');
      expect((await kept({ name: 'x'.repeat(100) })).name).to.have.length(100);
      expect((await kept({ name: '  Wulan \t  Sari ' })).name).to.equal('Wulan Sari');
    });

    it('no role, or one of oversight beside another; a role that is named twice is one', async () => {
      expect(await told({ roles: [] })).to.contain('paling sedikit satu peran');
      expect(await told({ roles: ['kasi', 'auditor'] })).to.contain('tidak boleh merangkap');
      expect((await kept({ roles: ['kasi', 'petugas-entri', 'kasi'] })).roles).to.deep.equal(['kasi', 'petugas-entri']);
    });

    it('a NIP that has not 18 digits', async () => {
      for (const nip of ['12345678901234567', '1234567890123456789', '19930505201801200a', ''])
        expect(await told({ nip }), nip).to.contain('18 angka');
      expect((await kept({ nip: null })).nip).to.equal(null);
    });

    it('a NIK of a signer that has not 16 digits, and one of an auditor or admin', async () => {
      for (const signerNik of ['340201010170000', '34020101017000011', '340201010170000x', ''])
        expect(await told({ signerNik }), signerNik).to.contain('16 angka');
      const signerNik = '3402015203900001';
      expect((await kept({ signerNik })).signerNik).to.equal(signerNik);
      for (const role of ['auditor', 'admin'] as const) {
        expect(await told({ roles: [role], signerNik })).to.contain('tidak menandatangani');
        expect((await kept({ roles: [role] })).roles).to.deep.equal([role]);
      }
    });

    it('a name of the certificate that is too long, or holds a degree only; an empty one is none', async () => {
      expect(await told({ certificateName: 'x'.repeat(101) })).to.contain('Nama pada sertifikat paling panjang 100');
      expect(await told({ certificateName: 'Drs.' })).to.contain('hanya berisi gelar');
      const name = async (certificateName: string | null) => (await kept({ certificateName })).certificateName;
      expect(await name('x'.repeat(100))).to.have.length(100);
      expect(await name('  AGUS \t  HARTANTO ')).to.equal('AGUS HARTANTO');
      expect([await name('  '), await name(null)]).to.deep.equal([null, null]);
    });

    it('the same of a change', async () => {
      const { answer, did } = await does((acts) => acts.change(admin, sri.username, { ...NEW, nip: '1' }));
      expect(answer).to.contain('18 angka');
      expect(did).to.deep.equal([]);
    });
  });

  /** Each act on Sri, by the name that a refusal of it carries. */
  const ACTS: readonly (readonly [string, (acts: ManageAccounts, by: string, whom: string) => Promise<unknown>])[] = [
    ['accounts-listed', (acts, by) => acts.list(by)],
    ['person-viewed', (acts, by, whom) => acts.person(by, whom)],
    ['officer-added', (acts, by) => acts.add(by, 'wulan.sari', NEW)],
    ['officer-changed', (acts, by, whom) => acts.change(by, whom, NEW)],
    ['password-reset', (acts, by, whom) => acts.resetPassword(by, whom)],
    ['account-locked', (acts, by, whom) => acts.lock(by, whom)],
    ['account-unlocked', (acts, by, whom) => acts.unlock(by, whom)],
    ['officer-retired', (acts, by, whom) => acts.retire(by, whom)],
    ['officer-reinstated', (acts, by, whom) => acts.reinstate(by, whom)],
  ];

  it('is told when a person is not there', async () => {
    for (const [name, act] of ACTS.filter(([one]) => one !== 'accounts-listed' && one !== 'officer-added')) {
      const { answer, did } = await does((acts) => act(acts, admin, 'orang.asing'));
      expect(answer, name).to.contain('tidak ditemukan');
      expect(did, name).to.deep.equal([]);
    }
  });

  it('alone does any of this: every other attempt is journalled, and nothing else happens', async () => {
    const people = [...Object.values(PEOPLE), { ...OTHER_ADMIN, active: false }];
    for (const [by, because] of [
      [sri.username, 'WRONG_ROLE'],
      [agus.username, 'WRONG_ROLE'],
      [audi.username, 'WRONG_ROLE'],
      [OTHER_ADMIN.username, 'UNKNOWN_OFFICER'],
      ['orang.asing', 'UNKNOWN_OFFICER'],
    ] as const)
      for (const [asked, act] of ACTS) {
        const { answer, did } = await does((acts) => act(acts, by, sri.username), { people });
        expect(answer, `${by} ${asked}`).to.equal(because);
        const [journal, refused] = row('act-refused', { asked, because }, by);
        const looks = ['accounts-listed', 'person-viewed'].includes(asked);
        expect(did).to.deep.equal([[looks ? 'journal, in no transaction' : journal, refused]]);
      }
  });
});
