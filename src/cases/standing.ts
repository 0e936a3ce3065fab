import type { Decision } from '../domain/authority.ts';
import type { DecisionRecord, Store } from '../store/store.ts';

/** Refused claims are no deeds: four eyes look at standing decisions only. */
export function standing(decisions: readonly DecisionRecord[]): (DecisionRecord & Decision)[] {
  return decisions.filter((d) => d.refusedBecause === null);
}

/** The deed that the case goes on from. */
export async function newestStanding(
  { decisions }: Pick<Store, 'decisions'>,
  applicationNumber: string,
): Promise<DecisionRecord | undefined> {
  return standing(await decisions.of(applicationNumber)).at(-1);
}
