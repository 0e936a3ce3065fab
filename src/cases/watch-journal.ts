import { plainDateOf } from '../domain/plain-date.ts';
import type { Dependencies } from './dependencies.ts';
import { verifyJournal } from './verify-journal.ts';

/** The journal is not the one that the office wrote. */
export class JournalBroken extends Error {
  override name = 'JournalBroken';
}

type Needs = Pick<Dependencies, 'store' | 'anchors' | 'now'>;

/** Writes the head of the journal down outside the database, once a day. Answers how many files were written. */
export function anchorJournal({ store, anchors, now }: Needs): () => Promise<number> {
  return async () => ((await anchors.write(plainDateOf(now()), await store.journal.head())) ? 1 : 0);
}

/**
 * Verifies the whole journal and says so in it, for the auditor. Throws JournalBroken, after it has journalled what was
 * found, so that /healthz reports it.
 */
export function watchJournal({ store, anchors, now }: Needs): () => Promise<number> {
  return async () => {
    const today = plainDateOf(now());
    const { length, anchors: compared, findings, notes } = await verifyJournal(store.journal, anchors, today);
    const whole = findings.length === 0;
    await store.journal.write({
      applicationNumber: null,
      actor: 'sistem',
      event: whole ? 'journal-verified' : 'journal-broken',
      step: null,
      detail: {
        length,
        anchors: compared,
        ...(whole ? {} : { findings: findings.map((found) => ({ ...found })) }),
        ...(notes.length === 0 ? {} : { notes: notes.map((note) => ({ ...note })) }),
      },
    });
    if (!whole) throw new JournalBroken(findings.map(({ code }) => code).join(', '));
    return 0;
  };
}
