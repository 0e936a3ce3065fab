import { createHash } from 'node:crypto';
import type { Application } from '../domain/application.ts';
import { changedElements } from '../domain/changed-elements.ts';
import { newApplicationNumber, pinOf } from '../domain/application-number.ts';
import type { OutboxMessage } from '../store/store.ts';
import { subjectHashes, subjectsOf } from './case-subjects.ts';
import { deliver } from './deliver-outbox.ts';
import type { Dependencies } from './dependencies.ts';
import { refuseSame } from './same-application.ts';
import { INDONESIAN } from '../domain/language/indonesian.ts';
import { NotNow } from './not-possible.ts';
import { putReceipt } from './put-receipt.ts';
import { refuseStaleSignatures } from './screen-signatures.ts';
import { storePapers, type SubmittedPaper } from './store-papers.ts';

export interface SubmittedApplication {
  readonly application: Application;
  readonly papers: readonly SubmittedPaper[];
  readonly idempotencyKey: string;
  /** The applicant knows that the same application is open, and means another one. */
  readonly another?: boolean;
  /** Of the page; kept only when the office offers it. */
  readonly language?: string | undefined;
  /** Ids of the uploads that the papers came from. */
  readonly uploads?: readonly string[];
}

/**
 * SOP step 1. One idempotency key is one case, however often it comes; its content is compared by hash
 * (IdempotencyConflict). Another key for what is open already is refused (AlreadyOpen) until the applicant says that
 * they mean another application. NotNow after a new PIN was given at the counter: a repeated submission does not get
 * it. A form that was signed on the screen for other answers is refused (SignatureStale).
 * The start of the process and the receipt by WhatsApp are committed with the case and
 * repeated until engine and messenger take them.
 */
export function submitApplication(
  dependencies: Pick<Dependencies, 'store' | 'documents' | 'engine' | 'settings' | 'languages' | 'now' | 'logger'>,
) {
  const { store, documents, settings, languages, now } = dependencies;
  return async ({
    application,
    papers,
    idempotencyKey,
    another = false,
    language,
    uploads = [],
  }: SubmittedApplication) => {
    refuseStaleSignatures(application, papers, settings.officeRules);
    const { record, created } = await store.transaction(async (tables) => {
      if (!another && (await tables.cases.byIdempotencyKey(idempotencyKey)) === undefined)
        await refuseSame(tables, settings.linkKey, application, idempotencyKey);
      const opened = await tables.cases.open({
        applicationNumber: newApplicationNumber(now()),
        // Not part of the hash: the same application sent again from a page in another language is the same one.
        application: language === undefined ? application : { ...application, language: languages.of(language).code },
        elements: changedElements(application),
        siakWay: settings.siakWay,
        idempotencyKey,
        requestSha256: requestSha256(application, papers),
      });
      if (opened.created) {
        const { applicationNumber } = opened.record;
        await tables.subjects.put(applicationNumber, subjectHashes(settings.linkKey, subjectsOf(application)));
        await tables.uploads.markUsed(uploads);
        await storePapers({ store: tables, documents }, applicationNumber, papers, 'portal');
        await tables.journal.write({
          applicationNumber,
          actor: 'pemohon',
          event: 'application-submitted',
          step: 1,
          // Which events they are is said by the sealed application alone.
          detail: { reason: application.reason, papers: papers.map(({ kind }) => kind) },
        });
        await tables.outbox.put(startOf(applicationNumber));
        await putReceipt(tables, opened.record, now());
      }
      return opened;
    });
    const { applicationNumber } = record;
    // The receipt of before is void, and the new PIN was given to a person who showed their KTP-el.
    if (!created && record.pinGeneration !== 0) throw new NotNow(INDONESIAN.refusals['pin-was-renewed']);
    if (record.takenUpAt === null) await deliver(dependencies, startOf(applicationNumber));
    return { applicationNumber, pin: pinOf(applicationNumber, settings.linkKey, record.pinGeneration), created };
  };
}

const startOf = (applicationNumber: string): OutboxMessage => ({
  messageId: `start:${applicationNumber}`,
  name: 'application-submitted',
  applicationNumber,
  about: null,
});

function requestSha256(application: Application, papers: readonly SubmittedPaper[]): string {
  const hash = createHash('sha256').update(JSON.stringify(application));
  for (const { kind, paper } of papers) hash.update(`\n${kind}\n`).update(paper.bytes);
  return hash.digest('hex');
}
