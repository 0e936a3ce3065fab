import { OfficeRefusal, type Officer } from '../../src/demo/officer.ts';
import { HUMAN_TASKS, type Variables } from '../../src/domain/process.ts';
import type { HumanStep } from '../../src/domain/sop.ts';
import type { DecisionRecord } from '../../src/store/store.ts';
import type { Berkas } from './berkas.ts';
import { isEmbedded } from './embedded.ts';

/**
 * How a person who has a login tries to decide: at our desk, or in Tasklist through our proxy, which an office on an
 * existing cluster does not have.
 */
export type Way = 'desk' | 'tasklist';

/** What a form would answer so that the case goes on. */
export const GOING_ON: Readonly<Record<HumanStep, Partial<Variables>>> = {
  2: {},
  3: { examination: 'complete' },
  4: { printRequest: 'requested' },
  5: { verification: 'valid' },
  7: { signing: 'approved' },
  8: { handOver: 'handed-over' },
};

/** Put beside every answer: what nobody may say by completing a task. */
export const FORGED: Partial<Variables> = {
  signedSha256: 'e'.repeat(64),
  siakReference: 'PALSU-1',
  applicationNumber: 'KK-261122-000000',
  reason: 'rusak',
  siakEntryNeeded: false,
  ktpAffected: true,
  reminders: 2,
};

/** What became of an attempt: the decision that is in force now, or how the person was refused. */
export type Outcome = { readonly inForce: DecisionRecord } | { readonly refused: OfficeRefusal };

/** One person looks at what they are shown and answers one step in one way, with forged variables beside. */
export async function attempt(berkas: Berkas, step: HumanStep, way: Way, who: Officer): Promise<Outcome> {
  const { office, number } = berkas;
  const { taskId } = await berkas.task(HUMAN_TASKS[step]);
  const answer = { ...FORGED, entryOfficer: who.username, ...GOING_ON[step] };
  try {
    await who.looksAt(number);
    await (way === 'desk' || !isEmbedded
      ? who.answers(number, taskId, answer)
      : completesInTasklist(who, taskId, answer));
  } catch (error) {
    if (!(error instanceof OfficeRefusal)) throw error;
    return { refused: error };
  }
  const inForce = await office.store.decisions.byTask(taskId);
  if (inForce === undefined)
    throw new Error(`${who.username} was allowed at step ${step} by ${way}, and nothing stands`);
  return { inForce };
}

/** The request that Tasklist's "Selesaikan" sends. */
export async function completesInTasklist(
  who: Officer,
  taskId: string,
  answer: Readonly<Record<string, unknown>>,
): Promise<void> {
  const variables = Object.fromEntries(Object.entries(answer).map(([name, value]) => [name, typed(value)]));
  await who.send(`${ENGINE_API}/task/${taskId}/submit-form`, { variables });
}

/** The variables with which Tasklist fills its form. */
export async function formInTasklist(who: Officer, taskId: string): Promise<Readonly<Record<string, unknown>>> {
  const variables = await who.read(`${ENGINE_API}/task/${taskId}/form-variables`);
  return Object.fromEntries(
    Object.entries(variables as Record<string, { readonly value: unknown }>).map(([name, { value }]) => [name, value]),
  );
}

/** Where the web apps' own interface lies behind our proxy. */
export const ENGINE_API = '/operaton/api/engine/engine/default';

function typed(value: unknown): { value: unknown; type: string } {
  if (Array.isArray(value)) return { value: JSON.stringify(value), type: 'Json' };
  return { value, type: { boolean: 'Boolean', number: 'Integer' }[typeof value as 'boolean' | 'number'] ?? 'String' };
}
