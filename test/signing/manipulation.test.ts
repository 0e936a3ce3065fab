import { expect } from 'chai';
import { PDFDocument, PDFName, PDFString, rgb } from '@cantoo/pdf-lib';
import { generateKeyPairSync } from 'node:crypto';
import type { StrictVerifier } from '../../src/signing/verifier/verifier.ts';
import { processorTime } from '../processor-time.ts';
import { broken, sampleCard, signedCard, verifier } from './test-office.ts';

/** A change made the way an attacker makes it: a further revision behind the signature. */
async function updated(signed: Buffer, change: (document: PDFDocument) => void): Promise<Buffer> {
  const document = await PDFDocument.load(signed, { forIncrementalUpdate: true, updateMetadata: false });
  const snapshot = document.context.snapshot ?? document.takeSnapshot();
  change(document);
  snapshot.markRefForSave(document.getPage(0).ref);
  return Buffer.concat([signed, await document.saveIncremental(snapshot, { useObjectStreams: false })]);
}

describe('The verifier refuses', () => {
  let card: Buffer;
  let signed: Buffer;
  let judge: StrictVerifier;
  before(async () => {
    card = await sampleCard();
    signed = await signedCard(card);
    judge = await verifier();
  });
  const refuses = async (file: Buffer, ...codes: string[]) => {
    const found = await broken(file, undefined, judge);
    expect(found).to.include.members(codes);
    expect(found).to.not.be.empty;
  };
  /**
   * The update of the signed file, rewritten before signing cannot be done: so text of equal length is put in its
   * place.
   */
  const replaced = (from: string, to: string) => {
    const text = signed.toString('latin1');
    expect(text).to.include(from);
    expect(to.length).to.equal(from.length);
    return Buffer.from(text.replace(from, to), 'latin1');
  };

  it('a change of any single byte, wherever it is', async () => {
    const { length } = signed;
    const gap = signed.lastIndexOf('/Contents <');
    // Every byte of the signature's DER and of both ends of the update, and a walk through all the rest.
    const positions = new Set<number>();
    for (let position = gap; position < gap + 6000; position += 7) positions.add(position);
    for (let position = 0; position < length; position += Math.ceil(length / 1600)) positions.add(position);
    for (let position = length - 400; position < length; position += 1) positions.add(position);
    expect(positions.size).to.be.greaterThan(2000);
    for (const position of positions) {
      const original = signed[position] ?? 0;
      const value = original ^ (position % 2 === 0 ? 0x01 : 0x20);
      signed[position] = value;
      const { valid } = await judge.verify(signed);
      signed[position] = original;
      expect(valid, `byte ${position}: ${original} -> ${value}`).to.equal(false);
    }
    expect(await broken(signed, card, judge)).to.deep.equal([]);
  });

  it('hex digits of the signature in another case: same signature, other bytes', async () => {
    const place = signed.lastIndexOf('/Contents <') + 11;
    const index = /[a-f]/.exec(signed.toString('latin1', place))?.index ?? 0;
    const other = Buffer.from(signed);
    other[place + index] = (other[place + index] ?? 0) - 0x20;
    await refuses(other, 'GAP');
  });

  it('anything behind the end: a byte, a line, a second end', async () => {
    for (const tail of ['\n', ' ', '%', '%%EOF\n', '\n%%EOF\n'])
      await refuses(Buffer.concat([signed, Buffer.from(tail)]));
  });

  it('a cut file', async () => {
    for (const cut of [1, 2, 7, 100, 5000]) await refuses(signed.subarray(0, signed.length - cut));
  });

  it('a later update that paints over the page, hides it or only adds information', async () => {
    await refuses(
      await updated(signed, (document) =>
        document.getPage(0).drawRectangle({ x: 0, y: 0, width: 400, height: 400, color: rgb(1, 1, 1) }),
      ),
      'BYTE_RANGE',
      'REVISIONS',
    );
    await refuses(await updated(signed, (document) => document.setTitle('lain')));
    await refuses(await updated(signed, () => undefined));
  });

  it('a second signature', async () => {
    await refuses(await signedCard(signed), 'ONE_SIGNATURE', 'REVISIONS');
  });

  it('the signature of another card', async () => {
    const other = await signedCard(await sampleCard('KARTU LAIN 123'));
    const gap = (file: Buffer) => file.lastIndexOf('/Contents <') + 11;
    const swapped = Buffer.from(signed);
    other.copy(swapped, gap(swapped), gap(other), gap(other) + 8000);
    await refuses(swapped, 'DIGEST');
  });

  it('a card that was signed over other bytes than the approved ones', async () => {
    expect(await broken(signed, await sampleCard('DRAF LAIN'), judge)).to.deep.equal(['PREFIX']);
  });

  it('a byte range that leaves something out', async () => {
    const range = /\/ByteRange \[0 (\d+) (\d+) (\d+)/.exec(signed.toString('latin1'));
    const [text = '', start = '', end = '', rest = ''] = range ?? [];
    for (const [from, to] of [
      [start, String(Number(start) - 1)],
      [end, String(Number(end) + 1)],
      [rest, String(Number(rest) - 1)],
    ] as const)
      await refuses(replaced(text, text.replace(` ${from}`, ` ${to}`)), 'BYTE_RANGE');
  });

  it('a file without a signature', async () => {
    await refuses(card, 'FIELD', 'REVISIONS', 'ONE_SIGNATURE');
  });

  it('an update that was signed but holds more than the signature', async () => {
    // The signer itself is led astray: what it signs already holds an update that whitens the page.
    const shadow = await updated(card, (document) =>
      document.getPage(0).drawRectangle({ x: 0, y: 0, width: 842, height: 595, color: rgb(1, 1, 1) }),
    );
    await refuses(await signedCard(shadow), 'REVISIONS');
  });

  it('active content, also under an escaped name', async () => {
    const active = async (change: (document: PDFDocument) => void) => {
      const document = await PDFDocument.load(card, { updateMetadata: false });
      change(document);
      return signedCard(Buffer.from(await document.save({ useObjectStreams: false })));
    };
    const script = (document: PDFDocument, name: string) =>
      document.context.obj({ S: name, JS: PDFString.of('app.alert(1)') });
    await refuses(
      await active((document) => document.catalog.set(PDFName.of('OpenAction'), script(document, 'JavaScript'))),
      'ACTIVE_CONTENT',
    );
    await refuses(
      await active((document) =>
        document.catalog.set(PDFName.of('Names'), document.context.obj({ EmbeddedFiles: {} })),
      ),
      'ACTIVE_CONTENT',
    );
    await refuses(
      await active((document) => document.getPage(0).node.set(PDFName.of('AA'), document.context.obj({}))),
      'ACTIVE_CONTENT',
    );
    // An escape hides the word from a search, not from a reader: written over a name of the same length.
    const plain = await active((document) =>
      document.catalog.set(PDFName.of('Extra'), document.context.obj({ S: 'QQQQQQQQQQQQ' })),
    );
    expect(await broken(plain, undefined, judge)).to.deep.equal([]);
    const document = await PDFDocument.load(card, { updateMetadata: false });
    document.catalog.set(PDFName.of('Extra'), document.context.obj({ S: 'QQQQQQQQQQQQ' }));
    const escaped = Buffer.from(await document.save({ useObjectStreams: false }))
      .toString('latin1')
      .replace('QQQQQQQQQQQQ', '#4aavaScript');
    expect(await broken(await signedCard(Buffer.from(escaped, 'latin1')), undefined, judge)).to.deep.equal([
      'ACTIVE_CONTENT',
    ]);
  });

  it('rubbish of any kind, quickly and without an exception', async () => {
    const deep = Buffer.from(`%PDF-1.7\n1 0 obj\n${'['.repeat(500_000)}`);
    const files = {
      empty: Buffer.alloc(0),
      text: Buffer.from('bukan PDF'),
      zeroes: Buffer.alloc(5_000_000),
      huge: Buffer.alloc(200 * 1024 * 1024, '%PDF-1.7\n'),
      nested: deep,
      names: Buffer.from(`%PDF-1.7\n1 0 obj\n<<${'/A#4a 1 '.repeat(200_000)}>>`),
      comments: Buffer.from(`%PDF-1.7\n${'% x\n'.repeat(1_000_000)}`),
      strings: Buffer.from(`%PDF-1.7\n1 0 obj\n${'('.repeat(3_000_000)}`),
      random: generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'der' }),
    };
    for (const [name, file] of Object.entries(files)) {
      const { result, milliseconds } = await processorTime(() => judge.verify(file));
      expect(result.valid, name).to.equal(false);
      expect(milliseconds, `${name}: milliseconds of processor`).to.be.lessThan(2000);
    }
  });

  it('an encrypted file and one with compressed objects', async () => {
    const document = await PDFDocument.load(card, { updateMetadata: false });
    await refuses(Buffer.from(await document.save({ useObjectStreams: true })), 'STRUCTURE');
    document.encrypt({ userPassword: 'a', ownerPassword: 'b' });
    await refuses(Buffer.from(await document.save({ useObjectStreams: false })));
  });
});
