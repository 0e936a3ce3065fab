import { expect } from 'chai';
import { sheetsOf } from '../../src/card/sheets.ts';
import type { FamilyMember } from '../../src/domain/family-card.ts';
import { member, sampleCard } from './sample-card.ts';

const rowOf = (change: Partial<FamilyMember>) => sheetsOf(sampleCard([member(0, change)]))[0]?.tables;
const MARITAL_DATE = 1;

describe('The sheets of a card', () => {
  it('have ten numbered rows in both tables, with "-" where nothing stands', () => {
    const [sheet] = sheetsOf(sampleCard([member(0)]));
    for (const table of [sheet?.tables.first ?? [], sheet?.tables.second ?? []]) {
      expect(table.map((row) => row.number)).to.deep.equal([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
      expect(table.slice(1).every((row) => row.cells.every((cell) => cell === '-'))).to.equal(true);
    }
    expect(sheet?.tables.first[0]?.cells).to.have.length(9);
    expect(sheet?.tables.second[0]?.cells).to.have.length(8);
  });

  it('print capitals, dates as DD-MM-YYYY and "-" for a missing passport', () => {
    const tables = rowOf({ name: "  Nur'aini   Lestari ", birthDate: '1984-03-25' });
    expect(tables?.first[0]?.cells.slice(0, 5)).to.deep.equal([
      "NUR'AINI LESTARI",
      '3402082503840001',
      'LAKI-LAKI',
      'BANTUL',
      '25-03-1984',
    ]);
    expect(tables?.second[0]?.cells.slice(4, 6)).to.deep.equal(['-', '-']);
  });

  for (const [maritalStatus, printed] of [
    ['KAWIN TERCATAT', '02-09-2006'],
    ['KAWIN BELUM TERCATAT', '02-09-2006'],
    ['CERAI HIDUP TERCATAT', '02-09-2006'],
    ['CERAI HIDUP BELUM TERCATAT', '02-09-2006'],
    ['CERAI MATI', '-'],
    ['BELUM KAWIN', '-'],
  ] as const)
    it(`print "${printed}" in column 11 for ${maritalStatus}`, () => {
      expect(rowOf({ maritalStatus, maritalDate: '2006-09-02' })?.second[0]?.cells[MARITAL_DATE]).to.equal(printed);
    });

  it('print "-" in column 11 for KAWIN when the date is not known', () => {
    expect(rowOf({ maritalStatus: 'KAWIN TERCATAT' })?.second[0]?.cells[MARITAL_DATE]).to.equal('-');
  });

  for (const [size, sheets] of [
    [1, 1],
    [10, 1],
    [11, 2],
    [20, 2],
    [30, 3],
  ] as const)
    it(`are ${sheets} for a family of ${size}`, () => {
      const made = sheetsOf(sampleCard(Array.from({ length: size }, (_, index) => member(index))));
      expect(made).to.have.length(sheets);
      expect(made.map((sheet) => sheet.sheetOf)).to.deep.equal(
        sheets === 1 ? [undefined] : Array.from({ length: sheets }, (_, index) => `Lembar ${index + 1} dari ${sheets}`),
      );
    });

  it('go on counting on the second sheet', () => {
    const [, second] = sheetsOf(sampleCard(Array.from({ length: 11 }, (_, index) => member(index))));
    expect(second?.tables.first[0]?.number).to.equal(11);
    expect(second?.tables.second[0]?.number).to.equal(11);
  });
});
