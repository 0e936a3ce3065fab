import { PDFArray, PDFDict, PDFDocument, PDFName, PDFRawStream, decodePDFRawStream } from '@cantoo/pdf-lib';

/** a b c d e f, as ISO 32000-1, 8.3.4 writes a transformation. */
type Matrix = readonly [number, number, number, number, number, number];
const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0];
const times = ([a, b, c, d, e, f]: Matrix, [A, B, C, D, E, F]: Matrix): Matrix => [
  a * A + b * C,
  a * B + b * D,
  c * A + d * C,
  c * B + d * D,
  e * A + f * C + E,
  e * B + f * D + F,
];

/** A piece of text as it stands on the paper: its size in points, and where it begins. */
export interface Drawn {
  readonly page: number;
  readonly points: number;
  readonly x: number;
  readonly y: number;
}

/**
 * Every piece of text of a PDF with the size in which it is printed, from the operators of its pages and of the forms
 * on them.
 */
export async function textSizes(pdf: Buffer): Promise<Drawn[]> {
  const document = await PDFDocument.load(pdf, { updateMetadata: false });
  return document.getPages().flatMap(({ node }, index) => {
    const contents = node.Contents();
    const streams =
      contents instanceof PDFArray ? contents.asArray().map((ref) => document.context.lookup(ref)) : [contents];
    const operators = streams.map((stream) => (stream instanceof PDFRawStream ? decoded(stream) : '')).join('\n');
    return drawnBy(operators, node.Resources(), IDENTITY).map((one) => ({ page: index + 1, ...one }));
  });
}

const decoded = (stream: PDFRawStream): string => Buffer.from(decodePDFRawStream(stream).decode()).toString('latin1');

const TOKEN = /\((?:\\[\s\S]|[^\\()])*\)|<<|>>|<[0-9A-Fa-f\s]*>|[[\]]|\/[^\s()<>[\]/%]+|[^\s()<>[\]/%]+/g;

function drawnBy(operators: string, resources: PDFDict | undefined, base: Matrix): Omit<Drawn, 'page'>[] {
  const drawn: Omit<Drawn, 'page'>[] = [];
  const saved: Matrix[] = [];
  let current = base;
  let text = IDENTITY;
  let size = 0;
  let operands: string[] = [];
  const numbers = () => operands.slice(-6).map(Number) as unknown as Matrix;
  for (const [token] of operators.matchAll(TOKEN)) {
    switch (token) {
      case 'q':
        saved.push(current);
        break;
      case 'Q':
        current = saved.pop() ?? base;
        break;
      case 'cm':
        current = times(numbers(), current);
        break;
      case 'BT':
        text = IDENTITY;
        break;
      case 'Tf':
        size = Number(operands.at(-1));
        break;
      case 'Tm':
        text = numbers();
        break;
      case 'Td':
        text = times([1, 0, 0, 1, Number(operands.at(-2)), Number(operands.at(-1))], text);
        break;
      case 'Tj':
      case 'TJ': {
        const [, , c, d, x, y] = times(text, current);
        drawn.push({ points: size * Math.hypot(c, d), x, y });
        break;
      }
      case 'Do': {
        const form = resources
          ?.lookupMaybe(PDFName.of('XObject'), PDFDict)
          ?.lookup(PDFName.of(operands.at(-1)!.slice(1)));
        if (form instanceof PDFRawStream && form.dict.get(PDFName.of('Subtype')) === PDFName.of('Form'))
          drawn.push(...drawnBy(decoded(form), form.dict.lookupMaybe(PDFName.of('Resources'), PDFDict), current));
        break;
      }
      default:
        operands.push(token);
        continue;
    }
    operands = [];
  }
  return drawn;
}
