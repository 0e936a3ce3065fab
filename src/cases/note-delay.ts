import type { SopStep } from '../domain/sop.ts';
import type { CaseReference } from './case-reference.ts';
import type { Dependencies } from './dependencies.ts';

/** SOP column "Waktu": a step that runs late is noted, never interrupted. */
export function noteDelay({ store }: Pick<Dependencies, 'store'>) {
  return ({ applicationNumber }: CaseReference, step: SopStep): Promise<void> =>
    store.journal.write({ applicationNumber, actor: 'sistem', event: 'step-late', step, detail: {} });
}
