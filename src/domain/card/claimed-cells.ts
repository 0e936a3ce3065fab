import { FIELD_OF } from '../events/element-changes.ts';
import type { ElementChange, Plan } from '../events/event.ts';
import { isPlainDate, printedDate } from '../plain-date.ts';
import type { CardChange, CellChange, Claim } from './changes.ts';
import { COLUMNS, EMPTY_CELL, HEADER_LINES, type PrintedField } from './columns.ts';

/** What an officer reads as the old value where the card was not read: nothing that stands elsewhere counts as read. */
export const UNREAD_CELL = 'lihat di SIAK';

/** Sex and birth date of a row of `unreadCard` follow from the NIK. */
const BY_NIK: readonly PrintedField[] = ['sex', 'birthDate'];
/** Lines of `unreadCard` that stand for an address of which nothing was said. */
const UNSAID = [EMPTY_CELL, '000', '00000'];

/** An old value that the applicant states where SIAK was not read: it is shown beside, not as the value. */
export const statedOnly = (text: string) => ({
  from: UNREAD_CELL,
  unread: { claim: { text, by: 'applicant' as const } },
});

/**
 * Old and new of a card that was not read (`unreadCard`): no old value is shown as one. What the applicant states as
 * "semula", and what they say of the card in their hand, stands beside it as a claim. A newcomer has no old value.
 */
export function withClaims(change: CardChange, stated: readonly ElementChange[]): CardChange {
  return {
    ...change,
    cells: change.cells.map((cell) =>
      cell.from === '' ? cell : { ...cell, from: UNREAD_CELL, unread: { claim: claimOf(cell, stated) } },
    ),
  };
}

/** What the applicant states of elements that change, as the events have it. */
export const statedIn = ({ facts }: Pick<Plan, 'facts'>): ElementChange[] =>
  facts.flatMap((fact) => (fact.fact === 'change' ? [fact.change] : []));

function claimOf({ nik, label, from }: CellChange, stated: readonly ElementChange[]): Claim | null {
  if (nik === '') {
    const isLine = HEADER_LINES.some((line) => line.label === label);
    return isLine && !UNSAID.includes(from) ? { text: from, by: 'applicant' } : null;
  }
  const field = COLUMNS.find((column) => column.label === label)?.field;
  const semula = stated.findLast((one) => one.nik === nik && FIELD_OF[one.element] === field)?.from?.trim() ?? '';
  if (semula !== '') return { text: isPlainDate(semula) ? printedDate(semula) : semula, by: 'applicant' };
  if (field === undefined || from === EMPTY_CELL) return null;
  return { text: from, by: BY_NIK.includes(field) ? 'nik' : 'applicant' };
}
