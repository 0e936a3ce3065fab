import type { DocumentKind } from '../document-kinds.ts';

/** What may be wrong with a photo that can be read: as measured (`documents/judge-picture.ts`), or sent before. */
export const FLAWS = ['blank', 'too-small', 'dark', 'blurred', 'repeated'] as const;
export type Flaw = (typeof FLAWS)[number];

/** A photo that is stored but not laid to a case: it waits for an answer of its sender. */
export interface WaitingFile {
  readonly fileId: string;
  readonly messageId: string;
  readonly sha256: string;
  readonly applicationNumber: string | null;
  readonly kind: DocumentKind | null;
  /** Kinds that the caption may mean. */
  readonly named: readonly DocumentKind[];
  readonly flaw: Flaw | null;
}

/** A numbered question; the answer counts from 1. */
export type Question =
  | { readonly about: 'case'; readonly options: readonly string[]; readonly then: 'go-on' | 'done' }
  | { readonly about: 'paper'; readonly applicationNumber: string; readonly options: readonly DocumentKind[] };

/** Where the talk with one number stands. References and codes only, no words. */
export interface TalkState {
  readonly waiting: readonly WaitingFile[];
  /** Messages of words that wait until their sender says which case they mean. */
  readonly words: readonly string[];
  readonly question: Question | null;
  /** Id of the message whose answer put the question first. */
  readonly askedIn: string | null;
  /** The case spoken of last, and when (ISO). */
  readonly current: { readonly applicationNumber: string; readonly at: string } | null;
  /** The case for which the applicant said "sudah" while papers lack; said once more, it goes on as it is. */
  readonly doneOnce: string | null;
}

export const EMPTY_TALK: TalkState = {
  waiting: [],
  words: [],
  question: null,
  askedIn: null,
  current: null,
  doneOnce: null,
};
