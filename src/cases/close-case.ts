import type { CaseReference } from './case-reference.ts';
import type { Dependencies } from './dependencies.ts';
import { requireEndable } from './step-reached.ts';

/** The case ends without a card: not completed in time, withdrawn by the applicant, or refused. */
export function closeCase({ store }: Pick<Dependencies, 'store'>) {
  return async ({ applicationNumber }: CaseReference, as: 'closed' | 'withdrawn' | 'refused'): Promise<void> => {
    await requireEndable(store, await store.cases.get(applicationNumber), as);
    await store.transaction(async (tables) => {
      await tables.cases.change(applicationNumber, { state: as });
      await tables.journal.write({ applicationNumber, actor: 'sistem', event: `case-${as}`, step: null, detail: {} });
    });
  };
}
