import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import { findOffice, type FoundOffice } from '../../src/demo/find-office.ts';
import { FolderInUse } from '../../src/office/claim-folder.ts';
import { officeFilePath, writeOfficeFile, type OfficeFile } from '../../src/office/office-file.ts';
import { temporaryFolder } from '../store/database.ts';

const office = (portal: string): OfficeFile => ({
  portal,
  desk: `${portal}/meja`,
  tasklist: `${portal}/meja`,
  auditor: `${portal}/auditor`,
  engine: { kind: 'operaton', version: '1.0.3' },
  simulators: null,
  users: [],
});

describe('npm run demo finds its office', () => {
  const server = createServer((_, response) => response.end());
  let open: OfficeFile;
  const closed = office('http://127.0.0.1:1');
  before(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    open = office(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  });
  after(() => server.close());

  const said: string[] = [];
  beforeEach(() => said.splice(0));
  const find = (varDir: string, opens: () => Promise<FoundOffice>) =>
    findOffice(varDir, opens, (line) => said.push(line), { withinMs: 60_000, everyMs: 5 });
  const never = () => Promise.reject(new Error('must not be opened'));
  const own = { office: closed, close: () => Promise.resolve() };

  it('the one that is open already, and opens no other', async () => {
    const varDir = temporaryFolder();
    writeOfficeFile(varDir, open);
    expect((await find(varDir, never)).office).to.deep.equal(open);
    expect(said).to.deep.equal([]);
  });

  it('none: one is opened for it, also where an office was killed and has left its file', async () => {
    const fresh = temporaryFolder();
    const left = temporaryFolder();
    writeOfficeFile(left, closed);
    for (const varDir of [fresh, left]) expect(await find(varDir, () => Promise.resolve(own))).to.equal(own);
    expect(said).to.deep.equal(Array(2).fill('Kantor belum buka; dibuka untuk demo ini.'));
  });

  it('the one that another command is just opening: the demo waits for it', async () => {
    const varDir = temporaryFolder();
    const inUse = () => {
      setTimeout(() => writeOfficeFile(varDir, open), 20);
      return Promise.reject(new FolderInUse(officeFilePath(varDir)));
    };
    expect((await find(varDir, inUse)).office).to.deep.equal(open);
    expect(said.at(-1)).to.equal('Perintah lain sedang membuka kantor ini; demo menunggu sampai siap.');
  });

  it('no other reason not to open is waited out', async () => {
    const broken = () => Promise.reject(new Error('PostgreSQL tidak menyala'));
    expect(await find(temporaryFolder(), broken).catch((error: unknown) => error)).to.have.property(
      'message',
      'PostgreSQL tidak menyala',
    );
  });
});
