import type { DeclaredEvent, EventApplication } from '../../src/domain/events/application.ts';
import type { DocumentCode } from '../../src/domain/events/documents.ts';
import type { FamilyCard, FamilyMember } from '../../src/domain/family-card.ts';
import { sexes } from '../domain/families.ts';

/** A situation of life with several turns at once, and the cards that come of it, written by hand. */
export interface Situation {
  readonly what: string;
  readonly cards: readonly FamilyCard[];
  readonly applicant: FamilyMember;
  readonly events: readonly DeclaredEvent[];
  readonly rest?: Partial<EventApplication>;
  /** Left out: every paper is there. */
  readonly without?: readonly DocumentCode[];
  readonly expected: 'elsewhere' | Expected;
}
export interface Expected {
  /** Number of the card of this file, "new", or the card whose number it keeps. */
  readonly number: 'new' | FamilyCard;
  readonly rows: readonly string[];
  /** Cells beside those of `rows`, by name of the person. */
  readonly cells?: Readonly<Record<string, Partial<FamilyMember>>>;
  readonly address?: string;
  /** Other cards afterwards; an empty one has ended. */
  readonly others?: readonly (readonly [FamilyCard, readonly string[]])[];
  /** Rules that find something, beside R52 (a number never seen). */
  readonly told?: readonly string[];
  readonly missing?: readonly string[];
}

export const { woman } = sexes;
export const child = { education: 'TIDAK/BELUM SEKOLAH', occupation: 'BELUM/TIDAK BEKERJA' } as const;
export const baby = (name: string, birthDate: string, more: Record<string, unknown>) => ({
  ...{ name, withoutNik: 'bayi-baru-lahir' as const, sex: 'LAKI-LAKI', birthPlace: 'BANTUL', birthDate },
  ...{ religion: 'ISLAM', bloodType: 'TIDAK TAHU', citizenship: 'WNI' as const },
  ...more,
});
export const MOVED = { street: 'Jalan Baru 7', rt: '3', kalurahan: '34.02.15.2003' };
export const of = (father: string, mother: string) => ({ father, mother });
