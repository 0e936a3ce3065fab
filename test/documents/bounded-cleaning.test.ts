import { expect } from 'chai';
import sharp from 'sharp';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { createBoundedCleaning, type BoundedCleaning } from '../../src/documents/bounded-cleaning.ts';
import { cleanPaper } from '../../src/documents/clean-paper.ts';
import { CleaningBusy, PaperRefused } from '../../src/documents/documents.ts';
import type { Bounds } from '../../src/machine/threads/bounded-threads.ts';
import { CATALOGUE, deflated, handmadePdf, jpeg, objectStream, pdf } from './uploads.ts';

describe('The hygiene of what strangers send', () => {
  let open: BoundedCleaning | undefined;
  afterEach(() => open?.close());
  const cleaning = (bounds?: Partial<Bounds>) => (open = createBoundedCleaning(bounds));
  const outcome = (work: Promise<unknown>) => work.catch((error: unknown) => error);

  /** Few KB that are examined for half a second. */
  const heavy = () => {
    const names = objectStream('/Filter /FlateDecode', deflated(Buffer.alloc(8 * 1024 * 1024 - 1, '/#4')));
    return handmadePdf([...CATALOGUE, ...Array.from({ length: 7 }, () => names)]);
  };

  it('says of every file what the hygiene itself says', async () => {
    const { clean } = cleaning();
    for (const [title, file] of [
      ['a PDF', await pdf()],
      ['a PDF that runs a script', await pdf({ change: (one) => one.addJavaScript('start', 'app.alert(1)') })],
      ['a torn PDF', (await pdf()).subarray(0, 400)],
      ['a photo', await jpeg()],
      ['a torn photo', (await jpeg()).subarray(0, 400)],
      ['words', Buffer.from('ini bukan foto')],
      ['nothing', Buffer.alloc(0)],
    ] as const)
      expect(await outcome(clean(file, 'a')), title).to.deep.equal(await outcome(cleanPaper(file)));
  });

  it('leaves the office its time while it examines a PDF, whatever is in it', async () => {
    const { clean } = cleaning();
    await clean(await pdf(), 'a');
    let [over, turns] = [false, 0];
    const paper = clean(heavy(), 'a').finally(() => (over = true));
    while (!over) {
      await nextTurn();
      turns += 1;
    }
    expect((await paper).mediaType).to.equal('application/pdf');
    expect(turns).to.be.above(1_000);
  });

  it('calls a PDF too complicated that takes too much of the processor, and takes the next one', async () => {
    const { clean } = cleaning({ limitMs: 20 });
    expect(await outcome(clean(heavy(), 'a')))
      .to.be.instanceOf(PaperRefused)
      .with.property('reason')
      .that.matches(/terlalu rumit untuk diperiksa. Foto dokumennya, halaman demi halaman/);
    expect((await clean(await pdf({ compressed: false }), 'b')).mediaType).to.equal('application/pdf');
  });

  /** Of a phone: drawn anew for long enough that the next in turn is seen to end before it. */
  const largePhoto = () =>
    sharp({ create: { width: 3000, height: 4000, channels: 3, background: '#d8d0c0' } })
      .jpeg()
      .toBuffer();

  for (const [kind, file, fileOfFlood] of [
    ['a PDF', pdf, pdf],
    ['a photo', jpeg, largePhoto],
  ] as const)
    it(`takes ${kind} of one sender past a flood of another, and refuses what makes the line of one too long`, async () => {
      const { clean } = cleaning({ threads: 1, waitingEach: 5, waiting: 20 });
      const [bytes, flooding] = [await file(), await fileOfFlood()];
      const order: string[] = [];
      const flood = Array.from({ length: 8 }, () =>
        clean(flooding, '198.51.100.1').then(
          () => order.push('flood'),
          (error: unknown) => expect(error).to.be.instanceOf(CleaningBusy) && order.push('refused'),
        ),
      );
      const family = clean(bytes, '203.0.113.7').then(() => order.push('family'));
      await Promise.all([...flood, family]);
      expect(order.filter((one) => one === 'refused')).to.have.length(2);
      expect(order.filter((one) => one !== 'refused').indexOf('family'), 'of seven').to.be.below(4);
    });
});
