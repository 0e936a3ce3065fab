import { expect } from 'chai';
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { MARKED, markedFolder } from './marked-language.ts';
import { program } from '../program.ts';

const ROOT = path.join(import.meta.dirname, '..', '..');
const check = (...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program('tools/check-language.ts'), ...args], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  return { status, said: stdout + stderr };
};

describe('npm run check:language', () => {
  it('says of a whole language how the office is started with it', () => {
    const { status, said } = check(MARKED, '--folder', markedFolder());
    expect(status, said).to.equal(0);
    expect(said).to.contain('Bahasa bertanda (qaa) lengkap').and.contain('OFFICE_LANGUAGES=id,qaa');
  });

  it('names every key and page that is missing, each with its file', () => {
    const folder = markedFolder();
    const faults = path.join(folder, MARKED, 'faults.json');
    const { 'periksa-isian-ini': _gone, ...others } = JSON.parse(readFileSync(faults, 'utf8')) as Record<
      string,
      unknown
    >;
    writeFileSync(faults, JSON.stringify(others));
    rmSync(path.join(folder, MARKED, 'scripts.json'));
    rmSync(path.join(folder, MARKED, 'pages', 'track.hbs'));
    const { status, said } = check(MARKED, '--folder', folder);
    expect(status, said).to.equal(1);
    expect(said)
      .to.contain(`${faults}: kalimat "periksa-isian-ini" tidak ada`)
      .and.contain('scripts.json: tidak ada')
      .and.contain('halaman "track.hbs" tidak ada')
      .and.match(/\d+ hal perlu dilengkapi\./);
  });

  it('says how it is called', () => {
    expect(check()).to.have.property('status', 2);
    expect(check().said).to.contain('npm run check:language');
  });
});
