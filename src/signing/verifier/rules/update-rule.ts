import {
  entry,
  nameOf,
  numberOf,
  sameValue,
  walk,
  type PdfArray,
  type PdfDictionary,
  type PdfReference,
  type PdfValue,
} from '../pdf/values.ts';
import { resolve, type IndirectObject, type PdfFile, type Revision } from '../pdf/pdf-file.ts';
import type { SignatureField } from '../signature-field.ts';

/** Keys that a signer may write. An unknown key is a reason to refuse: what it does is not known. */
const FORM_KEYS = new Set(['Fields', 'SigFlags', 'DA', 'DR', 'Type']);
const FIELD_KEYS = new Set(['Type', 'Subtype', 'FT', 'T', 'TU', 'Ff', 'V', 'Rect', 'P', 'F', 'AP', 'DA', 'DR']);
const APPEARANCE_KEYS = new Set(['N']);
const SIGNATURE_KEYS = new Set([
  'Type',
  'Filter',
  'SubFilter',
  'ByteRange',
  'Contents',
  'M',
  'Name',
  'Reason',
  'Location',
  'ContactInfo',
  'Prop_Build',
]);

/**
 * The update holds the signature and nothing else (ETSI EN 319 142-1, 5.5 leaves more room; our cards need none): the
 * catalog gains the form and, for later years, a store of validation data; one page gains the field among its
 * annotations, and every new object belongs to the field. Signing services also note themselves in the information
 * dictionary, which no page shows.
 */
export function onlyAddsSignature(file: PdfFile, signature: SignatureField): boolean {
  const [original, update] = file.revisions;
  if (update === undefined) return false;
  const changed = [...update.objects.values()].flatMap((after) => {
    const before = original.objects.get(after.number);
    return before === undefined ? [] : [{ before, after }];
  });
  return (
    keysWithin(signature.form, FORM_KEYS) &&
    keysWithin(signature.field, FIELD_KEYS) &&
    keysWithin(signature.dictionary, SIGNATURE_KEYS) &&
    paintsOneStaticPicture(file, signature) &&
    fieldIsOnItsPageOnly(file, signature) &&
    fillsNoHole(original, update) &&
    changed.every((change) => isAllowedChange(file, original, change, signature)) &&
    everyNewObjectBelongs(original, update)
  );
}

function keysWithin(dictionary: PdfDictionary, allowed: ReadonlySet<string>): boolean {
  return [...dictionary.entries.keys()].every((key) => allowed.has(key));
}

interface Change {
  readonly before: IndirectObject;
  readonly after: IndirectObject;
}

function isAllowedChange(
  file: PdfFile,
  original: Revision,
  { before, after }: Change,
  signature: SignatureField,
): boolean {
  if (before.stream !== undefined || after.stream !== undefined || before.generation !== after.generation) return false;
  const is = (key: string) =>
    sameValue(original.trailer.entries.get(key), {
      kind: 'reference',
      number: after.number,
      generation: after.generation,
    });
  if (is('Info'))
    return (
      isNamedOnce(original, after.number) &&
      after.value.kind === 'dictionary' &&
      [...after.value.entries.values()].every(({ kind }) => kind === 'string' || kind === 'name')
    );
  if (is('Root'))
    return (
      !has(before.value, 'AcroForm') &&
      !has(before.value, 'DSS') &&
      sameBut(before.value, after.value, ['AcroForm', 'Extensions', 'DSS'])
    );
  if (nameOf(entry(before.value, 'Type')) === 'Page') {
    const annotations = (page: PdfValue, revisions: number) => resolve(file, entry(page, 'Annots'), revisions);
    return (
      sameBut(before.value, after.value, ['Annots']) &&
      addsField(annotations(before.value, 1), annotations(after.value, 2), signature.fieldReference)
    );
  }
  return (
    isPageAnnotations(original, after.number) &&
    isNamedOnce(original, after.number) &&
    addsField(before.value, after.value, signature.fieldReference)
  );
}

/**
 * What a second place names as well would change there too: a font that is also the information, a list that is also
 * the content of a page (shadow attack).
 */
function isNamedOnce(original: Revision, number: number): boolean {
  let names = 0;
  for (const value of [original.trailer, ...[...original.objects.values()].map((object) => object.value)])
    walk(value, (part) => {
      if (part.kind === 'reference' && part.number === number) names += 1;
    });
  return names === 1;
}

