import { createHash, randomInt } from 'node:crypto';
import { faultOfRoles, type Person } from '../domain/authority.ts';
import { bareName } from '../domain/certificate-name.ts';
import { Failure, type FailureCode } from '../domain/failures.ts';
import { OVERSIGHT_ROLES, type StaffRole } from '../domain/process.ts';
import type { AccountRecord, Store } from '../store/store.ts';
import type { AccountDependencies } from './account-dependencies.ts';
import { actingPerson } from './acting-person.ts';
import { subjectHash } from './case-subjects.ts';
import { USERNAME } from './open-account.ts';
import { NotNow } from './not-possible.ts';
import { otherAccountOf } from './same-person.ts';

type Checked = Pick<Person, 'name' | 'roles' | 'nip' | 'signerNik' | 'certificateName'>;

/**
 * What an admin writes about a person; `nip` and `signerNik` null where there is none. `nik`, their own, of which a hash
 * is kept: absent, what is known stays; null, it is forgotten.
 */
export type PersonData = Checked & { readonly nik?: string | null };

/** A person of the staff with the state of the account. */
export interface ManagedAccount extends Omit<Person, 'signerNik' | 'certificateName' | 'nikHash'> {
  /** A NIK for BSrE is known; the number itself is shown on the page of the person only. */
  readonly signs: boolean;
  /** Their own NIK is known, by its hash. */
  readonly hasNik: boolean;
  /** Another active account with the same NIP or NIK, from before that was refused; null: none. */
  readonly sameAs: string | null;
  /** null: no account yet, or one of the identity provider without a password. */
  readonly passwordSetAt: Date | null;
  readonly oneTimeUntil: Date | null;
  readonly lockedAt: Date | null;
  readonly lastLoginAt: Date | null;
  /** The admin who looks. */
  readonly self: boolean;
}

/** A password for the first log-in, shown once and kept nowhere. */
export interface OneTimePassword {
  readonly password: string;
  readonly validUntil: Date;
}

/**
 * What an admin does with the accounts of the office. Every act is journalled, a refused one too. Throws
 * Failure UNKNOWN_OFFICER or WRONG_ROLE for whoever is not an admin, NotNow with the remedy for what cannot be.
 */
export interface ManageAccounts {
  list(admin: string): Promise<ManagedAccount[]>;
  person(admin: string, username: string): Promise<Person>;
  /** A new person with an account and a one-time password. */
  add(admin: string, username: string, data: PersonData): Promise<OneTimePassword>;
  /** `shown`: fingerprint of what the admin saw; undefined: they saw nothing of it. */
  change(admin: string, username: string, data: PersonData, shown?: string): Promise<void>;
  /** Replaces the password by a one-time one; opens the account of a person who has none. Ends the sessions. */
  resetPassword(admin: string, username: string): Promise<OneTimePassword>;
  /** Ends the sessions at once. */
  lock(admin: string, username: string): Promise<void>;
  unlock(admin: string, username: string): Promise<void>;
  /** The person leaves the office: their sessions end, open tasks go back to the lane, what they decided stays. */
  retire(admin: string, username: string): Promise<void>;
  reinstate(admin: string, username: string): Promise<void>;
}

const LONGEST_NAME = 100;
const ONE_TIME_MS = 72 * 3_600_000;
/** Letters and digits that nobody mistakes for another when read aloud or copied by hand. */
const ONE_TIME_LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';
const ONE_TIME_GROUPS = 4;
const ONE_TIME_GROUP = 4;

