import { maskName } from '../domain/card/mask-name.ts';
import { maskNumber } from '../domain/nik.ts';
import type { CaseRecord, Store } from '../store/store.ts';
import { newestOfStep } from './decisions-in-force.ts';
import type { Dependencies } from './dependencies.ts';
import { isSuperseded } from './superseded.ts';
import { readCardToken } from './tokens.ts';

export interface CardLookUp {
  readonly applicationNumber: string;
  readonly issued: boolean;
  /** False: the family got a newer card, or the card is not signed yet. */
  readonly current: boolean;
  readonly signedAt: Date | null;
  /** What matches a paper in the hand with this card, and no more; null while it is not issued. */
  readonly face: {
    /** "D•••• P••••••••" */
    readonly headName: string;
    /** "3402••••••••0007" */
    readonly kkNumber: string;
  } | null;
}

/** For anybody with a card in hand, by its QR. Says enough of the card to match the paper, no name in full; undefined for a made-up token. */
export function lookUpCard({ store, settings }: Pick<Dependencies, 'store' | 'settings'>) {
  return async (token: string): Promise<CardLookUp | undefined> => {
    const applicationNumber = readCardToken(settings.linkKey, token);
    const record = applicationNumber === undefined ? undefined : await store.cases.find(applicationNumber);
    if (record === undefined) return undefined;
    const signing = newestOfStep(await store.decisions.of(record.applicationNumber), 7);
    const issued = record.signedSha256 !== null;
    return {
      applicationNumber: record.applicationNumber,
      issued,
      current: issued && !(await isSuperseded(store, record)),
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
    : { headName: maskName(draft.family.headName), kkNumber: maskNumber(draft.family.kkNumber) };
}
