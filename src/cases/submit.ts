import { createHash } from 'node:crypto';
import { changedElements, type Application } from '../domain/application.ts';
import { newApplicationNumber, pinOf } from '../domain/application-number.ts';
import type { CaseRecord } from '../store/store.ts';
import type { Cases, SubmittedPaper } from './cases.ts';
import type { Means } from './means.ts';
import { keepPapers } from './papers.ts';

/** SOP step 1. One idempotency key is one case, however often it comes; its content is compared by hash (IdempotencyConflict). */
export function submit({ store, documents, engine, settings, now, logger }: Means): Cases['submit'] {
  return async ({ application, papers, idempotencyKey }) => {
    const { record, created } = await store.transaction(async (tables) => {
      const opened = await tables.cases.open({
        applicationNumber: newApplicationNumber(now()),
        application,
        elements: changedElements(application),
        idempotencyKey,
        requestSha256: requestSha256(application, papers),
      });
      if (opened.created) {
        const { applicationNumber } = opened.record;
        await keepPapers({ store: tables, documents }, applicationNumber, papers, 'portal');
        const detail = { reason: application.reason, papers: papers.map(({ kind }) => kind) };
        await tables.journal.write({
          applicationNumber,
          actor: 'pemohon',
          event: 'application-submitted',
          step: 1,
          detail,
        });
      }
      return opened;
    });
    // The case is safe now. If the engine does not answer, `startForgottenCases` starts it later.
    if (record.processInstanceKey === null)
      await engine
        .startCase(startOf(record))
        .catch((error: unknown) =>
          logger.warn(
            { applicationNumber: record.applicationNumber, error: nameOf(error) },
            'start message not taken, will be sent again',
          ),
        );
    return {
      applicationNumber: record.applicationNumber,
      pin: pinOf(record.applicationNumber, settings.linkKey),
      created,
    };
  };
}

/** Sends the start message again for cases the engine has not taken up (it was down, or the answer was lost). Publishing twice starts one instance. */
export function startForgottenCases(
  { store, engine }: Pick<Means, 'store' | 'engine'>,
  olderThanMs: number,
): () => Promise<number> {
  return async () => {
    const forgotten = await store.cases.notStarted(olderThanMs);
    for (const record of forgotten) await engine.startCase(startOf(record));
    return forgotten.length;
  };
}

const startOf = ({ applicationNumber, reason, elements }: CaseRecord) => ({ applicationNumber, reason, elements });
const nameOf = (error: unknown) => (error instanceof Error ? error.name : typeof error);

function requestSha256(application: Application, papers: readonly SubmittedPaper[]): string {
  const hash = createHash('sha256').update(JSON.stringify(application));
  for (const { kind, paper } of papers) hash.update(`\n${kind}\n`).update(paper.bytes);
  return hash.digest('hex');
}
