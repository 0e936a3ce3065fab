import { expect } from 'chai';
import { spawnSync } from 'node:child_process';
import { officeDatabase } from '../../tools/office-database.ts';
import { program } from '../program.ts';
import { temporaryFolder } from './database.ts';

/** Nobody listens at port 1. */
const AWAY = 'postgresql://a:b@127.0.0.1:1/x';

describe('The database that a command of the office reads', () => {
  it('is told in Indonesian, with the remedy, when it is away or its address cannot be read', async () => {
    for (const [databaseUrl, told] of [
      [AWAY, 'Tidak ada yang menjawab di alamat itu'],
      ['foo', 'DATABASE_URL'],
      [undefined, 'Basis data kantor tidak menyala'],
    ] as const) {
      const said = await officeDatabase({ databaseUrl, varDir: temporaryFolder() }).catch(String);
      expect(said).to.contain(told);
    }
  });

  it('ends a command that reads it with 2 and that sentence', () => {
    for (const [command, ...args] of [
      ['stuck'],
      ['sop-report'],
      ['journal-verify'],
      ['account', 'password', 'admin'],
    ]) {
      const { status, stderr } = spawnSync(process.execPath, [program(`tools/${command}.ts`), ...args], {
        env: { ...process.env, DATABASE_URL: AWAY, VAR_DIR: temporaryFolder() },
        encoding: 'utf8',
      });
      expect(stderr, command).to.match(/^PostgreSQL pada DATABASE_URL tidak dapat dipakai\..*\n$/);
      expect(status, command).to.equal(2);
    }
  });
});
