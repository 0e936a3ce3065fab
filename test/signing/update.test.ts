import { expect } from 'chai';
import { SIGNATURE_AREA } from '../../src/domain/signature-area.ts';
import { addPlaceholder } from '../../src/signing/pades/placeholder.ts';
import { fillPlaceholder } from '../../src/signing/pades/sign.ts';
import { broken, headIdentity, sampleCard, words } from './test-office.ts';

const ROOM = 8192;

/** A signer who was misled: the update is changed before it is signed, so that digest and signature are in order. */
async function misled(card: Buffer, change: (update: string) => string): Promise<Buffer> {
  const pdf = await addPlaceholder(card, words(), ROOM, SIGNATURE_AREA);
  const update = pdf.toString('latin1', card.length);
  const changed = change(update);
  expect(changed, 'the change was made').to.not.equal(update);
  expect(changed.length, 'offsets stay').to.equal(update.length);
  return fillPlaceholder(
    Buffer.concat([card, Buffer.from(changed, 'latin1')]),
    card.length,
    ROOM,
    await headIdentity(),
  );
}

describe('The update that is signed', () => {
  let card: Buffer;
  before(async () => {
    card = await sampleCard();
  });

  it('is accepted as our signer writes it', async () => {
    const pdf = await addPlaceholder(card, words(), ROOM, SIGNATURE_AREA);
    expect(await broken(await fillPlaceholder(pdf, card.length, ROOM, await headIdentity()), card)).to.deep.equal([]);
  });

  const changes: readonly (readonly [string, string, (update: string) => string])[] = [
    [
      'gives the page another content',
      'UPDATE',
      (update) => update.replace('/Contents [ 6 0 R ]', '/Contents [ 5 0 R ]'),
    ],
    [
      'makes the sheet larger',
      'UPDATE',
      (update) => update.replace('/MediaBox [ 0 0 842 595 ]', '/MediaBox [ 0 0 842 295 ]'),
    ],
    [
      'puts another tree of pages into the catalog',
      'UPDATE',
      (update) => update.replace('/Pages 1 0 R', '/Pages 5 0 R'),
    ],
    [
      'exchanges the link for something else',
      'UPDATE',
      (update) => update.replace('/Annots [ 7 0 R', '/Annots [ 6 0 R'),
    ],
    ['lets the field act', 'UPDATE', (update) => update.replace('/F 132', '/A 132')],
    [
      'gives the field a name that nobody knows',
      'UPDATE',
      (update) => update.replace('/FT /Sig\n/T ', '/FT /Sig\n/Z '),
    ],
    ['spreads the field over the card', 'VISIBLE_AREA', (update) => update.replace('/Rect [ 575.43', '/Rect [ 075.43')],
    [
      'says that it is an older kind of signature',
      'FORMAT',
      (update) => update.replace('ETSI.CAdES.detached', 'adbe.pkcs7.detached'),
    ],
    ['does not tell that the file is signed', 'FORMAT', (update) => update.replace('/SigFlags 3', '/SigFlags 2')],
    ['has no time', 'SIGNING_TIME', (update) => update.replace('/M (D:', '/M (X:')],
    ['frees an object', 'STRUCTURE', (update) => update.replace(/(\d{10}) 00000 n/, '$1 00000 f')],
    ['names the table before it wrongly', 'STRUCTURE', (update) => update.replace(/\/Prev (\d)/, '/Prev 9')],
    ['names another catalog', 'REVISIONS', (update) => update.replace('/Root 2 0 R', '/Root 1 0 R')],
    ['writes a key twice', 'STRUCTURE', (update) => update.replace('/Subtype /Widget', '/Type    /Widget')],
    ['has a comment inside an object', 'STRUCTURE', (update) => update.replace('/SigFlags 3', '/SigFlags%3')],
  ];
  for (const [what, code, change] of changes)
    it(`is refused when it ${what}`, async () => {
      expect(await broken(await misled(card, change))).to.include(code);
    });
});
