import { INDONESIAN } from './language/indonesian.ts';
import type { Application } from './application.ts';
import { ageOn } from './card/age.ts';
import { headBornIn } from './card/birth-date-in.ts';
import { inTheHand } from './check-event-application.ts';
import { canonicalValue } from './events/synonyms.ts';
import { plainNumber } from './events/read-application.ts';
import { prepare, type Situation } from './assessment/assess.ts';
import { ELEMENT_LABELS } from './events/element-changes.ts';
import { toEventApplication } from './events/from-application.ts';
import type { FamilyCard, PlainDate } from './family-card.ts';
import type { FieldFault } from './field-fault.ts';
import { toPlainDate } from './plain-date.ts';
import { findings, ruleNumbered, type Finding } from './rules/table.ts';

/** What is judged before SIAK is read, of an element-based application; the officer sees the others. */
const AT_ONCE = ['R05', 'R10', 'R11', 'R13', 'R17', 'R19', 'R23', 'R56', 'R57', 'R69'].map((id) => ruleNumbered(id));
/** What an officer reads of such an application; none of it refuses the application. */
const IN_THE_HAND = ['R02', 'R12', 'R14', 'R22', 'R24', 'R36'].map((id) => ruleNumbered(id));
/** Compared with SIAK: the lines of F-1.06, and who stands where. */
const OF_CHANGES = ['R35', 'R44', 'R59'].map((id) => ruleNumbered(id));
const OF_FAMILY = ['R48', 'R49', 'R50'].map((id) => ruleNumbered(id));
/** Who is younger cannot be head, whatever SIAK says of a marriage. */
const HEAD_FROM = 16;

/**
 * What was typed, as the rules and SIAK read it: numbers without spaces and dots (R01), no RW as "000", words of the
 * code lists for what people say (R56), dates as they are printed (R13). Leaves alone what is of another shape.
 */
export function asWritten(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const { applicant, members, changes, address, kkNumber, ...rest } = value as Readonly<Record<string, unknown>>;
  const numbered = (part: unknown) => withText(part, 'nik', plainNumber);
  return {
    ...rest,
    ...(applicant === undefined ? {} : { applicant: numbered(applicant) }),
    ...(kkNumber === undefined ? {} : { kkNumber: typeof kkNumber === 'string' ? plainNumber(kkNumber) : kkNumber }),
    ...(address === undefined ? {} : { address: withText(address, 'rw', (rw) => (rw.trim() === '-' ? '000' : rw)) }),
    ...(members === undefined ? {} : { members: Array.isArray(members) ? members.map(numbered) : members }),
    ...(changes === undefined ? {} : { changes: Array.isArray(changes) ? changes.map(changeAsListed) : changes }),
  };
}

function withText(part: unknown, key: string, change: (text: string) => string): unknown {
  const text: unknown = typeof part === 'object' && part !== null ? (part as Record<string, unknown>)[key] : undefined;
  return typeof text === 'string' ? { ...(part as object), [key]: change(text) } : part;
}

const LISTED = [
  ...(['jenis-kelamin', 'agama', 'pendidikan', 'pekerjaan', 'golongan-darah'] as const),
  ...(['status-perkawinan', 'shdk', 'kewarganegaraan'] as const),
];

function changeAsListed(change: unknown): unknown {
  const { element } = (change ?? {}) as { readonly element?: unknown };
  const listed = LISTED.find((one) => one === element);
  if (listed !== undefined) return withText(change, 'to', (to) => canonicalValue(listed, to));
  return element === 'tanggal-lahir' ? withText(change, 'to', (to) => toPlainDate(to) ?? to) : change;
}

/** The faults that the consistency rules find at once, with the field of this form and the sentence of the rule. */
export function ruleFaultsOfElements(application: Application, today: PlainDate): FieldFault[] {
  const { c } = inTheHand(withReprint(application), today);
  const hard = findings(c, AT_ONCE).filter(({ severity }) => severity === 'refuse');
  return [
    ...hard.map((finding) => ({
      field: fieldOf(finding, application, c.application.events),
      title: TITLES[finding.rule] ?? INDONESIAN.fields['isian'],
      remedy: finding.sentence,
    })),
    ...tooYoungHead(application, today),
  ];
}

/** What an officer reads beside such an application before SIAK's card is there. Holds names: for screens only. */
export function hintsInTheHand(application: Application, today: PlainDate): Finding[] {
  const found = findings(inTheHand(withReprint(application), today).c, IN_THE_HAND);
  // Of R14 only dates that were typed: a row that nobody has read has none.
  return found.filter(({ rule, field }) => rule !== 'R14' || field !== undefined);
}

