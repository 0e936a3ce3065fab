import type { Construct } from '../construct.ts';
import { assignment } from './assignment.ts';
import { compensation } from './compensation.ts';
import { condition } from './condition.ts';
import { decision } from './decision.ts';
import { error } from './error.ts';
import { form } from './form.ts';
import { ioMapping } from './io-mapping.ts';
import { job } from './job.ts';
import { message } from './message.ts';
import { priority } from './priority.ts';
import { process } from './process.ts';
import { schedule } from './schedule.ts';
import { script } from './script.ts';
import { startEvent } from './start-event.ts';
import { timer } from './timer.ts';
import { toolProperties } from './tool-properties.ts';
import { userTask } from './user-task.ts';

/** Every construct that has a translation. What none of them answers for is refused. */
export const CONSTRUCTS: readonly Construct[] = [
  process,
  startEvent,
  job,
  userTask,
  form,
  assignment,
  schedule,
  priority,
  decision,
  script,
  ioMapping,
  condition,
  timer,
  message,
  error,
  compensation,
  toolProperties,
];
