import { FIRST_EDITION } from './first-edition.ts';
import type { StepCost } from './screen.ts';

/** The value in the middle; of none NaN. */
export function middle(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** Steps 2 and 3 of each case that was opened and examined in one go, together. */
export function openedAndExamined(costs: readonly StepCost[]): StepCost[] {
  return costs.flatMap((opened) => {
    if (!opened.step.startsWith('2.')) return [];
    const examined = costs.find(
      ({ step, applicationNumber }) => step.startsWith('3.') && applicationNumber === opened.applicationNumber,
    );
    if (examined === undefined) return [];
    const sum = (of: (cost: StepCost) => number) => of(opened) + of(examined);
    return [
      {
        step: '2 and 3, one case',
        applicationNumber: opened.applicationNumber,
        clicks: sum(({ clicks }) => clicks),
        turns: sum(({ turns }) => turns),
        waiting: sum(({ waiting }) => waiting),
        whole: sum(({ whole }) => whole),
      },
    ];
  });
}

/** A line for each step, in the middle of all its times, beside the first edition. */
export function report(costs: readonly StepCost[]): string[] {
  const head = ['step', 'times', 'clicks', 'wheel', 'waiting s', 'whole s', '| first edition: clicks', 'waiting s'];
  const rows = [...new Set(costs.map(({ step }) => step))].map((step) => {
    const of = costs.filter((cost) => cost.step === step);
    const first = FIRST_EDITION[step];
    return [
      step,
      String(of.length),
      String(middle(of.map(({ clicks }) => clicks))),
      String(middle(of.map(({ turns }) => turns))),
      middle(of.map(({ waiting }) => waiting)).toFixed(2),
      middle(of.map(({ whole }) => whole)).toFixed(2),
      `| ${first?.clicks ?? ''}`,
      first?.waiting ?? '',
    ];
  });
  const table = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...table.map((row) => row[column]!.length)));
  return table.map((row) =>
    row
      .map((cell, column) =>
        column === 0 || column === 6 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!),
      )
      .join('  ')
      .trimEnd(),
  );
}
