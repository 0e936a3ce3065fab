import { execFile } from 'node:child_process';
import { existsSync, readdirSync, realpathSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Logger } from 'pino';
import { unpackChromium } from './unpack-chromium.ts';

/** A Chromium that has answered to `--version` on this machine. */
export interface Chromium {
  readonly executablePath: string;
  readonly source: 'setting' | 'npm' | 'puppeteer-cache' | 'system';
  readonly version: string;
  /** 'shell': the small headless build; true: a full browser in headless mode. */
  readonly headless: 'shell' | true;
  /** Its whole environment. The office's own (keys, passwords) is not handed to the browser. */
  readonly environment: Readonly<Record<string, string>>;
}

export interface FindChromiumOptions {
  /** The unpacked browser is kept here (200 MB). */
  readonly cacheDir: string;
  readonly logger: Logger;
  /** PUPPETEER_EXECUTABLE_PATH: this browser and no other. */
  readonly executablePath?: string | undefined;
}

const SYSTEM_BROWSERS = [
  ...['/usr/bin', '/usr/local/bin', '/opt/google/chrome'].flatMap((folder) =>
    [
      'chromium-headless-shell',
      'chrome-headless-shell',
      'google-chrome-stable',
      'google-chrome',
      'chrome',
      'chromium',
      'chromium-browser',
    ].map((name) => path.join(folder, name)),
  ),
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];
const REMEDY =
  'Chromium tidak ditemukan. Linux x64: jalankan "npm ci" (paket @sparticuz/chromium membawanya). Selain itu: "apt-get install chromium-headless-shell", ' +
  'atau "npx @puppeteer/browsers install chrome-headless-shell@stable", atau isi PUPPETEER_EXECUTABLE_PATH.';

/**
 * The setting, else npm's, else puppeteer's cache, else the system's. npm comes before the system because the pinned
 * version prints the same bytes everywhere, which matters for documents that are signed. Throws an Error that names the
 * remedy.
 */
export async function findChromium({ cacheDir, logger, executablePath }: FindChromiumOptions): Promise<Chromium> {
  const unpacked = await unpackChromium(cacheDir).catch((error: unknown) => {
    logger.warn({ err: error }, 'Chromium from npm could not be unpacked');
    return undefined;
  });
  const environment: Record<string, string> = {
    HOME: os.homedir(),
    TMPDIR: os.tmpdir(),
    XDG_CACHE_HOME: cacheDir,
    LANG: 'C.UTF-8',
    TZ: 'Asia/Jakarta',
    ...(unpacked === undefined ? {} : { FONTCONFIG_FILE: unpacked.fontConfigFile }),
  };
  if (executablePath !== undefined) {
    const chosen = await probe(executablePath, 'setting', environment);
    if (chosen === undefined)
      throw new Error(
        `PUPPETEER_EXECUTABLE_PATH=${executablePath} tidak dapat dijalankan. Perbaiki jalurnya, atau hapus setelan itu agar Chromium dari npm dipakai.`,
      );
    return chosen;
  }
  const candidates: (readonly [string, Chromium['source'], Record<string, string>])[] = [];
  if (unpacked?.executablePath !== undefined) {
    candidates.push([unpacked.executablePath, 'npm', environment]);
    // only where the system lacks them: the system's own NSS is the one that is kept up to date
    candidates.push([unpacked.executablePath, 'npm', { ...environment, LD_LIBRARY_PATH: unpacked.libraryFolder }]);
  }
  for (const file of puppeteerCache()) candidates.push([file, 'puppeteer-cache', environment]);
  for (const file of SYSTEM_BROWSERS) candidates.push([file, 'system', environment]);
  for (const candidate of candidates) {
    const found = await probe(...candidate);
    if (found === undefined) continue;
    logger.info({ source: found.source, version: found.version }, 'Chromium found');
    return found;
  }
  throw new Error(REMEDY);
}

async function probe(
  executablePath: string,
  source: Chromium['source'],
  environment: Record<string, string>,
): Promise<Chromium | undefined> {
  if (!existsSync(executablePath)) return undefined;
  const answer = await promisify(execFile)(executablePath, ['--version'], { timeout: 20_000, env: environment }).catch(
    () => undefined,
  );
  const version = /\d+\.\d+\.\d+(\.\d+)?/.exec(answer?.stdout ?? '')?.[0];
  if (version === undefined) return undefined;
  const shell = source === 'npm' || /headless[-_]shell/.test(realpathSync(executablePath));
  return { executablePath, source, version, headless: shell ? 'shell' : true, environment };
}

/** ~/.cache/puppeteer/<browser>/<platform-version>/<folder>/<executable>, newest first. */
function puppeteerCache(): string[] {
  const root = path.join(os.homedir(), '.cache', 'puppeteer');
  const within = (folder: string): string[] =>
    existsSync(folder) ? readdirSync(folder).map((name) => path.join(folder, name)) : [];
  const byVersion = (left: string, right: string) => right.localeCompare(left, 'en', { numeric: true });
  return ['chrome-headless-shell', 'chrome']
    .flatMap((browser) => within(path.join(root, browser)).sort(byVersion))
    .flatMap(within)
    .flatMap((folder) =>
      ['chrome-headless-shell', 'chrome', 'Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing'].map(
        (name) => path.join(folder, name),
      ),
    );
}
