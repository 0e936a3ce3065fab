import { INDONESIAN } from '../language/indonesian.ts';
import { Type, type Static } from '@sinclair/typebox';
import { cardNumbered, cardOf, headOf, type CardRegister } from '../card/register.ts';
import type { FamilyCard } from '../family-card.ts';
import { issuing, type EventContext, type Plan } from './event.ts';
import { form, yes } from './fields.ts';
import { homeCard } from './household.ts';

/** What a lost or damaged card asks (E26, E27): enough to find it. The members are not typed. */
export const Reprint = form({
  /** NIK of somebody on the card; the applicant when not said. */
  member: Type.Optional(
    Type.String({
      maxLength: 30,
      title: INDONESIAN.fields['nik-anggota-kk'],
      remedy: INDONESIAN.faults['tuliskan-nik-salah-satu'],
    }),
  ),
  kkNumber: Type.Optional(
    Type.String({
      maxLength: 30,
      title: INDONESIAN.fields['nomor-kk'],
      remedy: INDONESIAN.faults['bila-nomor-kk-tidak'],
    }),
  ),
  /** A wish to change data at once is another event (rule R69). */
  wantsChanges: Type.Optional(yes(INDONESIAN.fields['ada-data-yang-ingin'])),
});
export type Reprint = Static<typeof Reprint>;

export function cardToReprint(
  c: EventContext,
  { member, kkNumber }: Reprint,
  now: CardRegister = c.before,
): FamilyCard | undefined {
  const byMember = member === undefined ? undefined : cardOf(now, member);
  const byNumber = kkNumber === undefined ? undefined : cardNumbered(now, kkNumber);
  return byMember ?? byNumber ?? homeCard(c, now);
}

/** The card stays as SIAK has it, cell by cell: no entry (SOP step 3). */
export function reprint(plan: Plan, data: Reprint, c: EventContext): Plan {
  const card = cardToReprint(c, data, plan.register);
  return card === undefined ? plan : issuing(plan, (headOf(card) ?? card.members[0]!).nik);
}
