import { INDONESIAN } from '../domain/language/indonesian.ts';
import { amended, storeAmendment } from './amend-application.ts';
import { deliver } from './deliver-outbox.ts';
import type { Dependencies } from './dependencies.ts';
import { NotNow } from './not-possible.ts';
import { ownCase } from './own-case.ts';
import type { PinGuard } from './pin-guard.ts';
import { storeCompletion } from './store-completion.ts';
import type { SubmittedPaper } from './store-papers.ts';
import { validateEvents } from './validate-events.ts';

export interface CompletionWish {
  /** now: goes on although papers lack. later: after a note, more will come. */
  readonly finish?: 'now' | 'later';
  /** Parts of an event-based application, which replace those of before. */
  readonly amendment?: Readonly<Record<string, unknown>> | undefined;
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
  ): Promise<void> => {
    const own = await ownCase(dependencies, guard, applicationNumber, pin, from);
    if (papers.length === 0 && amendment === undefined && finish !== 'now')
      throw new NotNow(INDONESIAN.refusals['pilih-paling-sedikit-satu']);
    const application = amendment === undefined ? undefined : await amended(dependencies, own, amendment);
    const message = await store.transaction(async (tables) => {
      const record = await tables.cases.lock(applicationNumber);
      if (record.state !== 'waiting-for-applicant') throw new NotNow(INDONESIAN.refusals['saat-ini-petugas-tidak']);
      if (application !== undefined) await storeAmendment(tables, dependencies, record, application);
      return storeCompletion(tables, dependencies, record, papers, finish ?? 'when-all-is-there');
    });
    // Other people may be named now: their cards are read before the officer looks.
    if (application !== undefined) await validateEvents(dependencies, await store.cases.get(applicationNumber));
    if (message !== undefined) await deliver(dependencies, message);
  };
}
