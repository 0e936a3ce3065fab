import { expect } from 'chai';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { flushFolder, textOf } from '../../src/archive/bag.ts';
import { cannotFlush, codeOf, isMissing, isOccupied, isUnreadable } from '../../src/archive/medium-errors.ts';

const fault = (code: unknown) => Object.assign(new Error('as the file system says it'), { code });

describe('The errors of a medium of the archive', () => {
  const JUDGES = { isMissing, isOccupied, cannotFlush, isUnreadable };
  const MEANINGS: readonly (readonly [keyof typeof JUDGES, readonly string[]])[] = [
    ['isMissing', ['ENOENT', 'ENOTDIR']],
    ['isOccupied', ['ENOTEMPTY', 'EEXIST']],
    ['cannotFlush', ['EINVAL', 'ENOTSUP']],
    ['isUnreadable', ['EIO', 'EBADMSG', 'EUCLEAN', 'EISDIR', 'ENAMETOOLONG']],
  ];
  for (const [meaning, codes] of MEANINGS)
    for (const code of codes)
      it(`${code}: ${meaning}, and nothing else`, () => {
        const said = Object.entries(JUDGES).filter(([, judge]) => judge(fault(code)));
        expect(said.map(([name]) => name)).to.deep.equal([meaning]);
      });

  it('mean nothing of this where the program is at fault, or the machine for a moment', () => {
    for (const error of [fault('EMFILE'), fault(5), new Error('no code'), { code: 'EIO' }, 'EIO', undefined])
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
