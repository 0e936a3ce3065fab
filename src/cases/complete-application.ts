import { amended, storeAmendment } from './amend-application.ts';
import { deliver } from './deliver-outbox.ts';
import type { Dependencies } from './dependencies.ts';
import { NotNow } from './not-possible.ts';
import { ownCase } from './own-case.ts';
import type { PinGuard } from './pin-guard.ts';
import { storeCompletion } from './store-completion.ts';
import type { SubmittedPaper } from './store-papers.ts';
import { validateEvents } from './validate-events.ts';

/** SOP step 3, "dilengkapi": the applicant sends what was asked for, papers or the data of the events, and the case goes back to the same officer. */
export function completeApplication(
  dependencies: Pick<Dependencies, 'store' | 'documents' | 'engine' | 'logger' | 'siak' | 'settings' | 'now'>,
  guard: PinGuard,
) {
  const { store } = dependencies;
  return async (
    applicationNumber: string,
    pin: string,
    papers: readonly SubmittedPaper[],
    amendment?: Readonly<Record<string, unknown>>,
  ): Promise<void> => {
    const record = await ownCase(dependencies, guard, applicationNumber, pin);
    if (record.state !== 'waiting-for-applicant')
      throw new NotNow('Saat ini petugas tidak menunggu kiriman Anda. Lihat langkah terakhir di halaman lacak.');
    if (papers.length === 0 && amendment === undefined)
      throw new NotNow('Pilih paling sedikit satu foto, lalu kirim lagi.');
    const application = amendment === undefined ? undefined : await amended(dependencies, record, amendment);
    const message = await store.transaction(async (tables) => {
      if (application !== undefined) await storeAmendment(tables, dependencies, record, application);
      return storeCompletion(tables, dependencies, applicationNumber, papers, 'portal');
    });
    // Other people may be named now: their cards are read before the officer looks.
    if (application !== undefined) await validateEvents(dependencies, await store.cases.get(applicationNumber));
    await deliver(dependencies, message);
  };
}
