import { expect } from 'chai';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { identityOf, takeOwnership } from '../../src/machine/owner-file.ts';
import { temporaryFolder } from '../store/database.ts';
import { program } from '../program.ts';

describe('The owner of a folder', () => {
  const fresh = () => path.join(temporaryFolder(), 'x.owner');
  const take = (file: string) => {
    const ownership = takeOwnership(file);
    if ('heldBy' in ownership) throw new Error(`held by ${ownership.heldBy}`);
    return ownership;
  };

  it('is the first process that takes it, until it is released', () => {
    const file = fresh();
    const first = take(file);
    expect(takeOwnership(file)).to.deep.equal({ heldBy: process.pid });
    first.release();
    expect(readdirSync(path.dirname(file)), 'nothing is left behind').to.deep.equal([]);
    take(file).release();
  });

  it('keeps it while it lives, and loses it when it is killed', async () => {
    const file = fresh();
    const other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e6); console.log()']);
    await once(other.stdout, 'data');
    writeFileSync(file, `${other.pid} ${identityOf(other.pid ?? 0)}\n`);
    expect(takeOwnership(file)).to.deep.equal({ heldBy: other.pid });
    other.kill('SIGKILL');
    await once(other, 'exit');
    take(file).release();
  });

  it('is not a later process with the same number, and not what a broken file says', () => {
    for (const content of [`${process.pid} another-boot:1\n`, `${process.pid}\n`, '', '-1 x\n', 'x y\n']) {
      const file = fresh();
      writeFileSync(file, content);
      take(file).release();
    }
  });

  it('removes only its own file', () => {
    const file = fresh();
    const first = take(file);
    writeFileSync(file, 'of another one');
    first.release();
    expect(readFileSync(file, 'utf8')).to.equal('of another one');
    expect(readdirSync(path.dirname(file))).to.deep.equal(['x.owner']);
  });

  it('is one of many who come at the same moment to a stale file', async () => {
    const file = fresh();
    writeFileSync(file, '1 long-gone\n');
    const script = `
      import { takeOwnership } from ${JSON.stringify(program('src/machine/owner-file.ts'))};
      process.stdin.once('data', () => {
        console.log('heldBy' in takeOwnership(${JSON.stringify(file)}) ? 'guest' : 'owner');
        process.stdin.once('data', () => process.exit());
      });
      console.log('ready');`;
    const many = Array.from({ length: 4 }, () =>
      spawn(process.execPath, ['--input-type=module', '-e', script], {
        stdio: ['pipe', 'pipe', 'inherit'],
      }),
    );
    const say = (child: (typeof many)[number]) => {
      child.stdin.write('go\n');
      return once(child.stdout.setEncoding('utf8'), 'data') as Promise<[string]>;
    };
    await Promise.all(many.map((child) => once(child.stdout.setEncoding('utf8'), 'data')));
    const roles = (await Promise.all(many.map(say))).map(([role]) => role.trim());
    expect(roles.sort()).to.deep.equal(['guest', 'guest', 'guest', 'owner']);
    for (const child of many) child.stdin.write('end\n');
  });

  it('knows when a process began', () => {
    // The first process of the machine began long before; a parent may have begun in the same tick.
    expect(identityOf(process.pid)).to.equal(identityOf(process.pid)).and.not.equal(identityOf(1));
    const { pid } = spawnSync('true');
    expect(identityOf(pid)).to.equal(undefined);
    expect(identityOf(0)).to.equal(undefined);
    expect(existsSync('/proc') || process.platform !== 'linux').to.equal(true);
  });
});
