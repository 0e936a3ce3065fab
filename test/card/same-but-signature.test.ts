import { expect } from 'chai';
import type { CardFace } from '../../src/card/card.ts';
import type { ChromiumPress } from '../../src/card/card-press.ts';
import { sameButSignature } from '../../src/card/same-but-signature.ts';
import { openPress } from './printing-office.ts';
import { member, sampleCard } from './sample-card.ts';

/** The longest lines that a card takes. */
const STAND_IN = {
  name: 'Raden Ayu Hj. Siti Nurhaliza Kusumaningrum Prameswari Wulandari, S.IP., M.Si., M.H.',
  nip: '197505052000032002',
  title: 'Plh. KEPALA DINAS KEPENDUDUKAN DAN PENCATATAN SIPIL',
};

describe('A card redrawn for another signer, in the real press', () => {
  let press: ChromiumPress;
  before(async () => {
    press = await openPress();
  });
  after(() => press.close());

  const compared = async (card: CardFace, change: Partial<CardFace>) => {
    const [one, other] = [await press.print(card), await press.print({ ...card, ...change })];
    expect(one.pdf.equals(other.pdf), 'two cards').to.equal(false);
    return sameButSignature(one.preview, other.preview);
  };

  for (const size of [1, 10, 11])
    it(`shows the same but for the signer’s lines, on every sheet of a family of ${size}`, async () => {
      const card = sampleCard(Array.from({ length: size }, (_, serial) => member(serial)));
      expect(await compared(card, { head: STAND_IN })).to.equal(true);
    });

  const card = sampleCard();
  const [first, ...others] = card.family.members;
  const changes: Record<string, Partial<CardFace>> = {
    'one digit of a NIK': {
      family: {
        ...card.family,
        members: [{ ...first!, nik: first!.nik.replace(/.$/, (d) => String((+d + 1) % 10)) }, ...others],
      },
    },
    'one letter of a parent': {
      family: {
        ...card.family,
        members: [...card.family.members.slice(0, -1), { ...card.family.members.at(-1)!, mother: 'SRI WAHYUNO' }],
      },
    },
    'the number of the card': { family: { ...card.family, kkNumber: '3402081406090013' } },
    'the address': { family: { ...card.family, rt: '005' } },
    'the day of issue': { issuedOn: '2026-11-23' },
    'the line at the foot': { footLine: `${card.footLine} Baru.` },
    'a row less': { family: { ...card.family, members: card.family.members.slice(0, -1) } },
  };
  for (const [what, change] of Object.entries(changes))
    it(`is told from one that differs in ${what}`, async () => {
      expect(await compared(card, { ...change, head: STAND_IN })).to.equal(false);
    });
});
