import type { OfficerRole } from './process.ts';
import type { HumanStep } from './sop.ts';
import { roleOfStep } from './authority.ts';

/** User tasks of the diagram that the office knows how to judge, with the step of the SOP in which each lies. */
const STEP_OF_TASK = {
  'open-application': 2,
  'examine-application': 3,
  'enter-siak-manually': 3,
  'check-siak-entry': 3,
  'reach-applicant': 3,
  'request-print': 4,
  'verify-draft': 5,
  'approve-signing': 7,
  'bring-signed-card': 8,
  'hand-over-card': 8,
} as const satisfies Record<string, HumanStep>;

export type UserTaskElement = keyof typeof STEP_OF_TASK;
export const USER_TASKS = Object.keys(STEP_OF_TASK) as readonly UserTaskElement[];

export function isUserTask(element: string): element is UserTaskElement {
  return Object.hasOwn(STEP_OF_TASK, element);
}

/** Undefined for a user task in the diagram that the program does not know how to judge. */
export function stepOfTask(element: string): HumanStep | undefined {
  return isUserTask(element) ? STEP_OF_TASK[element] : undefined;
}

const OF_THE_ENTRY_OFFICER: readonly string[] = [
  'examine-application',
  'enter-siak-manually',
  'reach-applicant',
  'request-print',
] satisfies readonly UserTaskElement[];

/** Tasks that go with the case: its entry officer has them. The second look at a typed entry is another's. */
export const isOfEntryOfficer = (element: string): boolean => OF_THE_ENTRY_OFFICER.includes(element);

/** Undefined as for `stepOfTask`. */
export function roleOfTask(element: string): OfficerRole | undefined {
  const step = stepOfTask(element);
  return step === undefined ? undefined : roleOfStep(step);
}
