import { fill } from '../language/placeholders.ts';
import { INDONESIAN } from '../language/indonesian.ts';
import { isAdult } from '../card/age.ts';
import { isNamedParent } from '../card/couples.ts';
import { isEmptyCell } from '../card/names.ts';
import { cardOf, memberOf } from '../card/register.ts';
import { nameOf } from './common-evidence.ts';
import type { EventContext, EvidenceRow, Plan } from './event.ts';

/**
 * Whoever is under 17 goes onto another card with the consent of the parents or the guardian (SE 470/13287), which may
 * lie in a judgment or an agreement on care. `of`: whom the event takes along.
 */
export const consentOfParents = <Data>(of: (data: Data) => readonly string[]): EvidenceRow<Data> => ({
  anyOf: ['kuasa-pengasuhan', 'kesepakatan-pengasuhan'],
  mark: 'PA',
  law: 'SE 470/13287 (under 17)',
  when: (c) => withoutParents(c, c.plan, of(c.data)).length > 0,
  each: (c) => withoutParents(c, c.plan, of(c.data)),
  missing: (c, person) => fill(INDONESIAN.advice['surat-kuasa-pengasuhan-dari'], { name: nameOf(c, person) }),
});

/** Children who leave a card neither with a parent, nor to one while no other parent stays behind. */
function withoutParents(c: EventContext, plan: Plan, niks: readonly string[]): string[] {
  return [...new Set(niks)].filter((nik) => changesCards(c, plan, nik) && !isCaredFor(c, plan, nik));
}

/** Whether a person stands on another card than before. */
export function changesCards({ before }: EventContext, { register }: Plan, nik: string): boolean {
  const [from, to] = [cardOf(before, nik), cardOf(register, nik)];
  return from !== undefined && to !== undefined && from.kkNumber !== to.kkNumber;
}

function isCaredFor({ before, today }: EventContext, { register }: Plan, nik: string): boolean {
  const child = memberOf(before, nik)!;
  if (isAdult(child, today)) return true;
  const [from, to] = [cardOf(before, nik)!, cardOf(register, nik)!];
  const isThere = (person: string) => to.members.some((row) => row.nik === person);
  const parentsFrom = from.members.filter((row) => isNamedParent(row, child));
  if (parentsFrom.some((row) => isThere(row.nik))) return true;
  // Of a child whose parents nobody has read: whoever is grown up and comes along.
  if (isEmptyCell(child.father) && isEmptyCell(child.mother))
    return from.members.some((row) => isThere(row.nik) && isAdult(row, today));
  const awaits = to.members.some((row) => isNamedParent(memberOf(before, row.nik) ?? row, child));
  return awaits && !parentsFrom.some((row) => memberOf(register, row.nik) !== undefined);
}
