import { Type, type TSchema } from '@sinclair/typebox';
import { Application, REASONS } from '../../domain/application.ts';
import { BesideEvents } from '../../domain/check-event-application.ts';
import { EventApplication } from '../../domain/events/application.ts';
import { EVENTS } from '../../domain/events/catalogue.ts';
import { SIGNATURE_BOX, STROKE_LIMITS } from '../../domain/forms/strokes.ts';
import { DOCUMENT_KINDS } from '../../domain/document-kinds.ts';
import { ELEMENT_CODES } from '../../domain/elements.ts';
import { CASE_STATES } from '../../store/store.ts';
import { PROBLEMS } from '../middleware/problems.ts';

const choice = <T extends string>(values: readonly T[], description?: string) =>
  Type.Union(
    values.map((value) => Type.Literal(value)),
    description === undefined ? {} : { description },
  );
const nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const closed = { additionalProperties: false } as const;

const FieldFault = Type.Object(
  {
    field: Type.String({
      description: 'JSON pointer of the field ("/applicant/nik"), or "/papers/<kind>/<index>" for a file.',
    }),
    title: Type.String({ description: 'Name of the field as on the form, in Indonesian.' }),
    remedy: Type.String({ description: 'What the applicant should do, in Indonesian.' }),
  },
  closed,
);

const Problem = Type.Object(
  {
    status: Type.Integer(),
    error: choice(Object.keys(PROBLEMS), 'Stable code; program against this, not against the texts.'),
    title: Type.String({ description: 'What is wrong, in Indonesian.' }),
    remedy: Type.String({ description: 'What to do next, in Indonesian.' }),
    faults: Type.Optional(Type.Array(FieldFault)),
    applicationNumber: Type.Optional(Type.String({ description: 'The case that the refusal is about.' })),
    incident: Type.Optional(Type.String({ description: 'Code of a disturbance on our side; name it to the office.' })),
  },
  closed,
);

const Receipt = Type.Object(
  {
    applicationNumber: Type.String({ pattern: '^KK-[0-9]{6}-[0-9A-HJKMNP-TV-Z]{6}$' }),
    pin: Type.String({
      pattern: '^[0-9]{6}$',
      description: 'Together with the number the key to the application. Give it to nobody but the applicant.',
    }),
    trackingUrl: Type.String({ format: 'uri', description: 'Tracking page; asks for the PIN.' }),
  },
  closed,
);

const NAMED_PAPER = { code: choice(DOCUMENT_KINDS.map((kind) => kind.code)), label: Type.String() };

const Tracking = Type.Object(
  {
    applicationNumber: Type.String(),
    language: Type.String({ description: 'In which the texts are: the one that the applicant chose.' }),
    about: Type.String({ description: 'What it is about, in a few words.' }),
    state: choice(CASE_STATES),
    submittedAt: Type.String({ format: 'date-time' }),
    steps: Type.Array(
      Type.Object(
        {
          step: Type.Integer({ minimum: 1, maximum: 10 }),
          title: Type.String(),
          minutes: Type.Integer({ description: 'Minutes the SOP gives this step.' }),
          status: choice(['done', 'current', 'waiting']),
          at: nullable(Type.String({ format: 'date-time' })),
        },
        closed,
      ),
      { description: 'The ten steps of SOP IKMT-PP-01-07.' },
    ),
    todo: nullable(Type.String({ description: 'What the applicant should do now; null: nothing.' })),
    missingDocuments: Type.Array(
      Type.Object(
        {
          ...NAMED_PAPER,
          instead: Type.Array(Type.Object(NAMED_PAPER, closed), { description: 'What may be sent in its place.' }),
        },
        closed,
      ),
    ),
    note: nullable(Type.String({ description: "Officer's words with the last request for completion." })),
    cardReady: Type.Boolean(),
    notices: Type.Array(Type.String(), {
      description: 'What follows from the events and is said with the card: whose KTP-el is replaced, a new number.',
    }),
    cardRevoked: Type.Boolean({ description: 'The office took the signed card back; it is void.' }),
    isLostCard: Type.Boolean({ description: 'The old card was lost: there is nothing to hand in.' }),
    mayWithdraw: Type.Boolean(),
    mayAmend: Type.Boolean({ description: 'The data of the events can be sent again as `amendment`.' }),
    messages: Type.Array(
      Type.Object(
        {
          at: Type.String({ format: 'date-time' }),
          by: choice(['office', 'applicant']),
          text: Type.String(),
          delivery: nullable(choice(['on-its-way', 'delivered', 'read', 'failed'])),
          deliveredAt: nullable(Type.String({ format: 'date-time' })),
          readAt: nullable(Type.String({ format: 'date-time' })),
        },
        closed,
      ),
      { description: 'What office and applicant wrote to each other, and how far the messages of the office came.' },
    ),
    numberFails: Type.Boolean({ description: 'The newest message did not reach the WhatsApp number.' }),
    delay: Type.Optional(
      nullable(Type.String({ description: 'A service that the case waits for has not answered for long.' })),
    ),
    surveyAnswered: Type.Boolean(),
    ktpAffected: Type.Optional(Type.Boolean({ description: 'The KTP-el changes too: its print has to be requested.' })),
  },
  closed,
);