export function manageAccounts(dependencies: AccountDependencies): ManageAccounts {
  const { store, passwords, now, linkKey } = dependencies;

  const oneTimePassword = async (tables: Store, username: string): Promise<OneTimePassword> => {
    const password = randomPassword();
    const validUntil = new Date(now().getTime() + ONE_TIME_MS);
    await tables.accounts.setPassword(username, {
      hash: await passwords.hash(Buffer.from(password)),
      oneTimeUntil: validUntil,
    });
    return { password, validUntil };
  };

  /**
   * One change of the staff at a time, by whoever is an admin in that very moment: of two who end each other one is
   * refused, and the office keeps an admin. A refusal is journalled.
   */
  const acting = async <Done>(admin: string, asked: string, work: (tables: Store) => Promise<Done>): Promise<Done> => {
    const done = await store.transaction(async (tables) => {
      await tables.people.lock();
      const because = await refusalOfAdmin(tables, admin);
      if (because === undefined) return { answer: await work(tables) };
      await tables.journal.write(act(admin, 'act-refused', { asked, because }));
      return { because };
    });
    if (done.because !== undefined) throw new Failure(done.because);
    return done.answer;
  };

  return {
    async list(admin) {
      await requireAdmin(dependencies, admin, 'accounts-listed');
      const [people, accounts] = await Promise.all([store.people.all(), store.accounts.all()]);
      const accountOf = new Map(accounts.map((account) => [account.username, account]));
      return people.map((person) => ({
        ...managed(person, accountOf.get(person.username), admin),
        sameAs: otherAccountOf(linkKey, person, people)?.other.name ?? null,
      }));
    },

    async person(admin, username) {
      await requireAdmin(dependencies, admin, 'person-viewed');
      return knownPerson(store, username);
    },

    async add(admin, username, data) {
      return acting(admin, 'officer-added', async (tables) => {
        if (!USERNAME.test(username))
          throw new NotNow(
            'Nama pengguna hanya boleh huruf kecil, angka, titik dan tanda hubung, diawali huruf, misalnya sri.wahyuni.',
          );
        const fresh = checked(data);
        if ((await tables.people.find(username)) !== undefined)
          throw new NotNow('Nama pengguna ini sudah dipakai. Pilih nama pengguna lain.');
        const person = { username, ...fresh, nikHash: nikHashOf(linkKey, data.nik) ?? null, active: true };
        await requireOnlyAccount(linkKey, tables, person);
        await tables.people.put(person);
        const given = await oneTimePassword(tables, username);
        await tables.journal.write(act(admin, 'officer-added', { officer: username, roles: fresh.roles }));
        return given;
      });
    },

    async change(admin, username, data, shown) {
      await acting(admin, 'officer-changed', async (tables) => {
        const fresh = checked(data);
        const person = await knownPerson(tables, username);
        if (shown !== undefined && shown !== fingerprintOf(person))
          throw new NotNow(
            'Data petugas ini sudah diubah sejak halaman ini dibuka. Buka lagi dari daftar akun, lalu ubah yang perlu.',
          );
        if (person.roles.includes('admin') && !fresh.roles.includes('admin')) await requireOtherAdmin(tables, username);
        const nikHash = nikHashOf(linkKey, data.nik);
        const changed = { ...person, ...fresh, ...(nikHash === undefined ? {} : { nikHash }) };
        await requireOnlyAccount(linkKey, tables, changed);
        await tables.people.put(changed);
        await tables.journal.write(
          act(admin, 'officer-changed', {
            ...{ officer: username, roles: fresh.roles, before: person.roles },
            ...(nikHash === undefined ? {} : { nik: nikHash === null ? 'forgotten' : 'noted' }),
          }),
        );
      });
    },

    async resetPassword(admin, username) {
      return acting(admin, 'password-reset', async (tables) => {
        if (username === admin) throw new NotNow('Kata sandi Anda sendiri diganti di halaman Akun saya.');
        const { active } = await knownPerson(tables, username);
        if (!active) throw new NotNow('Petugas ini sudah tidak bertugas. Aktifkan kembali lebih dahulu.');
        const given = await oneTimePassword(tables, username);
        await tables.journal.write(act(admin, 'password-reset', { officer: username }));
        return given;
      });
    },

    async lock(admin, username) {
      await acting(admin, 'account-locked', async (tables) => {
        refuseSelf(admin, username);
        await knownPerson(tables, username);
        await tables.accounts.open(username);
        await tables.accounts.lock(username, admin);
        await tables.journal.write(act(admin, 'account-locked', { officer: username }));
      });
    },

    async unlock(admin, username) {
      await acting(admin, 'account-unlocked', async (tables) => {
        await knownPerson(tables, username);
        await tables.accounts.unlock(username);
        await tables.journal.write(act(admin, 'account-unlocked', { officer: username }));
      });
    },

    async retire(admin, username) {
      await acting(admin, 'officer-retired', async (tables) => {
        refuseSelf(admin, username);
        const person = await knownPerson(tables, username);
        await tables.people.put({ ...person, active: false });
        await tables.accounts.endSessions(username);
        await tables.journal.write(act(admin, 'officer-retired', { officer: username }));
      });
    },

    async reinstate(admin, username) {
      await acting(admin, 'officer-reinstated', async (tables) => {
        const person = await knownPerson(tables, username);
        const back = { ...person, active: true };
        await requireOnlyAccount(linkKey, tables, back);
        await tables.people.put(back);
        await tables.journal.write(act(admin, 'officer-reinstated', { officer: username }));
      });
    },
  };
}

/** What was shown of a person, so that what another admin has written since is not overwritten unread. */
export function fingerprintOf({ name, roles, nip, signerNik, certificateName, nikHash }: Person): string {
  return createHash('sha256')
    .update(JSON.stringify([name, roles, nip, signerNik, certificateName ?? null, nikHash ?? null]))
    .digest('hex')
    .slice(0, 32);
}

/** Journals the attempt of anybody who is not an admin, and throws. */
async function requireAdmin({ store }: AccountDependencies, username: string, asked: string): Promise<void> {
  const because = await refusalOfAdmin(store, username);
  if (because === undefined) return;
  await store.journal.write(act(username, 'act-refused', { asked, because }));
  throw new Failure(because);
}

async function refusalOfAdmin(
  { people, accounts }: Pick<Store, 'people' | 'accounts'>,
  username: string,
): Promise<FailureCode | undefined> {
  const found = await people.find(username);
  const person = await actingPerson({ accounts }, found === undefined ? [] : [found], username);
  if (person?.active !== true) return 'UNKNOWN_OFFICER';
  return person.roles.includes('admin') ? undefined : 'WRONG_ROLE';
}

