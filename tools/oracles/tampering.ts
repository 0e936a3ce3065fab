import { PDFDocument, PDFName, rgb } from '@cantoo/pdf-lib';

/** One bit of the page changed, in the middle of the approved bytes. */
export function flippedByte(signed: Buffer): Buffer {
  return changedAt(signed, Math.floor(signed.length / 2), (byte) => byte ^ 1);
}

/**
 * A digit behind the signature's end, where the room that was kept for it is filled with zeroes: no digest covers it.
 */
export function flippedPadding(signed: Buffer): Buffer {
  return changedAt(signed, contents(signed).end - 8, () => 0x41);
}

export function trailingByte(signed: Buffer): Buffer {
  return Buffer.concat([signed, Buffer.from('\n')]);
}

/** A later revision that paints the page's lower half white. */
export function paintedOver(signed: Buffer): Promise<Buffer> {
  return withUpdate(signed, (document) =>
    document.getPage(0).drawRectangle({ x: 0, y: 0, width: 842, height: 300, color: rgb(1, 1, 1) }),
  );
}

/** A later revision that lays an annotation with a picture of its own over the names. */
export function annotated(signed: Buffer): Promise<Buffer> {
  return withUpdate(signed, (document) => {
    const { context } = document;
    const picture = context.stream('1 1 1 rg 0 0 300 100 re f', {
      Type: 'XObject',
      Subtype: 'Form',
      BBox: [0, 0, 300, 100],
    });
    const annotation = context.obj({
      Type: 'Annot',
      Subtype: 'Stamp',
      Rect: [100, 300, 400, 400],
      F: 4,
      AP: { N: context.register(picture) },
    });
    document.getPage(0).node.addAnnot(context.register(annotation));
  });
}

/** The signature of one card in the other's place. */
export function swappedSignature(signed: Buffer, other: Buffer): Buffer {
  const [to, from] = [contents(signed), contents(other)];
  if (to.end - to.start !== from.end - from.start) throw new Error('signatures are not kept in the same room');
  const swapped = Buffer.from(signed);
  other.copy(swapped, to.start, from.start, from.end);
  return swapped;
}

/** The hex digits of the last signature, from the first to behind the last. */
export function contents(signed: Buffer): { readonly start: number; readonly end: number } {
  const start = signed.lastIndexOf('/Contents <') + '/Contents <'.length;
  return { start, end: signed.indexOf('>', start) };
}

function changedAt(signed: Buffer, position: number, change: (byte: number) => number): Buffer {
  const copy = Buffer.from(signed);
  copy[position] = change(copy[position] ?? 0);
  return copy;
}

async function withUpdate(signed: Buffer, change: (document: PDFDocument) => void): Promise<Buffer> {
  const document = await PDFDocument.load(signed, { forIncrementalUpdate: true, updateMetadata: false });
  const snapshot = document.context.snapshot ?? document.takeSnapshot();
  change(document);
  const page = document.getPage(0);
  snapshot.markRefForSave(page.ref);
  for (const name of ['Annots', 'Contents']) {
    const part = page.node.get(PDFName.of(name));
    const reference = document.context.getObjectRef(page.node.lookup(PDFName.of(name)) ?? page.node);
    if (part !== undefined && reference !== undefined) snapshot.markRefForSave(reference);
  }
  return Buffer.concat([signed, await document.saveIncremental(snapshot, { useObjectStreams: false })]);
}
