import type { TasklistUser } from '../../src/demo/tasklist-user.ts';
import { until } from '../../src/demo/until.ts';
import { HUMAN_TASKS, type Variables } from '../../src/domain/process.ts';
import type { HumanStep } from '../../src/domain/sop.ts';
import type { DecisionRecord } from '../../src/store/store.ts';
import { DEMO_PEOPLE } from '../../src/office/demo-people.ts';
import type { Berkas } from './berkas.ts';

/** How a person who has a login, or somebody who reaches the engine, tries to decide. */
export type Way = 'tasklist' | 'rest';

/** What a form would answer so that the case goes on. */
export const GOING_ON: Readonly<Record<HumanStep, Partial<Variables>>> = {
  2: {},
  3: { examination: 'complete' },
  5: { verification: 'valid' },
  7: { signing: 'approved' },
  8: { handOver: 'handed-over' },
};

/** Put beside every answer: what nobody may say by completing a task. */
const FORGED: Partial<Variables> = {
  draftSha256: 'f'.repeat(64),
  signedSha256: 'e'.repeat(64),
  siakReference: 'PALSU-1',
  applicationNumber: 'KK-261122-000000',
  reason: 'rusak',
  siakEntryNeeded: false,
  ktpAffected: true,
  reminders: 2,
};

/** What became of an attempt: Tasklist itself refused it, or how the office judged it. */
export type Outcome = { readonly judged: DecisionRecord } | 'refused-by-tasklist';

const isLooker = (username: string) =>
  DEMO_PEOPLE.some((person) => person.username === username && person.camundaRole === 'USER');

/** One person tries one step in one way, with forged variables; waits until the office has judged, and until a refused task lies there again. */
export async function attempt(berkas: Berkas, step: HumanStep, way: Way, who: string | TasklistUser): Promise<Outcome> {
  const element = HUMAN_TASKS[step];
  const { office, processInstanceKey, number } = berkas;
  const decided = () => office.store.decisions.of(number);
  const before = await decided();
  const task = await until(`a task ${element} that is not judged yet`, async () =>
    (await office.sri.tasks({ processInstanceKey, taskDefinitionId: element })).find(
      ({ id }) => !before.some(({ userTaskKey }) => userTaskKey === id),
    ),
  );
  const answer = { ...FORGED, entryOfficer: typeof who === 'string' ? who : who.username, ...GOING_ON[step] };
  if (typeof who === 'string') await office.engine.completeTask(task.id, who, answer);
  else {
    if (isLooker(who.username)) {
      // Once, without the patience of an officer: Tasklist 8.6 answers 500 to a user who may only look.
      const accepted = await who.session
        .call('PATCH', `/v1/tasks/${task.id}/assign`, { assignee: who.username, allowOverrideAssignment: true })
        .then(
          () => true,
          () => false,
        );
      if (!accepted) return 'refused-by-tasklist';
    }
    await who.claim(task.id);
    await who.complete(task.id, answer);
  }
  const judged = await until(`the office's judgement on step ${step} by ${way}`, async () =>
    (await decided()).find(({ userTaskKey }) => userTaskKey === task.id),
  );
  if (judged.refusedBecause !== null) await berkas.taskAgain(element, task);
  return { judged };
}
