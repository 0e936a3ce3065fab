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
}

/** SOP step 3, "dilengkapi": the applicant sends what was asked for, all at once or one by one, and the case goes back to the same officer. */
export function completeApplication(
  dependencies: Pick<Dependencies, 'store' | 'documents' | 'engine' | 'logger'>,
  guard: PinGuard,
) {
  const { store } = dependencies;
  return async (
    applicationNumber: string,
    pin: string,
    papers: readonly SubmittedPaper[],
    from?: string,
    { finish }: CompletionWish = {},
  ): Promise<void> => {
    await ownCase(dependencies, guard, applicationNumber, pin, from);
    if (papers.length === 0 && finish !== 'now') throw new NotNow('Pilih paling sedikit satu foto, lalu kirim lagi.');
    const message = await store.transaction(async (tables) => {
      const record = await tables.cases.lock(applicationNumber);
      if (record.state !== 'waiting-for-applicant')
        throw new NotNow(
          'Saat ini petugas tidak menunggu kiriman Anda. Lihat langkah terakhir di halaman lacak. Bila ada yang ingin disampaikan, tulis kepada petugas di halaman ini.',
        );
      return storeCompletion(tables, dependencies, record, papers, finish ?? 'when-all-is-there');
    });
    if (message !== undefined) await deliver(dependencies, message);
  };
}
