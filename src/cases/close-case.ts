import type { CaseReference } from './case-reference.ts';
import type { Dependencies } from './dependencies.ts';

/** The case ends without a card: not completed in time, or withdrawn by the applicant. */
export function closeCase({ store }: Pick<Dependencies, 'store'>) {
  return async ({ applicationNumber }: CaseReference, as: 'closed' | 'withdrawn'): Promise<void> => {
    await store.transaction(async (tables) => {
      await tables.cases.change(applicationNumber, { state: as });
      await tables.journal.write({ applicationNumber, actor: 'sistem', event: `case-${as}`, step: null, detail: {} });
    });
  };
}
