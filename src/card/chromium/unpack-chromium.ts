import { createReadStream, createWriteStream, existsSync, realpathSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, readdir, rename, rm, stat, chmod, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';
import { extract } from 'tar-fs';

/** What the npm package brings, ready to run. */
export interface UnpackedChromium {
  /**
   * Undefined where the package's binary does not run (it is built for Linux x64): then only the fonts are unpacked.
   */
  readonly executablePath: string | undefined;
  /** NSS, NSPR and expat for machines that lack them. */
  readonly libraryFolder: string;
  /** Without any font of the system Chromium prints even embedded web fonts as blanks; these are its system fonts. */
  readonly fontConfigFile: string;
}

const FONT_CONFIG = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir prefix="relative">fonts</dir><cachedir prefix="xdg">fontconfig</cachedir></fontconfig>
`;
const UNPACKING = '.unpacking-';
const ABANDONED_AFTER_MS = 3_600_000;

/**
 * Unpacks the Chromium of `@sparticuz/chromium` into `<cacheDir>/chromium-<version>`, once (2-3 s). Undefined when the
 * package is not installed. The package's own `executablePath()` is not used: it unpacks to one fixed path in /tmp,
 * shared by users and versions, and not atomically.
 */
export async function unpackChromium(cacheDir: string): Promise<UnpackedChromium | undefined> {
  const source = await packageFolder();
  if (source === undefined) return undefined;
  const runsHere = process.platform === 'linux' && process.arch === 'x64';
  const folder = path.join(cacheDir, `chromium-${source.version}${runsHere ? '' : '-fonts'}`);
  if (!existsSync(folder)) await unpackOnce(source.folder, folder, runsHere);
  return {
    executablePath: runsHere ? path.join(folder, 'chromium') : undefined,
    libraryFolder: path.join(folder, 'lib'),
    fontConfigFile: path.join(folder, 'fonts.conf'),
  };
}

/**
 * Everything goes into a folder of another name that is renamed at the end: who finds the folder finds it whole, also
 * after a kill.
 */
async function unpackOnce(from: string, folder: string, withBrowser: boolean): Promise<void> {
  await mkdir(path.dirname(folder), { recursive: true });
  await removeAbandoned(folder);
  const workshop = await mkdtemp(folder + UNPACKING);
  try {
    await chmod(workshop, 0o755);
    await unpackTar(path.join(from, 'fonts.tar.br'), workshop);
    await writeFile(path.join(workshop, 'fonts.conf'), FONT_CONFIG);
    if (withBrowser) {
      await unpackTar(path.join(from, 'al2023.tar.br'), workshop);
      await pipeline(
        createReadStream(path.join(from, 'chromium.br')),
        createBrotliDecompress({ chunkSize: 1 << 21 }),
        createWriteStream(path.join(workshop, 'chromium'), { mode: 0o755 }),
      );
    }
    await rename(workshop, folder);
  } catch (error) {
    await rm(workshop, { recursive: true, force: true });
    const anotherProcessWasFirst = existsSync(folder);
    if (!anotherProcessWasFirst) throw error;
  }
}

async function removeAbandoned(folder: string): Promise<void> {
  const parent = path.dirname(folder);
  for (const name of await readdir(parent)) {
    const candidate = path.join(parent, name);
    if (!name.startsWith(path.basename(folder) + UNPACKING)) continue;
    const age = Date.now() - (await stat(candidate).catch(() => ({ mtimeMs: Date.now() }))).mtimeMs;
    if (age > ABANDONED_AFTER_MS) await rm(candidate, { recursive: true, force: true });
  }
}

async function unpackTar(file: string, into: string): Promise<void> {
  const otherThanFilesAndFolders = (_name: string, header?: { type?: string | null }) =>
    header?.type !== 'file' && header?.type !== 'directory';
  const options = { chown: false, ignore: otherThanFilesAndFolders };
  await pipeline(createReadStream(file), createBrotliDecompress(), extract(into, options));
}

/** Up from the package's entry point: its `exports` hide the folder of the binaries. */
async function packageFolder(): Promise<{ folder: string; version: string } | undefined> {
  let folder: string;
  try {
    folder = path.dirname(realpathSync(createRequire(import.meta.url).resolve('@sparticuz/chromium')));
  } catch {
    return undefined;
  }
  while (!existsSync(path.join(folder, 'bin', 'chromium.br'))) {
    if (folder === path.dirname(folder)) return undefined;
    folder = path.dirname(folder);
  }
  const { version } = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8')) as { version: string };
  return { folder: path.join(folder, 'bin'), version };
}
