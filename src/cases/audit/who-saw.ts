import { viewsOf, type View } from './views.ts';
import { inquire, markOf, type AuditDependencies } from './inquire.ts';

export interface Looks {
  readonly cases: readonly string[];
  /** Oldest first; refused attempts included. */
  readonly views: readonly View[];
}

/** Who saw the data of this person, in every case in which they stand. The journal keeps a keyed hash of the NIK. */
export function whoSawPerson(needs: AuditDependencies) {
  const { store } = needs;
  return (username: string, nik: string): Promise<Looks> =>
    inquire(needs, username, { question: 'who-saw-person', detail: { nik: markOf(needs, nik) } }, async () => {
      const cases = await store.inquiries.casesOfPerson(nik);
      return { cases, views: await viewsOfCases(needs, cases) };
    });
}

/** Who saw this case. Throws Failure CASE_UNKNOWN. */
export function whoSawCase(needs: AuditDependencies) {
  return (username: string, applicationNumber: string): Promise<Looks> =>
    inquire(needs, username, { question: 'who-saw-case', applicationNumber }, async () => {
      await needs.store.cases.get(applicationNumber);
      return { cases: [applicationNumber], views: await viewsOfCases(needs, [applicationNumber]) };
    });
}

function viewsOfCases({ store }: AuditDependencies, cases: readonly string[]): Promise<View[]> {
  return viewsOf(
    {
      journalOf: (number) => store.journal.of(number),
      listViews: (numbers) => store.inquiries.listViews(numbers),
      papersOf: (number) => store.papers.of(number),
      people: () => store.people.all(),
    },
    cases,
  );
}
