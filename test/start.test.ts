import { spawn, spawnSync } from 'node:child_process';
import { mkdir, readFile, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'chai';
import { installed, smallProject } from './small-project.ts';
import { temporaryFolder } from './store/database.ts';

const ROOT = path.resolve(import.meta.dirname, '..');

/** Of a project whose only program this is. */
const startOf = (script: string) => path.join(installed(smallProject({ 'script.ts': script })), 'start.mjs');

describe('start.mjs, which begins every command', () => {
  it('an older Node gets one sentence with the remedy', async () => {
    const pretend = path.join(temporaryFolder(), 'old-node.cjs');
    await writeFile(pretend, "Object.defineProperty(process.versions, 'node', { value: '20.18.3' });");
    const { status, stderr } = spawnSync(
      process.execPath,
      ['--require', pretend, path.join(ROOT, 'start.mjs'), 'any.ts'],
      {
        encoding: 'utf8',
      },
    );
    expect(status).to.equal(1);
    expect(stderr).to.equal(
      'Kantor ini memerlukan Node.js 20.19 atau lebih baru; yang terpasang 20.18.3. Pasang versi yang lebih baru dari nodejs.org, lalu ulangi.\n',
    );
  });

  it('installs when nothing is installed or the lock file is newer, and only then', async () => {
    const project = smallProject({ 'script.ts': '' });
    const lock = path.join(project, 'package-lock.json');
    await mkdir(path.join(project, 'bin'));
    await writeFile(lock, '{}');
    // Installs as npm does: the hidden lock file last.
    await writeFile(
      path.join(project, 'bin', 'npm'),
      `#!/bin/sh\necho "$@" >> npm-calls\nmkdir -p node_modules\nln -sfn ${ROOT}/node_modules/* ${ROOT}/node_modules/@swc node_modules\ntouch node_modules/.package-lock.json\n`,
      { mode: 0o755 },
    );
    const run = () =>
      spawnSync(process.execPath, ['start.mjs', 'tools/script.ts'], {
        cwd: project,
        env: { ...process.env, PATH: `${project}/bin:${process.env['PATH']}` },
      }).status;
    const calls = async () => (await readFile(path.join(project, 'npm-calls'), 'utf8')).trim().split('\n');

    expect(run()).to.equal(0);
    expect(run()).to.equal(0);
    expect(await calls()).to.deep.equal(['ci --ignore-scripts --no-audit --no-fund --loglevel=error']);
    await utimes(lock, new Date(), new Date(Date.now() + 60_000));
    run();
    expect(await calls()).to.have.length(2);
  });

  it('runs TypeScript, passes the arguments and keeps the exit code', () => {
    const start = startOf('const code: number = Number(process.argv[2]); process.exit(code);');
    expect(spawnSync(process.execPath, [start, 'tools/script.ts', '7']).status).to.equal(7);
  });

  it('hands a signal to the script once and waits until it has stopped itself', async () => {
    const start = startOf(
      "let heard = 0; process.on('SIGTERM', () => { heard++; setTimeout(() => process.exit(40 + heard), 100); }); setInterval(() => {}, 1000); console.log('ready');",
    );
    const child = spawn(process.execPath, [start, 'tools/script.ts'], { stdio: ['ignore', 'pipe', 'inherit'] });
    child.stdout.once('data', () => child.kill('SIGTERM'));
    expect(await new Promise((resolve) => child.once('exit', resolve))).to.equal(41);
  });

  it('stops the script also when npm is told to stop, which ends no more than its own shell', async () => {
    const start = startOf(
      "process.on('SIGTERM', () => { console.log('stopped'); process.exit(0); }); setInterval(() => {}, 1000); console.log('ready');",
    );
    const shell = spawn('sh', ['-c', `${process.execPath} ${start} tools/script.ts; true`], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, npm_lifecycle_event: 'start' },
    });
    const said: string[] = [];
    for await (const line of shell.stdout) {
      said.push(String(line).trim());
      if (said.length === 1) shell.kill('SIGTERM');
    }
    expect(said).to.deep.equal(['ready', 'stopped']);
  });
});
