import { readFileSync } from 'node:fs';
import { Type, type Static } from '@sinclair/typebox';
import { Ajv } from 'ajv';
import { ConfigError } from '../config.ts';
import { OFFICER_ROLES } from '../domain/process.ts';
import type { Store } from '../store/store.ts';
import { DEMO_PEOPLE } from './demo-people.ts';

const Officer = Type.Object(
  {
    username: Type.String({ minLength: 1, maxLength: 60 }),
    name: Type.String({ minLength: 1, maxLength: 100 }),
    roles: Type.Array(Type.Union(OFFICER_ROLES.map((role) => Type.Literal(role)))),
    nip: Type.Union([Type.String({ pattern: '^[0-9]{18}$' }), Type.Null()]),
    signerNik: Type.Union([Type.String({ pattern: '^[0-9]{16}$' }), Type.Null()]),
    active: Type.Boolean(),
  },
  { additionalProperties: false },
);
const Officers = Type.Array(Officer, { minItems: 1 });

/** Puts the officers into the office's own directory: the file of PEOPLE_FILE, or the demo office's when simulators run. Repeating is harmless. */
export async function settlePeople(store: Store, { peopleFile, simulators }: { readonly peopleFile: string | undefined; readonly simulators: boolean }): Promise<void> {
  const people = peopleFile === undefined ? (simulators ? DEMO_PEOPLE : []) : readPeople(peopleFile);
  for (const { username, name, roles, nip, signerNik, active } of people) await store.people.put({ username, name, roles, nip, signerNik, active });
}

function readPeople(file: string): Static<typeof Officers> {
  const people: unknown = JSON.parse(readFileSync(file, 'utf8'));
  const matches = new Ajv({ allErrors: true }).compile<Static<typeof Officers>>(Officers);
  if (!matches(people)) throw new ConfigError(`PEOPLE_FILE: ${matches.errors?.map((error) => `${error.instancePath} ${error.message ?? ''}`).join('; ')}.`);
  return people;
}
