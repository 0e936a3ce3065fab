import type { Dependencies } from './dependencies.ts';
import { cardReceived } from './note-receipt.ts';
import { ownCase, signedCard } from './own-case.ts';
import type { PinGuard } from './pin-guard.ts';

/** The signed card, for its owner. SOP step 9: downloading it is receiving it. */
export function downloadCard(
  dependencies: Pick<Dependencies, 'store' | 'documents' | 'engine' | 'logger'>,
  guard: PinGuard,
) {
  return async (applicationNumber: string, pin: string, from?: string): Promise<Buffer> => {
    const record = await ownCase(dependencies, guard, applicationNumber, pin, from);
    const pdf = await signedCard(dependencies, record);
    await cardReceived(dependencies, applicationNumber, 'download');
    return pdf;
  };
}
