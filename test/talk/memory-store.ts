import { createHash, randomUUID } from 'node:crypto';
import { EMPTY_TALK, type TalkState } from '../../src/domain/talk/talk-state.ts';
import { Failure } from '../../src/domain/failures.ts';
import type {
  CaseRecord,
  ConversationRecord,
  DecisionRecord,
  EffectRecord,
  MessageFileRecord,
  MessageRecord,
  NewMessage,
  OutboxMessage,
  PaperRecord,
  Store,
} from '../../src/store/store.ts';
import type { Documents } from '../../src/documents/documents.ts';

type MessageRow = MessageRecord & { rank: number; once: string | null; nextTryAt: Date; askedAt: Date | null };

/** Everything that survives a restart. */
class Tables {
  cases = new Map<string, CaseRecord>();
  papers: PaperRecord[] = [];
  messages = new Map<string, MessageRow>();
  files = new Map<string, MessageFileRecord>();
  held = new Map<string, Buffer>();
  conversations = new Map<string, ConversationRecord>();
  effects = new Map<string, EffectRecord>();
  outbox = new Map<string, OutboxMessage>();
  decisions = new Map<string, DecisionRecord[]>();
  events: { applicationNumber: string | null; event: string }[] = [];

  copy(): Tables {
    return Object.assign(new Tables(), {
      cases: new Map(this.cases),
      papers: [...this.papers],
      messages: new Map(this.messages),
      files: new Map(this.files),
      held: new Map(this.held),
      conversations: new Map(this.conversations),
      effects: new Map(this.effects),
      outbox: new Map(this.outbox),
      decisions: new Map(this.decisions),
      events: [...this.events],
    });
  }
}

/** Encrypted files as the store of the tests: by name only. */
export function memoryDocuments(): Documents & { readonly names: ReadonlySet<string> } {
  const files = new Map<string, Buffer>();
  return {
    get names() {
      return new Set(files.keys());
    },
    put: (bytes) => {
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      files.set(sha256, Buffer.from(bytes));
      return Promise.resolve({ sha256 });
    },
    get: (sha256) => {
      const found = files.get(sha256);
      return found === undefined ? Promise.reject(new Failure('DOCUMENT_DAMAGED')) : Promise.resolve(found);
    },
  };
}

export interface MemoryStore {
  readonly store: Store;
  readonly tables: () => Tables;
  /** Called before a transaction commits and after it did; throwing there is a process that dies. */
  crashing: (moment: 'before-commit' | 'after-commit') => void;
  /** Called for each paper that is laid to a case. */
  onPaper: (paper: Omit<PaperRecord, 'id' | 'receivedAt'>) => void;
  /** Called for each state in which a talk with a number is left. */
  onTalk: (phone: string, state: TalkState) => void;
}

/**
 * The tables that a conversation touches, in memory: transactions run one after the other and roll back; an intention
 * survives the rollback, as in PostgreSQL. What the tests of the conversation do not touch is not here.
 */
