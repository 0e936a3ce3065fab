import type { ProcessEngine } from '../../process/process.ts';
import type { EngineSighting, SeenIncident } from '../../store/engine-watch.ts';
import type { Dependencies } from '../dependencies.ts';
import { findStrandedCases } from '../find-stranded-cases.ts';

type Needs = Pick<Dependencies, 'store'> & {
  readonly engine: Pick<ProcessEngine, 'runningCases' | 'incidents'>;
};

/** What stands still in the engine now, and which open cases it does not carry. Throws when it does not answer. */
export async function lookAtEngine(needs: Needs): Promise<Omit<EngineSighting, 'seenAt'>> {
  const [stranded, incidents] = await Promise.all([findStrandedCases(needs)(), needs.engine.incidents()]);
  return {
    stranded: stranded.map(({ applicationNumber }) => applicationNumber),
    incidents: incidents.map(({ id, caseNumber, elementId, sentence, since }): SeenIncident => ({
      id,
      applicationNumber: caseNumber,
      element: elementId,
      sentence,
      since,
    })),
  };
}

/**
 * The watcher: compares the open cases with the engine, writes down what it saw, and journals each case that it finds
 * without an instance, once. Answers how much stands still there.
 */
export function watchEngine(needs: Needs): () => Promise<number> {
  const { store } = needs;
  return async () => {
    const before = new Set((await store.engineWatch.newest())?.stranded);
    const seen = await lookAtEngine(needs);
    await store.transaction(async (tables) => {
      await tables.engineWatch.put(seen);
      for (const applicationNumber of seen.stranded)
        if (!before.has(applicationNumber))
          await tables.journal.write({
            applicationNumber,
            actor: 'sistem',
            event: 'case-stranded',
            step: null,
            detail: {},
          });
    });
    return seen.stranded.length + seen.incidents.length;
  };
}

/** For /healthz: undefined, or how much stands still in the engine as the watcher last saw it. */
export function engineHealth({ store }: Pick<Dependencies, 'store'>): () => Promise<string | undefined> {
  return async () => {
    const seen = await store.engineWatch.newest();
    const parts = [
      [seen?.stranded.length ?? 0, 'berkas tidak berjalan di mesin proses'],
      [seen?.incidents.length ?? 0, 'pekerjaan sistem berhenti'],
    ] as const;
    const summary = parts.filter(([count]) => count > 0).map(([count, text]) => `${count} ${text}`);
    return summary.length === 0 ? undefined : summary.join('; ');
  };
}
