import { expect } from 'chai';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { flushFolder, textOf } from '../../src/archive/bag.ts';
import { cannotFlush, codeOf, isMissing, isOccupied, isUnreadable } from '../../src/archive/medium-errors.ts';

const fault = (code: unknown) => Object.assign(new Error('as the file system says it'), { code, errno: -1 });

describe('The errors of a medium of the archive', () => {
  // Who writes asks for what is occupied and what cannot be flushed; who reads, for the other two.
  const WRITER = { isOccupied, cannotFlush };
  const READER = { isMissing, isUnreadable };
  const JUDGES = { ...WRITER, ...READER };
  const MEANINGS: readonly (readonly [keyof typeof JUDGES, readonly string[]])[] = [
    ['isMissing', ['ENOENT', 'ENOTDIR']],
    ['isOccupied', ['ENOTEMPTY', 'EEXIST']],
    ['cannotFlush', ['EINVAL', 'ENOTSUP']],
    ['isUnreadable', ['EIO', 'EISDIR', 'ENAMETOOLONG', 'EACCES', 'ENOTCONN', 'ENODEV', 'Unknown system error -117']],
  ];
  for (const [meaning, codes] of MEANINGS)
    for (const code of codes)
      it(`${code}: ${meaning}, and nothing else that is asked with it`, () => {
        const said = Object.entries(meaning in WRITER ? WRITER : READER).filter(([, judge]) => judge(fault(code)));
        expect(said.map(([name]) => name)).to.deep.equal([meaning]);
      });

  it('mean nothing of this where the program is at fault, or the machine for a moment', () => {
    const ours = [...['EMFILE', 'ENFILE', 'ENOMEM', 'EAGAIN', 'EBADF'].map(fault), new Error('no code')];
    const wrongArgument = Object.assign(new TypeError('not of the system'), { code: 'ERR_INVALID_ARG_VALUE' });
    for (const error of [...ours, wrongArgument, { code: 'EIO', errno: -5 }, 'EIO', undefined])
      for (const judge of Object.values(JUDGES)) expect(judge(error)).to.equal(false);
    expect(codeOf(fault('EMFILE'))).to.equal('EMFILE');
    expect(codeOf(fault(5))).to.equal(undefined);
  });

  describe('when a bag is read and written', () => {
    let folder: string;
    beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'medium-'))));
    afterEach(() => rmSync(folder, { recursive: true }));

    it('a text that is not there or cannot be read is none, but a wrong name is an error', async () => {
      expect(await textOf(folder, 'bagit.txt')).to.equal(undefined);
      expect(await textOf(folder, '.')).to.equal(undefined);
      const wrong = await textOf(folder, 'bagit\0.txt').catch((error: unknown) => codeOf(error));
      expect(wrong).to.equal('ERR_INVALID_ARG_VALUE');
    });

    it('a medium that cannot flush folders is written all the same', async function () {
      // The kernel's own file system answers EINVAL.
      if (!existsSync('/proc/self')) this.skip();
      await flushFolder('/proc/self');
      await flushFolder(folder);
    });
  });
});
