import { fill } from '../language/placeholders.ts';
import { INDONESIAN } from '../language/indonesian.ts';
import { sameAddress } from '../card/address.ts';
import { cardOf, memberOf } from '../card/register.ts';
import { differencesBetween } from '../card/differences.ts';
import { cardNumbered } from '../card/register.ts';
import type { FamilyCard } from '../family-card.ts';
import type { EvidenceContext, EvidenceRow } from './event.ts';
import type { HOUSES } from './fields.ts';

/** Evidence that many events share. */
type Row = EvidenceRow<unknown>;
type Context = EvidenceContext<unknown>;

export const F_1_02: Row = { anyOf: ['f-1-02'], mark: 'P', law: 'SE 470/13287; F-1.02 (Permendagri 109/2019)' };

/** Elements that change on a card are declared on F-1.06. */
export const F_1_06: Row = { anyOf: ['f-1-06'], mark: 'P', law: 'SE 470/13287; F-1.06 (Permendagri 109/2019)' };

/** The old card of every family whose rows come or go, and of the family whose card is issued. */
export const KK_LAMA: Row = {
  // Who lost the old card and wants a change shows the letter of the police instead (E26).
  anyOf: ['kk-lama', 'surat-hilang'],
  mark: 'A',
  law: 'Perpres 96/2018 art. 11, 12; SE 470/13287',
  each: (c) => touchedCards(c).map((card) => card.kkNumber),
  missing: (c, subject) => fill(INDONESIAN.advice['kk-lama'], { family: familyOf(c, subject) }),
};

/** Whoever moves inside Bantul fills in F-1.03, no SKPWNI (Perpres 96/2018 art. 25(3)). */
export const F_1_03: Row = {
  anyOf: ['f-1-03'],
  mark: 'P',
  law: 'Perpres 96/2018 art. 25(3); Permendagri 108/2019 art. 29',
  when: (c) => moversOf(c).length > 0,
};

/** A house that is not one's own: its owner states their consent. Only asked of those who move into it. */
export function ownerStatement<D extends { readonly house?: (typeof HOUSES)[number] | undefined }>(): EvidenceRow<D> {
  return {
    anyOf: ['pernyataan-pemilik-rumah'],
    mark: 'PA',
    law: 'SE 470/13287; F-1.03',
    when: (c) => (c.data.house ?? 'milik-sendiri') !== 'milik-sendiri' && moversOf(c).length > 0,
  };
}

/** Cards of before on which a row comes or goes, or whose family gets its card from this file. */
export function touchedCards({ before, plan }: Pick<Context, 'before' | 'plan'>): FamilyCard[] {
  const issued = plan.issueFor.map((nik) => cardOf(plan.register, nik)?.kkNumber);
  return before.cards.filter((card) => {
    const after = cardNumbered(plan.register, card.kkNumber);
    const rowsChanged =
      after === undefined || differencesBetween(card, after).some(({ kind }) => kind.startsWith('row-'));
    return rowsChanged || issued.includes(card.kkNumber);
  });
}

/** NIK of persons whose address is another one afterwards. */
export function moversOf({ before, plan }: Pick<Context, 'before' | 'plan'>): string[] {
  return before.cards.flatMap((card) =>
    card.members.flatMap(({ nik }) => {
      const after = cardOf(plan.register, nik);
      return after === undefined || sameAddress(card, after) ? [] : [nik];
    }),
  );
}

function familyOf({ before }: Context, kkNumber: string | undefined): string {
  const card = kkNumber === undefined ? undefined : cardNumbered(before, kkNumber);
  return card === undefined ? '' : fill(INDONESIAN.advice['of-family'], { head: card.headName });
}

/** Name of a person, for sentences; empty when nobody stands under that NIK. */
export function nameOf({ before, plan }: Pick<Context, 'before' | 'plan'>, nik: string | undefined): string {
  if (nik === undefined) return '';
  return memberOf(before, nik)?.name ?? memberOf(plan.register, nik)?.name ?? '';
}

/** Whether all who must sign a statement did, as far as it was read, and two witnesses with them (F-1.05, F-2.03). */
export function signedByAll(
  paper: { readonly signedBy?: readonly string[]; readonly witnesses?: number },
  signers: readonly string[],
  witnesses = 2,
): boolean {
  const { signedBy, witnesses: seen } = paper;
  return (
    (signedBy === undefined || signers.every((nik) => signedBy.includes(nik))) &&
    (seen === undefined || seen >= witnesses)
  );
}
