import { isDeepStrictEqual } from 'node:util';
import type { Person } from '../domain/authority.ts';
import { Failure } from '../domain/failures.ts';
import { covers } from '../domain/period.ts';
import { plainDateOf } from '../domain/plain-date.ts';
import { signatureLines, type SignatureLines } from '../domain/signatory.ts';
import type { CaseRecord, DecisionRecord, DraftRecord } from '../store/store.ts';
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
          // Who is head themselves signs as that, whatever a letter says (domain/authority.ts).
          people.some(({ username, roles }) => username === to && roles.includes('kepala-dinas')) ? null : kind,
        ),
      ),
    ...people.filter(({ roles }) => roles.includes('kepala-dinas')).flatMap((head) => named(head, null)),
  ];
}

/** How this person is to be named today; undefined: they may not be named, or have no NIP. */
export async function signatoryToday(needs: Needs, username: string): Promise<CardSignatory | undefined> {
  return (await signatoriesToday(needs)).find((one) => one.username === username);
}

/**
 * Whether the draft names this person as they are to be named today, names them in a title, name or NIP that is not
 * theirs any more (another letter, a change of name), or names somebody else. Drafts of before say less, and count as
 * right in what they do not say.
 */
export function namedOn(
  draft: Pick<DraftRecord, 'signatory' | 'signatureLines'> | undefined,
  signer: string,
  today: SignatureLines | undefined,
): 'as-today' | 'formerly' | 'other' {
  const named = draft?.signatory ?? null;
  if (named === null) return 'as-today';
  if (named !== signer) return 'other';
  const lines = draft?.signatureLines ?? null;
  return lines === null || isDeepStrictEqual(lines, today) ? 'as-today' : 'formerly';
}

/**
 * A card names whoever signs it, in the capacity in which they approved it, without exception. A draft that does not is
 * drawn anew for whoever approved it, and verified again. Throws Failure('SIGNATORY_DIFFERS').
 */
export async function requireNamedSignatory(
  needs: Needs,
  { applicationNumber }: Pick<CaseRecord, 'applicationNumber'>,
  draftSha256: string,
  { decidedBy, actingAs }: Pick<DecisionRecord, 'decidedBy' | 'actingAs'>,
): Promise<void> {
  const draft = await needs.store.drafts.find(draftSha256);
  const person = await needs.store.people.find(decidedBy);
  const nip = person?.nip ?? null;
  const lines =
    person === undefined || nip === null
      ? undefined
      : signatureLines({ name: person.name, nip, actingAs }, needs.settings.headTitle);
  if (draft?.signatory === decidedBy && namedOn(draft, decidedBy, lines) === 'as-today') return;
  // Who cannot be printed would be asked to approve the same draft for ever.
  if ((await signatoryToday(needs, decidedBy)) !== undefined)
    await needs.store.cases.change(applicationNumber, { signatory: decidedBy });
  throw new Failure('SIGNATORY_DIFFERS');
}
