import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { ELSEWHERE } from './tests-elsewhere.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');

/** The strict verifier is one thing in many files, and a mutant falls fastest to the tests of its readers. */
const VERIFIER = [
  ...['pdf-reader', 'der-reader', 'certificate-reader', 'misled'].map((name) => `${name}.test.ts`),
  '*.test.ts',
];

/** What the auditor asks is asked of all questions together: they stand on the same people, rows and journal. */
const AUDITED = /^src\/cases\/audit(-case|\/.*)\.ts$/;
/** The questions of auditor and management over all cases, in the store. */
const ASKED = /^src\/store\/tables\/([a-z]+-)?inquiries\.ts$/;

/** How test files are spelled in Stryker's `spec`, from the root; empty when no test is known for the file. */
export function testsOf(place: string): readonly string[] {
  const source = place.replace(/:.*/, '');
  if (source.startsWith('src/signing/')) return VERIFIER.map((name) => `test/signing/${name}`);
  if (AUDITED.test(source)) return ['test/cases/audit/*.test.ts'];
  if (ASKED.test(source)) return ['test/store/inquiries.test.ts'];
  const sameName = source.replace(/^src\//, 'test/').replace(/\.ts$/, '.test.ts');
  const tables = sameName.replace('/tables/', '/');
  const named = ELSEWHERE[source]?.map((test) => `test/${test}.test.ts`) ?? [sameName, tables];
  return [...new Set(named)].filter((test) => existsSync(path.join(ROOT, test)));
}

/** Every file that the table names, and every test in it: a name that is gone would leave its file untested in silence. */
export function namesInTable(): { readonly sources: readonly string[]; readonly tests: readonly string[] } {
  return {
    sources: Object.keys(ELSEWHERE),
    tests: [...new Set(Object.values(ELSEWHERE).flat())].map((test) => `test/${test}.test.ts`),
  };
}

/**
 * Left out: a migration that has run is never edited; a mutant of what gets and starts PostgreSQL costs minutes; a
 * mutant does not reach into a thread, and a comparison with it would find every one.
 */
const LEFT_OUT =
  /\/(migrations|postgres)\/|^src\/store\/migrate\.ts$|\/(bounded-verifier|(pdf-)?examination|card-reading|threads\/(bounded-threads|start))\.ts$/;

/** The files below this folder that can be mutated, or this one file or lines of it (`a.ts:10-40`); from the root. */
export function sourcesBelow(place: string): readonly string[] {
  if (/\.ts(:\d+-\d+)?$/.test(place)) return [place];
  return readdirSync(path.join(ROOT, place), { recursive: true, encoding: 'utf8' })
    .map((name) => path.posix.join(place, name.split(path.sep).join('/')))
    .filter((name) => name.endsWith('.ts') && !LEFT_OUT.test(name))
    .sort();
}
