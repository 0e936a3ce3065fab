import type { Verification } from './signing.ts';

/** Where the signature's field lies is ours to say on our own card only; SIAK draws its own. */
const OF_OUR_OWN_CARD: readonly string[] = ['VISIBLE_AREA'];

/** The verdict on a file that another program drew and signed: every rule but those about our own layout. */
export function drawnElsewhere(verification: Verification): Verification {
  const findings = verification.findings.filter(({ code }) => !OF_OUR_OWN_CARD.includes(code));
  if (verification.signer === 'not-examined' && !findings.some(({ code }) => code === 'SIGNATURE'))
    return { ...verification, findings };
  const intact = findings.every(({ code, ok }) => ok || code === 'SIGNER');
  return { ...verification, findings, intact, valid: intact && verification.signer === 'accepted' };
}
