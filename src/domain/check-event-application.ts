import { fill } from './language/placeholders.ts';
import { INDONESIAN } from './language/indonesian.ts';
import { Type, type Static, type TSchema } from '@sinclair/typebox';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { DeclaredChange, DeclaredMember, type Application } from './application.ts';
import { prepare } from './assessment/assess.ts';
import { plainName } from './card/names.ts';
import { unreadCard } from './card/unread.ts';
import { listForElement } from './code-lists.ts';
import { elementOf } from './elements.ts';
import { EventApplication } from './events/application.ts';
import { eventNamed } from './events/catalogue.ts';
import { toEventApplication } from './events/from-application.ts';
import { DEFAULT_OFFICE_RULES } from './events/office-rules.ts';
import { mainReason } from './events/f102.ts';
import { readApplication } from './events/read-application.ts';
import { saysSame } from './events/synonyms.ts';
import { firstPerField, type FieldFault } from './field-fault.ts';
import type { PlainDate } from './family-card.ts';
import { isPlainDate } from './plain-date.ts';
import { implausible } from './plausible-applicant.ts';
import { REASONS } from './reasons.ts';
import { findings, ruleNumbered, type Finding } from './rules/table.ts';

/** What may stand beside the events: the members and changes of elements as an element-based application has them. */
export const BesideEvents = Type.Object({
  /** Not needed: the events decide it. Accepted, so that a client may send what it sent before. */
  reason: Type.Optional(
    Type.Union(
      REASONS.map((reason) => Type.Literal(reason)),
      { title: INDONESIAN.fields['alasan-permohonan'], remedy: INDONESIAN.faults['hapus-isian-ini-alasan'] },
    ),
  ),
  members: Type.Optional(
    Type.Array(DeclaredMember, {
      maxItems: 30,
      title: INDONESIAN.fields['anggota-keluarga'],
      remedy: INDONESIAN.faults['paling-banyak-30-anggota'],
    }),
  ),
  changes: Type.Optional(
    Type.Array(DeclaredChange, {
      maxItems: 60,
      title: INDONESIAN.fields['perubahan'],
      remedy: INDONESIAN.faults['paling-banyak-60-perubahan'],
    }),
  ),
});
type BesideEvents = Static<typeof BesideEvents>;

const ajv = new Ajv({ allErrors: true, strict: false, verbose: true });
addFormats.default(ajv);
const matchesBeside = ajv.compile<BesideEvents>(BesideEvents);

/**
 * What a resident can see to at once and what is judged without SIAK: shapes, dates, names, code lists, who may apply.
 * The other rules look at the register, or at papers that may come later; the officer reads them.
 */
const AT_ONCE = ['R01', 'R05', 'R06', 'R07', 'R08', 'R10', 'R11', 'R13', 'R15', 'R17', 'R56', 'R57', 'R69'].map((id) =>
  ruleNumbered(id),
);

/** Whether the value wants to be read as an event-based application. */
export function hasEvents(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && 'events' in value;
}

export type CheckedEvents =
  | { readonly ok: true; readonly application: Application }
  | { readonly ok: false; readonly faults: readonly FieldFault[] };

/**
 * The hard faults of an event-based application, each with field and remedy, and the application as it is kept: its
 * reason is derived from the events. Does not change its argument.
 */
export function checkEventApplication(value: Readonly<Record<string, unknown>>, today: PlainDate): CheckedEvents {
  const { reason, members, changes, ...declared } = value;
  const beside = Object.fromEntries(
    Object.entries({ reason, members, changes }).filter(([, part]) => part !== undefined),
  );
  const read = readApplication(declared);
  const besideFaults = matchesBeside(beside) ? [] : faultsBeside(matchesBeside.errors ?? []);
  if (!read.ok || besideFaults.length > 0)
    return { ok: false, faults: firstPerField([...(read.ok ? [] : read.faults), ...besideFaults]) };
  const { listed, address, kkNumber, applicant, events } = read.application;
  const known = beside as BesideEvents;
  const application: Application = {
    reason: 'perubahan-data',
    applicant,
    ...(kkNumber === undefined || kkNumber.trim() === '' ? {} : { kkNumber }),
    address: { street: '', rt: '', rw: '', kalurahan: '', ...address },
    members: known.members ?? withNik(listed),
    changes: known.changes ?? [],
    statement: true,
    events,
    ...(listed === undefined ? {} : { listed }),
  };
  // What cannot be read would be refused twice by the rules, at another field.
  const own = [...implausible(application), ...changeFaults(application)];
  const faults = [...listFaults(application), ...(own.length > 0 ? own : ruleFaults(application, today))];
  if (faults.length > 0) return { ok: false, faults: firstPerField(faults) };
  return { ok: true, application: { ...application, reason: reasonOf(application, today) } };
}

/** Title of what an element becomes: "Pendidikan: menjadi". */
export const becomes = (field: string) => fill(INDONESIAN.fields['field-becomes'], { field });

/** The SOP's reason by the events and the family as it is listed; SIAK may know better (a dead person was the head). */
function reasonOf(application: Application, today: PlainDate): Application['reason'] {
  const { c, events, plan } = inTheHand(application, today);
  return mainReason(events.flatMap(({ definition, declared }) => definition.boxes(c, declared.data, plan)));
}

/**
 * The application judged by what the applicant and the card in their hand say. `office` decides where else to go, and no
 * rule.
 */
export function inTheHand(application: Application, today: PlainDate, office = DEFAULT_OFFICE_RULES) {
  const declared = toEventApplication(application);
  const card = unreadCard(declared, today);
  const cards = card === undefined ? [] : [card];
  return prepare(declared, { today, cards, read: false, papers: [], phoneKnown: true, office });
}

