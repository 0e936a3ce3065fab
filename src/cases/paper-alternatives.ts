import type { Application } from '../domain/application.ts';
import { advise } from '../domain/assessment/advise.ts';
import type { DocumentKind } from '../domain/document-kinds.ts';
import { isEventApplication } from '../domain/events/from-application.ts';
import type { OfficeRules } from '../domain/events/office-rules.ts';
import type { PlainDate } from '../domain/family-card.ts';

/** By the paper that the law names first: what may stand for it. */
export type PaperAlternatives = ReadonlyMap<DocumentKind, readonly DocumentKind[]>;

/** What may be sent instead of a paper that these events need; empty for an application of elements. */
export function paperAlternatives(application: Application, today: PlainDate, office: OfficeRules): PaperAlternatives {
  if (!isEventApplication(application)) return new Map();
  return new Map(
    advise(application, today, office).papers.flatMap(({ kinds: [first, ...others] }) =>
      first === undefined || others.length === 0 ? [] : [[first, others] as const],
    ),
  );
}

/** Whether this paper, or one that may stand for it, is among those that came. */
export function hasCome(kind: DocumentKind, came: readonly DocumentKind[], alternatives: PaperAlternatives): boolean {
  return [kind, ...(alternatives.get(kind) ?? [])].some((one) => came.includes(one));
}
