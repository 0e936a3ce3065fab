import { Failure } from '../domain/failures.ts';
import { plainDateOf } from '../domain/plain-date.ts';
import { boundsOf } from '../domain/talk/bounds.ts';
import { holdTalk } from '../domain/talk/hold-talk.ts';
import type { TalkAction, TalkFile } from '../domain/talk/talk-message.ts';
import { FLAWS, type Flaw } from '../domain/talk/talk-state.ts';
import { whenRead } from '../domain/office-hours.ts';
import { sentencesOf, type Sentences } from '../domain/talk/sentences.ts';
import { languageOfTalk } from '../domain/talk/talk-case.ts';
import type { ConversationRecord, MessageFileRecord, MessageRecord, OutboxMessage, Store } from '../store/store.ts';
import { deliver } from './deliver-outbox.ts';
import type { Dependencies } from './dependencies.ts';
import { each } from './each.ts';
import { fetchMessageFiles } from './fetch-message-files.ts';
import { keepHeldFiles } from './held-files.ts';
import { putWords, wordsOf } from './message-words.ts';
import { layPapers } from './lay-papers.ts';
import { finishCompletion } from './store-completion.ts';
import { talkCases } from './talk-cases.ts';

/** What it takes to act on an incoming message; also by who receives it. */
export type MessageNeeds = Pick<
  Dependencies,
  | 'store'
  | 'documents'
  | 'engine'
  | 'messenger'
  | 'cleanPaper'
  | 'judgePicture'
  | 'calendar'
  | 'languages'
  | 'settings'
  | 'now'
  | 'logger'
>;

/** Media are there a moment after their message; after the last of these pauses the sender gets an answer. Seconds. */
const PAUSES = [2, 5, 15, 60, 180];
/** A message that could not be acted on rests so long. */
const AFTER_FAILURE_MS = 10_000;

/**
 * Acts on one incoming message by the rules of `domain/talk`: files are fetched first, then everything it changes and
 * its answer are one transaction, under the lock of its number. What a number sends beyond its bounds of the day is
 * kept, and no more. Repeating it changes nothing.
 */
export function handleMessage(needs: MessageNeeds) {
  const { store, now } = needs;
  return async (id: string): Promise<void> => {
    const message = await store.messages.find(id);
    if (!isToHandle(message)) return;
    const isStranger = (await store.cases.byWhatsapp(message.phone)).length === 0;
    const { files: most } = boundsOf(isStranger, await sentToday(store, message));
    const { phone } = message;
    const isLast = message.tries >= PAUSES.length;
    if (!(await fetchMessageFiles(needs, id, { isLast, isStranger, phone, most }))) {
      const pause = PAUSES[message.tries] ?? 0;
      await store.messages.change(id, {
        tries: message.tries + 1,
        nextTryAt: new Date(now().getTime() + pause * 1000),
      });
      return;
    }
    const completions = await store.transaction((tables) => answer({ ...needs, store: tables }, tables, id));
    for (const one of completions) await deliver(needs, one);
  };
}

/**
 * The duty: handles what waits, oldest first; one that fails rests for a moment, so that many of them do not hold up
 * the others. Answers how many were handled.
 */
export function handleMessages(needs: MessageNeeds) {
  const handle = handleMessage(needs);
  const { store, now } = needs;
  return async (): Promise<number> => {
    const waiting = await store.messages.toHandle(now());
    const handleOrRest = ({ id }: MessageRecord) =>
      handle(id).catch(async (error: unknown) => {
        await store.messages.change(id, { nextTryAt: new Date(now().getTime() + AFTER_FAILURE_MS) });
        throw error;
      });
    await each(waiting, handleOrRest, (error) => error instanceof Failure && error.code === 'DATABASE_UNREACHABLE');
    return waiting.length;
  };
}

/** What came from its number since the day of the office began, before this message. */
const sentToday = ({ messages }: Store, message: MessageRecord) =>
  messages.sentBefore(message, new Date(`${plainDateOf(message.at)}T00:00:00+07:00`));

/** Handled once; what was written on the tracking page is for an officer alone. */
const isToHandle = (message: MessageRecord | undefined): message is MessageRecord & { readonly phone: string } =>
  message !== undefined && message.handledAt === null && message.phone !== null;