function ruleFaults(application: Application, today: PlainDate): FieldFault[] {
  const { c } = inTheHand(application, today);
  // Of the heads only what an event names: the card in the hand is not SIAK's.
  const heads = findings(c, [ruleNumbered('R19')]).filter(({ field = '' }) => field.startsWith('/events/'));
  return [...findings(c, AT_ONCE), ...heads]
    .filter(({ severity }) => severity === 'refuse')
    .map((finding) => faultOf(finding, application));
}

function faultOf({ field = '/events', sentence }: Finding, application: Application): FieldFault {
  return { field, title: titleAt(field, application) ?? INDONESIAN.fields['isian'], remedy: sentence };
}

/** Name of the field as on the form, found by walking the schemas along the pointer. */
function titleAt(pointer: string, { events = [] }: Application): string | undefined {
  const [, first, place, , ...rest] = pointer.split('/');
  const declared = first === 'events' && place !== undefined ? events[Number(place)] : undefined;
  if (declared !== undefined) {
    const event = eventNamed(declared.event);
    return titleIn(event.data, rest) ?? event.title;
  }
  return titleIn(EventApplication, pointer.split('/').slice(1));
}

function titleIn(schema: TSchema, path: readonly string[]): string | undefined {
  const [key, ...rest] = path;
  if (key === undefined) return schema.title;
  const own = (schema['properties'] as Record<string, TSchema> | undefined)?.[key];
  const items = schema['items'] as TSchema | readonly TSchema[] | undefined;
  const item = Array.isArray(items) ? (items as readonly TSchema[])[Number(key)] : (items as TSchema | undefined);
  const next = own ?? (/^\d+$/.test(key) ? item : undefined);
  return next === undefined ? schema.title : (titleIn(next, rest) ?? schema.title);
}

/** Whoever lists the family names everybody, and who is head; a list without any relation says only who is there. */
function listFaults({ listed = [] }: Application): FieldFault[] {
  const nameless = listed.flatMap(({ name }, i) =>
    name.trim() === ''
      ? [
          {
            field: `/listed/${i}/name`,
            title: INDONESIAN.fields['nama-anggota'],
            remedy: INDONESIAN.faults['tuliskan-nama-anggota-seperti'],
          },
        ]
      : [],
  );
  const related = listed.filter(({ shdk = '' }) => shdk.trim() !== '');
  if (related.length === 0) return nameless;
  const unrelated = listed.flatMap(({ shdk = '' }, i) =>
    shdk.trim() === ''
      ? [
          {
            field: `/listed/${i}/shdk`,
            title: INDONESIAN.fields['hubungan-dalam-keluarga'],
            remedy: INDONESIAN.faults['pilih-hubungan-dari-daftar'],
          },
        ]
      : [],
  );
  const heads = related.filter(({ shdk = '' }) => plainName(shdk) === 'KEPALA KELUARGA').length;
  const oneHead =
    heads === 1
      ? []
      : [{ field: '/listed', title: INDONESIAN.fields['anggota-keluarga'], remedy: ruleNumbered('R19').sentence }];
  return [...nameless, ...unrelated, ...oneHead];
}

/**
 * Changes of elements beside the events: as `checkApplication` judges them, but old words of old cards may stand as
 * "semula".
 */
function changeFaults({ changes, members }: Application): FieldFault[] {
  return changes.flatMap(({ member, element, from, to }, i): FieldFault[] => {
    const { label } = elementOf(element);
    const at = `/changes/${i}`;
    if (members[member] === undefined)
      return [
        {
          field: `${at}/member`,
          title: INDONESIAN.fields['anggota'],
          remedy: INDONESIAN.faults['pilih-anggota-keluarga-yang-ada'],
        },
      ];
    if (listForElement(element)?.includes(to) === false)
      return [{ field: `${at}/to`, title: becomes(label), remedy: INDONESIAN.faults['pilih-isi-dari-daftar'] }];
    if (element === 'tanggal-lahir' && !isPlainDate(to))
      return [
        {
          field: `${at}/to`,
          title: INDONESIAN.fields['tanggal-lahir-menjadi'],
          remedy: INDONESIAN.faults['tulis-tanggal-yang-ada'],
        },
      ];
    if (element !== 'dokumen-imigrasi' && saysSame(element, from, to))
      return [
        {
          field: `${at}/to`,
          title: becomes(label),
          remedy: INDONESIAN.faults['isi-semula-dan-menjadi'],
        },
      ];
    return [];
  });
}

function withNik(listed: EventApplication['listed']): Application['members'] {
  return (listed ?? []).flatMap(({ name, nik, shdk = '' }) => (nik === undefined ? [] : [{ name, nik, shdk }]));
}

function faultsBeside(errors: NonNullable<typeof matchesBeside.errors>): FieldFault[] {
  return errors.flatMap(({ instancePath, params, parentSchema }) => {
    const missing = (params as { missingProperty?: string }).missingProperty;
    const schema = parentSchema as
      | { title?: string; remedy?: string; properties?: Record<string, TSchema> }
      | undefined;
    const named = missing === undefined ? schema : (schema?.properties?.[missing] as typeof schema);
    const field = missing === undefined ? instancePath || '/' : `${instancePath}/${missing}`;
    return named?.title === undefined
      ? []
      : [{ field, title: named.title, remedy: named.remedy ?? INDONESIAN.faults['periksa-isian-ini'] }];
  });
}
