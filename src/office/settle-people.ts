import { readFileSync } from 'node:fs';
import { Type, type Static } from '@sinclair/typebox';
import { Ajv } from 'ajv';
import { ConfigError } from '../config/values.ts';
import { subjectHash } from '../cases/case-subjects.ts';
import { otherAccountOf } from '../cases/same-person.ts';
import { faultOfRoles, type Delegation, type Person } from '../domain/authority.ts';
import { isPlainDate, plainDateOf } from '../domain/plain-date.ts';
import { STAFF_ROLES } from '../domain/process.ts';
import { signerOf } from '../simulators/bsre/signers.ts';
import type { PasswordHashing } from '../store/password-hash.ts';
import type { Store } from '../store/store.ts';
import { DEMO_PASSWORD, DEMO_PEOPLE } from './demo-people.ts';

/** Who locked an account when no person did. */
const SYSTEM = 'sistem';

/**
 * The Bupati's letter for a vacant post: acting head from one day to another, after this predecessor. A Plh, by the
 * day, is appointed by the head at the desk.
 */
const ActingHead = Type.Object(
  { after: Type.String({ minLength: 1 }), validFrom: Type.String(), validTo: Type.String() },
  { additionalProperties: false },
);

const Officer = Type.Object(
  {
    username: Type.String({ minLength: 1, maxLength: 60 }),
    name: Type.String({ minLength: 1, maxLength: 100 }),
    roles: Type.Array(Type.Union(STAFF_ROLES.map((role) => Type.Literal(role)))),
    nip: Type.Union([Type.String({ pattern: '^[0-9]{18}$' }), Type.Null()]),
    signerNik: Type.Union([Type.String({ pattern: '^[0-9]{16}$' }), Type.Null()]),
    certificateName: Type.Optional(Type.Union([Type.String({ minLength: 1, maxLength: 100 }), Type.Null()])),
    active: Type.Boolean(),
    nik: Type.Optional(Type.Union([Type.String({ pattern: '^[1-9][0-9]{15}$' }), Type.Null()])),
    plt: Type.Optional(ActingHead),
  },
  { additionalProperties: false },
);
const Officers = Type.Array(Officer, { minItems: 1 });

interface SettledPerson extends Person {
  /** Their own; a hash of it is kept. */
  readonly nik?: string | null;
  readonly plt?: Static<typeof ActingHead>;
}

export interface SettlingDependencies {
  readonly store: Store;
  readonly passwords: PasswordHashing;
  /** By which the subjects of cases are hashed. */
  readonly linkKey: Buffer;
}

/**
 * Puts the officers into the office's own directory: those of PEOPLE_FILE, or the demo office's when simulators run.
 * Whoever is there already stays as the admin has left them. Demo users get accounts where simulators run; elsewhere,
 * those that still have the password everybody knows are locked. Repeating is harmless.
 */
export async function settlePeople(
  dependencies: SettlingDependencies,
  { peopleFile, simulators }: { readonly peopleFile: string | undefined; readonly simulators: boolean },
): Promise<void> {
  const { store, linkKey } = dependencies;
  const people: readonly SettledPerson[] =
    peopleFile === undefined ? (simulators ? DEMO_PEOPLE : []) : readPeople(peopleFile);
  await store.transaction(async (tables) => {
    await tables.people.lock();
    for (const { username, name, roles, nip, signerNik, certificateName = null, nik = null, active } of people) {
      const known = await tables.people.find(username);
      // The first edition kept auditor and admin without a role.
      if (known !== undefined && known.roles.length > 0) continue;
      const nikHash = nik === null ? null : subjectHash(linkKey, 'nik', nik);
      const person = { username, name, roles, nip, signerNik, certificateName, nikHash, active };
      const second = otherAccountOf(linkKey, person, await tables.people.all());
      if (second !== undefined) throw sameNumber(username, second.other.username, second.by);
      await tables.people.put(person);
    }
  });
  if (peopleFile !== undefined) await settleLetters(store, people);
  if (!simulators) return lockDemoAccounts(dependencies);
  await nameSimulatedCertificates(store);
  if (peopleFile === undefined) await openDemoAccounts(dependencies);
}

/**
 * The Bupati's letters in force are those that PEOPLE_FILE names: a new one is added, one that it names no longer, or
 * with other days, ends now, also when the post was filled before the last day.
 */
async function settleLetters(store: Store, people: readonly SettledPerson[]): Promise<void> {
  const named = people.flatMap(({ username: to, plt }): Delegation[] => {
    if (plt === undefined) return [];
    const { after: from, validFrom, validTo } = plt;
    return [{ from, to, role: 'kepala-dinas', kind: 'Plt', validFrom, validTo }];
  });
  await store.transaction(async ({ people: tables, journal }) => {
    const { delegations } = await tables.roster(plainDateOf(new Date()));
    const known = delegations.filter(({ kind }) => kind === 'Plt');
    const write = (event: string, { from, to, kind, validFrom, validTo }: Delegation) =>
      journal.write({
        applicationNumber: null,
        actor: SYSTEM,
        event,
        step: null,
        detail: { from, to, kind, validFrom, validTo, by: 'PEOPLE_FILE' },
      });
    for (const letter of known.filter((one) => !named.some((other) => isSameLetter(one, other)))) {
      await tables.withdrawDelegation(letter.id);
      await write('stand-in-withdrawn', letter);
    }
    const all = await tables.delegations();
    for (const letter of named.filter((one) => !all.some((other) => isSameLetter(one, other)))) {
      await tables.delegate(letter);
      await write('stand-in-appointed', letter);
    }
  });
}

