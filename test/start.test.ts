import { spawn, spawnSync } from 'node:child_process';
import { mkdir, readdir, readFile, realpath, utimes, writeFile } from 'node:fs/promises';
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

  it('has Maven fetch the engine beside npm, for what opens an office', async () => {
    const project = smallProject({ 'script.ts': '' });
    for (const folder of ['bin', 'camunda/host']) await mkdir(path.join(project, folder), { recursive: true });
    await writeFile(path.join(project, 'package-lock.json'), '{}');
    const program = (name: string, lines: string) =>
      writeFile(path.join(project, 'bin', name), `#!/bin/sh\n${lines}\n`, { mode: 0o755 });
    // Neither ends before the other has begun.
    const meets = (other: string) => `while [ ! -e ${project}/${other} ]; do sleep 0.05; done`;
    await program('npm', `touch ${project}/npm; ${meets('mvn')}; exit 7`);
    await program('mvn', `echo "$PWD $*" > ${project}/mvn; ${meets('npm')}; exit 1`);
    const run = (script: string, cache = 'nothing-yet') =>
      spawnSync(process.execPath, ['start.mjs', script], {
        cwd: project,
        env: {
          ...process.env,
          PATH: `${project}/bin:${process.env['PATH']}`,
          TMPDIR: project,
          KK_CACHE: path.join(project, cache),
        },
        encoding: 'utf8',
      });

    const { status, stderr } = run('src/main.ts');
    // What npm says is what counts; a Maven that fails is asked again by the office.
    expect([status, stderr]).to.deep.equal([
      7,
      'Pustaka belum dapat dipasang. Periksa sambungan internet atau pengaturan registry npm, lalu ulangi.\n',
    ]);
    const [folder, ...words] = (await readFile(path.join(project, 'mvn'), 'utf8')).trim().split(' ');
    expect(folder).to.equal(path.join(await realpath(project), 'camunda', 'host'));
    expect(words).to.include.members(['--strict-checksums', 'dependency:copy-dependencies@jars']);
    expect((await readdir(project)).filter((name) => name.startsWith('kk-engine-'))).to.deep.equal([]);

    await writeFile(path.join(project, 'mvn'), 'not called');
    run('tools/script.ts');
    await mkdir(path.join(project, 'cache', 'engine-jars-0123456789ab'), { recursive: true });
    run('src/main.ts', 'cache');
    expect(await readFile(path.join(project, 'mvn'), 'utf8')).to.equal('not called');
  });

  it('asks Maven for the same as the office does', async () => {
    const goals = async (file: string) =>
      [...(await readFile(path.join(ROOT, file), 'utf8')).matchAll(/dependency:[\w-]+@[\w-]+/g)].map(([goal]) => goal);
    expect(await goals('start.mjs')).to.deep.equal(await goals('camunda/host-parts.ts'));
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
