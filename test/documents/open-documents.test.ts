import { expect } from 'chai';
import { existsSync, readdirSync, renameSync } from 'node:fs';
import path from 'node:path';
import { createDocuments } from '../../src/documents/create-documents.ts';
import { DocumentsAbsent, openDocuments } from '../../src/documents/open-documents.ts';
import { Failure } from '../../src/domain/failures.ts';
import { temporaryFolder } from '../store/database.ts';

const key = Buffer.alloc(32, 3);
const text = Buffer.from('akta kelahiran');
const OTHER = 'a'.repeat(64);
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof Failure ? error.code : error),
  );

describe('The folder of documents', () => {
  let folder = '';
  beforeEach(() => (folder = path.join(temporaryFolder(), 'documents')));
  const open = (...named: readonly string[]) => openDocuments({ folder, key, named: () => Promise.resolve(named) });

  it('is made for a new office, and known again afterwards without asking the database', async () => {
    const { sha256 } = await (await open()).put(text);
    const again = await openDocuments({ folder, key, named: () => Promise.reject(new Error('not asked')) });
    expect((await again.get(sha256)).equals(text)).to.equal(true);
  });

  it('of an office from before there were markers is known by any document that the database names', async () => {
    const { sha256 } = await createDocuments({ folder, key }).put(text);
    await open(OTHER, sha256);
  });

  it('that holds none of them is refused and left as it was: its disk is not mounted', async () => {
    const error: unknown = await open(OTHER).catch((reason: unknown) => reason);
    expect(error).to.be.instanceOf(DocumentsAbsent);
    expect(String(error)).to.contain(folder).and.contain('Pasang (mount)').and.contain('DOCUMENTS_DIR');
    expect(existsSync(folder)).to.equal(false);
  });

  it('that goes away is waited for: nothing is written under the mount point, and nothing is called damaged', async () => {
    const documents = await open();
    const { sha256 } = await documents.put(text);
    renameSync(folder, `${folder}-away`);
    expect(await codeOf(documents.get(sha256))).to.equal('DOCUMENTS_UNREACHABLE');
    expect(await codeOf(documents.put(Buffer.from('new')))).to.equal('DOCUMENTS_UNREACHABLE');
    expect(existsSync(folder)).to.equal(false);
    expect(await documents.ready()).to.equal(`folder ${folder} tidak terpasang`);
    renameSync(`${folder}-away`, folder);
    expect((await documents.get(sha256)).equals(text)).to.equal(true);
    expect(await codeOf(documents.get(OTHER)), 'really missing').to.equal('DOCUMENT_DAMAGED');
    expect(await documents.ready()).to.equal(undefined);
    expect(readdirSync(folder)).to.include('dokumen-kantor.txt');
  });
});
