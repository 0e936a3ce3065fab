import { expect } from 'chai';
import { birthDateIn, headBornIn, isGrownRelation } from '../../../src/domain/card/birth-date-in.ts';

const TODAY = '2026-11-26';

describe('A birth date in a NIK, which keeps two digits of the year', () => {
  for (const [nik, shdk, born] of [
    ['3402150101250001', 'ANAK', '2025-01-01'],
    ['3402150101250001', 'KEPALA KELUARGA', '1925-01-01'],
    ['3402154101250001', 'MERTUA', '1925-01-01'],
    ['3402150101270001', 'ANAK', '1927-01-01'],
    ['3402150101800001', 'KEPALA KELUARGA', '1980-01-01'],
    ['3402150101050001', 'KEPALA KELUARGA', '2005-01-01'],
    // Would be 111 or older otherwise: a head who is a child.
    ['3402150101150001', 'KEPALA KELUARGA', '2015-01-01'],
    ['3402152902000001', 'ISTRI', '2000-02-29'],
    ['3402150000250001', 'ANAK', undefined],
  ] as const)
    it(`of ${shdk} ${nik} is ${born ?? 'none'}`, () => {
      expect(birthDateIn(nik, TODAY, isGrownRelation(shdk))).to.equal(born);
    });

  it('of a head of a hundred years is read beside children, an old wife, or nobody', () => {
    const born = (...listed: readonly { nik: string; shdk: string }[]) => headBornIn('3402150101250001', listed, TODAY);
    expect(born()).to.equal('1925-01-01');
    expect(born({ nik: '3402150101600001', shdk: 'ANAK' })).to.equal('1925-01-01');
    expect(born({ nik: '3402154101330001', shdk: 'ISTRI' })).to.equal('1925-01-01');
    // A wife who is sixty years younger: the child stands in the place of the head.
    expect(born({ nik: '3402154101850001', shdk: 'ISTRI' })).to.equal('2025-01-01');
  });
});
