import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Config } from '../config/config.ts';
import { DEMO_PASSWORD, DEMO_PEOPLE } from './demo-people.ts';

/** What programs read in `var/office.json` about the open office: base URLs and, with simulators, the demo users. */
export interface OfficeFile {
  readonly portal: string;
  readonly desk: string;
  readonly tasklist: string;
  readonly auditor: string;
  readonly engine: { readonly kind: string; readonly version: string };
  readonly simulators: { readonly siak: string; readonly bsre: string; readonly whatsapp: string } | null;
  readonly users: readonly { readonly username: string; readonly password: string; readonly role: string }[];
}

export function describeOffice(
  { baseUrl, simulators, siak, whatsapp, host, ports }: Config,
  engine: OfficeFile['engine'],
): OfficeFile {
  return {
    portal: baseUrl,
    desk: `${baseUrl}/meja`,
    // An existing cluster's own Tasklist reads; work is done at our desk.
    tasklist: engine.kind === 'operaton' ? `${baseUrl}/operaton/app/tasklist/default/` : `${baseUrl}/meja`,
    auditor: `${baseUrl}/auditor`,
    engine,
    simulators: simulators
      ? { siak: siak.service?.url ?? '', bsre: `http://${host}:${ports.bsre}`, whatsapp: whatsapp.url }
      : null,
    users: simulators ? DEMO_PEOPLE.map(({ username, role }) => ({ username, password: DEMO_PASSWORD, role })) : [],
  };
}

export const officeFilePath = (varDir: string) => path.join(varDir, 'office.json');

/** Readers see the whole file or none. */
export function writeOfficeFile(varDir: string, office: OfficeFile): void {
  mkdirSync(varDir, { recursive: true });
  const target = officeFilePath(varDir);
  const fresh = `${target}.new`;
  writeFileSync(fresh, `${JSON.stringify(office, null, 2)}\n`, { mode: 0o600 });
  renameSync(fresh, target);
}

export function removeOfficeFile(varDir: string): void {
  rmSync(officeFilePath(varDir), { force: true });
}