/**
 * What an officer reads where the application says otherwise than SIAK had it; `cards`: as they were read when the
 * application came. Who applies is judged before the draft only. A new card takes its members from other cards, so only
 * its changes are compared.
 */
export function hintsAgainstSiak(
  application: Application,
  { cards, papers, today }: Pick<Situation, 'cards' | 'papers' | 'today'>,
  until: 'draft' | 'examination',
): Finding[] {
  const { c } = prepare(toEventApplication(withReprint(application)), { today, cards, papers, phoneKnown: true });
  const rules = [
    ...OF_CHANGES,
    ...(application.reason === 'baru' ? [] : OF_FAMILY),
    ...(application.reason === 'baru' || until === 'draft' ? [] : [ruleNumbered('R18')]),
  ];
  return findings(c, rules);
}

/** What an officer reads beside the draft: the rules that look at the card alone. */
export function hintsOfDraft(application: Application, draft: FamilyCard, today: PlainDate): Finding[] {
  const told = toEventApplication(withReprint(application));
  const { c } = prepare(told, { today, cards: [draft], papers: [], phoneKnown: true });
  return findings({ ...c, draft: [draft], drafted: true }).filter(
    ({ where, severity }) => where === 'draft alone' && severity !== 'inform',
  );
}

/** A lost or damaged card is an event of its own; the other reasons follow from their changes. */
function withReprint(application: Application): Application {
  const { reason, kkNumber } = application;
  if (reason !== 'hilang' && reason !== 'rusak') return application;
  const data = kkNumber === undefined ? {} : { kkNumber };
  return { ...application, events: [{ event: reason === 'hilang' ? 'kk-hilang' : 'kk-rusak', data }] };
}

const TITLES: Readonly<Record<string, string>> = {
  R05: INDONESIAN.fields['nik'],
  R10: INDONESIAN.fields['nama-menjadi'],
  R11: INDONESIAN.fields['nama-menjadi'],
  R13: INDONESIAN.fields['tanggal-lahir-menjadi'],
  R17: INDONESIAN.fields['pemohon'],
  R19: INDONESIAN.fields['anggota-keluarga'],
  R23: INDONESIAN.fields['hubungan-dalam-keluarga'],
  R56: INDONESIAN.fields['pilihan'],
  R57: INDONESIAN.fields['menjadi'],
  R69: INDONESIAN.fields['perubahan'],
};

/** A field of the derived events is a line of the list of changes; `/listed/1/nik` is `/members/1/nik`. */
function fieldOf(
  { field, rule, subject, sentence }: Finding,
  { changes, members }: Application,
  events: readonly { readonly data: unknown }[],
): string {
  if (field?.startsWith('/listed') === true) return field.replace('/listed', '/members');
  const [, , event, , , place] = field?.split('/') ?? [];
  const lines = (events[Number(event)]?.data as { readonly changes?: readonly ChangeLine[] } | undefined)?.changes;
  const line = lines?.[Number(place)];
  const i = changes.findIndex(({ member, to }) => members[member]?.nik === line?.person && to === line?.to);
  if (i !== -1 && line !== undefined) return `/changes/${i}/to`;
  const named = changes.findIndex(
    ({ member, element }) =>
      members[member]?.nik === subject &&
      element !== 'dokumen-imigrasi' &&
      sentence.startsWith(`${ELEMENT_LABELS[element]} `),
  );
  if (named !== -1) return `/changes/${named}/to`;
  if (rule === 'R23')
    return `/members/${Math.max(
      0,
      members.findIndex(({ nik }) => nik === subject),
    )}/shdk`;
  return rule === 'R19' ? '/members' : rule === 'R17' ? '/applicant/nik' : '/changes';
}
interface ChangeLine {
  readonly person: string;
  readonly to: string;
}

function tooYoungHead({ members }: Application, today: PlainDate): FieldFault[] {
  return members.flatMap(({ nik, shdk }, i) => {
    const born = shdk === 'KEPALA KELUARGA' ? headBornIn(nik, members, today) : undefined;
    return born === undefined || ageOn(born, today) >= HEAD_FROM
      ? []
      : [
          {
            field: `/members/${i}/shdk`,
            title: INDONESIAN.fields['kepala-keluarga'],
            remedy: ruleNumbered('R20').sentence,
          },
        ];
  });
}
