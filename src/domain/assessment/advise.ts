import { INDONESIAN } from '../language/indonesian.ts';
import type { Application } from '../application.ts';
import { inTheHand } from '../check-event-application.ts';
import type { DocumentCode } from '../events/documents.ts';
import { neededEvidence } from '../events/check-evidence.ts';
import type { OfficeRules } from '../events/office-rules.ts';
import { SERVICES } from '../events/services.ts';
import { REASON_LABELS, type Reason } from '../reasons.ts';
import type { PlainDate } from '../family-card.ts';

/** What a resident reads before sending: nothing of it comes from SIAK. */
export interface Advice {
  readonly reason: Reason;
  readonly reasonLabel: string;
  /** Another service comes first, or has a part in it; where it is, and whether this application goes on meanwhile. */
  readonly elsewhere: {
    readonly text: string;
    readonly where: string;
    readonly takesAlong: string;
    readonly goesOn: boolean;
    readonly bring: readonly string[];
  } | null;
  /** Which papers, and what may stand for each. */
  readonly papers: readonly { readonly text: string; readonly kinds: readonly DocumentCode[] }[];
}

/** Advice on a well-formed event-based application, by what the applicant and the card in their hand say, in this office. */
export function advise(application: Application, today: PlainDate, office: OfficeRules): Advice {
  const { c, events, elsewhere, plan } = inTheHand(application, today, office);
  const papers = neededEvidence(events, c, plan).flatMap(({ text, anyOf }) =>
    anyOf === undefined ? [] : [{ text: text.charAt(0).toUpperCase() + text.slice(1), kinds: anyOf }],
  );
  if (needsPowerOfAttorney(application)) papers.push({ text: INDONESIAN.advice['surat-kuasa-f-1'], kinds: ['f-1-07'] });
  return {
    reason: application.reason,
    reasonLabel: REASON_LABELS[application.reason],
    elsewhere:
      elsewhere === undefined
        ? null
        : {
            text: elsewhere.text,
            where: SERVICES[elsewhere.service].where,
            takesAlong: SERVICES[elsewhere.service].takesAlong,
            goesOn: !elsewhere.blocks,
            bring: elsewhere.missing,
          },
    papers: papers.filter((paper, i) => papers.findIndex((other) => other.text === paper.text) === i),
  };
}

/**
 * Whoever applies stands on no card that the application names, as far as the applicant and the old card say (rule
 * R18).
 */
function needsPowerOfAttorney({ applicant, listed = [], events = [] }: Application): boolean {
  if (listed.length > 0) return !listed.some(({ nik }) => nik === applicant.nik);
  return events.some(
    ({ event, data }) =>
      (event === 'kk-hilang' || event === 'kk-rusak') && data.member !== undefined && data.member !== applicant.nik,
  );
}
