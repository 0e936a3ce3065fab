/**
 * Listeners of the Zeebe dialect (8.8) that every user task carries. On Zeebe each is a job that our adapter answers;
 * the embedded engine has the same promise built in (camunda/host, worklist) and runs none of them.
 */
export const WORK_LIST_JOB = 'work-list';
export const JUDGEMENT_JOB = 'judge-decision';

export const TASK_LISTENERS = [
  { eventType: 'creating', type: WORK_LIST_JOB },
  { eventType: 'assigning', type: WORK_LIST_JOB },
  /** Refuses the completion of a task for which nothing was judged. */
  { eventType: 'completing', type: JUDGEMENT_JOB },
  { eventType: 'canceling', type: WORK_LIST_JOB },
] as const;
