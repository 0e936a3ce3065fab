import type { MutantResult } from '@stryker-mutator/api/core';

/** What became of the mutants of one file. */
export interface Score {
  readonly source: string;
  /** Without those that are no change of the program: left out, or not valid. */
  readonly mutants: number;
  /** Found by a failing test, or by one that did not end. */
  readonly killed: number;
  /** No test even came by. */
  readonly notReached: number;
  readonly seconds: number;
  /** When it was measured, where that is kept. */
  readonly date?: string;
}

export function scoreOf(source: string, results: readonly Pick<MutantResult, 'status'>[], seconds: number): Score {
  const count = (...states: MutantResult['status'][]) => results.filter(({ status }) => states.includes(status)).length;
  const killed = count('Killed', 'Timeout');
  const notReached = count('NoCoverage');
  return { source, killed, notReached, mutants: killed + notReached + count('Survived'), seconds };
}

const percent = ({ killed, mutants }: Pick<Score, 'killed' | 'mutants'>) =>
  mutants === 0 ? '-' : ((100 * killed) / mutants).toFixed(1);

/** Rows for docs/mutation.md. */
export function tableOf(scores: readonly Score[]): string {
  const sum = (of: 'mutants' | 'killed' | 'notReached' | 'seconds') =>
    scores.reduce((total, score) => total + score[of], 0);
  const all = {
    mutants: sum('mutants'),
    killed: sum('killed'),
    notReached: sum('notReached'),
    seconds: sum('seconds'),
  };
  const row = (name: string, score: Omit<Score, 'source'>) =>
    `| ${score.date ?? ''} | ${name} | ${score.mutants} | ${percent(score)} | ${score.notReached} | ${(score.seconds / 60).toFixed(1)} | ${((60 * score.mutants) / score.seconds).toFixed(0)} |`;
  return [
    '| date | file | mutants | killed % | not reached | minutes | mutants a minute |',
    '|---|---|---|---|---|---|---|',
    ...scores.map((score) => row(score.source, score)),
    ...(scores.length > 1 ? [row('**all**', all)] : []),
  ].join('\n');
}
