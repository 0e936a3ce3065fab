import { alignAssignments } from './align-assignments.ts';
import type { OfficerCases } from './create-officer-cases.ts';
import { lapseForgottenJudgements } from './decide.ts';
import { lapseForgottenTakingsBack } from './take-back-decision.ts';
import { OUTBOX_EVERY_MS, deliverOutbox } from './deliver-outbox.ts';
import type { Dependencies } from './dependencies.ts';
import { CHECK_EVERY_MS, checkArchive } from './check-archive.ts';
import { askMessageStatuses } from './ask-message-statuses.ts';
import { enlistAddedLayers, fillArchive } from './fill-archive.ts';
import { HELD_MS } from './held-files.ts';
import { UPLOAD_TERMS } from './keep-upload.ts';
import { handleMessages } from './handle-message.ts';
import { MISSED_MESSAGES, receiveMissedMessages } from './receive-missed-messages.ts';
import { sendWaitingMessages } from './send-waiting-messages.ts';
import { watchEngine } from './waiting/watch-engine.ts';
import { SEARCH_KEPT_MS } from './keep-search.ts';
import { anchorJournal, watchJournal } from './watch-journal.ts';

/**
 * Work that the office does again and again; repeating is harmless. One process at a time does it
 * (src/office/duties.ts).
 */
export interface Chore {
  readonly name: string;
  readonly everyMs: number;
  /** Returns how much there was to do; throws when an external service is away. */
  run(): Promise<number>;
  /** Failed runs in a row that /healthz reports; default 3, as one may be a passing fault of an external service. */
  readonly reportsAfter?: number;
}

/**
 * A message that its own process has not delivered by now is delivered by whichever process comes first. Milliseconds.
 */
const UNDELIVERED_MS = 1_000;
/** The head looks at the page on which the batch stands. */
const FIVE_SECONDS_MS = 5_000;
const HALF_A_MINUTE_MS = 30_000;
const FIVE_MINUTES_MS = 300_000;
const TEN_MINUTES_MS = 600_000;
const ONE_HOUR_MS = 3_600_000;
const ONE_DAY_MS = 24 * ONE_HOUR_MS;

export function housekeeping(dependencies: Dependencies, officers: Pick<OfficerCases, 'resumeBatches'>): Chore[] {
  const deliver = deliverOutbox(dependencies);
  const lapse = lapseForgottenJudgements(dependencies);
  return [
    { name: 'messages to the process', everyMs: OUTBOX_EVERY_MS, run: () => deliver(UNDELIVERED_MS) },
    { name: 'messages from applicants', everyMs: OUTBOX_EVERY_MS, run: handleMessages(dependencies) },
    { name: MISSED_MESSAGES, everyMs: FIVE_MINUTES_MS, run: receiveMissedMessages(dependencies) },
    { name: 'messages to applicants', everyMs: OUTBOX_EVERY_MS, run: sendWaitingMessages(dependencies) },
    { name: 'statuses of messages', everyMs: HALF_A_MINUTE_MS, run: askMessageStatuses(dependencies) },
    { name: 'assignments of tasks', everyMs: HALF_A_MINUTE_MS, run: alignAssignments(dependencies) },
    { name: 'judgements that no engine took', everyMs: HALF_A_MINUTE_MS, run: () => lapse() },
    {
      name: 'takings-back that no engine took',
      everyMs: HALF_A_MINUTE_MS,
      run: lapseForgottenTakingsBack(dependencies),
    },
    { name: 'signing batches of a process that died', everyMs: FIVE_SECONDS_MS, run: officers.resumeBatches },
    { name: 'archive copies that are lacking', everyMs: HALF_A_MINUTE_MS, run: fillArchive(dependencies) },
    { name: 'archive layers that were added', everyMs: TEN_MINUTES_MS, run: enlistAddedLayers(dependencies) },
    { name: 'archive copies to be read again', everyMs: CHECK_EVERY_MS, run: checkArchive(dependencies) },
    { name: 'head of the journal written down', everyMs: ONE_HOUR_MS, run: anchorJournal(dependencies) },
    { name: 'cases compared with the engine', everyMs: HALF_A_MINUTE_MS, run: watchEngine(dependencies) },
    {
      name: 'photos forgotten that nobody submitted',
      everyMs: TEN_MINUTES_MS,
      run: () => dependencies.store.uploads.purge(UPLOAD_TERMS),
    },
    {
      name: 'files of strangers forgotten',
      everyMs: ONE_HOUR_MS,
      run: () => dependencies.store.heldFiles.purge(HELD_MS),
    },
    {
      name: 'searches of officers forgotten',
      everyMs: ONE_HOUR_MS,
      run: () => dependencies.store.keptSearches.purge(SEARCH_KEPT_MS),
    },
    { name: 'journal verified', everyMs: ONE_DAY_MS, run: watchJournal(dependencies), reportsAfter: 1 },
  ];
}
