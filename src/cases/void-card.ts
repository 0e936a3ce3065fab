import { ENDED_WITHOUT_CARD } from '../domain/case-state.ts';
import type { CaseRecord } from '../store/store.ts';
import type { Dependencies } from './dependencies.ts';
import { revocationInForce } from './revocations/revocation-in-force.ts';
import { isSuperseded } from './superseded.ts';

/**
 * Why an issued card is void: the office took it back, its case ended without a card, or a later entry changed, ended or
 * replaced it. A card that a later one replaced stays so when the later one is taken back: SIAK has changed since.
 */
export type VoidCard = 'revoked' | 'cancelled' | 'superseded';

/** Null: it stands, as far as this office knows. */
export async function voidOf(
  { store, settings }: Pick<Dependencies, 'store' | 'settings'>,
  record: CaseRecord,
): Promise<{ readonly because: VoidCard; readonly since: Date | null } | null> {
  const revocation = await revocationInForce(store, record.applicationNumber);
  if (revocation !== undefined) return { because: 'revoked', since: revocation.settledAt };
  if (ENDED_WITHOUT_CARD.some((ended) => ended === record.state)) return { because: 'cancelled', since: null };
  return (await isSuperseded({ store, settings }, record)) ? { because: 'superseded', since: null } : null;
}
