import { entry, fourNumbers, nameOf, type Four, type PdfDictionary, type PdfReference, type PdfString, walk } from './pdf/values.ts';
import { resolve, type PdfFile } from './pdf/pdf-file.ts';

/** The one signature of a file, found as a reader finds it: catalog, form, field, signature dictionary. */
export interface SignatureField {
  readonly form: PdfDictionary;
  readonly field: PdfDictionary;
  readonly fieldReference: PdfReference;
  readonly dictionary: PdfDictionary;
  readonly dictionaryReference: PdfReference;
  readonly contents: PdfString;
}

/** Undefined when the way is broken or there is more than one field. */
export function findSignatureField(file: PdfFile): SignatureField | undefined {
  const catalog = resolve(file, file.revisions.at(-1)?.trailer.entries.get('Root'));
  const form = resolve(file, entry(catalog, 'AcroForm'));
  const fields = resolve(file, entry(form, 'Fields'));
  const fieldReference = fields?.kind === 'array' && fields.items.length === 1 ? fields.items[0] : undefined;
  const field = resolve(file, fieldReference);
  const dictionaryReference = entry(field, 'V');
  const dictionary = resolve(file, dictionaryReference);
  const contents = entry(dictionary, 'Contents');
  if (form?.kind !== 'dictionary' || fieldReference?.kind !== 'reference' || field?.kind !== 'dictionary' || nameOf(field.entries.get('FT')) !== 'Sig') return undefined;
  if (dictionaryReference?.kind !== 'reference' || dictionary?.kind !== 'dictionary' || contents?.kind !== 'string') return undefined;
  return { form, field, fieldReference, dictionary, dictionaryReference, contents };
}

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
  return numbers?.every((number) => Number.isInteger(number) && number >= 0) === true ? numbers : undefined;
}

/** /M, the time that the signer claims (ISO 32000-1, 7.9.4), with its zone. */
export function claimedTime(signature: SignatureField): Date | undefined {
  const value = signature.dictionary.entries.get('M');
  if (value?.kind !== 'string') return undefined;
  const match = /^D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(Z|Z00'00'?|([+-])(\d\d)'(\d\d)'?)$/.exec(value.bytes.toString('latin1'));
  if (match === null) return undefined;
  const zone = match[8] === undefined ? 'Z' : `${match[8]}${match[9]}:${match[10]}`;
  const date = new Date(`${match[1]}-${match[2]}-${match[3]}T${match[4]}:${match[5]}:${match[6]}${zone}`);
  return Number.isNaN(date.getTime()) ? undefined : date;
}
