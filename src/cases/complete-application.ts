import { deliver } from './deliver-outbox.ts';
import type { Dependencies } from './dependencies.ts';
import { NotNow } from './not-possible.ts';
import { ownCase } from './own-case.ts';
import type { PinGuard } from './pin-guard.ts';
import { storeCompletion } from './store-completion.ts';
import type { SubmittedPaper } from './store-papers.ts';

/** SOP step 3, "dilengkapi": the applicant sends what was asked for, and the case goes back to the same officer. */
export function completeApplication(
  dependencies: Pick<Dependencies, 'store' | 'documents' | 'engine' | 'logger'>,
  guard: PinGuard,
) {
  const { store } = dependencies;
  return async (applicationNumber: string, pin: string, papers: readonly SubmittedPaper[]): Promise<void> => {
    const record = await ownCase(dependencies, guard, applicationNumber, pin);
    if (record.state !== 'waiting-for-applicant')
      throw new NotNow('Saat ini petugas tidak menunggu kiriman Anda. Lihat langkah terakhir di halaman lacak.');
    if (papers.length === 0) throw new NotNow('Pilih paling sedikit satu foto, lalu kirim lagi.');
    const message = await store.transaction((tables) =>
      storeCompletion(tables, dependencies, applicationNumber, papers, 'portal'),
    );
    await deliver(dependencies, message);
  };
}
