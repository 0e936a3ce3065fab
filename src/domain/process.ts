import { Type, type Static, type TObject, type TProperties } from '@sinclair/typebox';
import { REASONS } from './reasons.ts';
import { ELEMENT_CODES } from './elements.ts';
import { DOCUMENT_KINDS } from './document-kinds.ts';
import { SIAK_WAYS } from './siak-way.ts';
import type { HumanStep } from './sop.ts';

/** BPMN process id of `bpmn/penerbitan-kk.bpmn`. */
export const PROCESS_ID = 'penerbitan-kk';
/** DMN decision id of `bpmn/persyaratan.dmn`. */
export const REQUIREMENTS_DECISION_ID = 'persyaratan';

/** BPMN messages, all correlated by `applicationNumber`. */
export const MESSAGE_NAMES = [
  'application-submitted', // message start: one running instance per application number, however often it is sent
  'completion-received', // the applicant sent what was missing, by the portal or by WhatsApp
  'request-undeliverable', // WhatsApp accepted the request for completion and later gave it up
  'card-received', // delivery receipt of WhatsApp, or download of the card
  'card-undeliverable', // WhatsApp accepted the card and later gave it up
  'application-withdrawn', // the applicant cancels
] as const;
export type MessageName = (typeof MESSAGE_NAMES)[number];

/** User task of the diagram in which each human step is decided. */
export const HUMAN_TASKS: Record<HumanStep, string> = {
  2: 'open-application',
  3: 'examine-application',
  4: 'request-print',
  5: 'verify-draft',
  7: 'approve-signing',
  8: 'hand-over-card',
};

/** BPMN errors: each is caught at a boundary in the diagram. */
export const BPMN_ERRORS = [
  'SIAK_MANUAL', // SIAK is to be typed by the officer
  'SIAK_REFUSED', // SIAK does not take the entry: back to the examination
  'SIAK_ENTRY_UNCONFIRMED', // the reference that was typed is not SIAK's: back to manual entry
  'FAMILY_UNKNOWN', // SIAK has no such family: back to the examination
  'NO_SIGNING_GRANT', // completed without a passphrase given on the signing page: back to the head
  'SIGNATURE_REFUSED', // BSrE or the certificate refuses: back to the head
  'SIGNED_CARD_REFUSED', // the PDF that SIAK signed does not pass the check: back to the print officer
  'DRAFT_CHANGED', // the bytes are not those that were verified: back to rendering and verification
  'UNDELIVERABLE', // WhatsApp cannot reach the number: a person hands the card over
] as const;
export type BpmnError = (typeof BPMN_ERRORS)[number];

/** Tasklist candidate groups; also the roles of officers. */
export const OFFICER_ROLES = ['petugas-entri', 'petugas-cetak', 'kasi', 'kepala-dinas'] as const;
export type OfficerRole = (typeof OFFICER_ROLES)[number];
/** Roles that decide nothing: the auditor reads every case, the admin keeps accounts and looks after the engine. */
export const OVERSIGHT_ROLES = ['auditor', 'admin'] as const;
export type OversightRole = (typeof OVERSIGHT_ROLES)[number];
/** Every role a person of the office may hold. */
export const STAFF_ROLES = [...OFFICER_ROLES, ...OVERSIGHT_ROLES] as const;
export type StaffRole = OfficerRole | OversightRole;

const codes = <T extends string>(values: readonly T[]) => Type.Union(values.map((v) => Type.Literal(v)));
const applicationNumber = Type.String({ pattern: '^KK-[0-9]{6}-[0-9A-HJKMNP-TV-Z]{6}$' });
const sha256 = Type.String({ pattern: '^[0-9a-f]{64}$' });

/**
 * Every process variable there is. Nothing else may be named in the diagram, a form or a worker (a test holds it):
 * Cockpit, the auditor's page and the engine's history show variables to whoever may read them, so they carry
 * references, codes and hashes only; never a NIK, name, number, passphrase or document.
 */
export const VARIABLES = {
  applicationNumber,
  /**
   * Again the application number: under this name Tasklist shows it in its list, so that officers see which case a task
   * belongs to.
   */
  taskContextDisplayName: applicationNumber,
  reason: codes(REASONS),
  elements: Type.Array(codes(ELEMENT_CODES), { maxItems: ELEMENT_CODES.length }),
  requiredDocuments: Type.Array(codes(DOCUMENT_KINDS.map((d) => d.code))),
  missingDocuments: Type.Array(codes(DOCUMENT_KINDS.map((d) => d.code))),
  ktpAffected: Type.Boolean(),
  siakEntryNeeded: Type.Boolean(),
  /** How this case comes through SIAK, fixed when it was submitted (SIAK_WAY); decides the ways of the diagram. */
  siakWay: codes(SIAK_WAYS),
  /** SIAK's own reference of the entry; what an officer typed is a claim until somebody confirms it. Holds no NIK. */
  siakReference: Type.String({ minLength: 3, maxLength: 40 }),
  /** User name of the officer who opened the case in step 2 and keeps it. */
  entryOfficer: Type.String({ minLength: 1, maxLength: 60 }),
  draftSha256: sha256,
  signedSha256: sha256,
  examination: codes(['complete', 'incomplete', 'refused'] as const),
  /** Answer of the second officer, who has looked for the entry in SIAK. */
  entryCheck: codes(['seen', 'differs'] as const),
  /** SOP step 4: the officer who examined asks Kasi/Kabid for the print, or sees that the draft is wrong. */
  printRequest: codes(['requested', 'withheld'] as const),
  verification: codes(['valid', 'invalid'] as const),
  signing: codes(['approved', 'rejected'] as const),
  /** What the print officer says of the PDF that SIAK signed. */
  signedCard: codes(['accepted', 'returned'] as const),
  handOver: codes(['resend', 'handed-over'] as const),
  /**
   * Officer's words to the applicant or to a colleague, in the form of a task only: the process carries an empty text, the
   * words stay sealed in `decisions`. The form forbids personal data; long digit runs are refused.
   */
  note: Type.String({ maxLength: 500 }),
  /**
   * Code (see failures.ts) of why a task came back; forms show its Indonesian text. Empty string: it did not come
   * back.
   */
  returnReason: Type.String({ maxLength: 60 }),
  reminders: Type.Integer({ minimum: 0, maximum: 2 }),
} satisfies TProperties;

export type VariableName = keyof typeof VARIABLES;
export type Variables = { [K in VariableName]: Static<(typeof VARIABLES)[K]> };

/** Schema of the named variables, for the input or output of a worker. */
export function variables<K extends VariableName>(...names: K[]): TObject<Pick<typeof VARIABLES, K>> {
  const picked = Object.fromEntries(names.map((name) => [name, VARIABLES[name]]));
  return Type.Object(picked, { additionalProperties: false }) as unknown as TObject<Pick<typeof VARIABLES, K>>;
}

/** Output of a worker that hands nothing on. */
export const NO_VARIABLES = Type.Object({}, { additionalProperties: false });
