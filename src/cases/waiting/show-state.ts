import type { ProcessEngine, ModelFinding } from '../../process/process.ts';
import type { EngineSighting } from '../../store/engine-watch.ts';
import { names } from '../audit/inquire.ts';
import type { Dependencies } from '../dependencies.ts';
import { identifyOfficer, type Officer } from '../identify-officer.ts';
import { NotNow } from '../not-possible.ts';
import { requireAdmin } from '../require-admin.ts';
import { listWaiting, type WaitingPlace } from './list-waiting.ts';
import { lookAtEngine } from './watch-engine.ts';

/** What the running office knows of itself beside its database. */
export interface OfficeState {
  /** Parts by name: 'ok', or what is wrong in a word. */
  health(): Promise<Readonly<Record<string, string>>>;
  /** Why the model on the disk is not the one in force; empty: it is. */
  refusedModel(): readonly ModelFinding[];
}

export type StateDependencies = Pick<Dependencies, 'store' | 'now' | 'calendar'> & {
  readonly engine: Pick<ProcessEngine, 'runningCases' | 'incidents' | 'retry'>;
  readonly settings: Pick<Dependencies['settings'], 'terms' | 'linkKey'>;
  readonly officeState: OfficeState;
};

export interface ShownState {
  readonly officer: Officer;
  readonly parts: readonly { readonly name: string; readonly state: string; readonly ok: boolean }[];
  readonly refusedModel: readonly ModelFinding[];
  readonly engine: EngineSighting | null;
  /** False: the engine did not answer, and `engine` is what the watcher last saw. */
  readonly engineAnswers: boolean;
  readonly places: readonly (WaitingPlace & { readonly personName: string | null })[];
}

/** Everything that stands still and the state of every part, for the admin. Throws Refusal, journalled, for others. */
export function showState(needs: StateDependencies) {
  const { store, settings, officeState } = needs;
  return async (username: string): Promise<ShownState> => {
    await requireAdmin(needs, username, { event: 'view-refused', asked: 'state-viewed', applicationNumbers: [null] });
    const [{ officer }, parts, looked, nameOf] = await Promise.all([
      identifyOfficer(needs, username),
      officeState.health(),
      lookAtEngine(needs).catch(() => undefined),
      names(needs),
    ]);
    const engine = looked === undefined ? await store.engineWatch.newest() : { ...looked, seenAt: needs.now() };
    const places = await listWaiting({ ...needs, terms: settings.terms }, engine);
    return {
      officer,
      parts: Object.entries(parts).map(([name, state]) => ({ name, state, ok: state === 'ok' })),
      refusedModel: officeState.refusedModel(),
      engine: engine ?? null,
      engineAnswers: looked !== undefined,
      places: places.map((place) => ({ ...place, personName: place.person === null ? null : nameOf(place.person) })),
    };
  };
}

/**
 * Lets the work of an incident be tried once more: safe, because every effect is looked up before it is repeated. An
 * act of the admin, journalled. Throws NotNow when the incident is gone.
 */
export function retryIncident(needs: StateDependencies) {
  const { store, engine } = needs;
  return async (username: string, incidentId: string): Promise<void> => {
    await requireAdmin(needs, username, {
      event: 'act-refused',
      asked: 'incident-retried',
      applicationNumbers: [null],
    });
    const incident = (await engine.incidents()).find(({ id }) => id === incidentId);
    if (incident === undefined) throw new NotNow('Pekerjaan ini sudah tidak berhenti lagi. Muat ulang halaman.');
    await store.journal.write({
      applicationNumber: incident.caseNumber,
      actor: username,
      event: 'incident-retried',
      step: null,
      detail: { at: incident.elementId, code: incident.code },
    });
    if (!(await engine.retry(incidentId)))
      throw new NotNow('Pekerjaan ini sudah tidak berhenti lagi. Muat ulang halaman.');
  };
}
