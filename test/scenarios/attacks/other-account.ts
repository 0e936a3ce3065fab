import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import type { TestOffice } from '../the-office.ts';
import { descendantsOf } from '../traces.ts';

/** An account of this machine that owns nothing: not the office's, nor the one PostgreSQL runs under. */
const STRANGER = 64_321;

/** What every account may read: if this is not opened, the stranger has tried nothing. */
export const OPEN_TO_ALL = '/proc/version';

/** Without tsx and without our modules: the stranger may not be able to read the project. */
const PROGRAM = `
const { readFileSync, readdirSync, openSync } = require('node:fs');
let given = '';
process.stdin.on('data', (data) => (given += data)).on('end', async () => {
  const { files, folders, urls, commandLines } = JSON.parse(given);
  const may = (act) => { try { act(); return true; } catch { return false; } };
  const opened = [
    ...files.filter((file) => may(() => (file.endsWith('/mem') ? openSync(file, 'r') : readFileSync(file)))),
    ...folders.filter((folder) => may(() => readdirSync(folder))),
  ];
  const answered = [];
  for (const { url, headers } of urls) {
    const { status } = await fetch(url, { headers, redirect: 'manual' });
    if (status < 400) answered.push(status + ' ' + url);
  }
  const shown = commandLines.map((file) => { try { return readFileSync(file, 'latin1'); } catch { return ''; } }).join('\\n');
  process.stdout.write(JSON.stringify({ uid: process.getuid(), opened, answered, shown }));
});
`;

export interface StrangerSees {
  readonly uid: number;
  /** Files and folders that were opened. */
  readonly opened: readonly string[];
  /** Addresses that answered something else than a refusal. */
  readonly answered: readonly string[];
  /** Command lines of everything the office has started. */
  readonly shown: string;
  readonly tried: number;
}

export const mayBecomeAStranger = (): boolean => process.platform === 'linux' && process.getuid?.() === 0;

/** Lets a program under another account try what is secret on the disk and in the memory, and the engine's port. */
export async function strangerTries(
  office: TestOffice,
  urls: readonly { readonly url: string; readonly headers: Readonly<Record<string, string>> }[],
): Promise<StrangerSees> {
  const running = [process.pid, ...descendantsOf(process.pid)];
  const { varDir } = office.config;
  const anchors = path.join(varDir, 'anchors');
  const database = office.postgres.dataDir!;
  const files = [
    OPEN_TO_ALL,
    ...running.flatMap((pid) => ['environ', 'mem', 'auxv', 'stack'].map((what) => `/proc/${pid}/${what}`)),
    ...['secrets.json', 'office.owner'].map((name) => path.join(varDir, name)),
    ...['run', 'documents', 'archive'].flatMap((name) => filesBelow(path.join(varDir, name))),
    ...(existsSync(anchors) ? filesBelow(anchors) : []), // made once a day
    ...filesBelow(database),
    ...['.owner', '.log'].map((ending) => database + ending),
  ];
  const folders = [...running.map((pid) => `/proc/${pid}/fd`), database];
  const commandLines = running.map((pid) => `/proc/${pid}/cmdline`);
  const child = spawn(process.execPath, ['-e', PROGRAM], {
    uid: STRANGER,
    gid: STRANGER,
    cwd: '/',
    env: { PATH: '/usr/bin:/bin' },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  child.stdin.end(JSON.stringify({ files, folders, urls, commandLines }));
  const seen = JSON.parse(await text(child.stdout)) as Omit<StrangerSees, 'tried'>;
  return { ...seen, tried: files.length + folders.length + urls.length };
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
}
