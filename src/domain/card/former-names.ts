import type { FamilyMember } from '../family-card.ts';
import type { CardRegister } from './register.ts';

/**
 * A row whose name one application changes, while its other events happen: columns 16/17 of the children follow their
 * own akta, so they may have the former name or the new one.
 */
export interface Renamed {
  readonly formerName?: string;
}

export const renamed = (row: FamilyMember & Renamed, name: string): FamilyMember & Renamed => ({
  ...row,
  name,
  formerName: row.formerName ?? row.name,
});

/** The cards as they are printed, compared and entered, when all events have happened. */
export function withoutFormerNames(register: CardRegister): CardRegister {
  const isRenamed = (row: FamilyMember & Renamed) => row.formerName !== undefined;
  const plain = ({ formerName: _former, ...row }: FamilyMember & Renamed): FamilyMember => row;
  const cards = register.cards.map((card) =>
    card.members.some(isRenamed) ? { ...card, members: card.members.map(plain) } : card,
  );
  return { ...register, cards };
}
