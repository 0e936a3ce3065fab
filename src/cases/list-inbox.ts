import { numbersIn } from '../domain/talk/read-text.ts';
import { maskPhone } from '../domain/phone.ts';
import type { CaseState, MessageType, MessageRecord } from '../store/store.ts';
import type { Dependencies } from './dependencies.ts';
import { hasRole, identifyOfficer, type IdentifiedOfficer, type Officer } from './identify-officer.ts';
import { wordsOf } from './message-words.ts';
import { groundFor } from './open-case.ts';
import { WINDOW_MS } from './send-waiting-messages.ts';

type Needs = Pick<Dependencies, 'store' | 'documents' | 'now'>;

/** A message that no rule could assign, with the cases it may mean. */
export interface UnassignedMessage {
  readonly id: string;
  readonly type: MessageType;
  readonly since: Date;
  readonly from: string;
  readonly text: string;
  readonly files: readonly { readonly id: string; readonly mediaType: string }[];
  /** Files that are not here: could not be read, one too many, or their term ended. */
  readonly lacking: number;
  readonly likely: readonly {
    readonly applicationNumber: string;
    readonly state: CaseState;
    readonly submittedAt: Date;
  }[];
  /** Whether free text can still be sent. */
  readonly answerable: boolean;
}

/** A case in which a message waits for a person; what it says stands on the page of the case. */
export interface CaseWithMessage {
  readonly id: string;
  readonly applicationNumber: string;
  readonly type: MessageType;
  /** Ours: it did not arrive. */
  readonly undelivered: boolean;
  readonly purpose: string;
  readonly since: Date;
}
export interface Inbox {
  readonly officer: Officer;
  readonly unassigned: readonly UnassignedMessage[];
  /** How many of no case wait: more than are shown when there are many, or many of one number. */
  readonly unassignedCount: number;
  readonly cases: readonly CaseWithMessage[];
}

/**
 * What waits for this officer: messages of their cases, and for petugas-entri those assigned to no case. Journalled as
 * 'inbox-viewed'.
 */
export function listInbox(needs: Needs) {
  const { store } = needs;
  return async (username: string): Promise<Inbox> => {
    const identified = await identifyOfficer(needs, username);
    const waiting = await store.messages.forPerson();
    const isForEntry = hasRole(identified, 'petugas-entri');
    const unassigned = isForEntry
      ? await Promise.all(
          waiting.filter(({ applicationNumber }) => applicationNumber === null).map((one) => describe(needs, one)),
        )
      : [];
    const unassignedCount = isForEntry ? await store.messages.unassignedForPerson() : 0;
    const cases = await ofOwnCases(needs, identified, waiting);
    if (unassigned.length > 0)
      await store.journal.write({
        applicationNumber: null,
        actor: username,
        event: 'inbox-viewed',
        step: null,
        detail: { messages: unassigned.length },
      });
    return { officer: identified.officer, unassigned, unassignedCount, cases };
  };
}

/** How many messages wait for this officer; for the desk's navigation. */
export function countInbox(needs: Needs) {
  return async (username: string): Promise<number> => {
    const identified = await identifyOfficer(needs, username);
    const waiting = await needs.store.messages.forPerson();
    const unassigned = hasRole(identified, 'petugas-entri') ? await needs.store.messages.unassignedForPerson() : 0;
    return unassigned + (await ofOwnCases(needs, identified, waiting)).length;
  };
}

async function ofOwnCases(
  { store }: Needs,
  identified: IdentifiedOfficer,
  waiting: readonly MessageRecord[],
): Promise<CaseWithMessage[]> {
  const numbers = [...new Set(waiting.flatMap(({ applicationNumber }) => applicationNumber ?? []))];
  const own = new Set<string>();
  for (const record of await store.cases.findMany(numbers)) {
    const decisions = await store.decisions.of(record.applicationNumber);
    if (typeof groundFor(identified, record, decisions) !== 'string') own.add(record.applicationNumber);
  }
  return waiting.flatMap(({ id, applicationNumber, type, direction, purpose, personSince, at }) =>
    applicationNumber !== null && own.has(applicationNumber)
      ? [{ id, applicationNumber, type, undelivered: direction === 'out', purpose, since: personSince ?? at }]
      : [],
  );
}

async function describe(needs: Needs, message: MessageRecord): Promise<UnassignedMessage> {
  const { store, now } = needs;
  const { id, phone, content, type, personSince, at } = message;
  const text = (await wordsOf(needs, content))?.text ?? '';
  const [own, named, conversation, files] = await Promise.all([
    phone === null ? [] : store.cases.byWhatsapp(phone),
    store.cases.findMany(numbersIn(text)),
    phone === null ? undefined : store.conversations.find(phone),
    store.messageFiles.of([id]),
  ]);
  const heard = conversation?.lastInboundAt;
  return {
    id,
    type,
    since: personSince ?? at,
    from: phone === null ? '' : maskPhone(phone),
    text,
    files: files.flatMap(({ id: fileId, state, mediaType }) =>
      (state === 'stored' || state === 'held') && mediaType !== null ? [{ id: fileId, mediaType }] : [],
    ),
    lacking: files.filter(({ state }) => state === 'refused' || state === 'gone' || state === 'forgotten').length,
    likely: [...named, ...own]
      .filter((one, i, all) => all.findIndex((other) => other.applicationNumber === one.applicationNumber) === i)
      .map(({ applicationNumber, state, submittedAt }) => ({ applicationNumber, state, submittedAt })),
    answerable: heard != null && now().getTime() - heard.getTime() < WINDOW_MS,
  };
}
