import { expect } from 'chai';
import { kinshipOf } from '../../../src/domain/card/kinship.ts';
import { relationTo, throughSpouse } from '../../../src/domain/card/relation.ts';
import { shdkForWord } from '../../../src/domain/card/relation-words.ts';
import type { FamilyMember } from '../../../src/domain/family-card.ts';
import { married, person, sexes } from '../families.ts';

const { woman } = sexes;

/** A card on which every relation stands; names in 16/17 say whose child somebody is. */
function everybody() {
  const names = { father: 'JOKO', mother: 'TITIK' };
  const rows = {
    head: person('JOKO', 'KEPALA KELUARGA', '1970-04-12', {
      ...married('1995-08-23'),
      father: 'SANTOSO',
      mother: 'PAINEM',
    }),
    wife: person('TITIK', 'ISTRI', '1973-06-19', {
      ...woman,
      ...married('1995-08-23'),
      father: 'LESTARIYO',
      mother: 'SUMINAH',
    }),
    son: person('RENDI', 'ANAK', '1997-02-01', { ...married('2018-01-05'), ...names }),
    daughter: person('PUTRI', 'ANAK', '1999-10-15', { ...woman, ...names }),
    daughterInLaw: person('SARI', 'MENANTU', '1998-03-03', { ...woman, ...married('2018-01-05') }),
    grandson: person('BIMO', 'CUCU', '2019-05-05', { father: 'RENDI', mother: 'SARI' }),
    otherGrandson: person('DIMAS', 'CUCU', '2020-05-05', { father: 'SESEORANG', mother: 'PUTRI' }),
    father: person('SANTOSO', 'ORANG TUA', '1945-01-01', married('1968-01-01')),
    mother: person('PAINEM', 'ORANG TUA', '1948-12-31', { ...woman, ...married('1968-01-01') }),
    motherInLaw: person('SUMINAH', 'MERTUA', '1950-01-01', { ...woman, maritalStatus: 'CERAI MATI' }),
    brother: person('SLAMET', 'FAMILI LAIN', '1975-01-01', { father: 'SANTOSO', mother: 'PAINEM' }),
    maid: person('MINAH', 'PEMBANTU', '1990-01-01', woman),
    friend: person('TONO', 'LAINNYA', '1991-01-01'),
  };
  return rows;
}
type Who = keyof ReturnType<typeof everybody>;

function relationsFrom(newHead: Who): Record<string, string> {
  const rows = everybody();
  const kinship = kinshipOf(Object.values(rows));
  return Object.fromEntries(
    Object.entries(rows).map(([who, row]) => [who, relationTo(rows[newHead], row, kinship).shdk]),
  );
}

