import { OVERSIGHT_ROLES, type OfficerRole, type StaffRole } from './process.ts';
import type { HumanStep } from './sop.ts';
import type { PlainDate } from './family-card.ts';
import type { FailureCode } from './failures.ts';
import { covers, type Period } from './period.ts';

/** A member of the office's staff, known by the user name of their account. */
export interface Person {
  readonly username: string;
  readonly name: string;
  readonly roles: readonly StaffRole[];
  /** NIP, 18 digits; printed on the card for the head. */
  readonly nip: string | null;
  /** NIK under which BSrE knows this person as a signer; null for everybody who does not sign. */
  readonly signerNik: string | null;
  /** Common name in their signing certificate; null or absent: `name`, titles aside (domain/certificate-name.ts). */
  readonly certificateName?: string | null;
  /** Keyed hash of their own NIK, by which a case of their family is known; null or absent: not told to the office. */
  readonly nikHash?: string | null;
  readonly active: boolean;
}

/** A dated stand-in (Plh/Plt): `to` may act in `role` from `validFrom` to `validTo`, both included. */
export interface Delegation extends Period {
  readonly from: string;
  readonly to: string;
  readonly role: OfficerRole;
  readonly kind: 'Plh' | 'Plt';
}

/** Who decided what in which step. */
export interface Decision {
  readonly step: HumanStep;
  /** User task of the diagram; null or absent: not known, as in rows of the first edition. */
  readonly element?: string | null;
  readonly decidedBy: string;
  readonly decidedAt: Date;
  /** The stand-in under which it was decided, "Plh" or "Plt"; null in one's own role. */
  readonly actingAs: 'Plh' | 'Plt' | null;
}

export type Verdict =
  | { readonly allowed: true; readonly actingAs: 'Plh' | 'Plt' | null }
  | { readonly allowed: false; readonly because: FailureCode };

const ROLE_OF_STEP: Record<HumanStep, OfficerRole> = {
  2: 'petugas-entri',
  3: 'petugas-entri',
  4: 'petugas-entri',
  5: 'kasi',
  7: 'kepala-dinas',
  8: 'petugas-cetak',
};
/**
 * Steps of which different people must decide the different groups: examiner, verifier, signer (SOP steps 3, 5, 7). The
 * request for the print (4) is the examiner's own; opening (2) belongs to the examiner.
 */
export const EYES: readonly (readonly HumanStep[])[] = [[3, 4], [5], [7]];
const eyesOf = (step: HumanStep): readonly HumanStep[] | undefined => EYES.find((group) => group.includes(step));

/**
 * Whether this person may decide this step of a case with this history on this day. Roles by lane (SOP IKMT-PP-01-07),
 * stand-ins by their dates, four eyes over steps 3 and 4, 5, and 7. A step may be decided again by the same person.
 */
export function mayDecide(
  person: Person,
  step: HumanStep,
  history: readonly Decision[],
  delegations: readonly Delegation[],
  on: PlainDate,
): Verdict {
  if (!person.active) return { allowed: false, because: 'UNKNOWN_OFFICER' };
  if (isOverseer(person)) return { allowed: false, because: 'WRONG_ROLE' };
  const role = ROLE_OF_STEP[step];
  const delegation = delegations.find((d) => d.to === person.username && d.role === role && covers(d, on));
  const own = person.roles.includes(role);
  if (!own && delegation === undefined) return { allowed: false, because: 'WRONG_ROLE' };
  const otherEyes = history.some(
    (d) =>
      d.decidedBy === person.username &&
      eyesOf(step) !== undefined &&
      eyesOf(d.step) !== undefined &&
      eyesOf(d.step) !== eyesOf(step),
  );
  if (otherEyes) return { allowed: false, because: 'FOUR_EYES' };
  return { allowed: true, actingAs: own ? null : delegation!.kind };
}

/** Whoever oversees the office (auditor, admin) decides nothing, under no letter either. */
export function isOverseer({ roles }: Pick<Person, 'roles'>): boolean {
  return OVERSIGHT_ROLES.some((role) => roles.includes(role));
}

/**
 * NO_ROLE: nothing to do in the office. MIXED_ROLES: whoever oversees must not work in a lane, nor audit what they
 * administer.
 */
export type RolesFault = 'NO_ROLE' | 'MIXED_ROLES';

/** What is wrong with a set of roles for one person; undefined when nothing is. Lanes may be held together. */
export function faultOfRoles(roles: readonly StaffRole[]): RolesFault | undefined {
  if (roles.length === 0) return 'NO_ROLE';
  return isOverseer({ roles }) && new Set(roles).size > 1 ? 'MIXED_ROLES' : undefined;
}

export function roleOfStep(step: HumanStep): OfficerRole {
  return ROLE_OF_STEP[step];
}
