import type { PlainDate } from '../domain/family-card.ts';
import { maskName } from '../domain/card/mask-name.ts';
import { maskNumber } from '../domain/nik.ts';
import type { CaseRecord, Store } from '../store/store.ts';
import { newestOfStep } from './decisions-in-force.ts';
import type { Dependencies } from './dependencies.ts';
import { readCardToken } from './tokens.ts';
import { voidOf, type VoidCard } from './void-card.ts';

export interface CardLookUp {
  readonly applicationNumber: string;
  readonly issued: boolean;
  /** False: not signed yet, or void. */
  readonly current: boolean;
  /** Why an issued card is void; null: it stands. */
  readonly void: VoidCard | null;
  /** When it was taken back; null: it was not. */
  readonly revokedAt: Date | null;
  readonly signedAt: Date | null;
  /** What matches a paper in the hand with this card, and no more; null while it is not issued. */
  readonly face: {
    /** "D•••• P••••••••" */
    readonly headName: string;
    /** "3402••••••••0007" */
    readonly kkNumber: string;
    /** The day printed on the paper; null on cards of before it was kept. */
    readonly issuedOn: PlainDate | null;
  } | null;
}

/**
 * For anybody with a card in hand, by its QR. Says enough of the card to match the paper, no name in full; undefined
 * for a made-up token.
 */
export function lookUpCard({ store, settings }: Pick<Dependencies, 'store' | 'settings'>) {
  return async (token: string): Promise<CardLookUp | undefined> => {
    const applicationNumber = readCardToken(settings.linkKey, token);
    const record = applicationNumber === undefined ? undefined : await store.cases.find(applicationNumber);
    if (record === undefined) return undefined;
    const signing = newestOfStep(await store.decisions.of(record.applicationNumber), 7);
    const issued = record.signedSha256 !== null;
    const voided = issued ? await voidOf({ store, settings }, record) : null;
    return {
      applicationNumber: record.applicationNumber,
      issued,
      current: issued && voided === null,
      void: voided?.because ?? null,
      revokedAt: voided?.because === 'revoked' ? voided.since : null,
      signedAt: issued ? (signing?.decidedAt ?? null) : null,
      face: issued ? await faceOf({ store }, record) : null,
    };
  };
}

async function faceOf(
  { store }: { readonly store: Pick<Store, 'drafts'> },
  record: CaseRecord,
): Promise<CardLookUp['face']> {
  const draft = record.draftSha256 === null ? undefined : await store.drafts.find(record.draftSha256);
  return draft === undefined
    ? null
    : {
        headName: maskName(draft.family.headName),
        kkNumber: maskNumber(draft.family.kkNumber),
        issuedOn: draft.issuedOn,
      };
}