/** Of everybody on the card, by who is head: the relation to that head. */
const TABLE: Partial<Record<Who, Record<Who, string>>> = {
  wife: {
    ...{ wife: 'KEPALA KELUARGA', head: 'SUAMI', son: 'ANAK', daughter: 'ANAK', daughterInLaw: 'MENANTU' },
    ...{ grandson: 'CUCU', otherGrandson: 'CUCU', father: 'MERTUA', mother: 'MERTUA', motherInLaw: 'ORANG TUA' },
    ...{ brother: 'FAMILI LAIN', maid: 'PEMBANTU', friend: 'LAINNYA' },
  },
  son: {
    ...{
      son: 'KEPALA KELUARGA',
      head: 'ORANG TUA',
      wife: 'ORANG TUA',
      daughter: 'FAMILI LAIN',
      daughterInLaw: 'ISTRI',
    },
    ...{ grandson: 'ANAK', otherGrandson: 'FAMILI LAIN', father: 'FAMILI LAIN', mother: 'FAMILI LAIN' },
    ...{ motherInLaw: 'FAMILI LAIN', brother: 'FAMILI LAIN', maid: 'PEMBANTU', friend: 'LAINNYA' },
  },
  daughter: {
    ...{
      daughter: 'KEPALA KELUARGA',
      head: 'ORANG TUA',
      wife: 'ORANG TUA',
      son: 'FAMILI LAIN',
      daughterInLaw: 'FAMILI LAIN',
    },
    ...{ grandson: 'FAMILI LAIN', otherGrandson: 'ANAK', father: 'FAMILI LAIN', mother: 'FAMILI LAIN' },
    ...{ motherInLaw: 'FAMILI LAIN', brother: 'FAMILI LAIN', maid: 'PEMBANTU', friend: 'LAINNYA' },
  },
  mother: {
    ...{ mother: 'KEPALA KELUARGA', head: 'ANAK', wife: 'MENANTU', son: 'CUCU', daughter: 'CUCU', father: 'SUAMI' },
    ...{ daughterInLaw: 'FAMILI LAIN', grandson: 'FAMILI LAIN', otherGrandson: 'FAMILI LAIN' },
    // The brother's akta names her: her own child, though the card only says FAMILI LAIN.
    ...{ motherInLaw: 'FAMILI LAIN', brother: 'ANAK', maid: 'PEMBANTU', friend: 'LAINNYA' },
  },
  motherInLaw: {
    ...{ motherInLaw: 'KEPALA KELUARGA', wife: 'ANAK', head: 'MENANTU', son: 'CUCU', daughter: 'CUCU' },
    ...{ daughterInLaw: 'FAMILI LAIN', grandson: 'FAMILI LAIN', otherGrandson: 'FAMILI LAIN', father: 'FAMILI LAIN' },
    ...{ mother: 'FAMILI LAIN', brother: 'FAMILI LAIN', maid: 'PEMBANTU', friend: 'LAINNYA' },
  },
  daughterInLaw: {
    ...{ daughterInLaw: 'KEPALA KELUARGA', son: 'SUAMI', grandson: 'ANAK', head: 'MERTUA', wife: 'MERTUA' },
    ...{ daughter: 'FAMILI LAIN', otherGrandson: 'FAMILI LAIN', father: 'FAMILI LAIN', mother: 'FAMILI LAIN' },
    ...{ motherInLaw: 'FAMILI LAIN', brother: 'FAMILI LAIN', maid: 'PEMBANTU', friend: 'LAINNYA' },
  },
  grandson: {
    ...{
      grandson: 'KEPALA KELUARGA',
      son: 'ORANG TUA',
      daughterInLaw: 'ORANG TUA',
      head: 'FAMILI LAIN',
      wife: 'FAMILI LAIN',
    },
    ...{ daughter: 'FAMILI LAIN', otherGrandson: 'FAMILI LAIN', father: 'FAMILI LAIN', mother: 'FAMILI LAIN' },
    ...{ motherInLaw: 'FAMILI LAIN', brother: 'FAMILI LAIN', maid: 'PEMBANTU', friend: 'LAINNYA' },
  },
};

