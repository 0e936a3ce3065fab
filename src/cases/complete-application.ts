import { advise, type Advice } from '../domain/assessment/advise.ts';
import type { DocumentKind } from '../domain/document-kinds.ts';
import { INDONESIAN } from '../domain/language/indonesian.ts';
import { plainDateOf } from '../domain/plain-date.ts';
import { judgeAmendment, storeAmendment } from './amend-application.ts';
import { deliver } from './deliver-outbox.ts';
import type { Dependencies } from './dependencies.ts';
import { NotNow } from './not-possible.ts';
import { ownCase } from './own-case.ts';
import type { PinGuard } from './pin-guard.ts';
import { storeCompletion } from './store-completion.ts';
import type { SubmittedPaper } from './store-papers.ts';

export interface CompletionWish {
  /** now: goes on although papers lack. later: after a note, more will come. */
  readonly finish?: 'now' | 'later';
  /** Parts of an event-based application, which replace those of before. */
  readonly amendment?: Readonly<Record<string, unknown>> | undefined;
}

/** What the applicant should know of what they sent, beside the case itself. */
export interface Completion {
  /** Papers that nothing needs any more, now that the events are others. */
  readonly needless: readonly DocumentKind[];
  /** Another service that an added event needs; null: none. */
  readonly elsewhere: Advice['elsewhere'];
}

/**
 * SOP step 3, "dilengkapi": the applicant sends what was asked for, papers or the data of the events, all at once or
 * one by one, and the case goes back to the same officer.
 */
export function completeApplication(
  dependencies: Pick<Dependencies, 'store' | 'documents' | 'engine' | 'logger' | 'siak' | 'settings' | 'now'>,
  guard: PinGuard,
) {
  const { store } = dependencies;
  return async (
    applicationNumber: string,
    pin: string,
    papers: readonly SubmittedPaper[],
    from?: string,
    { finish, amendment }: CompletionWish = {},
  ): Promise<Completion> => {
    const own = await ownCase(dependencies, guard, applicationNumber, pin, from);
    if (papers.length === 0 && amendment === undefined && finish !== 'now')
      throw new NotNow(INDONESIAN.refusals['pilih-paling-sedikit-satu']);
    if (own.state !== 'waiting-for-applicant') throw notWaiting();
    const judged = amendment === undefined ? undefined : await judgeAmendment(dependencies, own, amendment);
    const { message, needless } = await store.transaction(async (tables) => {
      const record = await tables.cases.lock(applicationNumber);
      if (record.state !== 'waiting-for-applicant') throw notWaiting();
      const amendedPapers = judged === undefined ? undefined : await storeAmendment(tables, record, judged);
      const missingDocuments = amendedPapers?.missing ?? record.missingDocuments;
      const asked = { ...record, missingDocuments, amendedSha256: judged?.amendedSha256 ?? record.amendedSha256 };
      return {
        needless: amendedPapers?.needless ?? [],
        message: await storeCompletion(tables, dependencies, asked, papers, finish ?? 'when-all-is-there'),
      };
    });
    if (message !== undefined) await deliver(dependencies, message);
    return {
      needless,
      elsewhere:
        judged === undefined || judged.added.length === 0
          ? null
          : advise(judged.application, plainDateOf(dependencies.now()), dependencies.settings.officeRules).elsewhere,
    };
  };
}

const notWaiting = () => new NotNow(INDONESIAN.refusals['saat-ini-petugas-tidak']);
