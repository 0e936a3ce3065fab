import { roleOfStep } from '../../domain/authority.ts';
import type { OfficerRole } from '../../domain/process.ts';
import type { HumanStep } from '../../domain/sop.ts';

const STEP_OF_TASK: Readonly<Record<string, HumanStep>> = {
  'open-application': 2,
  'examine-application': 3,
  'enter-siak-manually': 3,
  'reach-applicant': 3,
  'verify-draft': 5,
  'approve-signing': 7,
  'hand-over-card': 8,
};
export const USER_TASKS: readonly string[] = Object.keys(STEP_OF_TASK);
export const stepOfTask = (id: string): HumanStep | undefined => STEP_OF_TASK[id];
export function roleOfTask(id: string): OfficerRole | undefined {
  const step = stepOfTask(id);
  return step === undefined ? undefined : roleOfStep(step);
}
