import { plainDateOf } from '../../domain/plain-date.ts';
import { verifyJournal, type JournalVerdict } from '../verify-journal.ts';
import { inquire, type AuditDependencies } from './inquire.ts';

/**
 * Recomputes the journal from its first row and compares it with every head that was written down outside the database.
 */
export function proveJournal(needs: AuditDependencies) {
  return (username: string): Promise<JournalVerdict> =>
    inquire(needs, username, { question: 'journal' }, () =>
      verifyJournal(needs.store.journal, needs.anchors, plainDateOf(needs.now())),
    );
}
