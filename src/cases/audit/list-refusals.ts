import type { FoundEntry, Span } from '../../store/inquiries.ts';
import { inquire, names, upTo, type AuditDependencies, type Listed } from './inquire.ts';

export type JournalledAct = Pick<FoundEntry, 'at' | 'applicationNumber' | 'event' | 'step' | 'detail'> & {
  readonly who: string;
};

const REFUSED = ['%-refused'];
const ACCOUNTS = ['logged-%', 'login-refused', 'password-%', 'account-%', 'officer-%'];

/** Who tried what they may not: to look, to act, to decide, to log in. */
export function listRefusals(needs: AuditDependencies) {
  return (username: string, span: Span): Promise<Listed<JournalledAct>> =>
    inquire(needs, username, { question: 'refusals', detail: { ...span } }, () => acts(needs, span, REFUSED));
}

/** Who logged in and out, and what was changed in accounts. */
export function listLogIns(needs: AuditDependencies) {
  return (username: string, filter: Span & { readonly officer: string | null }): Promise<Listed<JournalledAct>> =>
    inquire(needs, username, { question: 'log-ins', detail: { ...filter } }, () =>
      acts(needs, filter, ACCOUNTS, filter.officer),
    );
}

async function acts(
  needs: AuditDependencies,
  { from, to }: Span,
  events: readonly string[],
  officer: string | null = null,
): Promise<Listed<JournalledAct>> {
  const nameOf = await names(needs);
  const { rows, cut } = await upTo((limit) =>
    needs.store.inquiries.journal({ from, to, events, ...(officer === null ? {} : { actors: [officer] }) }, limit),
  );
  return {
    rows: rows.map(({ at, applicationNumber, event, step, detail, actor }) => ({
      at,
      applicationNumber,
      event,
      step,
      detail,
      who: nameOf(actor),
    })),
    cut,
  };
}
