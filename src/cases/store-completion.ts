import type { DocumentKind } from '../domain/document-kinds.ts';
import { plainDateOf } from '../domain/plain-date.ts';
import type { CaseRecord, OutboxMessage, PaperRecord, Store } from '../store/store.ts';
import { applicationOf } from './cards-before.ts';
import { newestRequest } from './decisions-in-force.ts';
import type { Dependencies } from './dependencies.ts';
import { hasCome, paperAlternatives } from './paper-alternatives.ts';
import { storePapers, type SubmittedPaper } from './store-papers.ts';
import { askedKinds } from './talk-cases.ts';

type Way = PaperRecord['source'];

/**
 * SOP step 3, "dilengkapi", by the portal: stores papers of a case that waits. It goes on once everything that was
 * asked for by name is there, after a note without names at once, or as it is when `finish` says so. Answers the
 * message for the process, or undefined while papers still lack. `record` was read under the lock of its row.
 */
export async function storeCompletion(
  tables: Store,
  needs: Pick<Dependencies, 'documents' | 'settings' | 'now'>,
  record: CaseRecord,
  papers: readonly SubmittedPaper[],
  finish: 'when-all-is-there' | 'now' | 'later',
): Promise<OutboxMessage | undefined> {
  const { applicationNumber } = record;
  await storePapers({ ...needs, store: tables }, applicationNumber, papers, 'portal', {
    amendedSha256: record.amendedSha256,
    way: 'tracking',
  });
  const kinds = papers.map(({ kind }) => kind);
  const application = await applicationOf(needs, record);
  const instead = paperAlternatives(application, plainDateOf(needs.now()), needs.settings.officeRules);
  const missing = record.missingDocuments.filter((kind) => !hasCome(kind, kinds, instead));
  const isNote = (await askedKinds(tables, record)).length === 0;
  const goesOn = finish === 'now' || (missing.length === 0 && !(isNote && finish === 'later'));
  if (goesOn) return finishCompletion(tables, applicationNumber, kinds, 'portal');
  await notePartOfCompletion(tables, applicationNumber, kinds, missing, 'portal');
  return undefined;
}

/** Some of what was asked for has come; the case still waits for the rest. */
export async function notePartOfCompletion(
  tables: Store,
  applicationNumber: string,
  kinds: readonly DocumentKind[],
  missing: readonly DocumentKind[],
  way: Way,
): Promise<void> {
  await tables.cases.change(applicationNumber, { missingDocuments: missing });
  await tables.journal.write({
    applicationNumber,
    actor: 'pemohon',
    event: 'papers-received',
    step: 3,
    detail: { way, papers: kinds, missing },
  });
}

/**
 * The case goes back to the officer. One message for each time the applicant is asked, whatever they send: an answer
 * that comes twice, or both ways at once, is one; and the very same photo is an answer again when they are asked again.
 */
export async function finishCompletion(
  tables: Store,
  applicationNumber: string,
  kinds: readonly DocumentKind[],
  way: Way,
  actor = 'pemohon',
): Promise<OutboxMessage> {
  const request = newestRequest(await tables.decisions.of(applicationNumber));
  const message: OutboxMessage = {
    name: 'completion-received',
    applicationNumber,
    messageId: `completion:${applicationNumber}:${request?.taskId ?? 'first'}`,
    about: request?.taskId ?? null,
  };
  await tables.cases.change(applicationNumber, { state: 'examination', missingDocuments: [] });
  await tables.journal.write({
    applicationNumber,
    actor,
    event: 'completion-received',
    step: 3,
    detail: { way, papers: kinds },
  });
  await tables.outbox.put(message);
  return message;
}
