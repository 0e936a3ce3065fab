import type { TObject } from '@sinclair/typebox';
import type { Cases } from '../src/cases/cases.ts';
import type { WorkerDefinition } from '../src/engine/engine.ts';

/** Gives a worker its type and its name: one file, one job type. */
export function worker<I extends TObject, O extends TObject>(
  type: string,
  definition: Omit<WorkerDefinition<Cases, I, O>, 'type'>,
): WorkerDefinition<Cases, I, O> {
  return { type, ...definition };
}
