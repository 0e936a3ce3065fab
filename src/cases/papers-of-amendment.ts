import type { DocumentKind } from '../domain/document-kinds.ts';
import type { CaseAssessment } from './assess-case.ts';

/** Which papers an amendment asks for in addition, and which it makes needless. */
export interface PapersOfAmendment {
  /** What is asked of the applicant from now on. */
  readonly missing: readonly DocumentKind[];
  /** Needed before, and by nothing that is declared now. */
  readonly needless: readonly DocumentKind[];
}

type Judged = Pick<CaseAssessment, 'needed' | 'lacking'>;

/**
 * `asked`: what an officer asked for and has not come. It stays asked for, unless only an event needed it that is gone.
 * What the events of before needed and nobody asked for is left to the officer, but for the forms of `signAgain`: they
 * were signed for answers that are others now.
 */
export function papersOfAmendment(
  asked: readonly DocumentKind[],
  before: Judged | undefined,
  after: Judged,
  signAgain: readonly DocumentKind[] = [],
): PapersOfAmendment {
  const neededNow = new Set<DocumentKind>(after.needed.flatMap(({ anyOf = [] }) => anyOf));
  const was = kindsIn((before ?? after).needed);
  const is = kindsIn(after.needed);
  const needless = [...new Set(was)].filter((kind) => !neededNow.has(kind));
  // By number: a paper names its child or its spouse, and a name that was mended makes no other paper of it.
  const count = (kinds: readonly DocumentKind[], kind: DocumentKind) => kinds.filter((one) => one === kind).length;
  const added = kindsIn(after.lacking).filter((kind) => count(is, kind) > count(was, kind));
  const stale = signAgain.filter((kind) => is.includes(kind));
  const missing = new Set([...asked.filter((kind) => !needless.includes(kind)), ...added, ...stale]);
  return { missing: [...missing], needless };
}

/** The paper that the law names first, of each that is needed. */
const kindsIn = (papers: Judged['needed']): DocumentKind[] => papers.flatMap(({ anyOf }) => anyOf?.[0] ?? []);
