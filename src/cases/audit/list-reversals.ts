import type { Span } from '../../store/inquiries.ts';
import type { RevocationRecord } from '../../store/revocations.ts';
import type { ReversalFilter, TakenBackDecision } from '../../store/reversals.ts';
import { inquire, names, upTo, type AuditDependencies, type Listed, type NameOf } from './inquire.ts';

/** A period, or one case. */
export type ReversalsOf = Span | { readonly applicationNumber: string };
type Named<Row> = Listed<Row> & { readonly nameOf: NameOf };

/** Decisions that their authors took back, newest first. Throws Failure CASE_UNKNOWN. */
export function listTakenBackDecisions(needs: AuditDependencies) {
  return (username: string, of: ReversalsOf): Promise<Named<TakenBackDecision>> =>
    listOf(needs, username, 'taken-back-decisions', of, (filter, limit) =>
      needs.store.inquiries.takenBackDecisions(filter, limit),
    );
}

/** Signed cards that two people took back, and requests for it that came to nothing. Throws Failure CASE_UNKNOWN. */
export function listCardRevocations(needs: AuditDependencies) {
  return (username: string, of: ReversalsOf): Promise<Named<RevocationRecord>> =>
    listOf(needs, username, 'card-revocations', of, (filter, limit) =>
      needs.store.inquiries.cardRevocations(filter, limit),
    );
}

function listOf<Row>(
  needs: AuditDependencies,
  username: string,
  question: string,
  of: ReversalsOf,
  ask: (filter: ReversalFilter, limit: number) => Promise<Row[]>,
): Promise<Named<Row>> {
  const asked = 'from' in of ? { detail: { ...of } } : { applicationNumber: of.applicationNumber };
  return inquire(needs, username, { question, ...asked }, async () => {
    if (!('from' in of)) await needs.store.cases.get(of.applicationNumber);
    return { ...(await upTo((limit) => ask(of, limit))), nameOf: await names(needs) };
  });
}
