import { expect } from 'chai';
import { addressLines, kkPrefix, rtOrRw } from '../../../src/domain/card/address.ts';
import { ageOn, isAdult } from '../../../src/domain/card/age.ts';
import { spousesOf } from '../../../src/domain/card/couples.ts';
import { differencesBetween } from '../../../src/domain/card/differences.ts';
import { candidatesFor } from '../../../src/domain/card/leave.ts';
import { ktpMaritalWord, withMaritalStatus } from '../../../src/domain/card/marital.ts';
import { insertRow, isOrdered, orderRows } from '../../../src/domain/card/row-order.ts';
import { cardOfFamily, fourPeople, married, person, sexes, TODAY } from '../families.ts';

const { woman } = sexes;

describe('Age', () => {
  it('counts the birthday itself', () => {
    expect(ageOn('2009-11-26', '2026-11-26')).to.equal(17);
    expect(ageOn('2009-11-27', '2026-11-26')).to.equal(16);
  });
  it('makes an adult at 17 or by a marriage, also one that has ended (art. 10(4))', () => {
    const born = { birthDate: '2010-01-01' };
    expect(isAdult({ ...born, maritalStatus: 'BELUM KAWIN' }, TODAY)).to.equal(false);
    for (const maritalStatus of ['KAWIN TERCATAT', 'KAWIN', 'CERAI MATI', 'CERAI HIDUP BELUM TERCATAT'])
      expect(isAdult({ ...born, maritalStatus }, TODAY), maritalStatus).to.equal(true);
  });
});

describe('Columns 10 and 11', () => {
  it('hold a date for kawin and cerai hidup, none for the others', () => {
    const row = person('A', 'KEPALA KELUARGA', '1980-01-01', married('2004-06-20'));
    expect(withMaritalStatus(row, 'CERAI MATI', '2020-01-01')).to.not.have.property('maritalDate');
    expect(withMaritalStatus(row, 'CERAI HIDUP TERCATAT', '2020-01-01').maritalDate).to.equal('2020-01-01');
  });
  it('say four words on the KTP-el', () => {
    expect(['KAWIN BELUM TERCATAT', 'KAWIN', 'CERAI HIDUP TERCATAT', 'CERAI MATI'].map(ktpMaritalWord)).to.deep.equal([
      'KAWIN',
      'KAWIN',
      'CERAI HIDUP',
      'CERAI MATI',
    ]);
  });
});

describe('Order of rows', () => {
  const { father, mother, son, daughter } = fourPeople();
  const grandmother = person('PAINEM', 'ORANG TUA', '1950-01-01', woman);
  const maid = person('MINAH', 'PEMBANTU', '1990-01-01', woman);
  const friend = person('TONO', 'LAINNYA', '1991-01-01');

  it('is head, wife, children by age, then parents, servants, others', () => {
    const shuffled = [friend, daughter, maid, grandmother, son, mother, father];
    expect(orderRows(shuffled)).to.deep.equal([father, mother, son, daughter, grandmother, maid, friend]);
  });
  it('puts wives by wedding date and twins by "anak ke"', () => {
    const second = { ...mother, ...married('2019-01-01') };
    const [elder, younger] = [
      { ...son, childNumber: 1 },
      { ...son, childNumber: 2 },
    ];
    expect(orderRows([younger, second, elder, mother, father])).to.deep.equal([father, mother, second, elder, younger]);
  });
  it('takes a new row to its place and leaves the rows of SIAK as they are', () => {
    const baby = person('ARJUNA', 'ANAK', '2026-11-15');
    expect(insertRow([father, son, mother, grandmother], baby)).to.deep.equal([father, son, mother, baby, grandmother]);
  });
  it('is unlawful when a child stands before the wife', () => {
    expect(isOrdered([father, son, mother])).to.equal(false);
    expect(isOrdered([father, mother, son, daughter])).to.equal(true);
  });
});