const isSameLetter = (one: Delegation, other: Delegation): boolean =>
  (['from', 'to', 'role', 'kind', 'validFrom', 'validTo'] as const).every((part) => one[part] === other[part]);

/** The certificates of the simulated BSrE name offices, not people; whoever signs with one may bear any name. */
async function nameSimulatedCertificates(store: Store): Promise<void> {
  await store.transaction(async ({ people }) => {
    await people.lock();
    for (const person of await people.all()) {
      const certificateName = person.signerNik === null ? undefined : signerOf(person.signerNik)?.name;
      if (certificateName !== undefined && (person.certificateName ?? null) === null)
        await people.put({ ...person, certificateName });
    }
  });
}

async function openDemoAccounts({ store, passwords }: SettlingDependencies): Promise<void> {
  for (const { username } of DEMO_PEOPLE) {
    const account = await store.accounts.find(username);
    if (account?.lockedBy === SYSTEM) await store.accounts.unlock(username);
    if (account !== undefined && account.passwordHash !== null) continue;
    const hash = await passwords.hash(Buffer.from(DEMO_PASSWORD));
    await store.accounts.setPassword(username, { hash, oneTimeUntil: null });
  }
}

/** A trial office that goes into service on its old database must not let in whoever has read the README. */
async function lockDemoAccounts({ store, passwords }: SettlingDependencies): Promise<void> {
  for (const account of await store.accounts.all()) {
    if (account.passwordHash === null || account.lockedAt !== null) continue;
    if (!(await passwords.fits(Buffer.from(DEMO_PASSWORD), account.passwordHash))) continue;
    await store.transaction(async (tables) => {
      await tables.accounts.lock(account.username, SYSTEM);
      await tables.journal.write({
        applicationNumber: null,
        actor: SYSTEM,
        event: 'account-locked',
        step: null,
        detail: { officer: account.username, because: 'DEMO_PASSWORD' },
      });
    });
  }
}

function readPeople(file: string): readonly SettledPerson[] {
  const people = parsed(file);
  const matches = new Ajv({ allErrors: true }).compile<Static<typeof Officers>>(Officers);
  if (!matches(people))
    throw new ConfigError(
      `PEOPLE_FILE: ${matches.errors?.map((error) => `${error.instancePath} ${error.message ?? ''}`).join('; ')}.`,
    );
  const known = new Set(people.map(({ username }) => username));
  for (const { username, roles } of people)
    if (roles.length > 0 && faultOfRoles(roles) !== undefined)
      throw new ConfigError(
        `PEOPLE_FILE: ${username} tidak boleh merangkap auditor atau admin dengan peran lain. Pilih salah satu.`,
      );
  requireOneAccountEach(people);
  for (const { username, plt } of people) {
    if (plt === undefined) continue;
    if (!known.has(plt.after))
      throw new ConfigError(
        `PEOPLE_FILE: plt.after dari ${username} tidak ada di berkas ini. Tulis juga pejabat sebelumnya, dengan active: false.`,
      );
    if (!isPlainDate(plt.validFrom) || !isPlainDate(plt.validTo) || plt.validTo < plt.validFrom)
      throw new ConfigError(
        `PEOPLE_FILE: masa plt dari ${username} keliru. Tulis validFrom dan validTo sebagai TTTT-BB-HH, berurutan.`,
      );
  }
  return people;
}

/** Four eyes compare user names: two of one person would be two pairs. */
function requireOneAccountEach(people: readonly SettledPerson[]): void {
  const active = people.filter((person) => person.active);
  for (const [i, { username, nip, nik, signerNik }] of active.entries())
    for (const other of active.slice(i + 1)) {
      if (nip !== null && nip === other.nip) throw sameNumber(username, other.username, 'NIP');
      if ([nik, signerNik].some((own) => own != null && [other.nik, other.signerNik].includes(own)))
        throw sameNumber(username, other.username, 'NIK');
    }
}

const sameNumber = (one: string, other: string, by: 'NIP' | 'NIK') =>
  new ConfigError(
    `PEOPLE_FILE: ${one} dan ${other} memakai ${by} yang sama, padahal keduanya aktif. Satu orang memakai satu akun: betulkan ${by}-nya, atau tulis active: false pada salah satunya.`,
  );

/** The text of a parser's error may hold what stands in the file. */
function parsed(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new ConfigError(
      error instanceof SyntaxError
        ? `PEOPLE_FILE: ${file} bukan JSON. Periksa tanda koma dan kurungnya.`
        : `PEOPLE_FILE: ${file} tidak terbaca. Periksa letak dan izinnya.`,
    );
  }
}
