import type { CaseFilter, FoundCase } from '../../store/inquiries.ts';
import { inquire, names, upTo, type AuditDependencies, type Listed, type NameOf } from './inquire.ts';

export interface FoundCases extends Listed<FoundCase> {
  readonly nameOf: NameOf;
}

/** All cases of an officer, of a day, of a reason. */
export function findCases(needs: AuditDependencies) {
  const { store } = needs;
  return (username: string, filter: CaseFilter): Promise<FoundCases> =>
    inquire(needs, username, { question: 'find-cases', detail: { ...filter } }, async () => ({
      ...(await upTo((limit) => store.inquiries.cases(filter, limit))),
      nameOf: await names(needs),
    }));
}
