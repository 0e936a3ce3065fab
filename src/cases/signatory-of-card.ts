import type { Person } from '../domain/authority.ts';
import { Failure } from '../domain/failures.ts';
import { covers } from '../domain/period.ts';
import { plainDateOf } from '../domain/plain-date.ts';
import { signatureLines, type SignatureLines } from '../domain/signatory.ts';
import type { CaseRecord, DraftRecord } from '../store/store.ts';
import type { Dependencies } from './dependencies.ts';

type Needs = Pick<Dependencies, 'store' | 'settings' | 'now'>;

export interface CardSignatory {
  readonly username: string;
  readonly lines: SignatureLines;
}

/**
 * Whose name stands on the card (Permendagri 109/2019, F-1.09): the signer for whom an earlier draft of this case was
 * to be drawn; otherwise the stand-in while a letter (Plh/Plt) is in force, otherwise the head. Who has no NIP
 * cannot be printed. Throws Failure('CARD_UNPRINTABLE').
 */
export async function signatoryOfCard(
  needs: Needs,
  { signatory }: Pick<CaseRecord, 'signatory'>,
): Promise<CardSignatory> {
  const all = await signatoriesToday(needs);
  const chosen = all.find(({ username }) => username === signatory) ?? all[0];
  if (chosen === undefined) throw new Failure('CARD_UNPRINTABLE', 'no active head of office with a NIP');
  return chosen;
}

/** Everybody who may be named today, stand-ins first. */
export async function signatoriesToday({ store, settings, now }: Needs): Promise<CardSignatory[]> {
  const today = plainDateOf(now());
  const { people, delegations } = await store.people.roster(today);
  const named = (person: Person | undefined, actingAs: 'Plh' | 'Plt' | null): CardSignatory[] =>
    person === undefined || !person.active || person.nip === null
      ? []
      : [
          {
            username: person.username,
            lines: signatureLines({ name: person.name, nip: person.nip, actingAs }, settings.headTitle),
          },
        ];
  return [
    ...delegations
      .filter((letter) => letter.role === 'kepala-dinas' && covers(letter, today))
      .flatMap(({ to, kind }) =>
        named(
          people.find(({ username }) => username === to),
          kind,
        ),
      ),
    ...people.filter(({ roles }) => roles.includes('kepala-dinas')).flatMap((head) => named(head, null)),
  ];
}

/** Whom the draft names, where that is not this person; null: this person, or nobody said so when it was drawn. */
export function otherSignatory(draft: Pick<DraftRecord, 'signatory'> | undefined, signer: string): string | null {
  const named = draft?.signatory ?? null;
  return named === signer ? null : named;
}

/**
 * A card names whoever signs it, without exception. A draft that does not is drawn anew for whoever approved it, and
 * verified again. Throws Failure('SIGNATORY_DIFFERS').
 */
export async function requireNamedSignatory(
  needs: Needs,
  { applicationNumber }: Pick<CaseRecord, 'applicationNumber'>,
  draftSha256: string,
  approvedBy: string,
): Promise<void> {
  const draft = await needs.store.drafts.find(draftSha256);
  if (draft?.signatory === approvedBy) return;
  // Who cannot be printed would be asked to approve the same draft for ever.
  if ((await signatoriesToday(needs)).some(({ username }) => username === approvedBy))
    await needs.store.cases.change(applicationNumber, { signatory: approvedBy });
  throw new Failure('SIGNATORY_DIFFERS');
}