async function knownPerson(store: Pick<Store, 'people'>, username: string): Promise<Person> {
  const person = await store.people.find(username);
  if (person === undefined) throw new NotNow('Petugas ini tidak ditemukan. Kembali ke daftar akun, lalu pilih lagi.');
  return person;
}

function refuseSelf(admin: string, username: string): void {
  if (admin === username)
    throw new NotNow('Akun Anda sendiri tidak dapat dikunci atau dihentikan. Mintalah admin lain.');
}

/** Without an admin who can enter nobody could give the role back. */
async function requireOtherAdmin(
  { people, accounts }: Pick<Store, 'people' | 'accounts'>,
  username: string,
): Promise<void> {
  const locked = (await accounts.all()).filter(({ lockedAt }) => lockedAt !== null).map((account) => account.username);
  const others = (await people.all()).filter(
    (person) =>
      person.active &&
      person.username !== username &&
      person.roles.includes('admin') &&
      !locked.includes(person.username),
  );
  if (others.length === 0)
    throw new NotNow('Ini satu-satunya admin yang dapat masuk. Tunjuk admin lain, atau buka kuncinya, lebih dahulu.');
}

/** One human, one active account: otherwise two user names would be two pairs of eyes. */
async function requireOnlyAccount(key: Buffer, { people }: Pick<Store, 'people'>, person: Person): Promise<void> {
  const found = otherAccountOf(key, person, await people.all());
  if (found === undefined) return;
  const { by, other } = found;
  throw new NotNow(
    `${by} ini sudah tercatat pada akun aktif ${other.name} (${other.username}). Satu orang memakai satu akun: periksa ${by}-nya, atau catat akun yang lain tidak bertugas lagi.`,
  );
}

/** Undefined: nothing was said of it. */
function nikHashOf(key: Buffer, nik: string | null | undefined): string | null | undefined {
  return typeof nik === 'string' ? subjectHash(key, 'nik', nik) : nik;
}

function checked(data: PersonData): Checked {
  const name = data.name.trim().replace(/\s+/g, ' ');
  if (name === '' || name.length > LONGEST_NAME)
    throw new NotNow('Isi nama lengkap petugas, paling panjang 100 huruf.');
  const fault = faultOfRoles(data.roles);
  if (fault === 'NO_ROLE') throw new NotNow('Pilih paling sedikit satu peran.');
  if (fault === 'MIXED_ROLES')
    throw new NotNow(
      'Auditor dan admin tidak boleh merangkap peran lain. Pilih peran jalur saja, auditor saja, atau admin saja.',
    );
  if (data.nip !== null && !/^\d{18}$/.test(data.nip))
    throw new NotNow('NIP terdiri atas 18 angka. Periksa lagi, atau kosongkan.');
  if (data.signerNik !== null && !/^\d{16}$/.test(data.signerNik))
    throw new NotNow('NIK penanda tangan terdiri atas 16 angka. Periksa lagi, atau kosongkan.');
  if (typeof data.nik === 'string' && !/^[1-9]\d{15}$/.test(data.nik))
    throw new NotNow('NIK petugas terdiri atas 16 angka. Salin dari KTP-el, atau kosongkan.');
  if (data.signerNik !== null && OVERSIGHT_ROLES.some((role) => data.roles.includes(role)))
    throw new NotNow('Auditor dan admin tidak menandatangani KK. Kosongkan NIK penanda tangan.');
  const certificateName = data.certificateName?.trim().replace(/\s+/g, ' ') ?? '';
  if (certificateName.length > LONGEST_NAME) throw new NotNow('Nama pada sertifikat paling panjang 100 huruf.');
  if (certificateName !== '' && bareName(certificateName) === '')
    throw new NotNow('Nama pada sertifikat hanya berisi gelar. Tulis namanya seperti pada sertifikat, atau kosongkan.');
  return {
    name,
    roles: [...new Set<StaffRole>(data.roles)],
    nip: data.nip,
    signerNik: data.signerNik,
    certificateName: certificateName === '' ? null : certificateName,
  };
}

function managed(person: Person, account: AccountRecord | undefined, admin: string): Omit<ManagedAccount, 'sameAs'> {
  const { signerNik, certificateName: _, nikHash = null, ...rest } = person;
  return {
    ...rest,
    signs: signerNik !== null,
    hasNik: nikHash !== null,
    passwordSetAt: account?.passwordSetAt ?? null,
    oneTimeUntil: account?.oneTimeUntil ?? null,
    lockedAt: account?.lockedAt ?? null,
    lastLoginAt: account?.lastLoginAt ?? null,
    self: person.username === admin,
  };
}

/** Four groups of four out of 31 characters: 79 bits. */
function randomPassword(): string {
  const group = () =>
    Array.from({ length: ONE_TIME_GROUP }, () => ONE_TIME_LETTERS[randomInt(ONE_TIME_LETTERS.length)]).join('');
  return Array.from({ length: ONE_TIME_GROUPS }, group).join('-');
}

const act = (actor: string, event: string, detail: Readonly<Record<string, unknown>>) => ({
  applicationNumber: null,
  actor,
  event,
  step: null,
  detail,
});
