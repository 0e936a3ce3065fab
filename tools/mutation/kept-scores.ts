import type { MutantResult } from '@stryker-mutator/api/core';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { scoreOf, type Score } from './score.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const FILE = path.join(ROOT, 'tools/mutation/scores.json');
/** What else decides which mutants there are. */
const RULES = ['stryker.config.json', 'tools/mutation/words.mjs'];

/** What was measured of one file, kept with the project. */
export interface KeptScore extends Score {
  /** `2026-11-27` */
  readonly date: string;
  /** Of the file itself. */
  readonly sourceHash: string;
  /** Of its tests and of the rules by which it is changed. */
  readonly testsHash: string;
  /** By place and change (`41:5-41:20 ConditionalExpression true`): 'Survived', or 'NoCoverage' when no test came by. */
  readonly survivors: Readonly<Record<string, string>>;
}

type Mutant = Pick<MutantResult, 'status' | 'location' | 'mutatorName' | 'replacement'>;

/** The scores by file; none where nothing was measured yet. */
export function readScores(file = FILE): Record<string, KeptScore> {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, KeptScore>) : {};
}

/** After every file, so that a run that is stopped goes on where it was. */
export function keepScore(score: KeptScore, file = FILE): void {
  const all = { ...readScores(file), [score.source]: score };
  const sorted = Object.fromEntries(Object.entries(all).sort(([one], [other]) => (one < other ? -1 : 1)));
  writeFileSync(file, `${JSON.stringify(sorted, null, 2)}\n`);
}

export type Fingerprint = Pick<KeptScore, 'sourceHash' | 'testsHash'>;

/** The file and its tests as they are now; a test named with `*` stands for all files of that ending. */
export function fingerprintOf(source: string, tests: readonly string[]): Fingerprint {
  return { sourceHash: hashOf([source]), testsHash: hashOf([...new Set(tests.flatMap(spelledOut)), ...RULES]) };
}

/** Whether measuring again would tell nothing new: helpers that tests share, and other sources, are not compared. */
export function isUnchanged(kept: Fingerprint | undefined, now: Fingerprint): boolean {
  return kept?.sourceHash === now.sourceHash && kept.testsHash === now.testsHash;
}

export function keptScoreOf(
  source: string,
  results: readonly Mutant[],
  { seconds, date, fingerprint }: { seconds: number; date: string; fingerprint: Fingerprint },
): KeptScore {
  return { date, ...scoreOf(source, results, seconds), ...fingerprint, survivors: survivorsOf(results) };
}

/**
 * The score after the survivors alone were tried again: what fell before counts as fallen, so it is only right when the
 * tests have grown and the file is the same.
 */
export function withSurvivorsTriedAgain(
  kept: KeptScore,
  results: readonly Mutant[],
  { date, fingerprint }: { date: string; fingerprint: Fingerprint },
): KeptScore {
  const news = new Map(results.map((mutant) => [placeOf(mutant), mutant.status]));
  const survivors = Object.fromEntries(
    Object.entries(kept.survivors).flatMap(([place, before]) => {
      const status = news.get(place);
      // Not tried now, or no test came by: of those before it is known.
      if (status === undefined || status === 'NoCoverage') return [[place, before]];
      return status === 'Survived' ? [[place, status]] : [];
    }),
  );
  const left = Object.values(survivors);
  return {
    ...kept,
    ...fingerprint,
    date,
    survivors,
    killed: kept.mutants - left.length,
    notReached: left.filter((status) => status === 'NoCoverage').length,
  };
}

/** How the survivors' places are spelled for Stryker's `mutate`; those that begin in these lines (`40-80`). */
export function placesOfSurvivors(
  { source, survivors }: Pick<KeptScore, 'source' | 'survivors'>,
  lines = `1-${Number.MAX_SAFE_INTEGER}`,
): readonly string[] {
  const [first, last] = lines.split('-').map(Number) as [number, number];
  const wanted = Object.keys(survivors).filter((place) => parseInt(place, 10) >= first && parseInt(place, 10) <= last);
  return [...new Set(wanted.map((place) => `${source}:${place.split(' ')[0]!}`))];
}

function survivorsOf(results: readonly Mutant[]): Record<string, string> {
  return Object.fromEntries(
    results
      .filter(({ status }) => status === 'Survived' || status === 'NoCoverage')
      .map((mutant) => [placeOf(mutant), mutant.status]),
  );
}

/** Results count columns from 1, but the ranges that Stryker takes count them from 0. */
function placeOf({ location: { start, end }, mutatorName, replacement = '' }: Mutant): string {
  const change = replacement.replaceAll(/\s+/g, ' ');
  return `${start.line}:${start.column - 1}-${end.line}:${end.column - 1} ${mutatorName} ${change}`;
}

function hashOf(files: readonly string[]): string {
  const hash = createHash('sha256');
  for (const file of files) hash.update(`${file}\n`).update(readFileSync(path.join(ROOT, file)));
  return hash.digest('hex').slice(0, 16);
}

function spelledOut(test: string): readonly string[] {
  const [folder, ending] = test.split('*');
  if (ending === undefined) return [test];
  return readdirSync(path.join(ROOT, folder!))
    .filter((name) => name.endsWith(ending))
    .sort()
    .map((name) => path.posix.join(folder!, name));
}