describe('SHDK for another head', () => {
  for (const [newHead, expected] of Object.entries(TABLE))
    it(`follows the table when the new head is the ${newHead}`, () => {
      expect(relationsFrom(newHead as Who)).to.deep.equal(expected);
    });

  it('gives nobody the same relation twice over: deriving from the same head changes nothing', () => {
    const rows = everybody();
    const kinship = kinshipOf(Object.values(rows));
    for (const row of Object.values(rows))
      expect(relationTo(rows.head, row, kinship).shdk, row.name).to.equal(row.shdk);
  });

  it('runs over a head who is not on the card any more', () => {
    const { wife, son, mother } = everybody();
    const rows = [wife, son, mother];
    const kinship = kinshipOf(rows);
    expect(rows.map((row) => relationTo(wife, row, kinship).shdk)).to.deep.equal(['KEPALA KELUARGA', 'ANAK', 'MERTUA']);
    expect(rows.map((row) => relationTo(son, row, kinship).shdk)).to.deep.equal([
      'ORANG TUA',
      'KEPALA KELUARGA',
      'FAMILI LAIN',
    ]);
  });

  it('keeps the grandchild whose father has died, or is another, while the menantu who is its mother is there', () => {
    const { head, wife, son, daughter, daughterInLaw, grandson } = everybody();
    const widow = { ...daughterInLaw, maritalStatus: 'CERAI MATI' };
    const grandchildOf = (rows: readonly FamilyMember[], newHead: FamilyMember) =>
      relationTo(newHead, grandson, kinshipOf(rows)).shdk;
    const bereft = [head, wife, daughter, widow, grandson];
    expect(bereft.map((newHead) => grandchildOf(bereft, newHead))).to.deep.equal([
      ...['CUCU', 'CUCU', 'FAMILI LAIN', 'ANAK', 'KEPALA KELUARGA'],
    ]);
    const another = [head, wife, { ...son, name: 'BUKAN RENDI' }, daughterInLaw, grandson];
    expect(grandchildOf(another, wife)).to.equal('CUCU');
  });

  const stepfamily = (status: Partial<FamilyMember>) => {
    const head = person('JOKO', 'KEPALA KELUARGA', '1970-04-12', { ...married('2015-01-01'), ...status });
    const wife = person('TITIK', 'ISTRI', '1973-06-19', { ...woman, ...married('2015-01-01'), ...status });
    const his = person('ANAK JOKO', 'ANAK', '2000-01-01', { father: 'JOKO', mother: 'ALMARHUMAH' });
    const adopted = person('ANAK ANGKAT', 'ANAK', '2012-01-01', { father: 'ORANG LAIN', mother: 'IBU LAIN' });
    const rows = [head, wife, his, adopted];
    return { wife, his, adopted, kinship: kinshipOf(rows) };
  };

  it("keeps the husband's child as ANAK of the wife when the marriage is proved, else LAINNYA (R67)", () => {
    const { wife, his, kinship } = stepfamily({});
    expect(relationTo(wife, his, kinship, { proved: true })).to.deep.equal({ shdk: 'ANAK', asked: true });
    expect(relationTo(wife, his, kinship, { proved: false })).to.deep.equal({ shdk: 'LAINNYA', asked: true });
    expect(relationTo(wife, his, kinship, { proved: true, divorced: true }).shdk).to.equal('LAINNYA');
  });

  it('keeps a child whose akta names neither of the couple: adopted by both', () => {
    const { wife, adopted, kinship } = stepfamily({});
    expect(relationTo(wife, adopted, kinship, { proved: true, divorced: true }).shdk).to.equal('ANAK');
  });

  it('asks where the card does not say', () => {
    const rows = everybody();
    const kinship = kinshipOf(Object.values(rows));
    expect(relationTo(rows.wife, rows.brother, kinship).asked).to.equal(true);
    expect(relationTo(rows.wife, rows.friend, kinship).asked).to.equal(true);
    expect(relationTo(rows.wife, rows.son, kinship).asked).to.equal(false);
  });
});

describe('Relations through a wedding', () => {
  it('makes children of the other ANAK by buku nikah, LAINNYA without, and parents MERTUA', () => {
    expect(throughSpouse('ANAK', true)).to.equal('ANAK');
    expect(throughSpouse('ANAK', false)).to.equal('LAINNYA');
    expect(throughSpouse('ORANG TUA', true)).to.equal('MERTUA');
    expect(throughSpouse('FAMILI LAIN', true)).to.equal('FAMILI LAIN');
  });
});

describe("A resident's own words for a relation", () => {
  const words: Record<string, string> = {
    ...{ keponakan: 'FAMILI LAIN', adik: 'FAMILI LAIN', Kakak: 'FAMILI LAIN', cucu: 'CUCU', teman: 'LAINNYA' },
    ...{
      'ibu mertua': 'MERTUA',
      'Orang Tua': 'ORANG TUA',
      menantu: 'MENANTU',
      'FAMILI LAIN': 'FAMILI LAIN',
      Isteri: 'ISTRI',
    },
    ...{ nenek: 'FAMILI LAIN', 'anak titipan': 'LAINNYA', 'asisten rumah tangga': 'PEMBANTU' },
  };
  for (const [word, shdk] of Object.entries(words))
    it(`"${word}" is ${shdk}`, () => expect(shdkForWord(word)).to.equal(shdk));

  it('are asked again when nobody knows them', () => expect(shdkForWord('sohib')).to.equal(undefined));
});
