import { Type, type Static } from '@sinclair/typebox';
import { NAMED_OTHERWISE, type ElementCode } from '../elements.ts';
import { sayFrom, type Say } from '../language/catalogue.ts';
import { INDONESIAN } from '../language/indonesian.ts';
import type { NAMES } from '../language/names.ts';
import { renamed } from '../card/former-names.ts';
import { dateThatStays, withMaritalStatus } from '../card/marital.ts';
import { plainName } from '../card/names.ts';
import { changeMember, memberOf, withRelation, type CardRegister } from '../card/register.ts';
import type { FamilyMember } from '../family-card.ts';
import { toPlainDate } from '../plain-date.ts';
import { issuing, withFacts, withRegister, type ChangeableElement, type ElementChange, type Plan } from './event.ts';
import { form, text } from './fields.ts';
import { canonicalValue, saysSame } from './synonyms.ts';

/** One line of F-1.06: who, semula, menjadi. */
export const changeForm = {
  person: Type.String({
    minLength: 1,
    maxLength: 30,
    title: INDONESIAN.fields['nik'],
    remedy: INDONESIAN.faults['pilih-orangnya-atau-tulis'],
  }),
  from: Type.String({
    minLength: 1,
    maxLength: 200,
    title: INDONESIAN.fields['semula'],
    remedy: INDONESIAN.faults['pilih-atau-tulis-data'],
  }),
  to: Type.String({
    minLength: 1,
    maxLength: 200,
    title: INDONESIAN.fields['menjadi'],
    remedy: INDONESIAN.faults['pilih-atau-tulis-data-yang'],
  }),
  basis: Type.Optional(text(INDONESIAN.fields['dasar-perubahan'], 200)),
};
export const Changes = form({
  changes: Type.Array(form(changeForm), {
    minItems: 1,
    maxItems: 30,
    title: INDONESIAN.fields['perubahan'],
    remedy: INDONESIAN.faults['isi-paling-sedikit-satu'],
  }),
});
export type Changes = Static<typeof Changes>;

/** The field of the row that an element is. */
export const FIELD_OF = {
  nama: 'name',
  'jenis-kelamin': 'sex',
  'tempat-lahir': 'birthPlace',
  'tanggal-lahir': 'birthDate',
  agama: 'religion',
  pendidikan: 'education',
  pekerjaan: 'occupation',
  'golongan-darah': 'bloodType',
  'status-perkawinan': 'maritalStatus',
  'tanggal-perkawinan': 'maritalDate',
  shdk: 'shdk',
  kewarganegaraan: 'citizenship',
  paspor: 'passportNumber',
  kitap: 'kitapNumber',
  'nama-ayah': 'father',
  'nama-ibu': 'mother',
} as const satisfies Record<ChangeableElement, keyof FamilyMember>;

const isNamedOtherwise = (element: ChangeableElement): element is (typeof NAMED_OTHERWISE)[number] =>
  (NAMED_OTHERWISE as readonly string[]).includes(element);

/** What a resident calls the element, in their language. */
export const elementName = (names: Say<typeof NAMES>, element: ChangeableElement): string =>
  isNamedOtherwise(element) ? names(`changed.${element}`) : names(`element.${element as ElementCode}`);

/** The same in Indonesian. */
export const ELEMENT_LABELS = Object.fromEntries(
  (Object.keys(FIELD_OF) as ChangeableElement[]).map((element) => [
    element,
    elementName(sayFrom(INDONESIAN.names), element),
  ]),
) as Readonly<Record<ChangeableElement, string>>;

const DATES: readonly ChangeableElement[] = ['tanggal-lahir', 'tanggal-perkawinan'];

/** The value as SIAK stores it: the list's spelling, capitals, or a calendar date. */
function storedValue(element: ChangeableElement, written: string): string {
  if (DATES.includes(element)) return toPlainDate(written) ?? plainName(written);
  return canonicalValue(element, written);
}

/** The row with one cell changed; nothing else follows from it (columns 16/17 of children follow their own akta). */
function withElement(row: FamilyMember, element: ChangeableElement, written: string): FamilyMember {
  const value = storedValue(element, written);
  const field = FIELD_OF[element];
  if (element === 'nama') return renamed(row, value);
  if (element === 'status-perkawinan') return withMaritalStatus(row, value, dateThatStays(row, value));
  if (value !== '-') return { ...row, [field]: value };
  if (field === 'passportNumber' || field === 'kitapNumber' || field === 'maritalDate') {
    const { [field]: _emptied, ...rest } = row;
    return rest;
  }
  return { ...row, [field]: value };
}

/** Whether the cell says this already: then SIAK was changed by akta or another office before (rule R47). */
export function holdsAlready(row: FamilyMember, { element, to }: ElementChange): boolean {
  const stored = row[FIELD_OF[element]] ?? '-';
  return DATES.includes(element) ? stored === toPlainDate(to) : saysSame(element, stored, to);
}

/** Changes of elements only: the same rows in the same order on the same card (Permendagri 108/2019 art. 15). */
export function changeElements(plan: Plan, changes: readonly ElementChange[]): Plan {
  const held = changes.filter((change) => {
    const row = memberOf(plan.register, change.nik);
    return row !== undefined && holdsAlready(row, change);
  });
  const fresh = changes.filter((change) => !held.includes(change));
  // A new status drops the date of the former: its own date comes after it, whichever was named first.
  const isDate = ({ element }: ElementChange) => Number(element === 'tanggal-perkawinan');
  const register = fresh.toSorted((a, b) => isDate(a) - isDate(b)).reduce(applyChange, plan.register);
  return withFacts(
    issuing(withRegister(plan, register), ...changes.map((change) => change.nik)),
    ...changes.map((change) => ({ fact: 'change' as const, change })),
    ...held.map((change) => ({ fact: 'already' as const, what: ELEMENT_LABELS[change.element] })),
  );
}

function applyChange(register: CardRegister, { nik: person, element, to }: ElementChange): CardRegister {
  if (element === 'shdk') return withRelation(register, person, storedValue('shdk', to));
  return changeMember(register, person, (row) => withElement(row, element, to));
}

/** Changes of one element as `Changes` holds them. */
export const changesOf = (element: ChangeableElement, { changes }: Changes): ElementChange[] =>
  changes.map(({ person, from, to }) => ({ nik: person, element, from, to }));