export function createMemoryStore(): MemoryStore {
  let tables = new Tables();
  let last: Promise<unknown> = Promise.resolve();
  const memory: MemoryStore = {
    store: undefined as unknown as Store,
    tables: () => tables,
    crashing: () => undefined,
    onPaper: () => undefined,
    onTalk: () => undefined,
  };

  const own = {
    cases: {
      find: (number: string) => Promise.resolve(tables.cases.get(number)),
      get: (number: string) => found(tables.cases.get(number)),
      lock: (number: string) => found(tables.cases.get(number)),
      findMany: (numbers: readonly string[]) => Promise.resolve(numbers.flatMap((one) => tables.cases.get(one) ?? [])),
      byWhatsapp: (phone: string) =>
        Promise.resolve([...tables.cases.values()].filter(({ whatsapp }) => whatsapp === phone).reverse()),
      change: (number: string, change: Partial<CaseRecord>) => {
        tables.cases.set(number, { ...tables.cases.get(number)!, ...change });
        return Promise.resolve();
      },
    },
    papers: {
      of: (number: string) => Promise.resolve(tables.papers.filter((one) => one.applicationNumber === number)),
      add: (paper: Omit<PaperRecord, 'id' | 'receivedAt'>) => {
        const same = tables.papers.find(
          (one) =>
            one.applicationNumber === paper.applicationNumber && one.kind === paper.kind && one.sha256 === paper.sha256,
        );
        if (same !== undefined) return Promise.resolve(same);
        memory.onPaper(paper);
        const added = { ...paper, id: randomUUID(), receivedAt: new Date() };
        tables.papers.push(added);
        return Promise.resolve(added);
      },
    },
    decisions: { of: (number: string) => Promise.resolve(tables.decisions.get(number) ?? []) },
    duties: { all: () => Promise.resolve([]) },
    journal: {
      write: (entry: { applicationNumber: string | null; event: string }) => {
        tables.events.push(entry);
        return Promise.resolve();
      },
    },
    effects: {
      intend: ({ key, kind, applicationNumber }: Pick<EffectRecord, 'key' | 'kind' | 'applicationNumber'>) => {
        const known = tables.effects.get(key);
        if (known !== undefined) return Promise.resolve({ effect: known, isNew: false });
        const effect: EffectRecord = {
          key,
          kind,
          applicationNumber,
          state: 'intended',
          reference: null,
          intendedAt: new Date(),
          settledAt: null,
          attempts: 0,
          attemptedAt: null,
          attemptOf: null,
        };
        tables.effects.set(key, effect);
        return Promise.resolve({ effect, isNew: true });
      },
      attempt: (key: string, { at, after }: { at: Date; after: number }) => {
        const known = tables.effects.get(key);
        if (known?.attempts !== after) return Promise.resolve(false);
        tables.effects.set(key, { ...known, attempts: after + 1, attemptedAt: at });
        return Promise.resolve(true);
      },
      didNothing: (key: string) => {
        const known = tables.effects.get(key);
        if (known?.attemptedAt != null)
          tables.effects.set(key, { ...known, attempts: known.attempts - 1, attemptedAt: null });
        return Promise.resolve();
      },
      settle: (key: string, state: EffectRecord['state'], reference?: string) => {
        const known = tables.effects.get(key);
        if (known !== undefined && known.state !== 'done')
          tables.effects.set(key, { ...known, state, reference: reference ?? known.reference });
        return Promise.resolve();
      },
      find: (key: string) => Promise.resolve(tables.effects.get(key)),
    },
    outbox: {
      put: (message: OutboxMessage) => {
        if (!tables.outbox.has(message.messageId)) tables.outbox.set(message.messageId, message);
        return Promise.resolve();
      },
      lock: () => Promise.resolve(undefined),
    },
    messages: {
      add: (message: NewMessage, rank = 0) => {
        const { sid, once = null } = message;
        const earlier = [...tables.messages.values()].find(
          (one) => (sid !== null && one.sid === sid) || (once !== null && one.once === once),
        );
        if (earlier !== undefined) return Promise.resolve(earlier);
        const row: MessageRow = {
          id: randomUUID(),
          at: new Date(),
          phone: null,
          type: 'text',
          content: null,
          author: null,
          answers: null,
          about: null,
          handledAt: null,
          tries: 0,
          personSince: null,
          personDoneAt: null,
          personDoneBy: null,
          deliveredAt: null,
          readAt: null,
          asks: 0,
          sentAt: null,
          nextTryAt: new Date(0),
          askedAt: null,
          ...message,
          once,
          rank,
        };
        tables.messages.set(row.id, row);
        return Promise.resolve(row);
      },
      of: (number: string) =>
        Promise.resolve([...tables.messages.values()].filter((one) => one.applicationNumber === number)),
      ofPhone: (phone: string) => Promise.resolve([...tables.messages.values()].filter((one) => one.phone === phone)),
      bySid: (sid: string) => Promise.resolve([...tables.messages.values()].find((one) => one.sid === sid)),
      find: (id: string) => Promise.resolve(tables.messages.get(id)),
      lock: (id: string) => Promise.resolve(tables.messages.get(id)),
      change: (id: string, change: Partial<MessageRow>) => {
        tables.messages.set(id, { ...tables.messages.get(id)!, ...change });
        return Promise.resolve();
      },
      advance: (sid: string, status: string, rank: number, errorCode: string | null, at: Date) => {
        const row = [...tables.messages.values()].find((one) => one.sid === sid);
        if (row === undefined || row.rank >= rank) return Promise.resolve(false);
        tables.messages.set(row.id, { ...row, status, rank, errorCode, deliveredAt: rank >= 5 ? at : null });
        return Promise.resolve(true);
      },
      toHandle: (now: Date) =>
        Promise.resolve(
          [...tables.messages.values()].filter(
            (one) => one.direction === 'in' && one.handledAt === null && one.nextTryAt <= now,
          ),
        ),
      toSend: (now: Date) =>
        Promise.resolve(
          [...tables.messages.values()].filter(
            (one) => one.direction === 'out' && one.status === 'waiting' && one.nextTryAt <= now,
          ),
        ),
      sentBefore: ({ id, phone }: Pick<MessageRecord, 'id' | 'phone'>, since: Date) => {
        const rows = [...tables.messages.values()];
        const earlier = rows
          .slice(
            0,
            rows.findIndex((one) => one.id === id),
          )
          .filter((one) => one.direction === 'in' && one.phone === phone && one.at >= since);
        const ids = new Set(earlier.map((one) => one.id));
        const files = [...tables.files.values()].filter(({ messageId }) => ids.has(messageId));
        return Promise.resolve({ messages: earlier.length, files: files.length });
      },
      forPerson: () =>
        Promise.resolve(
          [...tables.messages.values()].filter((one) => one.personSince !== null && one.personDoneAt === null),
        ),
      underWay: (before: Date) =>
        Promise.resolve(
          [...tables.messages.values()].filter(
            (one) => one.direction === 'out' && one.sid !== null && one.rank < 4 && one.at < before,
          ),
        ),
    },
    messageFiles: {
      add: (file: Pick<MessageFileRecord, 'messageId' | 'position' | 'url' | 'declared'>) => {
        const id = randomUUID();
        tables.files.set(id, {
          id,
          state: 'waiting',
          sha256: null,
          mediaType: null,
          bytes: null,
          flaw: null,
          reason: null,
          ...file,
        });
        return Promise.resolve();
      },
      of: (ids: readonly string[]) =>
        Promise.resolve([...tables.files.values()].filter(({ messageId }) => ids.includes(messageId))),
      find: (id: string) => Promise.resolve(tables.files.get(id)),
      change: (id: string, change: Partial<MessageFileRecord>) => {
        tables.files.set(id, { ...tables.files.get(id)!, ...change });
        return Promise.resolve();
      },
    },
    heldFiles: {
      hold: (id: string, bytes: Buffer) => {
        tables.held.set(id, bytes);
        return Promise.resolve();
      },
      find: (id: string) => Promise.resolve(tables.held.get(id)),
      remove: (id: string) => {
        tables.held.delete(id);
        return Promise.resolve();
      },
      bytes: () => Promise.resolve(0),
    },
    conversations: {
      find: (phone: string) => Promise.resolve(tables.conversations.get(phone)),
      lock: (phone: string) => {
        const known = tables.conversations.get(phone) ?? {
          phone,
          state: EMPTY_TALK,
          stoppedAt: null,
          lastInboundAt: null,
        };
        tables.conversations.set(phone, known);
        return Promise.resolve(known);
      },
      save: (phone: string, change: Partial<ConversationRecord>) => {
        if (change.state !== undefined) memory.onTalk(phone, change.state);
        tables.conversations.set(phone, { ...tables.conversations.get(phone)!, ...change });
        return Promise.resolve();
      },
    },
    links: { put: () => Promise.resolve() },
    revocations: { newest: () => Promise.resolve(undefined) },
  };

  const within = { ...own, transaction: (work: (store: Store) => Promise<unknown>) => work(within as never) };
  const transaction = async (work: (store: Store) => Promise<unknown>) => {
    const before = tables.copy();
    try {
      const result = await work(within as unknown as Store);
      memory.crashing('before-commit');
      return result;
    } catch (error) {
      // Intentions were committed on a connection of their own.
      const intended = [...tables.effects.values()].filter(({ key }) => !before.effects.has(key));
      tables = before;
      for (const effect of intended) tables.effects.set(effect.key, { ...effect, state: 'intended' });
      throw error;
    }
  };
  const store = {
    ...own,
    transaction: async (work: (store: Store) => Promise<unknown>) => {
      const turn = last.catch(() => undefined).then(() => transaction(work));
      last = turn;
      const result = await turn;
      memory.crashing('after-commit');
      return result;
    },
  };
  return Object.assign(memory, { store: store as unknown as Store });
}

const found = (record: CaseRecord | undefined): Promise<CaseRecord> =>
  record === undefined ? Promise.reject(new Failure('CASE_UNKNOWN')) : Promise.resolve(record);
