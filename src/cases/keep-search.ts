import { randomBytes } from 'node:crypto';
import { searchExpression } from '../domain/work-query.ts';
import type { Dependencies } from './dependencies.ts';
import { identifyOfficer } from './identify-officer.ts';
import { NotNow } from './not-possible.ts';

type Needs = Pick<Dependencies, 'store' | 'now'>;

const LONGEST = 200;
/** A working day. Milliseconds. */
export const SEARCH_KEPT_MS = 12 * 3_600_000;

/**
 * Keeps what an officer searches for and answers the id under which the list finds it: a name or a NIK must stand in no
 * address, because addresses are kept by browsers and logs. Throws NotNow for words that say too little.
 */
export function keepSearch(needs: Needs) {
  return async (username: string, typed: string): Promise<string> => {
    await identifyOfficer(needs, username);
    const text = typed.trim().slice(0, LONGEST);
    if (searchExpression(text) === undefined)
      throw new NotNow(
        'Tulis paling sedikit tiga huruf atau angka: nama, NIK, No. KK, nomor telepon, atau nomor permohonan.',
      );
    const id = randomBytes(9).toString('base64url');
    await needs.store.keptSearches.put({ id, officer: username, text });
    return id;
  };
}

/** What the officer searched for under this id; undefined when it is no longer kept, or was not theirs. */
export function findSearch({ store }: Needs) {
  return (username: string, id: string): Promise<string | undefined> => store.keptSearches.find(id, username);
}
