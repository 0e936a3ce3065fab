import type { Cases } from './cases.ts';
import type { Means } from './means.ts';

/** The case ends without a card: not completed in time, or withdrawn by the applicant. */
export function close({ store }: Means): Cases['close'] {
  return async ({ applicationNumber }, as) => {
    await store.transaction(async (tables) => {
      await tables.cases.change(applicationNumber, { state: as });
      await tables.journal.write({ applicationNumber, actor: 'sistem', event: `case-${as}`, step: null, detail: {} });
    });
  };
}

/** SOP column "Waktu": a step that runs late is noted, never interrupted. */
export function noteDelay({ store }: Means): Cases['noteDelay'] {
  return ({ applicationNumber }, step) =>
    store.journal.write({ applicationNumber, actor: 'sistem', event: 'step-late', step, detail: {} });
}
