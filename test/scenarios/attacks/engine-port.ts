import { DEMO_PASSWORD, DEMO_PEOPLE } from '../../../src/office/demo-people.ts';
import type { TestOffice } from '../the-office.ts';
import { atTheEngine, onlyTheAdmins, othersTask, pastTheUseCases, type Attack, type Target } from './attack.ts';
import { statusOf } from './attackers.ts';

/** Paths that are no part of the engine's interface, but that a server of its kind is known to serve. */
const SERVER_PATHS = [
  '/',
  '/error',
  '/actuator',
  '/actuator/health',
  '/actuator/env',
  '/actuator/heapdump',
  '/actuator/prometheus',
  '/actuator/shutdown',
  '/engine-rest/engine',
  '/engine-rest/version',
  '/engine-rest/metrics',
  '/engine-rest/schema/log',
  '/engine-rest/office/ready',
  '/engine-rest/office/clock',
  '/operaton/',
  '/operaton/app/tasklist/default/',
  '/operaton/app/cockpit/default/',
  '/operaton/app/admin/default/setup/',
  '/operaton/api/admin/setup/default/user/create',
  '/operaton/api/admin/auth/user/default',
  '/operaton/api/admin/auth/user/default/login/cockpit',
  '/h2-console',
  '/swagger-ui/index.html',
];

/** All that can be asked of the engine itself, under the three addresses where it could listen. */
export function allAtTheEngine(target: Target): Attack[] {
  const acts = [
    ...othersTask(target, 'sri.wahyuni'),
    ...pastTheUseCases(target, 'joko.susilo'),
    ...atTheEngine(target),
    ...onlyTheAdmins(target),
  ];
  return [
    ...acts.map((attack) => ({ ...attack, path: `/engine-rest/${attack.path}` })),
    ...acts.map((attack) => ({ ...attack, path: `/operaton/api/engine/engine/default/${attack.path}` })),
    ...SERVER_PATHS.flatMap((path) => (['GET', 'POST'] as const).map((method): Attack => ({ method, path }))),
  ];
}

const basic = (name: string, password: string) => ({
  Authorization: `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`,
});
const asPerson = (name: string, groups: string) => ({ 'X-Office-User': name, 'X-Office-Groups': groups });

/** Whatever somebody without the secret could show, by what it is. */
export async function withoutTheSecret(office: TestOffice): Promise<Map<string, Readonly<Record<string, string>>>> {
  const { secret } = office.engineHost!;
  const wrong = `${secret.slice(0, -1)}${secret.endsWith('A') ? 'B' : 'A'}`;
  const shown = new Map<string, Readonly<Record<string, string>>>([
    ['nothing', {}],
    ['a wrong secret', { Authorization: `Bearer ${wrong}`, 'X-Office-Secret': wrong, ...asPerson('admin', 'admin') }],
    ['an empty secret', { Authorization: 'Bearer ', 'X-Office-Secret': '', ...asPerson('admin', 'admin') }],
    ['a person without a secret', asPerson('agus.prasetyo', 'kepala-dinas,admin')],
    ['the login of the engine as it is delivered', basic('demo', 'demo')],
  ]);
  for (const { username } of DEMO_PEOPLE)
    shown.set(`the login of ${username}`, {
      ...basic(username, DEMO_PASSWORD),
      ...asPerson(username, 'admin'),
      Cookie: await office.officer(username).cookie(),
    });
  return shown;
}

export function atTheEnginePort(
  office: TestOffice,
  attack: Attack,
  headers: Readonly<Record<string, string>>,
): Promise<number> {
  return statusOf(`${office.engineHost!.url}${attack.path}`, attack, headers);
}
