import { sopMinutes, type SopStep } from '../../../src/domain/sop.ts';
import type { TaskCost } from './desk-page.ts';

const STEP_OF: readonly [prefix: string, step: SopStep][] = [
  ['1.', 1],
  ['2.', 2],
  ['3.', 3],
  ['5.', 5],
  ['7.', 7],
  ['8.', 8],
];

/**
 * Clicks and seconds of each step in the common case, beside the minutes of the SOP. Seconds are those of the machine:
 * nobody reads here.
 */
export function dayReport(costs: readonly TaskCost[]): string[] {
  const rows = [...new Set(costs.map(({ task }) => task))].sort().map((task) => {
    const of = costs.filter((cost) => cost.task === task);
    const step = STEP_OF.find(([prefix]) => task.startsWith(prefix))?.[1];
    return [
      task,
      String(of.length),
      String(middle(of.map(({ clicks }) => clicks))),
      middle(of.map(({ seconds }) => seconds)).toFixed(1),
      step === undefined ? '' : String(sopMinutes(step)),
    ];
  });
  const table = [['step', 'times', 'clicks', 'seconds', 'SOP minutes'], ...rows];
  const widths = table[0]!.map((_, column) => Math.max(...table.map((row) => row[column]!.length)));
  return table.map((row) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!)))
      .join('  '),
  );
}

function middle(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