const PhotoCheck = Type.Object({ flaw: nullable(Type.String()), sentence: nullable(Type.String()) }, closed);

const Requirements = Type.Object(
  {
    requiredDocuments: Type.Array(
      Type.Object({ code: choice(DOCUMENT_KINDS.map((kind) => kind.code)), label: Type.String() }, closed),
    ),
    ktpAffected: Type.Boolean(),
  },
  closed,
);

const Verification = Type.Object(
  {
    valid: Type.Boolean({
      description: 'The file is unchanged, genuinely signed, and by somebody who may sign for this office.',
    }),
    intact: Type.Boolean({ description: 'The file is unchanged and genuinely signed, by whomever.' }),
    signer: choice(['accepted', 'refused', 'not-examined']),
    issuedHere: Type.Boolean({ description: 'This very file was issued by this office.' }),
    superseded: Type.Boolean({ description: 'It was issued here, and the family got a newer card since.' }),
    void: Type.Union([choice(['revoked', 'cancelled', 'superseded']), Type.Null()], {
      description:
        'Why a card that was issued here is void: taken back by the office, ended without a card, or replaced. Null: it stands, or it was not issued here.',
    }),
    signerName: nullable(Type.String()),
    signedAt: nullable(Type.String({ format: 'date-time' })),
    level: nullable(Type.String({ description: 'PAdES baseline level, for example "B-B".' })),
    findings: Type.Array(
      Type.Object(
        {
          code: Type.String(),
          ok: Type.Boolean(),
          id: Type.String({ description: 'Finding in Indonesian.' }),
          en: Type.String({ description: 'Finding in English.' }),
        },
        closed,
      ),
    ),
  },
  closed,
);

const Upload = Type.Object(
  {
    received: Type.Integer({ description: 'Bytes that are here; the next piece begins there.' }),
    ready: Type.Boolean({ description: 'Whole and cleaned; may be submitted.' }),
    sentence: Type.Union([Type.String(), Type.Null()], {
      description: 'What makes it hard to read, in words for its sender; null: nothing.',
    }),
  },
  closed,
);
const UploadedPhotos = Type.Array(
  Type.Object(
    { kind: choice(DOCUMENT_KINDS.map(({ code }) => code)), token: Type.String({ pattern: '^[0-9a-f]{64}$' }) },
    closed,
  ),
);

const Option = Type.Object({ code: Type.String(), label: Type.String() }, closed);
const FormDescription = Type.Object(
  {
    reasons: Type.Array(Type.Object({ code: choice(REASONS), label: Type.String() }, closed)),
    elements: Type.Array(
      Type.Object(
        {
          code: choice(ELEMENT_CODES),
          label: Type.String(),
          law: Type.String(),
          input: choice(['list', 'date', 'text']),
          values: Type.Optional(Type.Array(Type.String())),
        },
        closed,
      ),
    ),
    shdk: Type.Array(Type.String()),
    kalurahan: Type.Array(
      Type.Object(
        { code: Type.String(), name: Type.String(), kapanewon: Type.String(), postalCode: Type.String() },
        closed,
      ),
    ),
    documentKinds: Type.Array(Option),
    limits: Type.Object(
      {
        files: Type.Integer(),
        bytesPerFile: Type.Integer(),
        megapixels: Type.Integer(),
        accepted: Type.Array(Type.String()),
      },
      closed,
    ),
  },
  closed,
);

