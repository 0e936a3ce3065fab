import { expect } from 'chai';
import type { ChromiumPress } from '../../src/card/card-press.ts';
import { ROWS_PER_SHEET } from '../../src/card/sheets.ts';
import type { CardFace } from '../../src/card/card.ts';
import * as lists from '../../src/domain/code-lists.ts';
import { openPress } from './printing-office.ts';
import { textOf } from './read-pdf.ts';
import { member, sampleCard } from './sample-card.ts';
import { textSizes } from './text-sizes.ts';

/**
 * Points; what is smaller cannot be read on paper. Coordinates in the PDF are rounded, so a hair below counts as six.
 */
const SMALLEST = 6;
const HAIR = 0.02;

const longest = (words: readonly string[]) => words.reduce((one, other) => (other.length > one.length ? other : one));
/** A name of exactly so many letters, of words as they occur. */
const nameOf = (length: number) =>
  'Raden Ajeng Wiryokusumowardhani Mangkunegara Hadiningrat '.repeat(3).slice(0, length).trim();

/** Every column with the longest word of its list, names of `nameLength` letters. */
const fullest = (size: number, nameLength: number): CardFace =>
  sampleCard(
    Array.from({ length: size }, (_, index) =>
      member(index, {
        name: nameOf(nameLength),
        birthPlace: 'KEPULAUAN SIAU TAGULANDANG BIARO',
        religion: longest(lists.RELIGIONS),
        education: longest(lists.EDUCATIONS),
        occupation: longest(lists.OCCUPATIONS),
        bloodType: longest(lists.BLOOD_TYPES),
        maritalStatus: longest(lists.MARITAL_STATUSES),
        maritalDate: '2019-10-21',
        shdk: longest(lists.SHDK),
        citizenship: 'WNA',
        passportNumber: 'X'.repeat(20),
        kitapNumber: '2C21JE0001-V/IMI-XYZ',
        father: nameOf(nameLength),
        mother: nameOf(nameLength),
      }),
    ),
  );

describe('The letters of a card on paper', () => {
  let press: ChromiumPress;
  before(async () => {
    press = await openPress({ pages: 1 });
    await press.ready();
  });
  after(() => press.close());

  const smallestOf = async (pdf: Buffer): Promise<number> =>
    Math.min(...(await textSizes(pdf)).map(({ points }) => points));

  it('are measured as they are printed: the title of every card stands in 23 pt', async () => {
    const { pdf } = await press.print(sampleCard());
    const sizes = (await textSizes(pdf)).map(({ points }) => points);
    expect(Math.max(...sizes)).to.be.closeTo(23, 0.05);
    expect(sizes.length).to.be.greaterThan(100);
  });

  for (const [what, size, nameLength, sheets] of [
    ['an everyday family', 4, 20, 1],
    ['ten members with every word at its longest and names of 60 letters (Permendagri 73/2022)', 10, 60, 1],
    ['thirty such members', 30, 60, 3],
    ['ten members with names of 100 letters, which SIAK may hold from before', 10, 100, 2],
    ['thirty members with names of 100 letters', 30, 100, 6],
  ] as const)
    it(`are nowhere below 6 pt for ${what}`, async () => {
      const card = fullest(size, nameLength);
      const { pdf } = await press.print(card);
      expect(await smallestOf(pdf)).to.be.at.least(SMALLEST - HAIR);
      const texts = await textOf(pdf);
      expect(texts).to.have.length(sheets);
      const name = nameOf(nameLength).toUpperCase();
      const printed = texts.join(' ').replaceAll(' ', '').split(name.replaceAll(' ', '')).length - 1;
      expect(printed, 'names, fathers, mothers').to.be.at.least(size * 3);
    });

  it('are nowhere below 6 pt for a hundred capital W without a space, which no real name has', async () => {
    const name = 'W'.repeat(100);
    const { pdf } = await press.print(
      sampleCard(Array.from({ length: ROWS_PER_SHEET }, (_, at) => member(at, { name, father: name, mother: name }))),
    );
    expect(await smallestOf(pdf)).to.be.at.least(SMALLEST - HAIR);
    expect((await textOf(pdf)).join('').replaceAll(' ', '').split(name)).to.have.length.at.least(31);
  });

  it('are nowhere below 6 pt with the longest address, title and foot line', async () => {
    const card = sampleCard();
    const { pdf } = await press.print({
      ...card,
      family: {
        ...card.family,
        headName: nameOf(100),
        address: 'Padukuhan Karangasem, Gang Kenanga '.repeat(4).slice(0, 120),
      },
      head: {
        ...card.head,
        name: `Dr. Ir. ${nameOf(60)}, S.STP., M.Si.`,
        title: 'Plh. KEPALA DINAS KEPENDUDUKAN DAN PENCATATAN SIPIL KABUPATEN PENUKAL ABAB LEMATANG ILIR',
      },
      footLine: `${card.footLine}. `.repeat(2).slice(0, 300),
    });
    expect(await smallestOf(pdf)).to.be.at.least(SMALLEST - HAIR);
  });

  it('are larger where there is room: a short name is not set small because another one is long', async () => {
    const members = [member(0, { name: nameOf(60) }), member(1, { name: 'Sri' })];
    const sizes = await textSizes((await press.print(sampleCard(members))).pdf);
    expect(sizes.filter(({ points }) => Math.abs(points - 7.2) < 0.05).length).to.be.greaterThan(20);
  });
});
