import type { Application } from '../domain/application.ts';
import { changesOfEvents, type EventChange } from '../domain/events/answer-changes.ts';
import type { CaseRecord, JournalRow } from '../store/store.ts';
import type { Dependencies } from './dependencies.ts';

/** One correction by the applicant: when, and old and new of each event it touched. */
export interface AmendmentView {
  readonly at: Date;
  readonly changes: readonly EventChange[];
}

/** Every correction of an application that changed something, newest first. `people`: names beside those it holds. */
export async function amendmentsOf(
  { documents }: Pick<Dependencies, 'documents'>,
  { application }: Pick<CaseRecord, 'application'>,
  journal: readonly JournalRow[],
  people: readonly { readonly nik: string; readonly name: string }[],
): Promise<AmendmentView[]> {
  const views: AmendmentView[] = [];
  let before: Application = application;
  for (const { at, application: after } of await amendedApplications({ documents }, journal)) {
    const changes = changesOfEvents(before.events ?? [], after.events ?? [], namesIn(people, before, after));
    if (changes.length > 0) views.unshift({ at, changes });
    before = after;
  }
  return views;
}

/** The application as the applicant corrected it, each time, in the order of the journal. */
export async function amendedApplications(
  { documents }: Pick<Dependencies, 'documents'>,
  journal: readonly JournalRow[],
): Promise<{ readonly at: Date; readonly application: Application }[]> {
  const amended = [];
  for (const { at, event, detail } of journal) {
    const sha256 = event === 'application-amended' ? detail['amendedSha256'] : undefined;
    if (typeof sha256 === 'string')
      amended.push({ at, application: JSON.parse((await documents.get(sha256)).toString()) as Application });
  }
  return amended;
}

function namesIn(
  people: readonly { readonly nik: string; readonly name: string }[],
  ...applications: readonly Application[]
): Map<string, string> {
  const named = applications.flatMap(({ applicant, listed = [], members }) => [applicant, ...listed, ...members]);
  return new Map(
    [...named, ...people].flatMap(({ nik, name }) => (nik === undefined || nik === '' ? [] : [[nik, name] as const])),
  );
}
