/**
 * The entry point of every npm command: `node start.mjs <script.ts> [arguments]`.
 * Needs nothing but Node itself: it installs what is missing, compiles what has changed, and runs the script in the
 * foreground.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { constants, homedir, tmpdir } from 'node:os';
import path from 'node:path';

const ROOT = import.meta.dirname ?? '.';
const OLDEST_NODE = [20, 19];
/** What opens an office, and so needs the process engine beside our libraries. */
const OFFICES = ['src/main.ts', 'src/demo/main.ts', 'test/run.ts'];

/** @param {string} version such as "20.19.0" */
function isNewEnough(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1]);
}

/** npm writes node_modules/.package-lock.json last of all: missing means nothing or half is installed, older means the lock file has changed since. */
function needsInstall(root) {
  const installed = timeOf(path.join(root, 'node_modules', '.package-lock.json'));
  return installed === undefined || installed < (timeOf(path.join(root, 'package-lock.json')) ?? 0);
}

function timeOf(file) {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs;
}

/**
 * Runs a program in the foreground and resolves with its exit code. Ctrl-C of a terminal reaches the program by itself, as it is in our
 * process group; a signal sent to us alone is passed on. Either way we wait: the program stops itself and knows the exit code.
 */
function run(program, args, options = {}) {
  const child = spawn(program, args, { cwd: ROOT, stdio: 'inherit', ...options });
  const fromTerminal = process.stdin.isTTY === true || process.stderr.isTTY === true;
  const pass = (signal) => {
    if (!(fromTerminal && signal === 'SIGINT')) child.kill(signal);
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of signals) process.on(signal, pass);
  const orphan = watchNpm(() => child.kill('SIGTERM'));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      for (const name of signals) process.off(name, pass);
      clearInterval(orphan);
      resolve(code ?? 128 + constants.signals[signal]);
    });
  });
}

/** Some edition of the engine was fetched on this machine before: the little that may be missing is no reason to begin early. */
function hasEngine({ KK_CACHE: cache, XDG_CACHE_HOME: caches } = process.env) {
  const folder = cache || path.join(caches || path.join(homedir(), '.cache'), 'penerbitan-kk');
  return existsSync(folder) && readdirSync(folder).some((name) => name.startsWith('engine-jars-'));
}

/**
 * Has Maven fetch the engine into its own store, as `camunda/host-parts.ts` will ask for it: while npm fetches our
 * libraries, not after it. Says nothing: whatever is missing is told by the office, with the remedy.
 */
async function fetchEngine() {
  const folder = mkdtempSync(path.join(tmpdir(), 'kk-engine-'));
  const goals = ['dependency:copy-dependencies@jars', 'dependency:copy@spin-json'];
  await run('mvn', ['--batch-mode', '--strict-checksums', `-DoutputDirectory=${folder}`, ...goals], {
    cwd: path.join(ROOT, 'camunda', 'host'),
    stdio: 'ignore',
    shell: process.platform === 'win32',
  }).catch(() => undefined);
  rmSync(folder, { recursive: true, force: true });
}

/** npm starts us through a shell, and ends that shell only when it is stopped: nobody would ever stop the office. */
function watchNpm(gone) {
  if (process.env['npm_lifecycle_event'] === undefined) return undefined;
  const shell = process.ppid;
  return setInterval(() => void (process.ppid !== shell && gone()), 500).unref();
}

async function main([script, ...args]) {
  if (!isNewEnough(process.versions.node)) {
    process.stderr.write(
      `Kantor ini memerlukan Node.js ${OLDEST_NODE.join('.')} atau lebih baru; yang terpasang ${process.versions.node}. Pasang versi yang lebih baru dari nodejs.org, lalu ulangi.\n`,
    );
    return 1;
  }
  if (script === undefined) {
    process.stderr.write('Pemakaian: node start.mjs <skrip.ts> [argumen]\n');
    return 2;
  }
  if (needsInstall(ROOT)) {
    process.stdout.write('Memasang pustaka (npm ci); sekitar satu menit, hanya sekali\n');
    // No install script of any package is needed, so none may run.
    const npm = run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
      shell: process.platform === 'win32',
    });
    const [code] = await Promise.all([npm, ...(OFFICES.includes(script) && !hasEngine() ? [fetchEngine()] : [])]);
    if (code !== 0) {
      process.stderr.write(
        'Pustaka belum dapat dipasang. Periksa sambungan internet atau pengaturan registry npm, lalu ulangi.\n',
      );
      return code;
    }
  }
  // Not before the age of this Node is known.
  const { compile, compiledFrom } = await import('./tools/compile.mjs');
  try {
    await compile();
  } catch (error) {
    // A source that cannot be read, or a folder that may not be written: nothing is run half old, half new.
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  }
  // What our programs write holds personal data: it is for this account alone. Programs are not, they may be shared.
  process.umask(0o077);
  return run(process.execPath, [compiledFrom(path.resolve(ROOT, script)), ...args]);
}

process.exitCode = await main(process.argv.slice(2));
