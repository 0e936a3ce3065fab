import type { PaperRecord, Store, Word } from '../store/store.ts';
import type { SubmittedPaper } from './cases.ts';
import type { Means } from './means.ts';
import { keepPapers } from './papers.ts';
import { newestStanding } from './standing.ts';

/** An answer may come while an officer still tries to reach the applicant by other means; it must not run out over holidays. */
const A_FORTNIGHT_MS = 14 * 86_400_000;

/**
 * SOP step 3, "dilengkapi": keeps what the applicant sends later, by the portal or as a reply, and answers the word to be said to the process.
 * One word for each time that he is asked, whatever he sends: an answer that comes twice, or both ways at once, is one; and the very same photo
 * is an answer again when he is asked again.
 */
export async function keepCompletion(
  tables: Store,
  { documents }: Pick<Means, 'documents'>,
  applicationNumber: string,
  papers: readonly SubmittedPaper[],
  way: PaperRecord['source'],
): Promise<Word> {
  const word: Word = {
    name: 'completion-received',
    applicationNumber,
    messageId: `completion:${applicationNumber}:${await requestOf(tables, applicationNumber)}`,
    ttlMs: A_FORTNIGHT_MS,
  };
  await keepPapers({ store: tables, documents }, applicationNumber, papers, way);
  await tables.cases.change(applicationNumber, { state: 'examination', missingDocuments: [] });
  await tables.journal.write({
    applicationNumber,
    actor: 'pemohon',
    event: 'completion-received',
    step: 3,
    detail: { way, papers: papers.map(({ kind }) => kind) },
  });
  await tables.words.keep(word);
  return word;
}

/** The decision by which he was asked. */
async function requestOf(tables: Store, applicationNumber: string): Promise<string> {
  return (await newestStanding(tables, applicationNumber))?.recordedBy ?? 'first';
}
