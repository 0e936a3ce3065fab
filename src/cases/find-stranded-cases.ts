import { hasEnded } from '../domain/case-state.ts';
import type { CaseState } from '../store/store.ts';
import type { ProcessEngine } from '../process/process.ts';
import type { Dependencies } from './dependencies.ts';
import { requireAdmin } from './require-admin.ts';

/** An open case that no instance of the process carries any more: its engine, or that engine's data, was lost. */
export interface StrandedCase {
  readonly applicationNumber: string;
  readonly state: CaseState;
  readonly submittedAt: Date;
  /** Tasks of the lost engine that still stand in the work list. */
  readonly openTasks: number;
}

/** Compares the office's open cases with the engine's running instances. Throws when the engine does not answer. */
export function findStrandedCases({
  store,
  engine,
}: Pick<Dependencies, 'store'> & { readonly engine: Pick<ProcessEngine, 'runningCases'> }) {
  return async (): Promise<StrandedCase[]> => {
    const open = await store.cases.unfinished();
    const running = await engine.runningCases();
    // A case whose start still waits in the outbox is not lost, it has not begun.
    const suspects = open.filter(
      ({ applicationNumber, takenUpAt }) => takenUpAt !== null && !running.has(applicationNumber),
    );
    // Between the two looks a case may have ended in good order.
    const now = await store.cases.findMany(suspects.map(({ applicationNumber }) => applicationNumber));
    const stranded = now
      .filter(({ state }) => !hasEnded(state))
      .toSorted((a, b) => a.submittedAt.getTime() - b.submittedAt.getTime());
    return Promise.all(
      stranded.map(async ({ applicationNumber, state, submittedAt }) => ({
        applicationNumber,
        state,
        submittedAt,
        openTasks: (await store.workList.open({ applicationNumber })).length,
      })),
    );
  };
}

/** The same for the admin's page. Throws Refusal for anybody else. */
export function listStrandedCases(needs: Pick<Dependencies, 'store' | 'engine'>) {
  const find = findStrandedCases(needs);
  return async (username: string): Promise<StrandedCase[]> => {
    await requireAdmin(needs, username, { event: 'view-refused', asked: 'stranded-cases', applicationNumbers: [null] });
    return find();
  };
}
