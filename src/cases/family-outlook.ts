import type { CardChange, CellChange } from '../domain/card/changes.ts';
import { COLUMNS, HEADER_LINES, printedCell } from '../domain/card/columns.ts';
import { plainName } from '../domain/card/names.ts';
import { eventNamed } from '../domain/events/catalogue.ts';
import type { MissingPaper } from '../domain/events/check-evidence.ts';
import { F102_BOXES } from '../domain/events/f102.ts';
import type { FamilyCard } from '../domain/family-card.ts';
import type { Finding } from '../domain/rules/table.ts';
import type { CaseRecord, PaperRecord } from '../store/store.ts';
import { assessCase, type AssessNeeds, type CaseAssessment } from './assess-case.ts';
import { changesFrom } from './cards-before.ts';
import type { ComparedChange } from './compare-changes.ts';
import { readingsOf, type Readings } from './record-reading.ts';

/** What an officer sees of an event-based case: what happened, what becomes of the cards, what the rules say. */
export interface FamilyOutlook {
  readonly events: readonly string[];
  readonly boxes: readonly string[];
  /** False: SIAK was not read; the card before is what the applicant says. */
  readonly read: boolean;
  readonly outcome: CaseAssessment['assessment']['outcome'];
  /** What the resident reads when something is missing or another service comes first. */
  readonly text: string | null;
  readonly sendTo: string | null;
  readonly stops: readonly Finding[];
  readonly warnings: readonly Finding[];
  readonly informs: readonly Finding[];
  /** What the applicant reads with the card, besides whose KTP-el and KIA are replaced. */
  readonly notices: readonly string[];
  /** Every paper that the events ask for, with what was handed in for it. */
  readonly papers: readonly (MissingPaper & { readonly paperIds: readonly string[] })[];
  /** The card of this file first. */
  readonly cards: readonly CardChange[];
  /** Old, new and printed on the card of this file. */
  readonly changes: readonly ComparedChange[];
  readonly ktp: readonly string[];
  readonly kia: readonly string[];
  /** Everybody on the cards before: of whom a paper may speak. */
  readonly people: readonly { readonly nik: string; readonly name: string }[];
  /** What officers read on the papers. */
  readonly readings: Readings;
}

/** Undefined for an element-based case. */
export async function familyOutlook(
  needs: AssessNeeds,
  record: CaseRecord,
  papers: readonly PaperRecord[],
  draft: FamilyCard | undefined,
): Promise<FamilyOutlook | undefined> {
  const assessed = await assessCase(needs, record);
  if (assessed === undefined) return undefined;
  const { assessment, before, application, needed, notices } = assessed;
  const found = foundNow(assessed, draft);
  const cards = mainFirst(changesFrom(before, assessment.cards, assessment.plan), assessed);
  const of = (severity: Finding['severity']) => found.filter((finding) => finding.severity === severity);
  return {
    events: application.events.map(({ event }) => eventNamed(event).title),
    boxes: assessment.boxes.map((box) => `${box} ${F102_BOXES[box]}`),
    read: before.read,
    outcome: assessment.outcome,
    text: assessment.text ?? null,
    sendTo: assessment.sendTo ?? null,
    stops: of('refuse'),
    warnings: of('warn'),
    informs: of('inform'),
    notices,
    papers: needed.map((paper) => ({
      ...paper,
      paperIds: papers.filter(({ kind }) => paper.anyOf?.some((code) => code === kind)).map(({ id }) => id),
    })),
    cards,
    changes: compared(cards[0], draft),
    ktp: assessment.ktp.map(({ nameAfter }) => nameAfter),
    kia: assessment.kia.map(({ nameAfter }) => nameAfter),
    people: before.cards.flatMap(({ members }) => members.map(({ nik, name }) => ({ nik, name }))),
    readings: await readingsOf(needs, record.applicationNumber),
  };
}

/** Rules that look at the cards say nothing while SIAK was not read; once there is a draft they judge the draft. */
function foundNow({ assessment, before, draftFindings }: CaseAssessment, draft: FamilyCard | undefined): Finding[] {
  const all = [...assessment.stops, ...assessment.warnings, ...assessment.informs];
  const ofCards = ({ where }: Finding) => where.startsWith('draft');
  const known = before.read ? all : all.filter((finding) => !ofCards(finding));
  if (draft === undefined) return known;
  return [...known.filter((finding) => !ofCards(finding)), ...(before.read ? draftFindings(draft) : [])];
}

function mainFirst(cards: readonly CardChange[], { entry, kkNumber }: CaseAssessment): CardChange[] {
  const main = entry.find(({ issued }) => issued)?.kkNumber ?? kkNumber;
  return cards.toSorted((a, b) => Number(b.kkNumber === main) - Number(a.kkNumber === main));
}

/** The card of this file, line by line, with what the draft really prints. */
function compared(card: CardChange | undefined, draft: FamilyCard | undefined): ComparedChange[] {
  return (card?.cells ?? []).map((change) => ({
    member: change.name,
    element: null,
    label: change.label,
    from: change.from,
    to: change.to,
    unread: change.unread ?? null,
    basis: null,
    drafted: draft === undefined ? null : drafted(change, draft),
  }));
}

function drafted({ nik, name, label, to }: CellChange, draft: FamilyCard): ComparedChange['drafted'] {
  const line = HEADER_LINES.find((one) => one.label === label);
  if (nik === '' && line !== undefined) {
    const value = plainName(draft[line.field]);
    return { value, matches: value === to };
  }
  const row =
    draft.members.find((member) => member.nik === nik) ??
    draft.members.find((member) => plainName(member.name) === plainName(name));
  const column = COLUMNS.find((one) => one.label === label);
  if (row === undefined || column === undefined) return { value: '', matches: false };
  const value = printedCell(row, column.field);
  return { value, matches: value === to || (column.field === 'nik' && to === 'diberikan SIAK') };
}
