import { createHash, randomUUID } from 'node:crypto';
import type { Person } from '../../src/domain/authority.ts';
import { Failure } from '../../src/domain/failures.ts';
import { toE164 } from '../../src/domain/phone.ts';
import type { Variables } from '../../src/domain/process.ts';
import type { Documents } from '../../src/documents/documents.ts';
import type { Engine, UserTask } from '../../src/engine/engine.ts';
import type {
  AbsenceRecord,
  ArchiveCopyRecord,
  CaseRecord,
  DecisionRecord,
  DelegationRecord,
  DraftRecord,
  EffectRecord,
  JournalRow,
  MessageRecord,
  PaperRecord,
  Store,
} from '../../src/store/store.ts';

/** The store's face on plain arrays: what the desk reads and writes, nothing of PostgreSQL. */
export interface MemoryStore extends Store {
  readonly rows: {
    cases: Map<string, CaseRecord>;
    papers: PaperRecord[];
    drafts: DraftRecord[];
    decisions: DecisionRecord[];
    journal: JournalRow[];
    messages: MessageRecord[];
    people: Map<string, Person>;
    delegations: DelegationRecord[];
    absences: AbsenceRecord[];
  };
}

export function createMemoryStore(now: () => Date = () => new Date()): MemoryStore {
  const rows: MemoryStore['rows'] = {
    cases: new Map(),
    papers: [],
    drafts: [],
    decisions: [],
    journal: [],
    messages: [],
    people: new Map(),
    delegations: [],
    absences: [],
  };
  const effects = new Map<string, EffectRecord>();
  const copies: ArchiveCopyRecord[] = [];
  const links = new Map<string, { applicationNumber: string; purpose: 'card' | 'media'; expiresAt: Date }>();
  const done = <T>(value: T) => Promise.resolve(value);
  const mine =
    (applicationNumber: string) =>
    (row: { readonly applicationNumber: string | null }): boolean =>
      row.applicationNumber === applicationNumber;
  const store: MemoryStore = {
    rows,
    cases: {
      open: ({ applicationNumber, application, elements }) => {
        const record: CaseRecord = {
          applicationNumber,
          application,
          reason: application.reason,
          elements,
          state: 'submitted',
          processInstanceKey: null,
          requiredDocuments: [],
          missingDocuments: [],
          ktpAffected: false,
          kkNumber: application.kkNumber ?? null,
          whatsapp: toE164(application.applicant.whatsapp) ?? null,
          siakReference: null,
          cardDataSha256: null,
          entryOfficer: null,
          draftSha256: null,
          signedSha256: null,
          findings: [],
          submittedAt: now(),
          updatedAt: now(),
        };
        rows.cases.set(applicationNumber, record);
        return done({ record, created: true });
      },
      find: (number) => done(rows.cases.get(number)),
      get: (number) => {
        const record = rows.cases.get(number);
        return record === undefined ? Promise.reject(new Failure('CASE_UNKNOWN')) : done(record);
      },
      change: async (number, change) => {
        rows.cases.set(number, { ...(await store.cases.get(number)), ...change, updatedAt: now() });
      },
      notStarted: () => done([]),
      findByWhatsapp: () => done(undefined),
      findBySigned: (sha256) => done([...rows.cases.values()].find((record) => record.signedSha256 === sha256)),
      list: (filter = {}) =>
        done(
          [...rows.cases.values()]
            .filter(
              ({ state, processInstanceKey }) =>
                (filter.states?.includes(state) ?? true) &&
                (filter.processInstanceKeys?.some((key) => key === processInstanceKey) ?? true),
            )
            .toReversed()
            .slice(0, Math.min(filter.limit ?? 500, 500)),
        ),
    },
    papers: {
      add: (paper) => {
        const record = { ...paper, id: randomUUID(), receivedAt: now() };
        rows.papers.push(record);
        return done(record);
      },
      of: (number) => done(rows.papers.filter(mine(number))),
      find: (id) => done(rows.papers.find((paper) => paper.id === id)),
    },
    drafts: {
      save: (draft) => done(void rows.drafts.push({ ...draft, renderedAt: now() })),
      find: (sha256) => done(rows.drafts.find((draft) => draft.sha256 === sha256)),
      latest: (number) => done(rows.drafts.filter(mine(number)).at(-1)),
    },
    decisions: {
      record: (decision) => done(void rows.decisions.push(decision)),
      of: (number) => done(rows.decisions.filter(mine(number))),
      byRecorder: (recordedBy) => done(rows.decisions.find((decision) => decision.recordedBy === recordedBy)),
      byUserTask: (key) => done(rows.decisions.find((decision) => decision.userTaskKey === key)),
    },
    journal: {
      write: (entry) =>
        done(
          void rows.journal.push({
            ...entry,
            id: String(rows.journal.length + 1),
            at: now(),
            previousHash: '',
            hash: '',
          }),
        ),
      of: (number) => done(rows.journal.filter(mine(number))),
      firstBrokenLink: () => done(undefined),
      head: () => done({ length: String(rows.journal.length), hash: '' }),
    },
    effects: {
      intend: ({ key, kind, applicationNumber }) => {
        const before = effects.get(key);
        const effect: EffectRecord = before ?? {
          key,
          kind,
          applicationNumber,
          state: 'intended',
          reference: null,
          intendedAt: now(),
          settledAt: null,
        };
        effects.set(key, effect);
        return done({ effect, isNew: before === undefined });
      },
      settle: (key, state, reference) =>
        done(void effects.set(key, { ...effects.get(key)!, state, reference: reference ?? null, settledAt: now() })),
      find: (key) => done(effects.get(key)),
    },
    messages: {
      add: (message) => {
        const record = { ...message, id: randomUUID(), at: now() };
        rows.messages.push(record);
        return done(record);
      },
      of: (number) => done(rows.messages.filter(mine(number))),
      bySid: (sid) => done(rows.messages.find((message) => message.sid === sid)),
      advance: () => done(false),
    },
    words: { keep: () => done(undefined), taken: () => done(undefined), waiting: () => done([]) },
    archiveCopies: {
      put: (copy) => done(void copies.push({ ...copy, at: now(), checkedAt: now() })),
      of: (number) => done(copies.filter(mine(number))),
      absent: () => done(copies.filter(({ state }) => state === 'absent')),
      lacking: () => done([]),
      dueForCheck: () => done([]),
      checked: () => done(undefined),
      counts: () => done([]),
      lost: () => done([]),
    },
    people: {
      put: (person) => done(void rows.people.set(person.username, person)),
      find: (username) => done(rows.people.get(username)),
      all: () => done([...rows.people.values()]),
      delegations: () => done([...rows.delegations]),
      delegate: (delegation) => done(void rows.delegations.push({ id: randomUUID(), ...delegation })),
      withdrawDelegation: (id) => done(without(rows.delegations, id)),
      absences: () => done([...rows.absences]),
      recordAbsence: (absence) => done(void rows.absences.push({ id: randomUUID(), ...absence })),
      endAbsence: (id) => done(without(rows.absences, id)),
    },
    links: {
      put: ({ tokenSha256, ...link }) => done(void links.set(tokenSha256, link)),
      find: (token) => done(links.get(token)),
    },
    transaction: (work) => work(store),
    ping: () => done(undefined),
    close: () => done(undefined),
  };
  return store;
}

