import type { RevocationRecord } from '../../store/revocations.ts';
import type { Store } from '../../store/store.ts';

/** By what the card of this case is void; undefined: nobody took it back, or not yet. */
export async function revocationInForce(
  { revocations }: Pick<Store, 'revocations'>,
  applicationNumber: string,
): Promise<RevocationRecord | undefined> {
  const newest = await revocations.newest(applicationNumber);
  return newest?.outcome === 'revoked' ? newest : undefined;
}
