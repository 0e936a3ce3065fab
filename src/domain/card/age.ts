import type { FamilyMember, PlainDate } from '../family-card.ts';
import { everMarried } from './marital.ts';

/** Full years on the day; the birthday itself counts. Negative before the birth; no number where a date is empty. */
export function ageOn(birthDate: PlainDate, day: PlainDate): number {
  if (birthDate === '' || day === '') return Number.NaN;
  const years = Number(day.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return day.slice(5) < birthDate.slice(5) ? years - 1 : years;
}

/** Days from the first date to the second. */
export function daysBetween(from: PlainDate, to: PlainDate): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}

/**
 * Age from which a resident holds a KTP-el and may head a card (UU 24/2013 art. 63; Permendagri 108/2019 art. 10(4)).
 */
export const ADULT_AGE = 17;

/** Seventeen, or married now or before: holds a KTP-el, may head a card, may split a card, may apply. */
export function isAdult(person: Pick<FamilyMember, 'birthDate' | 'maritalStatus'>, day: PlainDate): boolean {
  return ageOn(person.birthDate, day) >= ADULT_AGE || everMarried(person.maritalStatus);
}
