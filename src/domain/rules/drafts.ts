import { isAwaited } from '../card/awaited.ts';
import { columnOf, EMPTY_CELL, HEADER_LINES } from '../card/columns.ts';
import { differencesBetween, type Difference } from '../card/differences.ts';
import { isOrdered } from '../card/row-order.ts';
import { cardNumbered, cardOf, headOf, memberOf } from '../card/register.ts';
import type { FamilyCard } from '../family-card.ts';
import { plannedFor } from './head-of-family.ts';
import { draftRows, factsOf, type Hit, type Rule, type RuleContext } from './rule.ts';

/** Rules that compare the draft that SIAK gives with the card before and with what the events plan. */
const labelOf = (field: string) =>
  HEADER_LINES.find((line) => line.field === field)?.label ?? columnOf(field as Parameters<typeof columnOf>[0]).label;

/** The card of before that a planned card has come from. */
function cardBefore({ before }: RuleContext, planned: FamilyCard): FamilyCard | undefined {
  const kept = cardNumbered(before, planned.kkNumber);
  if (kept !== undefined) return kept;
  const head = headOf(planned);
  return head === undefined ? undefined : cardOf(before, head.nik);
}

/** Where the draft differs from the plan, with what stood there before. */
function deviations(c: RuleContext): {
  readonly difference: Difference;
  readonly before: FamilyCard | undefined;
  readonly planned: FamilyCard;
  readonly draft: FamilyCard;
}[] {
  if (!c.drafted) return [];
  return c.draft.flatMap((draft) => {
    const planned = plannedFor(c, draft);
    if (planned === undefined) return [];
    const before = cardBefore(c, planned);
    return differencesBetween(planned, draft)
      .filter((difference) => !isUnsaid(c, planned, difference))
      .map((difference) => ({ difference, before, planned, draft }));
  });
}

/** A cell of somebody who has a NIK and stood on no card, of which the family said nothing: SIAK knows it. */
const isUnsaid = ({ before }: RuleContext, planned: FamilyCard, difference: Difference): boolean =>
  difference.kind === 'cell' &&
  difference.from === EMPTY_CELL &&
  planned.members.some(({ nik }) => nik === difference.nik) &&
  memberOf(before, difference.nik) === undefined;

const valueBefore = (c: RuleContext, difference: Difference): string | undefined => {
  if (difference.kind === 'header' || difference.kind !== 'cell') return undefined;
  const card = cardOf(c.before, difference.nik);
  const row = card?.members.find(({ nik }) => nik === difference.nik);
  const value = row?.[difference.field];
  return value;
};

/** The draft still says what stood there before: the declared change was not entered. */
function isOldState(c: RuleContext, { difference, before, planned }: ReturnType<typeof deviations>[number]): boolean {
  switch (difference.kind) {
    case 'row-removed': // planned, and not in the draft
      return !before?.members.some(({ nik }) => nik === difference.nik);
    case 'row-added': // in the draft, not planned
      return before?.members.some(({ nik }) => nik === difference.nik) === true;
    case 'header':
      return before !== undefined && planned[difference.field] !== before[difference.field];
    case 'cell': {
      const was = valueBefore(c, difference);
      const plannedRow = planned.members.find(({ nik }) => nik === difference.nik);
      return plannedRow !== undefined && plannedRow[difference.field] !== was;
    }
  }
}

const placeOf = (difference: Difference): string =>
  difference.kind === 'header'
    ? labelOf(difference.field)
    : difference.kind === 'cell'
      ? `${labelOf(difference.field)} ${difference.name}`
      : `baris ${difference.name}`;

/** The number has its own rules, R63 and R64. */
const isNumber = (difference: Difference) => difference.kind === 'header' && difference.field === 'kkNumber';

export const DRAFT_RULES: readonly Rule[] = [
  {
    id: 'R45',
    name: 'not_in_draft',
    where: 'draft vs SIAK',
    severity: 'refuse',
    source: 'SOP IKMT-PP-01-07 steps 4-6',
    sentence: 'Perubahan {elemen} {nama} belum tampak pada draf. Periksa entri di SIAK sebelum diverifikasi.',
    check: (c) => {
      const dead = factsOf(c, 'death').map(({ nik }) => nik); // R61 has the sentence for them
      const unchanged = deviations(c)
        .filter((deviation) => !isNumber(deviation.difference) && isOldState(c, deviation))
        .filter(({ difference }) => !('nik' in difference && dead.includes(difference.nik)))
        .map(({ difference, draft }): Hit => {
          const name = 'name' in difference ? difference.name : draft.headName;
          const element = 'field' in difference ? labelOf(difference.field).toLowerCase() : 'anggota';
          return {
            subject: 'nik' in difference ? difference.nik : draft.kkNumber,
            words: { elemen: element, nama: name },
          };
        });
      return [...unchanged, ...withoutNumber(c)];
    },
  },
  {
    id: 'R46',
    name: 'undeclared',
    where: 'draft vs SIAK',
    severity: 'warn',
    source: 'SOP IKMT-PP-01-07 step 5',
    sentence: 'Draf berubah pada {sel} tanpa permohonan. Periksa sebelum disetujui.',
    check: (c) =>
      deviations(c)
        .filter((deviation) => !isNumber(deviation.difference) && !isOldState(c, deviation))
        .map(({ difference, draft }) => ({
          subject: 'nik' in difference ? difference.nik : draft.kkNumber,
          words: { sel: placeOf(difference) },
        })),
  },
  {
    id: 'R61',
    name: 'dead_on_draft',
    where: 'draft alone',
    severity: 'refuse',
    source: 'Permendagri 108/2019 art. 10(3); UU 24/2013 art. 44',
    sentence: '{nama} dilaporkan meninggal, tetapi masih ada pada draf. Periksa entri kematian di SIAK.',
    check: (c) => {
      const dead = factsOf(c, 'death').map(({ nik }) => nik);
      return draftRows(c)
        .filter(({ row }) => dead.includes(row.nik))
        .map(({ row }) => ({ subject: row.nik, words: { nama: row.name } }));
    },
  },
  {
    id: 'R70',
    name: 'row_order',
    where: 'draft alone',
    severity: 'inform',
    source: 'practice (Tanah Datar: wives by wedding date); rest our assumption',
    sentence: 'Urutan anggota berbeda dari kebiasaan. Urutan ditentukan SIAK; tidak menghalangi penerbitan.',
    check: (c) => c.draft.filter(({ members }) => !isOrdered(members)).map((card) => ({ subject: card.kkNumber })),
  },
];

/** A person who should have got a NIK from SIAK stands on the draft without one. */
function withoutNumber(c: RuleContext): Hit[] {
  if (!c.drafted) return [];
  return draftRows(c)
    .filter(({ row }) => isAwaited(row.nik))
    .map(({ row }) => ({ subject: row.nik, words: { elemen: 'NIK', nama: row.name } }));
}
