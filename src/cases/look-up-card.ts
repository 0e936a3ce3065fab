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
}

/** For anybody with a card in hand, by its QR. Says nothing of the family; undefined for a made-up token. */
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
    };
  };
}
