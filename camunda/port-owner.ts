import { execFile } from 'node:child_process';
import { readdir, readFile, readlink } from 'node:fs/promises';
import { promisify } from 'node:util';
import { commandLineOf } from './processes.ts';

const run = promisify(execFile);
const LISTENING = '0A';

/** Who listens on this port, as "proses 1234 (java)"; undefined when this user may not know. */
export async function portOwner(port: number): Promise<string | undefined> {
  const pid = (await ownerByProc(port)) ?? (await ownerByLsof(port));
  if (pid === undefined) return undefined;
  const program = (await commandLineOf(pid)).split(' ')[0]?.split('/').at(-1) ?? '';
  return `proses ${pid}${program === '' ? '' : ` (${program})`}`;
}

async function ownerByProc(port: number): Promise<number | undefined> {
  const tables = await Promise.all(
    ['/proc/net/tcp', '/proc/net/tcp6'].map((file) => readFile(file, 'utf8').catch(() => '')),
  );
  const sockets = new Set(tables.flatMap((table) => listeningSockets(table, port)));
  if (sockets.size === 0) return undefined;
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const descriptors = await readdir(`/proc/${name}/fd`).catch(() => []);
    for (const descriptor of descriptors)
      if (sockets.has(await readlink(`/proc/${name}/fd/${descriptor}`).catch(() => ''))) return Number(name);
  }
  return undefined;
}

/** Rows of /proc/net/tcp: number, local address:port in hex, remote, state, ..., inode as tenth column. */
export function listeningSockets(table: string, port: number): string[] {
  const wanted = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  return table
    .split('\n')
    .map((row) => row.trim().split(/\s+/))
    .filter((columns) => columns[1]?.endsWith(wanted) === true && columns[3] === LISTENING)
    .map((columns) => `socket:[${columns[9]}]`);
}

async function ownerByLsof(port: number): Promise<number | undefined> {
  const answer = await run('lsof', ['-nP', `-iTCP:${port}`, '-sTCP:LISTEN', '-t']).then(
    ({ stdout }) => stdout,
    () => '',
  );
  const pid = Number(answer.split('\n')[0]);
  return pid > 0 ? pid : undefined;
}
