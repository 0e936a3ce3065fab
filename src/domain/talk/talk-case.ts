import { hasEnded, type CaseState } from '../case-state.ts';
import type { DocumentKind } from '../document-kinds.ts';

/** A case as far as a conversation depends on it. */
export interface TalkCase {
  readonly applicationNumber: string;
  readonly state: CaseState;
  /** The office took its signed card back. */
  readonly cardRevoked?: boolean;
  /** "menikah, atas nama B••• S••••••" */
  readonly label: string;
  readonly submittedAt: Date;
  /** In which its applicant is written to; undefined: none was chosen. */
  readonly language?: string | undefined;
  /** What the last request named; empty: it was a note only. */
  readonly asked: readonly DocumentKind[];
  /** Asked for and not received since. */
  readonly missing: readonly DocumentKind[];
  readonly required: readonly DocumentKind[];
  readonly papers: readonly { readonly kind: DocumentKind; readonly sha256: string }[];
  /** When an officer last turned to the applicant about it, with a request or an answer; null: never. */
  readonly turnedAt: Date | null;
}

/** Photos are laid to the papers of a case in these; later they are shown to a person. */
export const takesPapers = ({ state }: Pick<TalkCase, 'state'>): boolean =>
  state === 'waiting-for-applicant' || state === 'submitted' || state === 'examination';
export const isWaiting = ({ state }: Pick<TalkCase, 'state'>): boolean => state === 'waiting-for-applicant';
export const isOpen = ({ state }: Pick<TalkCase, 'state'>): boolean => !hasEnded(state);

/** The language of a number: of its newest open case, or of its newest. `cases`: newest first. */
export const languageOfTalk = (cases: readonly TalkCase[]): string | undefined =>
  (cases.find(isOpen) ?? cases[0])?.language;

/** So long the case spoken of last is meant by what names none. */
const SPOKEN_OF_MS = 30 * 60_000;

export interface Spoken {
  readonly applicationNumber: string;
  readonly at: string;
}

/**
 * The case spoken of within half an hour. 'contested': an officer has turned to the applicant about another one since,
 * so what comes now may be meant for either.
 */
export function spokenOf(
  cases: readonly TalkCase[],
  current: Spoken | null,
  now: Date,
): TalkCase | 'contested' | undefined {
  if (current === null) return undefined;
  const since = Date.parse(current.at);
  if (now.getTime() - since > SPOKEN_OF_MS) return undefined;
  const isContested = cases.some(
    (one) =>
      isOpen(one) &&
      one.applicationNumber !== current.applicationNumber &&
      one.turnedAt !== null &&
      one.turnedAt.getTime() > since,
  );
  return isContested
    ? 'contested'
    : cases.find(({ applicationNumber }) => applicationNumber === current.applicationNumber);
}

/**
 * The case of a message that neither names nor quotes one: the only open one, the one spoken of within half an hour,
 * for a photo the only one that waits. 'several': its sender has to be asked. 'none': it belongs to no case.
 */
export function caseMeant(
  cases: readonly TalkCase[],
  current: Spoken | null,
  now: Date,
  what: 'photo' | 'words',
): TalkCase | 'several' | 'none' {
  const open = cases.filter(isOpen);
  if (open.length === 1) return open[0]!;
  const last = spokenOf(cases, current, now);
  if (last === 'contested') return 'several';
  if (open.length === 0) return last ?? (cases.length === 1 ? cases[0]! : cases.length === 0 ? 'none' : 'several');
  const waiting = open.filter(isWaiting);
  if (last !== undefined && (what === 'words' || isWaiting(last))) return last;
  // A photo that follows those of a case that is complete by now may be meant for either.
  if (what === 'photo' && waiting.length === 1 && last === undefined) return waiting[0]!;
  return 'several';
}

/** Which paper a photo is: as its caption says, the only one that is wanted, or `undefined`: ask. */
export function paperMeant(
  { state, missing, required, papers }: TalkCase,
  named: readonly DocumentKind[],
): DocumentKind | undefined {
  const wanted =
    state === 'waiting-for-applicant'
      ? missing
      : required.filter((kind) => !papers.some((paper) => paper.kind === kind));
  const both = named.filter((kind) => wanted.includes(kind));
  if (both.length === 1) return both[0];
  if (named.length === 1) return named[0];
  if (both.length === 0 && named.length > 1 && wanted.length === 0) return named[0];
  if (state !== 'waiting-for-applicant') return wanted.length === 1 ? wanted[0] : 'lainnya';
  if (wanted.length === 0) return 'lainnya';
  return wanted.length === 1 ? wanted[0] : undefined;
}

/** What the numbered question offers. */
export const papersToChoose = ({ missing }: TalkCase): DocumentKind[] => [
  ...missing,
  ...(missing.includes('lainnya') ? [] : (['lainnya'] as const)),
];
