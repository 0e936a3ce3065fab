import type { HumanStep } from '../../domain/sop.ts';
import type { FoundDecision, Span } from '../../store/inquiries.ts';
import { inquire, names, upTo, type AuditDependencies, type Listed } from './inquire.ts';

/**
 * Cases in which one person decided more than one of examination (steps 3 and 4), verification (5) and signature (7);
 * there should be none.
 */
export function checkFourEyes(needs: AuditDependencies) {
  const { store } = needs;
  return (
    username: string,
    span: Span,
  ): Promise<Listed<{ applicationNumber: string; who: string; steps: readonly HumanStep[] }>> =>
    inquire(needs, username, { question: 'four-eyes', detail: { ...span } }, async () => {
      const nameOf = await names(needs);
      const { rows, cut } = await upTo((limit) => store.inquiries.sameEyes(span, limit));
      return { rows: rows.map((row) => ({ ...row, who: nameOf(row.who) })), cut };
    });
}

export type NamedDecision = Pick<
  FoundDecision,
  'applicationNumber' | 'step' | 'decidedAt' | 'draftSha256' | 'actingAs'
> & { readonly who: string };

/**
 * Requests for the print, verifications and signatures whose decider had not opened that draft at readable size; there
 * should be none.
 */
export function listUnseenDecisions(needs: AuditDependencies) {
  const { store } = needs;
  return (username: string, span: Span): Promise<Listed<NamedDecision>> =>
    inquire(needs, username, { question: 'unseen-decisions', detail: { ...span } }, async () => {
      const nameOf = await names(needs);
      const { rows, cut } = await upTo((limit) => store.inquiries.unseenDecisions(span, limit));
      return { rows: rows.map((row) => ({ ...row, actingAs: null, who: nameOf(row.decidedBy) })), cut };
    });
}

/** What was decided under a letter (Plh, Plt). */
export function listActingDecisions(needs: AuditDependencies) {
  const { store } = needs;
  return (username: string, span: Span): Promise<Listed<NamedDecision>> =>
    inquire(needs, username, { question: 'acting-decisions', detail: { ...span } }, async () => {
      const nameOf = await names(needs);
      const { rows, cut } = await upTo((limit) => store.inquiries.actingDecisions(span, limit));
      return { rows: rows.map((row) => ({ ...row, who: nameOf(row.decidedBy) })), cut };
    });
}
