import type { FamilyMember } from '../family-card.ts';
import type { Kinship } from './kinship.ts';

/** SHDK of a row relative to a head, and whether the family must confirm it because the card alone does not say. */
export interface DerivedRelation {
  readonly shdk: string;
  readonly asked: boolean;
}

/** No kin of the head: what they are called does not change with the head. */
const NO_KIN = ['LAINNYA', 'PEMBANTU'];

export interface Marriage {
  /** Whether the marriage of the new head with the other parent is proved by buku nikah or akta (rule R67). */
  readonly proved: boolean;
  /** Whether it has ended by divorce: the other's own children are then no children of this head. */
  readonly divorced?: boolean;
}

/**
 * SHDK derived anew for another head (F-1.01, petunjuk pengisian). `rows` are those of the card before the change, the leaving or dead head included.
 */
export function relationTo(
  head: FamilyMember,
  person: FamilyMember,
  kinship: Kinship,
  marriage: Marriage = { proved: true },
): DerivedRelation {
  if (head.nik === person.nik) return { shdk: 'KEPALA KELUARGA', asked: false };
  const known = (shdk: string): DerivedRelation => ({ shdk, asked: false });
  const spouses = kinship.spouses(head.nik);
  const children = kinship.children(head.nik);

  if (spouses.has(person.nik)) return known(spouseWord(person));
  if (children.has(person.nik)) return childRelation(head, person, kinship, marriage);
  if (kinship.parents(head.nik).has(person.nik)) return known('ORANG TUA');
  if (some(spouses, (spouse) => kinship.parents(spouse).has(person.nik))) return known('MERTUA');
  if (some(children, (child) => kinship.spouses(child).has(person.nik))) return known('MENANTU');
  if (some(children, (child) => kinship.children(child).has(person.nik))) return known('CUCU');
  if (NO_KIN.includes(person.shdk)) return { shdk: person.shdk, asked: true };
  if (NO_KIN.includes(head.shdk)) return { shdk: 'LAINNYA', asked: true };
  return { shdk: 'FAMILI LAIN', asked: person.shdk === 'FAMILI LAIN' || head.shdk === 'FAMILI LAIN' };
}

export const spouseWord = ({ sex }: Pick<FamilyMember, 'sex'>): string => (sex === 'PEREMPUAN' ? 'ISTRI' : 'SUAMI');

/**
 * Own child: ANAK. A child of the other spouse: ANAK when the marriage is proved by buku nikah, else LAINNYA (rule
 * R67). A child whose akta names neither spouse was adopted by both and stays ANAK.
 */
function childRelation(head: FamilyMember, child: FamilyMember, kinship: Kinship, marriage: Marriage): DerivedRelation {
  const parents = kinship.parents(child.nik);
  if (parents.get(head.nik) === 'own') return { shdk: 'ANAK', asked: false };
  const ownOfSpouse = some(kinship.spouses(head.nik), (spouse) => parents.get(spouse) === 'own');
  if (!ownOfSpouse) return { shdk: 'ANAK', asked: true };
  return marriage.divorced === true || !marriage.proved
    ? { shdk: 'LAINNYA', asked: true }
    : { shdk: 'ANAK', asked: true };
}

/**
 * Relation to a new husband or wife of what somebody is to oneself, when a household is joined by a wedding (E01, E02).
 * Children come along as ANAK when the wedding is registered, else as LAINNYA (rule R67).
 */
export function throughSpouse(shdk: string, registered: boolean): string {
  const THROUGH: Readonly<Record<string, string>> = {
    ANAK: registered ? 'ANAK' : 'LAINNYA',
    MENANTU: registered ? 'MENANTU' : 'LAINNYA',
    CUCU: registered ? 'CUCU' : 'LAINNYA',
    'ORANG TUA': 'MERTUA',
    MERTUA: 'FAMILI LAIN',
  };
  return THROUGH[shdk] ?? shdk;
}

const some = <T>(values: Iterable<T>, test: (value: T) => boolean): boolean => [...values].some(test);