function without(rows: { readonly id: string }[], id: string): void {
  const index = rows.findIndex((row) => row.id === id);
  if (index >= 0) rows.splice(index, 1);
}

export function createMemoryDocuments(): Documents {
  const kept = new Map<string, Buffer>();
  return {
    put: (bytes) => {
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      kept.set(sha256, Buffer.from(bytes));
      return Promise.resolve({ sha256 });
    },
    get: (sha256) => {
      const bytes = kept.get(sha256);
      return bytes === undefined
        ? Promise.reject(new Failure('DOCUMENT_DAMAGED'))
        : Promise.resolve(Buffer.from(bytes));
    },
  };
}

/** The engine's user tasks, and what happens when the desk completes one. */
export interface FakeEngine extends Pick<
  Engine,
  'openTasks' | 'userTasks' | 'completeTask' | 'nameKeeper' | 'passTask' | 'free' | 'give'
> {
  /** Cases and their new keeper. */
  readonly keepers: string[];
  readonly completed: { userTaskKey: string; username: string; variables: Partial<Variables> }[];
  /** Opens a task and answers it. */
  offer(task: Pick<UserTask, 'elementId' | 'processInstanceKey'> & Partial<UserTask>): UserTask;
  /** Runs after a completion, as the process would go on. */
  onComplete: (task: UserTask, username: string, variables: Partial<Variables>) => Promise<void>;
}

export function createFakeEngine(now: () => Date = () => new Date()): FakeEngine {
  const tasks: UserTask[] = [];
  let next = 2251799813685300;
  const engine: FakeEngine = {
    completed: [],
    keepers: [],
    nameKeeper: (processInstanceKey, username) =>
      Promise.resolve(void engine.keepers.push(`${processInstanceKey} ${username}`)),
    passTask: async (userTaskKey, username) =>
      (await engine.free(userTaskKey)) && (await engine.give(userTaskKey, username)),
    free(userTaskKey) {
      const index = tasks.findIndex((task) => task.userTaskKey === userTaskKey && task.state === 'CREATED');
      if (index >= 0) tasks[index] = { ...tasks[index]!, assignee: null };
      return Promise.resolve(index >= 0);
    },
    give(userTaskKey, username) {
      const index = tasks.findIndex(
        (task) => task.userTaskKey === userTaskKey && task.state === 'CREATED' && task.assignee === null,
      );
      if (index >= 0) tasks[index] = { ...tasks[index]!, assignee: username };
      return Promise.resolve(index >= 0);
    },
    onComplete: () => Promise.resolve(),
    offer(task) {
      const full: UserTask = {
        userTaskKey: String(next++),
        assignee: null,
        state: 'CREATED',
        createdAt: now(),
        completedAt: null,
        ...task,
      };
      tasks.unshift(full);
      return full;
    },
    openTasks: () => Promise.resolve(tasks.filter(({ state }) => state === 'CREATED')),
    userTasks: (key) => Promise.resolve(tasks.filter((task) => task.processInstanceKey === key)),
    async completeTask(userTaskKey, username, variables) {
      const index = tasks.findIndex((task) => task.userTaskKey === userTaskKey && task.state === 'CREATED');
      const task = tasks[index];
      if (task === undefined) throw new Error('NOT_FOUND');
      tasks[index] = { ...task, state: 'COMPLETED', assignee: username, completedAt: now() };
      engine.completed.push({ userTaskKey, username, variables });
      await engine.onComplete(task, username, variables);
    },
  };
  return engine;
}
