import type { Person } from '../../domain/authority.ts';
import { documentLabel, type DocumentKind, DOCUMENT_KINDS } from '../../domain/document-kinds.ts';
import { OFFICER_ROLES } from '../../domain/process.ts';
import { eventText, failureText, isViewing, ROLE_LABELS } from '../../domain/labels.ts';
import type { ListView } from '../../store/inquiries.ts';
import type { JournalRow, PaperRecord } from '../../store/store.ts';

const LIST_VIEWED = 'work-list-viewed';

/** One look at a case, or the attempt. */
export interface View {
  readonly at: string;
  readonly username: string;
  readonly officer: string;
  readonly applicationNumber: string;
  readonly event: string;
  /** In words: what was looked at. */
  readonly what: string;
  /** In words: as whom and in which step of the SOP access was granted; null when it was refused. */
  readonly ground: string | null;
  /** In words: why access was refused; null when it was granted. */
  readonly refused: string | null;
}

/** Where looks are read from. */
export interface ViewSources {
  journalOf(applicationNumber: string): Promise<JournalRow[]>;
  /** Pages of work lists: one row of the journal for all cases on it, so it stands at no case. */
  listViews(applicationNumbers: readonly string[]): Promise<ListView[]>;
  papersOf(applicationNumber: string): Promise<PaperRecord[]>;
  people(): Promise<Person[]>;
}

/** Every look at these cases, oldest first. */
export async function viewsOf(disclosures: ViewSources, cases: readonly string[]): Promise<View[]> {
  const people = new Map((await disclosures.people()).map(({ username, name }) => [username, name]));
  const views: View[] = [];
  for (const applicationNumber of cases) {
    const [journal, papers] = await Promise.all([
      disclosures.journalOf(applicationNumber),
      disclosures.papersOf(applicationNumber),
    ]);
    for (const row of journal)
      if (isViewing(row.event)) views.push(viewOf(row, applicationNumber, people.get(row.actor) ?? row.actor, papers));
  }
  for (const { at, actor, applicationNumbers } of await disclosures.listViews(cases))
    for (const applicationNumber of applicationNumbers)
      views.push({
        at: at.toISOString(),
        username: actor,
        officer: people.get(actor) ?? actor,
        applicationNumber,
        event: LIST_VIEWED,
        what: `${eventText(LIST_VIEWED)} (nama dan sebagian NIK pemohon)`,
        ground: 'tugas di mejanya sendiri',
        refused: null,
      });
  return views.toSorted((a, b) => a.at.localeCompare(b.at));
}

function viewOf(
  { at, actor, event, step, detail }: JournalRow,
  applicationNumber: string,
  officer: string,
  papers: readonly PaperRecord[],
): View {
  const refused = reasonOf(detail['because']);
  return {
    at: at.toISOString(),
    username: actor,
    officer,
    applicationNumber,
    event,
    what: whatOf(event, detail, papers),
    ground: refused === null ? groundOf(detail, step) : null,
    refused,
  };
}

function whatOf(event: string, detail: JournalRow['detail'], papers: readonly PaperRecord[]): string {
  const { asked, question } = detail;
  if (typeof question === 'string') return `${eventText(event)}: ${question}`;
  if (typeof asked === 'string') return `${eventText(event)}: ${eventText(asked)}`;
  const { kind, paper, papers: sheet, draftSha256 } = detail;
  if (typeof kind === 'string' && typeof paper === 'string')
    return `${isKind(kind) ? documentLabel(kind) : kind} (foto ${papers.findIndex(({ id }) => id === paper) + 1} dari ${papers.length})`;
  if (Array.isArray(sheet)) return `${eventText(event)} (${sheet.length} foto)`;
  if (typeof draftSha256 === 'string') return `${eventText(event)} (sidik ${draftSha256.slice(0, 12)})`;
  return eventText(event);
}

function groundOf({ as, actingAs }: JournalRow['detail'], step: number | null): string {
  const role = OFFICER_ROLES.find((known) => known === as);
  const acting = typeof actingAs === 'string' ? `${actingAs}. ` : '';
  return `${acting}${role === undefined ? 'tidak tercatat' : ROLE_LABELS[role]}${step === null ? '' : `, langkah ${step}`}`;
}

function reasonOf(because: unknown): string | null {
  return typeof because === 'string' ? failureText(because) : null;
}

function isKind(text: string): text is DocumentKind {
  return DOCUMENT_KINDS.some(({ code }) => code === text);
}
