import { expect } from 'chai';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { loadConfig } from '../../src/config/config.ts';
import { openOffice } from '../../src/office.ts';
import { claimFolder, FolderInUse } from '../../src/office/claim-folder.ts';
import { takeOwnership } from '../../src/machine/owner-file.ts';
import { silent, temporaryFolder } from '../store/database.ts';
import { errorOf } from '../store/given.ts';

describe('A second start on the folder of an open office', () => {
  const varDir = temporaryFolder();
  const lines: string[] = [];
  const progress = Object.assign((line: string) => void lines.push(line), {
    during: (): Promise<never> => Promise.reject(new Error('a part of the office was started')),
  });

  it('is refused before anything is started or touched, says who holds it and what to do', async () => {
    const config = loadConfig({ VAR_DIR: varDir, KK_CACHE: path.join(varDir, 'cache') });
    const release = claimFolder(varDir);
    const before = readdirSync(varDir).sort();
    const refused = await errorOf(openOffice(config, { progress, logger: silent }));
    expect(refused).to.be.instanceOf(FolderInUse);
    expect((refused as Error).message)
      .to.contain(`oleh proses ${process.pid}`)
      .and.to.match(/tutup dahulu dengan Ctrl-C .* atau pilih folder lain dengan VAR_DIR/);
    expect(readdirSync(varDir).sort()).to.deep.equal(before);
    expect(takeOwnership(path.join(varDir, 'office.owner')), 'the first one still holds it').to.deep.equal({
      heldBy: process.pid,
    });
    await release();
  });

  it('is possible when the first has closed', async () => {
    const release = claimFolder(varDir);
    await release();
    await claimFolder(varDir)();
  });
});
