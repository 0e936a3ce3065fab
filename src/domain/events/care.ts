import { fill } from '../language/placeholders.ts';
import { INDONESIAN } from '../language/indonesian.ts';
import { isAdult } from '../card/age.ts';
import { isNamedParent } from '../card/couples.ts';
import { isEmptyCell } from '../card/names.ts';
import { cardOf, memberOf } from '../card/register.ts';
import { nameOf } from './common-evidence.ts';
import { isReportedDead, type EventContext, type EvidenceContext, type EvidenceRow, type Plan } from './event.ts';

/**
 * Whoever is under 17 goes onto another card with the consent of the parents or the guardian (SE 470/13287), which may
 * lie in a judgment or an agreement on care. `of`: whom the event takes along.
 */
export const consentOfParents = <Data>(of: (data: Data) => readonly string[]): EvidenceRow<Data> => {
  const children = (c: EvidenceContext<Data>) =>
    withoutParents(c, c.plan, of(c.data)).filter((nik) => !isOrphaned(c, nik));
  return {
    anyOf: ['kuasa-pengasuhan', 'kesepakatan-pengasuhan'],
    mark: 'PA',
    law: 'SE 470/13287 (under 17)',
    when: (c) => children(c).length > 0,
    each: children,
    missing: (c, person) => fill(INDONESIAN.advice['surat-kuasa-pengasuhan-dari'], { name: nameOf(c, person) }),
  };
};

/** Of whom the parents have died the guardian makes a statement in their place. */
export const statementOfGuardian = <Data>(of: (data: Data) => readonly string[]): EvidenceRow<Data> => ({
  anyOf: ['pernyataan-wali'],
  mark: 'PA',
  law: 'SE 470/13287 (under 17)',
  when: (c) => withoutParents(c, c.plan, of(c.data)).some((nik) => isOrphaned(c, nik)),
});

/** Whether this application reports everybody dead whom columns 16/17 name as parent. */
export function isOrphaned({ before, plan }: Pick<EvidenceContext<unknown>, 'before' | 'plan'>, nik: string): boolean {
  const child = memberOf(before, nik);
  const rows = before.cards.flatMap(({ members }) => members);
  const parents = child === undefined ? [] : rows.filter((row) => isNamedParent(row, child));
  return parents.length > 0 && parents.every((row) => isReportedDead(plan, row.nik));
}

/** Children who leave a card neither with a parent, nor to one while no other parent stays behind. */
function withoutParents(c: EventContext, plan: Plan, niks: readonly string[]): string[] {
  return [...new Set(niks)].filter((nik) => changesCards(c, plan, nik) && !isCaredFor(c, plan, nik));
}

/** Whether a person stands on another card than before. */
export function changesCards({ before }: EventContext, { register }: Plan, nik: string): boolean {
  const [from, to] = [cardOf(before, nik), cardOf(register, nik)];
  return from !== undefined && to !== undefined && from.kkNumber !== to.kkNumber;
}

/** Whether a person who changes cards is grown up, comes with a parent, or comes to the one who is left. */
export function isCaredFor({ before, today }: EventContext, { register }: Plan, nik: string): boolean {
  const [child, from, to] = [memberOf(before, nik), cardOf(before, nik), cardOf(register, nik)];
  if (child === undefined || from === undefined || to === undefined) return false;
  if (isAdult(child, today)) return true;
  const isThere = (person: string) => to.members.some((row) => row.nik === person);
  const parentsFrom = from.members.filter((row) => isNamedParent(row, child));
  if (parentsFrom.some((row) => isThere(row.nik))) return true;
  // Of a child whose parents nobody has read: whoever is grown up and comes along.
  if (isEmptyCell(child.father) && isEmptyCell(child.mother))
    return from.members.some((row) => isThere(row.nik) && isAdult(row, today));
  const awaits = to.members.some((row) => isNamedParent(memberOf(before, row.nik) ?? row, child));
  return awaits && !parentsFrom.some((row) => memberOf(register, row.nik) !== undefined);
}
