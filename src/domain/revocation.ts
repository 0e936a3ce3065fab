import type { RefusalCode } from './failures.ts';
import type { OfficerRole } from './process.ts';

/** Whose office it is to take back a signed card: who verified it and who signed it. */
export type RevokingRole = Extract<OfficerRole, 'kasi' | 'kepala-dinas'>;

type Denial = Extract<RefusalCode, 'WRONG_ROLE' | 'FOUR_EYES'>;

/** Somebody who wants to ask, or to settle what was asked; roles of today, letters (Plh, Plt) among them. */
export interface Revoker {
  readonly username: string;
  readonly roles: readonly OfficerRole[];
}
export interface OpenRevocation {
  readonly requestedBy: string;
  readonly requestedAs: RevokingRole;
}

/**
 * The one judgement of the act: a card is taken back by two people, one as Kasi/Kabid and one as head, in either order.
 * `open`: what the first asked; undefined: nobody asked yet. Answers the role of this person in it, or why not.
 */
export function judgeRevoker({ username, roles }: Revoker, open: OpenRevocation | undefined): RevokingRole | Denial {
  const own = (['kasi', 'kepala-dinas'] as const).filter((role) => roles.includes(role));
  if (open === undefined) return own[0] ?? 'WRONG_ROLE';
  if (own.length > 0 && open.requestedBy === username) return 'FOUR_EYES';
  return own.find((role) => role !== open.requestedAs) ?? 'WRONG_ROLE';
}

export const isDenied = (judged: RevokingRole | Denial): judged is Denial =>
  judged === 'WRONG_ROLE' || judged === 'FOUR_EYES';

/** Who may end a request without effect: its author, and whoever may grant it. */
export function mayDecline(revoker: Revoker, open: OpenRevocation): boolean {
  return judgeRevoker(revoker, open) !== 'WRONG_ROLE';
}
