import { expect } from 'chai';
import { csvOf } from '../../src/web/csv.ts';

describe('A table as a file', () => {
  it('opens in an Indonesian spreadsheet: semicolons, decimal commas, times in WIB', () => {
    expect(
      csvOf([
        ['Langkah', 'Menit'],
        ['a;b', 1.5],
        [null, new Date('2026-11-26T01:30:00Z')],
      ]),
    ).to.equal('\uFEFFLangkah;Menit\r\n"a;b";1,5\r\n;2026-11-26 08:30:00\r\n');
  });

  it('never hands a formula to the spreadsheet', () => {
    for (const text of ['=1+1', '+62812', '-x', '@a', '\tx']) expect(csvOf([[text]])).to.contain(`'${text}`);
    expect(csvOf([['kata "kutip"']])).to.contain('"kata ""kutip"""');
    expect(csvOf([[-2]])).to.contain('-2');
  });
});