async function answer(needs: MessageNeeds, tables: Store, id: string): Promise<OutboxMessage[]> {
  const { now } = needs;
  const message = await tables.messages.lock(id);
  // Another process has it, or had it.
  if (!isToHandle(message)) return [];
  const { phone } = message;
  const conversation = await tables.conversations.lock(phone);
  const cases = await talkCases(tables, needs, phone);
  const language = needs.languages.of(languageOfTalk(cases));
  const say = sentencesOf(language);
  const bounds = boundsOf(cases.length === 0, await sentToday(tables, message));
  // The number got its case while the files were fetched.
  if (cases.length > 0) await keepHeldFiles(needs, tables, id);
  const files = await tables.messageFiles.of([id]);
  const words = await wordsOf(needs, message.content);
  const quoted = message.about === null ? undefined : await tables.messages.bySid(message.about);
  const { state, actions, reply } = holdTalk(
    {
      state: conversation.state,
      cases,
      stopped: conversation.stoppedAt !== null,
      questionSent: await wasSent(tables, conversation, message.at),
      whenRead: whenRead(language, needs.calendar, now()),
      say,
      now: now(),
    },
    {
      messageId: id,
      type: message.type,
      text: words?.text ?? '',
      files: files.map((file) => talkFile(file, say)),
      quoted: quoted?.phone === phone ? quoted.applicationNumber : null,
    },
  );
  const isKeptOnly = bounds.answer === 'none';
  const due = isKeptOnly ? actions.filter((action) => action.do !== 'to-person') : actions;
  const completions = await carryOut(needs, tables, message, due);
  const stop = actions.findLast((action) => action.do === 'stop' || action.do === 'start')?.do;
  await tables.conversations.save(phone, {
    state,
    lastInboundAt: later(conversation.lastInboundAt, message.at),
    ...(stop === undefined ? {} : { stoppedAt: stop === 'stop' ? now() : null }),
  });
  await tables.messages.change(id, { handledAt: now() });
  if (isKeptOnly) return completions;
  const handled = await tables.messages.find(id);
  await tables.messages.add(
    {
      applicationNumber: handled?.applicationNumber ?? null,
      direction: 'out',
      purpose: 'talk',
      sid: null,
      status: 'waiting',
      errorCode: null,
      once: `answer:${id}`,
      phone,
      content: await putWords(needs, { text: bounds.answer === 'last' ? `${reply}\n\n${say.lastAnswer()}` : reply }),
      author: 'sistem',
      answers: id,
      nextTryAt: now(),
      at: now(),
    },
    -1,
  );
  return completions;
}

/** WhatsApp's 24 hours run from when the person wrote, not from when a missed message was found. */
const later = (one: Date | null, other: Date): Date => (one !== null && one > other ? one : other);

/** Whether the answer that put the open question had left the office when this was written: webhooks may come late. */
async function wasSent(tables: Store, { phone, state }: ConversationRecord, writtenAt: Date): Promise<boolean> {
  if (state.question === null) return false;
  const messages = await tables.messages.ofPhone(phone);
  return messages.some(
    ({ answers, purpose, sentAt }) =>
      answers === state.askedIn && purpose === 'talk' && sentAt !== null && sentAt <= writtenAt,
  );
}

function talkFile({ id, sha256, state, flaw, reason }: MessageFileRecord, say: Sentences): TalkFile {
  return {
    fileId: id,
    sha256: state === 'stored' ? sha256 : null,
    flaw: isFlaw(flaw) ? flaw : null,
    refused: state === 'gone' ? say.goneFile() : state === 'refused' ? (reason ?? say.goneFile()) : null,
  };
}
const isFlaw = (flaw: string | null): flaw is Flaw => FLAWS.some((known) => known === flaw);

async function carryOut(
  needs: MessageNeeds,
  tables: Store,
  message: MessageRecord,
  actions: readonly TalkAction[],
): Promise<OutboxMessage[]> {
  const { now } = needs;
  for (const action of actions) {
    if (action.do === 'assign') await assign(tables, action.messageId, action.applicationNumber);
    if (action.do === 'to-person' && (await tables.messages.find(action.messageId))?.personSince === null)
      await tables.messages.change(action.messageId, { personSince: now() });
    if (action.do === 'no-person')
      await tables.messages.change(action.messageId, { personDoneAt: now(), personDoneBy: 'sistem' });
  }
  const papers = actions.filter((action) => action.do === 'add-paper');
  const complete = actions
    .filter((action) => action.do === 'complete')
    .map(({ applicationNumber }) => applicationNumber);
  const completions: OutboxMessage[] = [];
  for (const applicationNumber of new Set([...papers.map((paper) => paper.applicationNumber), ...complete])) {
    const own = papers.filter((paper) => paper.applicationNumber === applicationNumber);
    const goesOn = complete.includes(applicationNumber);
    if (own.length > 0) await layPapers(tables, applicationNumber, own, goesOn ? 'finishes' : 'lays');
    if (goesOn)
      completions.push(
        await finishCompletion(
          tables,
          applicationNumber,
          own.map(({ kind }) => kind),
          'whatsapp',
        ),
      );
  }
  await journalStop(tables, message, actions);
  return completions;
}

/** Once assigned, a message stays where it is. */
async function assign(tables: Store, messageId: string, applicationNumber: string): Promise<void> {
  const message = await tables.messages.find(messageId);
  if (message?.applicationNumber === null) await tables.messages.change(messageId, { applicationNumber });
}

async function journalStop(tables: Store, { id }: MessageRecord, actions: readonly TalkAction[]): Promise<void> {
  const stop = actions.find((action) => action.do === 'stop' || action.do === 'start');
  if (stop === undefined) return;
  const applicationNumber = (await tables.messages.find(id))?.applicationNumber ?? null;
  await tables.journal.write({
    applicationNumber,
    actor: 'pemohon',
    event: stop.do === 'stop' ? 'messages-stopped' : 'messages-begun',
    step: null,
    detail: {},
  });
}