const has = (dictionary: PdfValue, key: string): boolean => entry(dictionary, key) !== undefined;

/** Equal dictionaries but for the named keys. */
function sameBut(before: PdfValue, after: PdfValue, free: readonly string[]): boolean {
  const rest = (value: PdfValue): PdfValue =>
    value.kind === 'dictionary'
      ? { kind: 'dictionary', entries: new Map([...value.entries].filter(([key]) => !free.includes(key))) }
      : value;
  return sameValue(rest(before), rest(after));
}

/** The annotations that were there, in their order, and the field. */
function addsField(before: PdfValue | undefined, after: PdfValue | undefined, field: PdfReference): boolean {
  const old = before ?? NO_ANNOTATION;
  return old.kind === 'array' && sameValue(after, { kind: 'array', items: [...old.items, field] });
}
const NO_ANNOTATION: PdfArray = { kind: 'array', items: [] };

function isPageAnnotations(original: Revision, number: number): boolean {
  return [...original.objects.values()].some(({ value }) => {
    const annotations = entry(value, 'Annots');
    return (
      nameOf(entry(value, 'Type')) === 'Page' && annotations?.kind === 'reference' && annotations.number === number
    );
  });
}

/** One field on two pages, or one list of annotations for two, would paint over a page that nobody named. */
function fieldIsOnItsPageOnly(file: PdfFile, { field, fieldReference }: SignatureField): boolean {
  const own = field.entries.get('P');
  // By number: the newest object of each takes the place of the ones before it.
  const newest = new Map(file.revisions.flatMap(({ objects }) => [...objects]));
  // Thousands of pages may name one list of thousands: each list is read once.
  const lists = new Map<PdfValue, boolean>();
  // Whatever has annotations counts as a page: readers do not insist on its /Type.
  const showing = [...newest.values()].filter(({ value }) => {
    const annotations = resolve(file, entry(value, 'Annots'));
    if (annotations?.kind !== 'array') return false;
    const shows = lists.get(annotations) ?? annotations.items.some((item) => sameValue(item, fieldReference));
    lists.set(annotations, shows);
    return shows;
  });
  return own?.kind === 'reference' && showing.length === 1 && showing.every(({ number }) => number === own.number);
}

/**
 * Hidden, printed, locked (ISO 32000-1, 12.5.3). One that keeps its size while the page is enlarged would cover what
 * lies beside it.
 */
const STILL = 2 | 4 | 128 | 512;

/** No other picture for a pointer that passes or a state that changes. */
function paintsOneStaticPicture(file: PdfFile, { field }: SignatureField): boolean {
  const appearance = resolve(file, field.entries.get('AP'));
  if (((numberOf(field.entries.get('F')) ?? 0) & ~STILL) !== 0) return false;
  return appearance === undefined || (appearance.kind === 'dictionary' && keysWithin(appearance, APPEARANCE_KEYS));
}

/**
 * The original may name an object that it does not hold, and shows nothing there; an update that brings the object
 * would show it (shadow attack).
 */
function fillsNoHole(original: Revision, update: Revision): boolean {
  let isFilled = false;
  for (const value of [original.trailer, ...[...original.objects.values()].map((object) => object.value)])
    walk(value, (part) => {
      isFilled ||= part.kind === 'reference' && !original.objects.has(part.number) && update.objects.has(part.number);
    });
  return !isFilled;
}

/**
 * No stray object: each new one is reached from what a changed one may gain. Nothing else of a changed object leads to
 * a new one: it is as it was, and fills no hole.
 */
function everyNewObjectBelongs(original: Revision, update: Revision): boolean {
  const isNew = (number: number) => !original.objects.has(number);
  const reached = new Set<number>();
  const changed = [...update.objects.values()].filter(({ number }) => !isNew(number));
  const open = changed.flatMap(({ value }) =>
    ['AcroForm', 'Annots', 'Extensions', 'DSS'].map((key) => entry(value, key)).filter((part) => part !== undefined),
  );
  for (let value = open.pop(); value !== undefined; value = open.pop())
    walk(value, (part) => {
      const object = part.kind === 'reference' ? update.objects.get(part.number) : undefined;
      if (object === undefined || reached.has(object.number)) return;
      reached.add(object.number);
      open.push(object.value);
    });
  return [...update.objects.keys()].every((number) => !isNew(number) || reached.has(number));
}
