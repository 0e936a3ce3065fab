import type { Person } from '../domain/authority.ts';
import type { PlainDate } from '../domain/family-card.ts';
import { judgeTask, NO_TIES, type Ties } from '../domain/judge-decision.ts';
import type { OfficerRole } from '../domain/process.ts';
import type { TaskId } from '../domain/work-list.ts';
import type { Roster } from '../store/people.ts';
import type { Store } from '../store/store.ts';
import { subjectHash } from './case-subjects.ts';
import type { Dependencies } from './dependencies.ts';
import { ownNikHashes } from './same-person.ts';

interface Needs {
  readonly store: Pick<Store, 'workTies'>;
  readonly settings: Pick<Dependencies['settings'], 'linkKey'>;
}

/** As `tiesToCase`, of whoever was asked for and every open task of the lanes that were asked for. */
export interface TiesToWork {
  of(username: string, applicationNumber: string): Ties;
  /** Open tasks of those lanes that these ties alone keep the person from. */
  keptFrom(person: Person, today: PlainDate, roster: Pick<Roster, 'delegations'>): TaskId[];
}

/** Those of these cases that name this person, whatever state they are in. */
export async function ownFamilyAmong(
  { store, settings }: Needs,
  person: Person,
  applicationNumbers: readonly string[],
): Promise<ReadonlySet<string>> {
  if (person.signerNik === null && person.nikHash == null) return new Set();
  const own = ownNikHashes(settings.linkKey, person);
  const facts = await store.workTies.of(applicationNumbers, own);
  return new Set(
    facts
      .filter(
        ({ subjects, cardNiks }) =>
          subjects.length > 0 || cardNiks.some((nik) => own.includes(subjectHash(settings.linkKey, 'nik', nik))),
      )
      .map(({ applicationNumber }) => applicationNumber),
  );
}

/** The ties of these people to all open tasks of these lanes, or of the office. */
export async function tiesToWork(
  { store, settings }: Needs,
  people: readonly Person[],
  lanes?: readonly OfficerRole[],
): Promise<TiesToWork> {
  const hashes = new Map(
    people
      .filter(({ signerNik, nikHash }) => signerNik !== null || nikHash != null)
      .map((person) => [person.username, ownNikHashes(settings.linkKey, person)]),
  );
  const asked = { hashes: [...new Set([...hashes.values()].flat())], ...(lanes === undefined ? {} : { lanes }) };
  const facts = await store.workTies.open(asked);
  const cases = new Map(
    facts.map((fact) => {
      const card = fact.cardNiks.map((nik) => subjectHash(settings.linkKey, 'nik', nik));
      return [fact.applicationNumber, { ...fact, names: new Set([...fact.subjects, ...card]) }];
    }),
  );
  const of = (username: string, applicationNumber: string): Ties => {
    const found = cases.get(applicationNumber);
    if (found === undefined) return NO_TIES;
    return {
      isOwnFamily: (hashes.get(username) ?? []).some((hash) => found.names.has(hash)),
      renewedAccess: found.renewedBy.includes(username),
      acts: found.typed
        .filter(({ by }) => by === username)
        .map(({ by, at }) => ({ step: 3, element: null, decidedBy: by, decidedAt: at, actingAs: null })),
    };
  };
  return {
    of,
    keptFrom: (person, today, { delegations }) =>
      facts.flatMap(({ taskId, applicationNumber, element }) => {
        const claim = { person, element, assignee: null, entryOfficer: null, history: [], delegations, today };
        const allowed = (ties: Ties) => judgeTask({ ...claim, absent: new Set<string>(), ties }).allowed;
        return allowed(NO_TIES) && !allowed(of(person.username, applicationNumber)) ? [taskId] : [];
      }),
  };
}
