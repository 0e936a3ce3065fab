import type { Officer } from '../../../src/demo/officer.ts';
import { DEMO_PEOPLE } from '../../../src/office/demo-people.ts';
import { ENGINE_API } from '../attempts.ts';
import type { TestOffice } from '../the-office.ts';
import type { Attack } from './attack.ts';

/** Somebody at the public port: with a login, or with none. */
export interface Attacker {
  readonly username: string;
  readonly officer: Officer | undefined;
}

export function everybody(office: TestOffice): Attacker[] {
  const people = DEMO_PEOPLE.map(({ username }) => ({ username, officer: office.officer(username) }));
  return [...people, { username: 'nobody', officer: undefined }];
}

/** A reading request is refused, but no act. */
export const isAct = ({ method }: Attack): boolean => method !== 'GET';

/** Claims that a browser may write into a request; only the office's own proxy may be believed. */
const FORGED_HEADERS = {
  'X-Office-User': 'agus.prasetyo',
  'X-Office-Groups': 'kepala-dinas,kasi,petugas-entri,petugas-cetak,admin',
  'X-Office-Secret': 'rahasia',
  'X-Forwarded-User': 'agus.prasetyo',
  Authorization: 'Bearer rahasia',
};

/** Sends it to the web apps' interface through our proxy. Answers the status. */
export async function atTheWebApps(office: TestOffice, { officer }: Attacker, attack: Attack): Promise<number> {
  return statusOf(`${office.config.baseUrl}${ENGINE_API}/${attack.path}`, attack, {
    ...FORGED_HEADERS,
    Origin: new URL(office.config.baseUrl).origin,
    ...(officer === undefined ? {} : { Cookie: await officer.cookie() }),
  });
}

/** Sends it as JSON to a page of the desk. Answers the status. */
export async function atTheDesk(
  office: TestOffice,
  { officer }: Attacker,
  path: string,
  body: unknown,
): Promise<number> {
  return statusOf(
    `${office.config.baseUrl}${path}`,
    { method: 'POST', path, body },
    {
      ...FORGED_HEADERS,
      Accept: 'application/json',
      Origin: new URL(office.config.baseUrl).origin,
      ...(officer === undefined ? {} : { Cookie: await officer.cookie() }),
    },
  );
}

export async function statusOf(
  url: string,
  { method, path, body }: Attack,
  headers: Readonly<Record<string, string>>,
): Promise<number> {
  const file = method === 'POST' && /(?:^|\/)(?:deployment|attachment)\/create$/.test(path);
  const response = await fetch(url, {
    method,
    redirect: 'manual',
    headers: { ...headers, ...(file || body === undefined ? {} : { 'Content-Type': 'application/json' }) },
    ...(file ? { body: upload() } : body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  await response.arrayBuffer();
  return response.status;
}

function upload(): FormData {
  const form = new FormData();
  const diagram = `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="x"><process id="penerbitan-kk" isExecutable="true"><startEvent id="s"/></process></definitions>`;
  form.set('deployment-name', 'penyusup');
  form.set('penyusup.bpmn', new Blob([diagram]), 'penyusup.bpmn');
  return form;
}