const Advice = Type.Object(
  {
    reason: choice(REASONS),
    reasonLabel: Type.String(),
    elsewhere: Type.Union([
      Type.Object(
        {
          text: Type.String({ description: 'What the applicant should know, in Indonesian.' }),
          where: Type.String({ description: 'The service to go to.' }),
          takesAlong: Type.String(),
          goesOn: Type.Boolean({ description: 'Whether this application can go on meanwhile.' }),
          bring: Type.Array(Type.String()),
        },
        closed,
      ),
      Type.Null(),
    ]),
    papers: Type.Array(Type.Object({ text: Type.String(), kinds: Type.Array(Option) }, closed)),
  },
  closed,
);
const FilledForm = Type.Object(
  {
    sha256: Type.String({ description: 'Fingerprint of everything that stands on the form.' }),
    code: Type.String(),
    title: Type.String(),
    sections: Type.Array(
      Type.Object(
        {
          heading: Type.String(),
          rows: Type.Array(Type.Object({ label: Type.String(), value: Type.String() }, closed)),
        },
        closed,
      ),
    ),
    statement: Type.String(),
    signer: Type.String({ description: 'The applicant.' }),
    others: Type.Array(Type.String(), { description: 'Who else signs; then it is signed on paper.' }),
    mayBeSignedOnScreen: Type.Boolean(),
  },
  closed,
);
const SignedForm = Type.Object({
  events: Type.Array(Type.Object({}), { description: 'And the other parts of an EventApplication.' }),
  signature: Type.Object(
    {
      seen: Type.String({ description: 'As `readForm` answered it (`sha256`).' }),
      strokes: Type.Array(Type.Array(Type.Integer({ minimum: 0 }), { minItems: 2 }), {
        maxItems: STROKE_LIMITS.strokes,
        description: `Each stroke as x, y, x, y ... in a box of ${SIGNATURE_BOX.width} by ${SIGNATURE_BOX.height} from its upper left corner; ${STROKE_LIMITS.points} points at most in all.`,
      }),
    },
    closed,
  ),
});
const KeptForm = Type.Object({ bytes: Type.Integer() }, closed);
const Events = Type.Object(
  {
    question: Type.String(),
    tiles: Type.Array(Type.Object({ tile: Type.String(), events: Type.Array(Type.String()) }, closed)),
    events: Type.Array(
      Type.Object({
        name: Type.String(),
        title: Type.String(),
        fields: Type.Array(Type.Object({ kind: Type.String() })),
      }),
    ),
    elements: Type.Array(Type.Object({ code: Type.String(), label: Type.String(), input: Type.String() })),
  },
  closed,
);
const Faults = Type.Object({ faults: Type.Array(FieldFault) }, closed);

/** Each event with the schema of its own data, as `readApplication` checks it. */
const DeclaredEvents = Type.Array(
  Type.Union(
    EVENTS.map(({ name, data, title }) =>
      Type.Object({ event: Type.Literal(name), data }, { ...closed, title, description: `${title}.` }),
    ),
  ),
  { minItems: 1, maxItems: 20 },
);
const EventApplicationSchema = Type.Object(
  { ...EventApplication.properties, ...BesideEvents.properties, events: DeclaredEvents },
  { ...closed, title: 'Permohonan KK menurut peristiwa' },
);
const Amendment = Type.Partial(
  Type.Pick(EventApplicationSchema, ['events', 'listed', 'members', 'changes', 'address', 'kkNumber'] as const),
  { ...closed, title: 'Isian yang dilengkapi' },
);

/** The named schemas of `/api/openapi.json`. */
export const SCHEMAS = {
  Application,
  EventApplication: EventApplicationSchema,
  Amendment,
  Advice,
  FilledForm,
  SignedForm,
  KeptForm,
  Events,
  Receipt,
  Upload,
  UploadedPhotos,
  Tracking,
  PhotoCheck,
  Requirements,
  Verification,
  FormDescription,
  FieldFault,
  Faults,
  Problem,
} as const;
