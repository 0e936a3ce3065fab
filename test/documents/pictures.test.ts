import { expect } from 'chai';
import sharp from 'sharp';
import { contactSheet } from '../../src/documents/contact-sheet.ts';
import { lettering } from '../../src/documents/lettering.ts';
import { paperPicture } from '../../src/documents/paper-picture.ts';
import { jpeg, pdf, picture } from './uploads.ts';

describe('Pictures of papers', () => {
  for (const [count, columns] of [
    [1, 1],
    [2, 2],
    [3, 3],
    [12, 3],
    [15, 3],
  ] as const)
    it(`stand on one sheet: ${count} in ${columns} column(s)`, async () => {
      const papers = await Promise.all(
        Array.from({ length: count }, async (_, i) => ({
          label: `${i + 1}. Kutipan akta kelahiran`,
          jpeg: await (i % 2 === 0 ? picture(600, 800) : picture(800, 600)).jpeg().toBuffer(),
        })),
      );
      const sheet = await contactSheet(papers);
      const { format, width, height } = await sharp(sheet).metadata();
      expect(format).to.equal('jpeg');
      expect(width).to.equal(1_600);
      const rows = Math.ceil(Math.min(count, 12) / columns);
      expect(height / rows, 'a row stays low enough for an office screen').to.be.lessThan(800);
      expect(height).to.be.lessThan(3_200);
      expect(sheet.length).to.be.lessThan(2 * 1024 * 1024);
    });

  it('have labels one can see: the words leave marks in their band', async () => {
    const [with_, without] = await Promise.all(
      ['1. Ijazah terakhir', ' '].map(async (label) => whiteness(await contactSheet([{ label, jpeg: await jpeg() }]))),
    );
    expect((with_ ?? 0) - (without ?? 0)).to.be.greaterThan(2);
  });

  it('have labels that stay in their box, however long and strange the words are', async () => {
    for (const words of [
      'Akta kelahiran yang dibetulkan atau penetapan pengadilan '.repeat(6),
      'x'.repeat(400),
      '<b>&amp; "kutip"</b>',
      '\u0000\u001b',
      '',
    ]) {
      const { width, height } = await sharp(
        (await lettering(words, { width: 300, height: 90, size: 30, colour: '#ffffff' })).png,
      ).metadata();
      expect(width).to.be.at.most(300);
      expect(height).to.be.at.most(90);
    }
  });

  it('are small previews of photographs', async () => {
    const preview = await paperPicture(
      { mediaType: 'image/jpeg', bytes: await picture(1_000, 800).jpeg().toBuffer() },
      { width: 320 },
    );
    expect(await sharp(preview).metadata()).to.include({ format: 'jpeg', width: 320, height: 256 });
  });

  it('say of a PDF how large it is and where to open it', async () => {
    const preview = await paperPicture({ mediaType: 'application/pdf', bytes: await pdf() }, { width: 320 });
    expect(await sharp(preview).metadata()).to.include({ format: 'jpeg', width: 320, height: 400 });
    const { channels } = await sharp(preview).stats();
    expect(channels[0]?.stdev, 'it is not blank').to.be.greaterThan(20);
  });
});

/** Mean of the band under which the first label stands. */
async function whiteness(sheet: Buffer): Promise<number> {
  const { channels } = await sharp(
    await sharp(sheet).extract({ left: 24, top: 24, width: 600, height: 96 }).toBuffer(),
  ).stats();
  return channels[0]?.mean ?? 0;
}
