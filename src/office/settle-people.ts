import { readFileSync } from 'node:fs';
import { Type, type Static } from '@sinclair/typebox';
import { Ajv } from 'ajv';
import { ConfigError } from '../config.ts';
import type { Person } from '../domain/authority.ts';
import { isPlainDate } from '../domain/plain-date.ts';
import { OFFICER_ROLES } from '../domain/process.ts';
import type { PasswordHashing } from '../store/password-hash.ts';
import type { Store } from '../store/store.ts';
import { DEMO_PASSWORD, DEMO_PEOPLE } from './demo-people.ts';

/** The Bupati's letter for a vacant post: acting head from one day to another, after this predecessor. A Plh, by the day, is appointed by the head himself at the desk. */
const ActingHead = Type.Object(
  { after: Type.String({ minLength: 1 }), validFrom: Type.String(), validTo: Type.String() },
  { additionalProperties: false },
);

const Officer = Type.Object(
  {
    username: Type.String({ minLength: 1, maxLength: 60 }),
    name: Type.String({ minLength: 1, maxLength: 100 }),
    roles: Type.Array(Type.Union(OFFICER_ROLES.map((role) => Type.Literal(role)))),
    nip: Type.Union([Type.String({ pattern: '^[0-9]{18}$' }), Type.Null()]),
    signerNik: Type.Union([Type.String({ pattern: '^[0-9]{16}$' }), Type.Null()]),
    active: Type.Boolean(),
    plt: Type.Optional(ActingHead),
  },
  { additionalProperties: false },
);
const Officers = Type.Array(Officer, { minItems: 1 });

interface SettledPerson extends Person {
  readonly plt?: Static<typeof ActingHead>;
}

/** Puts the officers into the office's own directory: the file of PEOPLE_FILE, or the demo office's when simulators run. Repeating is harmless. */
export async function settlePeople(
  store: Store,
  { peopleFile, simulators }: { readonly peopleFile: string | undefined; readonly simulators: boolean },
): Promise<void> {
  const people: readonly SettledPerson[] =
    peopleFile === undefined ? (simulators ? DEMO_PEOPLE : []) : readPeople(peopleFile);
  for (const { username, name, roles, nip, signerNik, active } of people)
    await store.people.put({ username, name, roles, nip, signerNik, active });
  for (const { username, plt } of people)
    if (plt !== undefined)
      await store.people.delegate({
        from: plt.after,
        to: username,
        role: 'kepala-dinas',
        kind: 'Plt',
        validFrom: plt.validFrom,
        validTo: plt.validTo,
      });
}

function readPeople(file: string): readonly SettledPerson[] {
  const people = parsed(file);
  const matches = new Ajv({ allErrors: true }).compile<Static<typeof Officers>>(Officers);
  if (!matches(people))
    throw new ConfigError(
      `PEOPLE_FILE: ${matches.errors?.map((error) => `${error.instancePath} ${error.message ?? ''}`).join('; ')}.`,
    );
  const known = new Set(people.map(({ username }) => username));
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

/** Lets the demo users in with the password that everybody knows. One who has changed it keeps their own. */
export async function settleDemoAccounts(store: Store, passwords: PasswordHashing): Promise<void> {
  for (const { username } of DEMO_PEOPLE) {
    if ((await store.accounts.find(username))?.passwordHash != null) continue;
    await store.accounts.setPassword(username, {
      hash: await passwords.hash(Buffer.from(DEMO_PASSWORD)),
      oneTimeUntil: null,
    });
  }
}