describe('Couples on a card', () => {
  it('pairs a child with the MENANTU of the same wedding', () => {
    const rows = [
      person('A', 'ANAK', '1995-01-01', married('2018-01-05')),
      person('B', 'ANAK', '1996-01-01', married('2020-02-02')),
      person('C', 'MENANTU', '1997-01-01', { ...woman, ...married('2020-02-02') }),
      person('D', 'MENANTU', '1998-01-01', { ...woman, ...married('2018-01-05') }),
    ] as const;
    expect(spousesOf(rows[0].nik, rows).map(({ name }) => name)).to.deep.equal(['D']);
    expect(spousesOf(rows[2].nik, rows).map(({ name }) => name)).to.deep.equal(['B']);
  });
  it('pairs by a common child on old cards without dates', () => {
    const old = { maritalStatus: 'KAWIN' };
    const rows = [
      person('A', 'ANAK', '1975-01-01', old),
      person('B', 'ANAK', '1976-01-01', old),
      person('C', 'MENANTU', '1977-01-01', { ...woman, ...old }),
      person('D', 'CUCU', '2005-01-01', { father: 'B', mother: 'C' }),
    ] as const;
    expect(spousesOf(rows[2].nik, rows).map(({ name }) => name)).to.deep.equal(['B']);
  });
  it('never pairs brother and sister, nor mother and son', () => {
    const old = { maritalStatus: 'KAWIN' };
    const parents = { father: 'X', mother: 'Y' };
    const siblings = [
      person('A', 'FAMILI LAIN', '1975-01-01', { ...old, ...parents }),
      person('B', 'FAMILI LAIN', '1976-01-01', { ...woman, ...old, ...parents }),
    ] as const;
    expect(spousesOf(siblings[0].nik, siblings)).to.deep.equal([]);
    const mother = [
      person('A', 'FAMILI LAIN', '1995-01-01', { ...old, mother: 'B' }),
      person('B', 'FAMILI LAIN', '1970-01-01', { ...woman, ...old }),
    ] as const;
    expect(spousesOf(mother[0].nik, mother)).to.deep.equal([]);
  });
});

describe('Who may follow as head', () => {
  it('offers wives by wedding date, then the other adults as they stand', () => {
    const father = person('DAMAR', 'KEPALA KELUARGA', '1960-01-01', married('1985-01-01'));
    const [second, first] = [
      person('KEDUA', 'ISTRI', '1980-01-01', { ...woman, ...married('2005-01-01') }),
      person('PERTAMA', 'ISTRI', '1962-01-01', { ...woman, ...married('1985-01-01') }),
    ];
    const [adult, child] = [person('BAYU', 'ANAK', '1990-01-01'), person('SEKAR', 'ANAK', '2012-01-01', woman)];
    const card = cardOfFamily([father, second, first, adult, child]);
    const names = candidatesFor(card, card.members.slice(1), TODAY).map(({ person: row }) => row.name);
    expect(names).to.deep.equal(['PERTAMA', 'KEDUA', 'BAYU']);
  });
});

describe('Address', () => {
  it('takes kapanewon and postal code from the kalurahan, "000" where there is no RT or RW', () => {
    const lines = addressLines({ street: 'Perum Griya Sewon A-7', rt: '5', rw: '-', kalurahan: '34.02.15.2003' });
    expect(lines).to.include({
      address: 'PERUM GRIYA SEWON A-7',
      rt: '005',
      rw: '000',
      postalCode: '55188',
      kapanewon: 'SEWON',
    });
    expect(kkPrefix(lines!)).to.equal('340215');
    expect(rtOrRw(undefined)).to.equal('000');
  });
  it('knows no kalurahan outside Bantul', () => {
    expect(addressLines({ street: 'X', rt: '1', kalurahan: '34.04.01.2001' })).to.equal(undefined);
  });
});

describe('Differences between cards', () => {
  const { card, mother } = fourPeople();
  it('are listed cell by cell, as printed', () => {
    const changed = {
      ...card,
      members: card.members.map((row) => (row.nik === mother.nik ? { ...row, bloodType: 'AB' } : row)),
    };
    expect(differencesBetween(card, changed)).to.deep.equal([
      { kind: 'cell', nik: mother.nik, name: mother.name, field: 'bloodType', from: 'O', to: 'AB' },
    ]);
  });
  it('are none for a number that SIAK was still to give, and for the order of rows', () => {
    expect(
      differencesBetween({ ...card, kkNumber: '{KK-BARU-1}' }, { ...card, members: card.members.toReversed() }),
    ).to.deep.equal([]);
  });
  it('find a new-born by name and birth date once SIAK has given the NIK', () => {
    const baby = person('ARJUNA', 'ANAK', '2026-11-15', { nik: '{NIK-BARU-1}' });
    const planned = { ...card, members: [...card.members, baby] };
    const given = { ...card, members: [...card.members, { ...baby, nik: '3402151511269001' }] };
    expect(differencesBetween(planned, given)).to.deep.equal([]);
  });
});
