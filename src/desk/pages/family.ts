import type { CaseFile } from '../../cases/view-case.ts';
import { isAwaited } from '../../domain/card/awaited.ts';
import { isUnknownNumber } from '../../domain/card/unread.ts';
import type { CardChange } from '../../domain/card/changes.ts';
import { sourceText } from '../../domain/rules/source-text.ts';
import type { Finding } from '../../domain/rules/table.ts';

const EFFECTS: Record<CardChange['effect'], string> = {
  issued: 'diterbitkan dari permohonan ini',
  changed: 'ikut berubah di SIAK, tidak dikirim kepada pemohon ini',
  ended: 'berakhir: tidak ada lagi anggotanya',
};

/** What happened, what becomes of the cards, and what the rules say; empty for an element-based case. */
export function familyView({ family }: Pick<CaseFile, 'family'>): Record<string, unknown> {
  if (family === null) return { family: null };
  const { stops, warnings, informs, cards, text, sendTo, outcome, ...rest } = family;
  const [main, ...others] = cards;
  return {
    family: {
      ...rest,
      outcome,
      // What the officer's note should say to the resident; what is issued needs no text.
      text: outcome === 'issue' ? '' : (text ?? ''),
      sendTo: sendTo ?? '',
      elsewhere: outcome === 'elsewhere',
      // A paper that is asked for stops nobody: the officer judges what the photos show.
      lacking: stops.filter(({ where }) => where === 'evidence').map(finding),
      stops: stops.filter(({ where }) => where !== 'evidence').map(finding),
      warnings: warnings.map(finding),
      informs: informs.map(finding),
      main: main === undefined ? null : cardView(main),
      others: others.map(cardView),
    },
  };
}

const finding = ({ rule, sentence, source }: Finding) => ({
  rule,
  sentence,
  why: sourceText(source),
});

function cardView(card: CardChange): Record<string, unknown> {
  return {
    ...card,
    number: isAwaited(card.kkNumber) || isUnknownNumber(card.kkNumber) ? '' : card.kkNumber,
    isUnknown: isUnknownNumber(card.kkNumber),
    effectText: EFFECTS[card.effect],
    isOther: card.effect !== 'issued',
    // A newcomer's cells stand in the table of the main card; another family's card is shown in short.
    cells: card.cells.filter(({ from }) => from !== ''),
    added: card.isNew ? [] : card.added,
    people: card.isNew ? card.added : [],
  };
}
