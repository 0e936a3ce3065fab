import type { SignatureArea } from '../../../domain/signature-area.ts';
import { readElement } from '../der.ts';
import { fourNumbers, nameOf, numberOf, sameValue, type Four, type PdfValue } from '../pdf/values.ts';
import { pageAt } from '../pdf/pages.ts';
import type { PdfFile } from '../pdf/pdf-file.ts';
import { byteRange, type SignatureField } from '../signature-field.ts';
import { told, type Rule } from '../rule.ts';
import { onlyAddsSignature } from './update-rule.ts';

export interface SignatureEvidence {
  readonly file: PdfFile;
  readonly signature: SignatureField;
  /** The only place where the field may have an extent. */
  readonly area: SignatureArea;
}

const coversEverything: Rule<SignatureEvidence> = {
  ...told('BYTE_RANGE', {
    passed: 'The signature covers the whole file.',
    failed: 'The signature does not cover the whole file; something was added or cut.',
  }),
  holds: ({ file, signature }) => {
    const range = byteRange(signature);
    if (range === undefined) return false;
    const [start, gapStart, gapEnd, rest] = range;
    return (
      isWrittenPlainly(file, range) &&
      start === 0 &&
      gapStart === signature.contents.start &&
      gapEnd === signature.contents.end &&
      gapEnd + rest === file.bytes.length
    );
  },
};

/**
 * Everything outside the gap is signed; this leaves no room inside it: one spelling of the digits, and zeroes after the
 * signature.
 */
const gapHoldsOnlySignature: Rule<SignatureEvidence> = {
  ...told('GAP', {
    passed: 'The place of the signature holds nothing else.',
    failed: 'The place of the signature holds something else.',
  }),
  holds: ({ file, signature: { contents } }) => {
    const written = file.bytes.toString('latin1', contents.start, contents.end);
    const padding = contents.bytes.subarray(readElement(contents.bytes).whole.length);
    const digits = contents.bytes.toString('hex');
    return (
      (written === `<${digits}>` || written === `<${digits.toUpperCase()}>`) && padding.every((byte) => byte === 0)
    );
  },
};

const isPades: Rule<SignatureEvidence> = {
  ...told('FORMAT', {
    passed: 'The signature is in the PAdES form (ETSI.CAdES.detached).',
    failed: 'The signature is not in the PAdES form (ETSI.CAdES.detached).',
  }),
  holds: ({ signature: { dictionary, form } }) =>
    nameOf(dictionary.entries.get('Type')) === 'Sig' &&
    dictionary.entries.has('Filter') &&
    dictionary.entries.has('M') &&
    nameOf(dictionary.entries.get('SubFilter')) === 'ETSI.CAdES.detached' &&
    ((numberOf(form.entries.get('SigFlags')) ?? 0) & 1) === 1,
};

const updateAddsSignatureOnly: Rule<SignatureEvidence> = {
  ...told('UPDATE', {
    passed: 'The update holds the signature only; the pages did not change.',
    failed: 'The update holds more than the signature; the pages may have changed.',
  }),
  holds: ({ file, signature }) => onlyAddsSignature(file, signature),
};

const paintsNothingElsewhere: Rule<SignatureEvidence> = {
  ...told('VISIBLE_AREA', {
    passed: 'The signature does not cover the content of the document.',
    failed: 'The picture of the signature stands outside its place and could cover the content.',
  }),
  holds: ({ file, signature, area }) => {
    const corners = rectangle(signature.field.entries.get('Rect'));
    if (corners === undefined) return false;
    const [left, bottom, right, top] = corners;
    if (left === right && bottom === top) return true;
    const { x, y, width, height } = area;
    const isInside =
      left >= x - ROUNDING && bottom >= y - ROUNDING && right <= x + width + ROUNDING && top <= y + height + ROUNDING;
    return isInside && sameValue(signature.field.entries.get('P'), pageAt(file, area.page));
  },
};

/** Readers that search for the word find the same numbers: unescaped, without sign, fraction or leading zero. */
function isWrittenPlainly({ bytes, revisions }: PdfFile, range: Four): boolean {
  const update = bytes.toString('latin1', revisions[0].end);
  return new RegExp(String.raw`/ByteRange\s*\[ ?${range.join(' ')} *\]`).test(update);
}

/** Points; far less than the eye sees. */
const ROUNDING = 0.5;

export const SIGNATURE_RULES: readonly Rule<SignatureEvidence>[] = [
  coversEverything,
  gapHoldsOnlySignature,
  isPades,
  updateAddsSignatureOnly,
  paintsNothingElsewhere,
];

function rectangle(value: PdfValue | undefined): Four | undefined {
  const corners = fourNumbers(value);
  if (corners === undefined) return undefined;
  const [a, b, c, d] = corners;
  return [Math.min(a, c), Math.min(b, d), Math.max(a, c), Math.max(b, d)];
}
