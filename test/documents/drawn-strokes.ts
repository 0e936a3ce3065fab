import { PDFArray, PDFDocument, PDFRawStream, PDFRef, decodePDFRawStream, type PDFObject } from '@cantoo/pdf-lib';

/**
 * The lines of a PDF's pages that are drawn as paths of several points, each as x, y, x, y ... in the units in which
 * they were drawn: a signature, and no rule of the form, which is a line of two points.
 */
export async function strokesIn(pdf: Uint8Array): Promise<number[][]> {
  const document = await PDFDocument.load(pdf);
  const streams = document.getPages().flatMap((page) => {
    const contents = page.node.Contents();
    return contents instanceof PDFArray ? contents.asArray() : contents === undefined ? [] : [contents];
  });
  const text = streams.map((stream) => operatorsOf(document, stream)).join('\n');
  return [...text.matchAll(/^([\d.-]+ [\d.-]+) m\n((?:[\d.-]+ [\d.-]+ l\n)+)/gm)]
    .map(([, first, lines]) => [first!, ...lines!.trim().split('\n')].flatMap(numbersIn))
    .filter(({ length }) => length > 4);
}

const numbersIn = (line: string) => line.replace(/ l$/, '').split(' ').map(Number);

function operatorsOf(document: PDFDocument, stream: PDFObject): string {
  const found = stream instanceof PDFRef ? document.context.lookup(stream) : stream;
  return found instanceof PDFRawStream ? Buffer.from(decodePDFRawStream(found).decode()).toString('latin1') : '';
}
