import { expect } from 'chai';
import { readImmigration } from '../../../src/domain/card/immigration-columns.ts';

describe('Columns 13 to 15, as an officer writes them', () => {
  for (const [typed, recorded] of [
    [
      { citizenship: 'WNI', passport: 'c 1234567', kitap: '' },
      { citizenship: 'WNI', passportNumber: 'C 1234567' },
    ],
    [{ citizenship: 'WNI', passport: '', kitap: '' }, { citizenship: 'WNI' }],
    [
      { citizenship: 'WNA', passport: 'NX9900321', kitap: '2D41AB9321-K' },
      { citizenship: 'WNA', passportNumber: 'NX9900321', kitapNumber: '2D41AB9321-K' },
    ],
    [{ citizenship: '', passport: '', kitap: '' }, null],
  ] as const)
    it(`take ${JSON.stringify(typed)}`, () => {
      expect(readImmigration(typed)).to.deep.equal(recorded);
    });

  for (const [typed, why] of [
    [{ citizenship: 'WNI', passport: '', kitap: '2D41AB9321-K' }, 'atau pilih WNA'],
    [{ citizenship: 'WNI', passport: '?? ga tahu', kitap: '' }, 'seperti tercetak'],
    [{ citizenship: 'WNA', passport: '', kitap: '' }, 'Isi nomor paspor'],
  ] as const)
    it(`refuse ${JSON.stringify(typed)}`, () => {
      expect(readImmigration(typed)).to.include(why);
    });
});
