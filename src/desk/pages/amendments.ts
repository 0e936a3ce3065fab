import type { CaseFile } from '../../cases/view-case.ts';
import type { EventChange } from '../../domain/events/answer-changes.ts';
import { eventNamed } from '../../domain/events/catalogue.ts';

const KINDS: Record<EventChange['kind'], string> = {
  added: 'ditambahkan',
  removed: 'dihapus',
  changed: 'diubah',
};

/** What the applicant changed in their answers, newest first. */
export function amendmentsView({ amendments, application }: CaseFile): Record<string, unknown> {
  return {
    amendments: amendments.map(({ at, changes }) => ({
      at,
      by: application.applicant.name,
      changes: changes.map(({ event, kind, answers }) => ({
        title: eventNamed(event).title,
        kindText: KINDS[kind],
        kind,
        answers,
      })),
    })),
  };
}
