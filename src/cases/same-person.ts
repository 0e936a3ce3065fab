import type { Person } from '../domain/authority.ts';
import { subjectHash } from './case-subjects.ts';

type Numbers = Pick<Person, 'signerNik' | 'nikHash'>;

/** Keyed hashes of the NIKs under which the office knows somebody of its own, as a case's subjects are kept. */
export function ownNikHashes(key: Buffer, { signerNik, nikHash = null }: Numbers): string[] {
  return [nikHash, signerNik === null ? null : subjectHash(key, 'nik', signerNik)].filter((hash) => hash !== null);
}

/**
 * The other active account of the same human, and by which number it shows. Four eyes compare user names, so nobody may
 * have two. Whoever is not active has none.
 */
export function otherAccountOf(
  key: Buffer,
  person: Person,
  people: readonly Person[],
): { readonly other: Person; readonly by: 'NIP' | 'NIK' } | undefined {
  if (!person.active) return undefined;
  const own = ownNikHashes(key, person);
  for (const other of people) {
    if (!other.active || other.username === person.username) continue;
    if (person.nip !== null && other.nip === person.nip) return { other, by: 'NIP' };
    if (ownNikHashes(key, other).some((hash) => own.includes(hash))) return { other, by: 'NIK' };
  }
  return undefined;
}
