import { fill } from '../language/placeholders.ts';
import { INDONESIAN } from '../language/indonesian.ts';
import { isAwaited } from '../card/awaited.ts';
import { isSpouseRow } from '../card/couples.ts';
import { differencesBetween } from '../card/differences.ts';
import { cardNumbered, cardOf, headOf } from '../card/register.ts';
import type { FamilyCard } from '../family-card.ts';
import type { EventContext, Plan } from './event.ts';

const { results } = INDONESIAN;

/**
 * Cards of other families that change with this application and stay alive: named to the resident, their paper is void,
 * issued only when their own head asks (A3).
 */
export function otherFamilies({ before }: Pick<EventContext, 'before'>, plan: Plan): FamilyCard[] {
  const issued = plan.issueFor.map((nik) => cardOf(plan.register, nik)?.kkNumber);
  return before.cards.flatMap((card) => {
    const after = cardNumbered(plan.register, card.kkNumber);
    if (after === undefined || movesWithNumber(card, plan)) return renewed(card, plan, issued);
    return !issued.includes(card.kkNumber) && differencesBetween(card, after).length > 0 ? [card] : [];
  });
}

/** E12: the head who moves takes the number along (A2). */
const movesWithNumber = (card: FamilyCard, { facts }: Plan): boolean =>
  facts.some((fact) => fact.fact === 'moved-inside' && fact.nik === headOf(card)?.nik);

/**
 * A card whose head has left with this file, with its number or another: those who stay are the same family, with
 * another head and number.
 */
function renewed(card: FamilyCard, { register }: Plan, issued: readonly (string | undefined)[]): FamilyCard[] {
  const headNow = cardOf(register, headOf(card)?.nik ?? '');
  if (headNow === undefined || !issued.includes(headNow.kkNumber)) return [];
  const stays = card.members.flatMap(({ nik }) => cardOf(register, nik) ?? []);
  const after = stays.find(({ kkNumber }) => isAwaited(kkNumber) && !issued.includes(kkNumber));
  return after === undefined ? [] : [{ ...card, headName: after.headName }];
}

/** After a wedding: whose cards the couple has left. */
export function otherFamiliesNotice(
  c: EventContext,
  data: { readonly partners: readonly { readonly nik: string }[] },
  plan: Plan,
): string[] {
  const left = otherFamilies(c, plan);
  if (left.length === 0) return [];
  const families = data.partners.flatMap(({ nik }) => {
    const card = left.find((other) => other.members.some((row) => row.nik === nik));
    return card === undefined ? [] : [familyWord(card, nik)];
  });
  const [one, other] = [...new Set(families)];
  if (one === undefined) return [changedToo(left)];
  return [
    other === undefined
      ? fill(results['others.left-by-one'], { family: one })
      : fill(results['others.left-by-both'], { one, other }),
  ];
}

function familyWord(card: FamilyCard, nik: string): string {
  const row = card.members.find((member) => member.nik === nik);
  const partner = row?.sex === 'PEREMPUAN' ? 'wife' : 'husband';
  return row?.shdk === 'ANAK' ? results[`family.parents-of-${partner}`] : results[`family.of-${partner}`];
}

/** One sentence for whatever other card changes; "orang tua Anda" when the applicant was a child on it. */
export function changedToo(cards: readonly FamilyCard[], applicant?: string): string {
  const words = cards.map((card) => {
    const row = card.members.find((member) => member.nik === applicant);
    const head = headOf(card);
    if (row?.shdk === 'ANAK') return results['family.your-parents'];
    if (row !== undefined && (isSpouseRow(row) || row === head)) return results['family.left'];
    return fill(results['family.of'], { head: card.headName });
  });
  const families = [...new Set(words)];
  const family = families.pop() ?? '';
  return families.length === 0
    ? fill(results['others.one'], { family })
    : fill(results['others.more'], { families: families.join(', '), family });
}
