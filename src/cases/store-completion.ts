import type { OutboxMessage, PaperRecord, Store } from '../store/store.ts';
import { newestRequest } from './decisions-in-force.ts';
import type { Dependencies } from './dependencies.ts';
import { storePapers, type SubmittedPaper } from './store-papers.ts';

/**
 * SOP step 3, "dilengkapi": stores what the applicant sends later, by the portal or as a reply, and returns the message
 * for the process. One message for each time the applicant is asked, whatever they send: an answer that comes twice, or
 * both ways at once, is one; and the very same photo is an answer again when they are asked again.
 */
export async function storeCompletion(
  tables: Store,
  { documents }: Pick<Dependencies, 'documents'>,
  applicationNumber: string,
  papers: readonly SubmittedPaper[],
  way: PaperRecord['source'],
): Promise<OutboxMessage> {
  const request = newestRequest(await tables.decisions.of(applicationNumber));
  const message: OutboxMessage = {
    name: 'completion-received',
    applicationNumber,
    messageId: `completion:${applicationNumber}:${request?.taskId ?? 'first'}`,
    about: request?.taskId ?? null,
  };
  await storePapers({ store: tables, documents }, applicationNumber, papers, way);
  await tables.cases.change(applicationNumber, { state: 'examination', missingDocuments: [] });
  await tables.journal.write({
    applicationNumber,
    actor: 'pemohon',
    event: 'completion-received',
    step: 3,
    detail: { way, papers: papers.map(({ kind }) => kind) },
  });
  await tables.outbox.put(message);
  return message;
}
