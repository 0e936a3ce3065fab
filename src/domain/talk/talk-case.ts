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
  /** By the paper that is asked for: what may stand for it. */
  readonly instead?: ReadonlyMap<DocumentKind, readonly DocumentKind[]>;
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

/** Whether a photo of this kind is what was asked for, or may stand for it. */
export const answers = ({ instead }: Pick<TalkCase, 'instead'>, asked: DocumentKind, kind: DocumentKind): boolean =>
  asked === kind || instead?.get(asked)?.includes(kind) === true;

/**
 * Which paper a photo is: as its caption says, when that paper is wanted, was asked for before, or nothing is wanted;
 * without a caption the only one that is wanted; `undefined`: ask. Before anything is asked, an officer looks at the
 * others.
 */
export function paperMeant(
  one: Pick<TalkCase, 'state' | 'missing' | 'required' | 'papers' | 'instead'>,
  named: readonly DocumentKind[],
): DocumentKind | undefined {
  const { missing, required, papers } = one;
  const isAsked = isWaiting(one);
  const wanted = isAsked ? missing : required.filter((kind) => !papers.some((paper) => paper.kind === kind));
  const meant = namedAmong(one, wanted, named) ?? namedAmong(one, required, named);
  if (meant !== undefined) return meant;
  if (wanted.length === 0) return named[0] ?? 'lainnya';
  if (named.length > 0 && wanted.includes('lainnya')) return 'lainnya';
  if (wanted.length === 1 && named.length === 0) return wanted[0];
  return isAsked ? undefined : 'lainnya';
}

/** The named paper that answers one of those that are asked for, and only one. */
function namedAmong(
  one: Pick<TalkCase, 'instead'>,
  asked: readonly DocumentKind[],
  named: readonly DocumentKind[],
): DocumentKind | undefined {
  const exact = asked.filter((kind) => named.includes(kind));
  const [answered, another] =
    exact.length > 0 ? exact : asked.filter((kind) => named.some((other) => answers(one, kind, other)));
  return answered === undefined || another !== undefined
    ? undefined
    : named.find((kind) => answers(one, answered, kind));
}

/** What the numbered question offers. */
export const papersToChoose = ({ missing }: TalkCase): DocumentKind[] => [
  ...missing,
  ...(missing.includes('lainnya') ? [] : (['lainnya'] as const)),
];
