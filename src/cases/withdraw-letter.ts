import { mayWithdraw } from '../domain/duty.ts';
import type { Dependencies } from './dependencies.ts';
import { identifyOfficer } from './identify-officer.ts';
import { NotNow } from './not-possible.ts';
import { refusal } from './open-case.ts';

type Needs = Pick<Dependencies, 'store' | 'now'>;

/** The head takes a letter by the day back. */
export function withdrawLetter(needs: Needs) {
  return async (username: string, id: string): Promise<void> => {
    await identifyOfficer(needs, username);
    const letter = (await needs.store.people.delegations()).find((one) => one.id === id);
    if (letter === undefined) throw new NotNow('Surat ini sudah tidak berlaku. Muat ulang halaman.');
    if (!mayWithdraw(letter, username))
      throw await refusal(
        needs,
        { username, event: 'act-refused', asked: 'stand-in-withdrawn', applicationNumbers: [null] },
        'WRONG_ROLE',
      );
    const { to, kind, validFrom, validTo } = letter;
    await needs.store.transaction(async (tables) => {
      await tables.people.withdrawDelegation(id);
      await tables.journal.write({
        applicationNumber: null,
        actor: username,
        event: 'stand-in-withdrawn',
        step: null,
        detail: { to, kind, validFrom, validTo },
      });
    });
  };
}
