import { documentName, type DocumentCode, type Paper } from './documents.ts';
import type { DeclaredEvent } from './application.ts';
import { isDeath, type ResolvedEvent } from './compose.ts';
import { isReportedDead, type EventContext, type EvidenceContext, type EvidenceRow, type Plan } from './event.ts';

/** A paper (or an answer) that is needed and not there. */
export interface MissingPaper {
  /** In words, for the resident: which paper, of whom. */
  readonly text: string;
  /** What may stand for it, in words; empty when nothing may. */
  readonly alternatives: readonly string[];
  readonly law: string;
  /** Codes of the papers that satisfy it, the one the law names first; absent for an answer that is not a paper. */
  readonly anyOf?: readonly DocumentCode[];
}

/** What is still missing for all events of an application; a paper that two events need is asked once. */
export function missingEvidence(
  events: readonly ResolvedEvent[],
  c: EventContext,
  plan: Plan,
  papers: readonly Paper[],
): MissingPaper[] {
  const missing = events.flatMap((event) => {
    const asksOf = (nik: string) => isDeath(event) || !isReportedDead(plan, nik);
    const data = dataOf(event.declared, asksOf);
    if (data === undefined) return [];
    const context: EvidenceContext<unknown> = { ...c, data, plan, papers };
    return event.definition.evidence.flatMap((row) => missingOf(row, context, asksOf));
  });
  return missing.filter((paper, i) => missing.findIndex((other) => other.text === paper.text) === i);
}

/** Every paper that the events ask for, there or not: the check list of the portal and of the officer. */
export function neededEvidence(events: readonly ResolvedEvent[], c: EventContext, plan: Plan): MissingPaper[] {
  return missingEvidence(events, c, plan, []);
}

/**
 * What an event says of people of whom papers are asked: whoever is reported dead in the same application has no row any
 * more that could change. Undefined: it speaks of nobody else.
 */
function dataOf({ data }: DeclaredEvent, asksOf: (nik: string) => boolean): unknown {
  if ('person' in data) return asksOf(data.person) ? data : undefined;
  if ('changes' in data) {
    const changes = (data.changes as readonly { readonly person: string }[]).filter(({ person }) => asksOf(person));
    return changes.length === 0 ? undefined : { ...data, changes };
  }
  if (!('persons' in data) || data.persons.length === 0) return data;
  const named: readonly (string | { readonly nik: string })[] = data.persons;
  const persons = named.filter((person) => asksOf(typeof person === 'string' ? person : person.nik));
  return persons.length === 0 ? undefined : { ...data, persons };
}

function missingOf(
  row: EvidenceRow<unknown>,
  c: EvidenceContext<unknown>,
  asksOf: (nik: string) => boolean,
): MissingPaper[] {
  if (row.when !== undefined && !row.when(c)) return [];
  if (row.answered?.(c) === true) return [];
  const subjects: readonly (string | undefined)[] = row.each === undefined ? [undefined] : row.each(c).filter(asksOf);
  const unused = row.answered === undefined ? c.papers.filter((paper) => row.anyOf.includes(paper.document)) : [];
  return subjects.flatMap((subject) => {
    const found = unused.findIndex((paper) => isAbout(paper, subject) && (row.fits?.(paper, c, subject) ?? true));
    if (found !== -1) {
      // A paper that says whose it is serves one subject; without subjects it serves every row.
      if (subject !== undefined) unused.splice(found, 1);
      return [];
    }
    return [missingPaper(row, c, subject)];
  });
}

/** A paper that does not say whom it is about may be about anybody. */
function isAbout(paper: Paper, subject: string | undefined): boolean {
  return subject === undefined || paper.about === undefined || paper.about === subject;
}

function missingPaper(
  row: EvidenceRow<unknown>,
  c: EvidenceContext<unknown>,
  subject: string | undefined,
): MissingPaper {
  const [first, ...others] = row.anyOf;
  return {
    text: row.missing?.(c, subject) ?? documentName(first),
    alternatives: row.answered === undefined ? others.map(documentName) : [],
    law: row.law,
    ...(row.answered === undefined ? { anyOf: row.anyOf } : {}),
  };
}
