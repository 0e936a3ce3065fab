import {
  ParseSpeeds,
  PDFArray,
  PDFDocument,
  PDFHexString,
  PDFName,
  PDFNumber,
  PDFRef,
  PDFString,
} from '@cantoo/pdf-lib';
import type { SignatureArea } from '../../domain/signature-area.ts';

/** What stands in the signature dictionary beside the signature itself. */
export interface SignatureWords {
  readonly signerName: string;
  readonly reason: string;
  readonly location: string;
  /** Becomes /M, the claimed time. */
  readonly signedAt: Date;
}

/** What a later reader needs to judge the certificates when nobody answers any more (ETSI EN 319 142-1, 5.4): DER. */
export interface ValidationData {
  readonly certificates: readonly Buffer[];
  readonly revocationLists: readonly Buffer[];
}

/** A number that no offset reaches, as wide as any: the real range is written over it. */
const WIDE = 9_999_999_999;

/**
 * The approved bytes and one incremental update with an empty signature: a form, a field on a page, a signature
 * dictionary whose /Contents is a run of zeroes. A visible place makes the field clickable there and paints nothing:
 * the card already shows its QR and words, and what was approved stays what is seen. Validation data stands in the same
 * update, so that the signature covers it and nothing has to be added later.
 */
export async function addPlaceholder(
  approved: Buffer,
  words: SignatureWords,
  contentsBytes: number,
  place?: SignatureArea,
  validation?: ValidationData,
): Promise<Buffer> {
  // Not `forIncrementalUpdate`: it would search the whole document for the owner of everything that is set. We name
  // what changes.
  const document = await PDFDocument.load(approved, { updateMetadata: false, parseSpeed: ParseSpeeds.Fastest });
  const { context, catalog } = document;
  const snapshot = document.takeSnapshot();
  const page = document.getPage((place?.page ?? 1) - 1);
  const signature = context.register(
    context.obj({
      Type: 'Sig',
      Filter: 'Adobe.PPKLite',
      SubFilter: 'ETSI.CAdES.detached',
      ByteRange: [0, WIDE, WIDE, WIDE].map((number) => PDFNumber.of(number)),
      Contents: PDFHexString.of('00'.repeat(contentsBytes)),
      M: PDFString.of(pdfTime(words.signedAt)),
      Name: PDFHexString.fromText(words.signerName),
      Reason: PDFHexString.fromText(words.reason),
      Location: PDFHexString.fromText(words.location),
    }),
  );
  const rectangle =
    place === undefined
      ? [0, 0, 0, 0]
      : [place.x, place.y, place.x + place.width, place.y + place.height].map(
          (points) => Math.round(points * 100) / 100,
        );
  const field = context.register(
    context.obj({
      Type: 'Annot',
      Subtype: 'Widget',
      FT: 'Sig',
      T: PDFString.of('TandaTangan'),
      F: 132, // printed and locked
      Rect: rectangle,
      P: page.ref,
      V: signature,
      AP: { N: context.register(context.formXObject([], { BBox: [0, 0, place?.width ?? 0, place?.height ?? 0] })) },
    }),
  );
  snapshot.markRefForSave(addAnnotation(page.node.get(PDFName.of('Annots')), page, field, context));
  catalog.set(PDFName.of('AcroForm'), context.register(context.obj({ Fields: [field], SigFlags: 3 })));
  if (validation !== undefined) {
    const streams = (items: readonly Buffer[]) => items.map((item) => context.register(context.stream(item)));
    catalog.set(
      PDFName.of('DSS'),
      context.register(
        context.obj({
          Type: 'DSS',
          Certs: streams(validation.certificates),
          CRLs: streams(validation.revocationLists),
        }),
      ),
    );
  }
  const { Root: root } = context.trailerInfo;
  if (root instanceof PDFRef) snapshot.markRefForSave(root);
  const update = await document.saveIncremental(snapshot, { useObjectStreams: false, objectsPerTick: Infinity });
  return Buffer.concat([approved, update]);
}

/** Adds the field to the page's annotations where they stand, and returns which object changed. */
function addAnnotation(
  annotations: unknown,
  page: ReturnType<PDFDocument['getPage']>,
  field: PDFRef,
  context: PDFDocument['context'],
): PDFRef {
  const array = page.node.lookup(PDFName.of('Annots'));
  if (array instanceof PDFArray) {
    array.push(field);
    return annotations instanceof PDFArray ? page.ref : (context.getObjectRef(array) ?? page.ref);
  }
  page.node.set(PDFName.of('Annots'), context.obj([field]));
  return page.ref;
}

/** ISO 32000-1, 7.9.4, in the time zone of the office (WIB, UTC+7). */
function pdfTime(date: Date): string {
  const local = new Date(date.getTime() + 7 * 3_600_000).toISOString();
  return `D:${local.slice(0, 19).replace(/[-:T]/g, '')}+07'00'`;
}
