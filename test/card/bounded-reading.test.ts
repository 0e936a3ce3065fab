import { PDFDocument, StandardFonts } from '@cantoo/pdf-lib';
import { expect } from 'chai';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { createBoundedReading, type BoundedReading } from '../../src/card/bounded-reading.ts';
import type { Bounds } from '../../src/machine/threads/bounded-threads.ts';

describe('The reading of cards that other programs drew', () => {
  let open: BoundedReading | undefined;
  afterEach(() => open?.close());
  const reading = (bounds?: Partial<Bounds>) => (open = createBoundedReading(bounds));

  async function pdf(size: [number, number], draw: (content: string) => string = (content) => content) {
    const document = await PDFDocument.create();
    const page = document.addPage(size);
    page.drawText('KARTU KELUARGA', { x: 40, y: 200, font: await document.embedFont(StandardFonts.Helvetica) });
    const stream = document.context.flateStream(draw(''));
    page.node.addContentStream(document.context.register(stream));
    return Buffer.from(await document.save());
  }
  const card = () => pdf([842, 595]);
  /** Few KB that are drawn for minutes. */
  const endless = () => pdf([842, 595], () => '0 0 m 800 500 100 10 842 595 c 5 5 l f*\n'.repeat(50_000));

  it('gives the text and the picture of a card', async () => {
    const read = await reading().read(await card());
    expect(read?.text).to.equal('KARTU KELUARGA');
    expect(read?.preview.subarray(1, 4).toString()).to.equal('PNG');
  });

  it('ends with a PDF that is drawn for minutes, leaves the office its time, and reads the next card', async () => {
    const { read } = reading({ limitMs: 300 });
    let [over, turns] = [false, 0];
    const endlessly = read(await endless()).finally(() => (over = true));
    while (!over) {
      await nextTurn();
      turns += 1;
    }
    expect(await endlessly).to.equal(undefined);
    expect(turns).to.be.above(1_000);
    await open?.close();
    expect((await reading().read(await card()))?.text).to.equal('KARTU KELUARGA');
  });

  it('draws no page that is a narrow strip, which would be gigabytes high', async () => {
    expect(await reading().read(await pdf([1, 14_000]))).to.equal(undefined);
  });
});
