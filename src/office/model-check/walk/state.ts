import type { Context } from '../../../process/memory/expression.ts';
import { variablesIn } from '../../../process/model/feel.ts';
import type { Diagram, Node } from '../../../process/model/read-diagram.ts';
import { workersByType } from '../check-jobs.ts';
import { NOTHING_YET, type Facts } from './facts.ts';

/** A case at an element. */
export interface State {
  readonly node: Node;
  readonly variables: Context;
  readonly facts: Facts;
}

/** Elements at which a case stays until somebody or something acts. */
const WAITING = ['userTask', 'serviceTask', 'sendTask', 'receiveTask', 'eventBasedGateway', 'businessRuleTask'];
export const isWaiting = ({ kind }: Node): boolean => WAITING.includes(kind);

/** Facts of what is noted beside the work. */
export const ASIDE: Facts = { ...NOTHING_YET, needsEntry: false, way: 'simulator', aside: true };

/** The facts that promises about event sub-processes look at. */
export const inSubProcess = ({ needsEntry, way, entry, signing, signed, closed }: Facts): Facts => ({
  ...NOTHING_YET,
  needsEntry,
  way,
  entry,
  signing,
  signed,
  closed,
});

/** Variables that event sub-processes read. */
export function readWithin(diagram: Diagram): string[] {
  const inside = diagram.nodes.filter(({ within }) => within !== undefined);
  const formulas = inside.flatMap(({ id, inputs, outputs }) => [
    ...[...inputs, ...outputs].map(({ source }) => source),
    ...diagram.flowsFrom(id).flatMap(({ condition }) => condition ?? []),
  ]);
  const jobs = inside.flatMap(({ job }) => Object.keys(workersByType.get(job?.type ?? '')?.input.properties ?? {}));
  return [...new Set([...formulas.flatMap(variablesIn), ...jobs])];
}

export const pick = (variables: Context, names: readonly string[]): Context =>
  Object.fromEntries(Object.entries(variables).filter(([name]) => names.includes(name)));

/** After the entries that can be taken back were taken back. */
export const compensated = (facts: Facts): Facts => (facts.entry === 'revocable' ? { ...facts, entry: 'none' } : facts);
