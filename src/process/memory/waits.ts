import type { Clock } from './clock.ts';
import { ExpressionError, valueOf } from './expression.ts';
import type { Visit, Wait } from './instance.ts';
import { plusDuration } from './iso-duration.ts';
import type { Node } from './process-model.ts';
import { visibleIn } from './variables.ts';

/**
 * What has to come for this event to happen, counted from now; undefined for an event that nothing brings from outside.
 */
export function waitFor(event: Node, visit: Visit, clock: Clock): Wait | undefined {
  const { trigger } = event;
  if (trigger?.kind === 'message' && trigger.name !== undefined)
    return { kind: 'message', name: trigger.name, then: event };
  if (trigger?.kind !== 'timer') return undefined;
  const value = String(valueOf(trigger.duration ?? trigger.date ?? '', visibleIn(visit)));
  const due = trigger.duration === undefined ? new Date(value) : plusDuration(clock.now(), value);
  if (due === undefined || Number.isNaN(due.getTime()))
    throw new ExpressionError(`the timer of ${event.id} is neither a duration nor a date`);
  return { kind: 'timer', due, then: event };
}
