import type { FoundEntry, Span } from '../../store/inquiries.ts';
import type { DocumentKind } from '../../domain/document-kinds.ts';
import type { Store } from '../../store/store.ts';
import { inquire, names, upTo, type AuditDependencies, type Listed } from './inquire.ts';

/**
 * incomplete, invalid: back to the applicant · rejected: from the head to the Kasi · refused: for good · came-back: to
 * an officer, by the system or a colleague · the others: by term, by the applicant, by the system.
 */
export type ReturnKind =
  | 'incomplete'
  | 'invalid'
  | 'rejected'
  | 'refused'
  | 'closed'
  | 'withdrawn'
  | 'came-back'
  | 'signing-failed';

export interface ReturnedCase {
  readonly at: Date;
  readonly applicationNumber: string;
  readonly step: number | null;
  readonly who: string;
  readonly kind: ReturnKind;
  /** The officer's own words; '' when there are none. */
  readonly note: string;
  readonly missing: readonly DocumentKind[];
  /** Code of domain/failures.ts; null: a person decided. */
  readonly code: string | null;
}

const KIND_OF_EVENT: Readonly<Record<string, ReturnKind>> = {
  'case-closed': 'closed',
  'case-withdrawn': 'withdrawn',
  'task-returned': 'came-back',
  'signing-failed': 'signing-failed',
};

/** Why cases were returned, refused, closed or given up; newest first. */
export function listReturns(needs: AuditDependencies) {
  return (username: string, span: Span): Promise<Listed<ReturnedCase>> =>
    inquire(needs, username, { question: 'returns', detail: { ...span } }, () => returnsWithin(needs, span));
}

export async function returnsWithin(
  { store }: { readonly store: Pick<Store, 'inquiries' | 'people'> },
  span: Span,
): Promise<Listed<ReturnedCase>> {
  const nameOf = await names({ store });
  const [decided, happened] = await Promise.all([
    upTo((limit) => store.inquiries.returns(span, limit)),
    upTo((limit) => store.inquiries.journal({ ...span, events: Object.keys(KIND_OF_EVENT) }, limit)),
  ]);
  const byPeople = decided.rows.map(({ applicationNumber, step, decidedBy, decidedAt, answer }): ReturnedCase => ({
    at: decidedAt,
    applicationNumber,
    step,
    who: nameOf(decidedBy),
    kind: kindOf(answer),
    note: typeof answer['note'] === 'string' ? answer['note'] : '',
    missing: Array.isArray(answer['missingDocuments']) ? (answer['missingDocuments'] as DocumentKind[]) : [],
    code: null,
  }));
  const rows = [...byPeople, ...happened.rows.flatMap((row) => bySystem(row, nameOf))];
  return {
    rows: rows.toSorted((a, b) => b.at.getTime() - a.at.getTime()),
    cut: decided.cut || happened.cut,
  };
}

function kindOf(answer: Readonly<Record<string, unknown>>): ReturnKind {
  if (answer['signing'] === 'rejected') return 'rejected';
  if (answer['examination'] === 'refused') return 'refused';
  if (answer['examination'] === 'incomplete') return 'incomplete';
  return answer['verification'] === 'invalid' ? 'invalid' : 'came-back';
}

function bySystem(
  { at, applicationNumber, step, actor, event, detail }: FoundEntry,
  nameOf: (username: string) => string,
): ReturnedCase[] {
  const kind = KIND_OF_EVENT[event];
  if (kind === undefined || applicationNumber === null) return [];
  const code = detail['code'];
  return [
    {
      at,
      applicationNumber,
      step,
      who: nameOf(actor),
      kind,
      note: '',
      missing: [],
      code: typeof code === 'string' ? code : null,
    },
  ];
}
