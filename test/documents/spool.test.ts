import { expect } from 'chai';
import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { createSpool, TooLong, type Spooled } from '../../src/documents/spool.ts';
import { Failure } from '../../src/domain/failures.ts';
import { temporaryFolder } from '../store/database.ts';

describe('What lies on the disk until it is whole', () => {
  let folder: string;
  beforeEach(() => (folder = temporaryFolder()));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const MOST = 4_000_000;
  const all = async (body: Spooled) => Buffer.concat((await body.content().toArray()) as Buffer[]);
  /** Contents of the files that this process has open in the folder, also of those without a name (Linux). */
  const lying = () =>
    readdirSync('/proc/self/fd').flatMap((fd) => {
      try {
        const place = path.join('/proc/self/fd', fd);
        return statSync(place).isFile() && statSync(place).nlink === 0 ? [readFileSync(place)] : [];
      } catch {
        return [];
      }
    });

  it('comes out as it came in, of any size, and more than once', async () => {
    const keep = createSpool(path.join(folder, 'a', 'b'));
    for (const size of [0, 1, 300_000, MOST]) {
      const sent = randomBytes(size);
      const body = await keep(
        Readable.from([sent.subarray(0, 7), sent.subarray(7)].filter(({ length }) => length)),
        MOST,
      );
      expect(body.bytes).to.equal(size);
      expect(await all(body)).to.deep.equal(sent);
      expect(await all(body)).to.deep.equal(sent);
      await body.drop();
    }
  });

  it('cannot be read on the disk, has no name there, and leaves its place', async function () {
    if (process.platform !== 'linux') this.skip();
    const words = Buffer.from('NIK 3402016504850001 '.repeat(5_000));
    const before = lying().length;
    const body = await createSpool(folder)(Readable.from([words]), MOST);
    expect(readdirSync(folder)).to.deep.equal([]);
    const here = lying();
    expect(here).to.have.length(before + 1);
    expect(here.some((content) => content.includes('3402016504850001'))).to.equal(false);
    await body.drop();
    expect(lying()).to.have.length(before);
  });

  it('is refused when it is too long, and its sender is not hung up on', async () => {
    const sent = Readable.from(Array.from({ length: 9 }, () => Buffer.alloc(100)));
    const error = await createSpool(folder)(sent, 450).catch((caught: unknown) => caught);
    expect(error).to.be.instanceOf(TooLong);
    await nextTurn();
    expect(sent.destroyed).to.equal(false);
  });

  it('says that the disk is away, and nothing of where', async () => {
    const file = path.join(folder, 'no folder');
    writeFileSync(file, '');
    const error = await createSpool(path.join(file, 'incoming'))(Readable.from([]), MOST).catch(
      (caught: unknown) => caught,
    );
    expect(error).to.be.instanceOf(Failure).with.property('code', 'DOCUMENTS_UNREACHABLE');
    expect(String(error)).to.not.contain(folder);
  });
});
