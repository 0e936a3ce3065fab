import { entry, nameOf, sameValue, walk, type PdfArray, type PdfDictionary, type PdfReference, type PdfValue } from '../pdf/values.ts';
import { resolve, type IndirectObject, type PdfFile, type Revision } from '../pdf/pdf-file.ts';
import type { SignatureField } from '../signature-field.ts';

/** Keys that a signer may write. An unknown key is a reason to refuse: what it does is not known. */
const FORM_KEYS = new Set(['Fields', 'SigFlags', 'DA', 'DR', 'Type']);
const FIELD_KEYS = new Set(['Type', 'Subtype', 'FT', 'T', 'TU', 'Ff', 'V', 'Rect', 'P', 'F', 'AP', 'MK', 'DA', 'DR', 'BS', 'Border']);
const APPEARANCE_KEYS = new Set(['N']);
const SIGNATURE_KEYS = new Set(['Type', 'Filter', 'SubFilter', 'ByteRange', 'Contents', 'M', 'Name', 'Reason', 'Location', 'ContactInfo', 'Prop_Build']);

/**
 * The update holds the signature and nothing else (ETSI EN 319 142-1, 5.5 leaves more room; our cards need none):
 * the catalog gains the form and, for later years, a store of validation data; one page gains the field among its annotations, and every new object belongs to the field.
 * Signing services also note themselves in the information dictionary, which no page shows.
 */
export function onlyAddsSignature(file: PdfFile, signature: SignatureField): boolean {
  const [original, update] = file.revisions;
  if (original === undefined || update === undefined) return false;
  const changed = [...update.objects.values()].filter((object) => original.objects.has(object.number));
  return (
    keysWithin(signature.form, FORM_KEYS) &&
    keysWithin(signature.field, FIELD_KEYS) &&
    keysWithin(signature.dictionary, SIGNATURE_KEYS) &&
    paintsOneStaticPicture(file, signature) &&
    fieldIsOnItsPageOnly(file, signature) &&
    fillsNoHole(original, update) &&
    changed.every((object) => isAllowedChange(file, original, object, signature)) &&
    everyNewObjectBelongs(original, update, signature)
  );
}

function keysWithin(dictionary: PdfDictionary, allowed: ReadonlySet<string>): boolean {
  return [...dictionary.entries.keys()].every((key) => allowed.has(key));
}

function isAllowedChange(file: PdfFile, original: Revision, object: IndirectObject, signature: SignatureField): boolean {
  const before = original.objects.get(object.number);
  if (before === undefined || before.stream !== undefined || object.stream !== undefined || before.generation !== object.generation) return false;
  const is = (key: string) => sameValue(original.trailer.entries.get(key), { kind: 'reference', number: object.number, generation: object.generation });
  if (is('Info')) return object.value.kind === 'dictionary' && [...object.value.entries.values()].every(({ kind }) => kind === 'string' || kind === 'name');
  if (is('Root')) return !has(before.value, 'AcroForm') && !has(before.value, 'DSS') && sameBut(before.value, object.value, ['AcroForm', 'Extensions', 'DSS']);
  if (nameOf(entry(before.value, 'Type')) === 'Page') {
    const annotations = (page: PdfValue, revisions: number) => resolve(file, entry(page, 'Annots'), revisions);
    return sameBut(before.value, object.value, ['Annots']) && addsField(annotations(before.value, 1), annotations(object.value, 2), signature.fieldReference);
  }
  return isPageAnnotations(original, object.number) && addsField(before.value, object.value, signature.fieldReference);
}

const has = (dictionary: PdfValue, key: string): boolean => entry(dictionary, key) !== undefined;

/** Equal dictionaries but for the named keys. */
function sameBut(before: PdfValue, after: PdfValue, free: readonly string[]): boolean {
  if (before.kind !== 'dictionary' || after.kind !== 'dictionary') return false;
  const keys = new Set([...before.entries.keys(), ...after.entries.keys()]);
  return [...keys].every((key) => free.includes(key) || sameValue(before.entries.get(key), after.entries.get(key)));
}

/** The annotations that were there, in their order, and the field. */
function addsField(before: PdfValue | undefined, after: PdfValue | undefined, field: PdfReference): boolean {
  const old: readonly PdfValue[] = before?.kind === 'array' ? before.items : [];
  if (after?.kind !== 'array' || (before !== undefined && before.kind !== 'array')) return false;
  const expected: PdfArray = { kind: 'array', items: [...old, field] };
  return sameValue(after, expected);
}

function isPageAnnotations(original: Revision, number: number): boolean {
  return [...original.objects.values()].some(({ value }) => {
    const annotations = entry(value, 'Annots');
    return nameOf(entry(value, 'Type')) === 'Page' && annotations?.kind === 'reference' && annotations.number === number;
  });
}

/** One field on two pages, or one list of annotations for two, would paint over a page that nobody named. */
function fieldIsOnItsPageOnly(file: PdfFile, { field, fieldReference }: SignatureField): boolean {
  const own = field.entries.get('P');
  const numbers = new Set(file.revisions.flatMap(({ objects }) => [...objects.keys()]));
  const showing = [...numbers].filter((number) => {
    const page = newest(file, number)?.value;
    const annotations = resolve(file, entry(page, 'Annots'));
    return nameOf(entry(page, 'Type')) === 'Page' && annotations?.kind === 'array' && annotations.items.some((item) => sameValue(item, fieldReference));
  });
  return own?.kind === 'reference' && showing.length === 1 && showing[0] === own.number;
}

function newest(file: PdfFile, number: number): IndirectObject | undefined {
  return file.revisions.findLast(({ objects }) => objects.has(number))?.objects.get(number);
}

/** No other picture for a pointer that passes or a state that changes. */
function paintsOneStaticPicture(file: PdfFile, { field }: SignatureField): boolean {
  const appearance = resolve(file, field.entries.get('AP'));
  return appearance === undefined || (appearance.kind === 'dictionary' && keysWithin(appearance, APPEARANCE_KEYS));
}

/** The original may name an object that it does not hold, and shows nothing there; an update that brings the object would show it (shadow attack). */
function fillsNoHole(original: Revision, update: Revision): boolean {
  let holes = 0;
  for (const value of [original.trailer, ...[...original.objects.values()].map((object) => object.value)])
    walk(value, (part) => {
      if (part.kind === 'reference' && !original.objects.has(part.number) && update.objects.has(part.number)) holes += 1;
    });
  return holes === 0;
}

/** No stray object: each new one is reached from the form or from the page's annotations. */
function everyNewObjectBelongs(original: Revision, update: Revision, signature: SignatureField): boolean {
  const isNew = (number: number) => !original.objects.has(number);
  const reached = new Set<number>();
  const open: PdfValue[] = [signature.form, signature.fieldReference];
  for (const { number, value } of update.objects.values())
    if (!isNew(number)) open.push(...['AcroForm', 'Annots', 'Extensions', 'DSS'].map((key) => entry(value, key)).filter((part) => part !== undefined));
  for (let value = open.pop(); value !== undefined; value = open.pop())
    walk(value, (part) => {
      if (part.kind !== 'reference' || reached.has(part.number) || !isNew(part.number)) return;
      reached.add(part.number);
      const object = update.objects.get(part.number);
      if (object !== undefined) open.push(object.value);
    });
  return [...update.objects.keys()].every((number) => !isNew(number) || reached.has(number));
}
