import {
  entry,
  fourNumbers,
  isWhole,
  nameOf,
  ofKind,
  PdfDefect,
  type Four,
  type PdfDictionary,
  type PdfReference,
  type PdfString,
  type PdfValue,
  walk,
} from './pdf/values.ts';
import { catalogOf, resolve, type PdfFile } from './pdf/pdf-file.ts';

/** The one signature of a file, found as a reader finds it: catalog, form, field, signature dictionary. */
export interface SignatureField {
  readonly form: PdfDictionary;
  readonly field: PdfDictionary;
  readonly fieldReference: PdfReference;
  readonly dictionary: PdfDictionary;
  readonly dictionaryReference: PdfReference;
  readonly contents: PdfString;
}

/** Throws PdfDefect when the way is broken or there is more than one field. */
export function findSignatureField(file: PdfFile): SignatureField {
  const dictionaryAt = (place: PdfValue | undefined) => ofKind(resolve(file, place), 'dictionary');
  const form = dictionaryAt(entry(catalogOf(file), 'AcroForm'));
  const [first, ...further] = ofKind(resolve(file, form.entries.get('Fields')), 'array').items;
  const fieldReference = ofKind(first, 'reference');
  const field = dictionaryAt(fieldReference);
  if (further.length > 0 || nameOf(field.entries.get('FT')) !== 'Sig') throw new PdfDefect('not one signature field');
  const dictionaryReference = ofKind(field.entries.get('V'), 'reference');
  const dictionary = dictionaryAt(dictionaryReference);
  const contents = ofKind(dictionary.entries.get('Contents'), 'string');
  if (contents.bytes.length > MAX_CONTENTS_BYTES) throw new PdfDefect('signature too large');
  return { form, field, fieldReference, dictionary, dictionaryReference, contents };
}

/** A chain of four and a timestamp need 16 KiB. */
const MAX_CONTENTS_BYTES = 128 * 1024;

/** How many dictionaries anywhere in the file say that they are a signature. */
export function countSignatures(file: PdfFile): number {
  let count = 0;
  for (const { objects } of file.revisions)
    for (const { value } of objects.values())
      walk(value, (part) => {
        const type = nameOf(entry(part, 'Type'));
        if (entry(part, 'ByteRange') !== undefined || type === 'Sig' || type === 'DocTimeStamp') count += 1;
      });
  return count;
}

/** Four whole numbers of /ByteRange. */
export function byteRange(signature: SignatureField): Four | undefined {
  const numbers = fourNumbers(signature.dictionary.entries.get('ByteRange'));
  return numbers?.every(isWhole) === true ? numbers : undefined;
}

/** /M, the time that the signer claims (ISO 32000-1, 7.9.4), with its zone. */
export function claimedTime(signature: SignatureField): Date | undefined {
  const value = signature.dictionary.entries.get('M');
  if (value?.kind !== 'string') return undefined;
  const match = /^D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(Z|Z00'00'?|([+-])(\d\d)'(\d\d)'?)$/.exec(
    value.bytes.toString('latin1'),
  );
  if (match === null) return undefined;
  const zone = match[8] === undefined ? 'Z' : `${match[8]}${match[9]}:${match[10]}`;
  const date = new Date(`${match[1]}-${match[2]}-${match[3]}T${match[4]}:${match[5]}:${match[6]}${zone}`);
  return Number.isNaN(date.getTime()) ? undefined : date;
}
