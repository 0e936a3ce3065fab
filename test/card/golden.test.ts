import { expect } from 'chai';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { ChromiumPress } from '../../src/card/card-press.ts';
import type { CardFace } from '../../src/card/card.ts';
import { distance, toGolden } from './golden.ts';
import { openPress } from './printing-office.ts';
import { member, sampleCard } from './sample-card.ts';

/** GOLDEN=write makes the pictures anew; look at them before you commit them. */
const WRITE = process.env['GOLDEN'] === 'write';
const FOLDER = path.join(import.meta.dirname, 'golden');

const family = (size: number): CardFace => sampleCard(Array.from({ length: size }, (_, index) => member(index)));

describe('The picture of the card', () => {
  let press: ChromiumPress;
  before(async () => {
    press = await openPress({ pages: 1 });
  });
  after(() => press.close());

  const draw = async (face: CardFace) => toGolden((await press.print(face)).preview);
  const golden = (size: number) => path.join(FOLDER, `${size}.png`);

  for (const size of [1, 10, 11])
    it(`is the approved one, for a family of ${size}`, async () => {
      const drawn = await draw(family(size));
      if (WRITE) writeFileSync(golden(size), drawn);
      const found = await distance(drawn, readFileSync(golden(size)));
      expect(found.mean, 'the whole sheet').to.be.lessThan(6);
      expect(found.worstTile, 'the tile that differs most').to.be.lessThan(12);
    });

  it('is known from one with a missing mother, another name or an overfull cell', async () => {
    const agreed = readFileSync(golden(10));
    const changed = async (index: number, change: Parameters<typeof member>[1]) =>
      distance(
        await draw(sampleCard(Array.from({ length: 10 }, (_, at) => member(at, at === index ? change : {})))),
        agreed,
      );
    expect((await changed(3, { mother: '-' })).worstTile).to.be.greaterThan(12);
    expect((await changed(9, { name: 'I' })).worstTile).to.be.greaterThan(12);
    expect((await changed(0, { occupation: 'W'.repeat(20) })).worstTile).to.be.greaterThan(12);
  });
});
