import { PDFDocument, PDFHexString, PDFName, PDFRef, ParseSpeeds } from '@cantoo/pdf-lib';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { PlainDate } from '../domain/family-card.ts';

const COLOUR_PROFILE = path.resolve(import.meta.dirname, '../../templates/card/srgb.icc');
const TITLE = 'Kartu Keluarga';

/** Chromium's PDF made fit for the archive. */
export type ArchivePdf = (chromiumPdf: Buffer, issuedOn: PlainDate, title?: string) => Promise<Buffer>;

/**
 * PDF/A-2b (ISO 19005-2), tagged, with a plain cross-reference table, to which the signature is appended as one
 * incremental update. The same card gives the same bytes, so that a repeated job gives the same draft: no clock, no
 * chance, no name of a machine. Nothing of the family stands in the metadata.
 */
export async function createArchivePdf(): Promise<ArchivePdf> {
  const profile = await readFile(COLOUR_PROFILE);
  return async (chromiumPdf, issuedOn, title = TITLE) => {
    const steady = withoutChance(chromiumPdf);
    const document = await PDFDocument.load(steady, { updateMetadata: false, parseSpeed: ParseSpeeds.Fastest });
    const { context, catalog } = document;
    const colours = context.register(context.flateStream(profile, { N: 3 }));
    const intent = context.obj({
      Type: 'OutputIntent',
      S: 'GTS_PDFA1',
      OutputConditionIdentifier: PDFHexString.fromText('sRGB'),
      Info: PDFHexString.fromText('sRGB'),
      DestOutputProfile: colours,
    });
    catalog.set(PDFName.of('OutputIntents'), context.obj([intent]));
    catalog.set(
      PDFName.of('Metadata'),
      context.register(context.stream(Buffer.from(xmp(issuedOn, title)), { Type: 'Metadata', Subtype: 'XML' })),
    );
    catalog.set(PDFName.of('Lang'), PDFHexString.fromText('id'));
    catalog.set(PDFName.of('ViewerPreferences'), context.obj({ DisplayDocTitle: true }));
    const { Info: information } = context.trailerInfo;
    if (information instanceof PDFRef) context.delete(information);
    delete context.trailerInfo.Info;
    const identifier = PDFHexString.of(createHash('sha256').update(steady).digest('hex').slice(0, 32));
    context.trailerInfo.ID = context.obj([identifier, identifier]);
    const saved = await document.save({
      useObjectStreams: false,
      addDefaultPage: false,
      updateFieldAppearances: false,
      objectsPerTick: Infinity,
    });
    // A signer appends its update directly behind the last byte: the line of %%EOF must have its end (ISO 32000-1,
    // 7.5.5).
    return Buffer.concat([saved, Buffer.from('\n')]);
  };
}

/**
 * Chromium numbers table cells through the life of its process and writes the time; both become constant, in the same
 * number of bytes.
 */
function withoutChance(pdf: Buffer): Buffer {
  const text = pdf.toString('latin1');
  const cell = /\(node(\d{8})\)/g;
  const inOrder = [...new Set(Array.from(text.matchAll(cell), (match) => match[1] ?? ''))].sort();
  const renumbered = new Map(inOrder.map((number, index) => [number, String(index + 1).padStart(8, '0')]));
  const steady = text
    .replace(cell, (_, number: string) => `(node${renumbered.get(number) ?? number})`)
    .replace(/\(D:\d{14}/g, `(D:${'0'.repeat(14)}`);
  return Buffer.from(steady, 'latin1');
}

function xmp(issuedOn: PlainDate, title: string): string {
  const midnight = `${issuedOn}T00:00:00+07:00`;
  return `<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">${escaped(title)}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>id</rdf:li></rdf:Bag></dc:language>
<xmp:CreateDate>${midnight}</xmp:CreateDate><xmp:ModifyDate>${midnight}</xmp:ModifyDate>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>`;
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
