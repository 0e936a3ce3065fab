import { INDONESIAN } from '../domain/language/indonesian.ts';
import type { Application } from '../domain/application.ts';
import { checkApplication } from '../domain/check-application.ts';
import { changesOfEvents } from '../domain/events/answer-changes.ts';
import { eventNamed, type EventName } from '../domain/events/catalogue.ts';
import { changedElements } from '../domain/changed-elements.ts';
import { isEventApplication } from '../domain/events/from-application.ts';
import type { DocumentKind } from '../domain/document-kinds.ts';
import type { PlainDate } from '../domain/family-card.ts';
import { plainDateOf } from '../domain/plain-date.ts';
import type { CaseRecord, Store } from '../store/store.ts';
import { assessCase } from './assess-case.ts';
import { applicationOf } from './cards-before.ts';
import type { Dependencies } from './dependencies.ts';
import { AmendmentRefused, NotNow } from './not-possible.ts';
import { kindsToSignAgain } from './screen-signatures.ts';
import { papersOfAmendment, type PapersOfAmendment } from './papers-of-amendment.ts';
import { checkEvents, storeChecked, type CheckedEvents } from './validate-events.ts';

/** What a resident may correct while an officer waits for it; who applies, and to which phone, stays. */
const AMENDABLE = ['events', 'listed', 'members', 'changes', 'address', 'kkNumber'] as const;

export interface Amendment {
  readonly application: Application;
  /** The application that was completed: what another page has completed meanwhile must not be lost unread. */
  readonly of: Pick<CaseRecord, 'amendedSha256'>;
  readonly amendedSha256: string;
  readonly checked: CheckedEvents;
  /** By what is still asked of the applicant when the amendment is stored. */
  readonly papers: (asked: readonly DocumentKind[]) => PapersOfAmendment;
  /** Names of the events that came. */
  readonly added: readonly EventName[];
}

type Needs = Pick<Dependencies, 'store' | 'documents' | 'siak' | 'settings' | 'now'>;

/**
 * The application with the parts that the resident completes, judged as at filing, with the cards of everybody who is
 * named now. What was submitted stays as it was; the completed application is kept beside it, encrypted. Changes no
 * row. Throws AmendmentRefused with a remedy for each fault.
 */
export async function judgeAmendment(
  needs: Needs,
  record: CaseRecord,
  amendment: Readonly<Record<string, unknown>>,
): Promise<Amendment> {
  const before = await applicationOf(needs, record);
  const application = amended(before, amendment, plainDateOf(needs.now()));
  const { sha256: amendedSha256 } = await needs.documents.put(Buffer.from(JSON.stringify(application)));
  const earlier = await assessCase(needs, record);
  const checked = await checkEvents(needs, { ...record, amendedSha256 });
  const signAgain = await kindsToSignAgain(needs, { ...record, amendedSha256 });
  const changes = changesOfEvents(eventsOf(before), eventsOf(application), new Map());
  return {
    application,
    of: { amendedSha256: record.amendedSha256 },
    amendedSha256,
    checked,
    papers: (asked) => papersOfAmendment(asked, earlier, checked.assessed, signAgain),
    added: changes.filter(({ kind }) => kind === 'added').map(({ event }) => event),
  };
}

function amended(before: Application, amendment: Readonly<Record<string, unknown>>, today: PlainDate): Application {
  if (!isEventApplication(before)) throw new NotNow(INDONESIAN.refusals['permohonan-ini-dilengkapi-dengan']);
  const { reason: _derived, language: _chosen, ...current } = before;
  const strange = Object.keys(amendment).find((key) => !(AMENDABLE as readonly string[]).includes(key));
  if (strange !== undefined)
    throw new AmendmentRefused([
      {
        field: `/${strange.slice(0, 60)}`,
        title: INDONESIAN.fields['isian-tidak-dikenal'],
        remedy: INDONESIAN.refusals['hapus-isian-ini-yang'],
      },
    ]);
  const { members, listed, ...rest } = current;
  const checked = checkApplication(
    {
      ...rest,
      // Members that were made from the list are made anew from it.
      ...(listed === undefined ? { members } : { listed }),
      ...amendment,
    },
    today,
  );
  if (!checked.ok) throw new AmendmentRefused(checked.faults);
  // Whether SIAK is entered was decided when the case began; a change of data that skips it would print the old card.
  if (isReprint(checked.application) !== isReprint(current)) throw new AmendmentRefused([OTHER_KIND_OF_WORK]);
  return checked.application;
}

const eventsOf = ({ events = [] }: Pick<Application, 'events'>) => events;
const isReprint = (application: Pick<Application, 'events'>) =>
  eventsOf(application).every(({ event }) => !eventNamed(event).entry);

const OTHER_KIND_OF_WORK = {
  field: '/events',
  title: INDONESIAN.fields['peristiwa'],
  remedy: INDONESIAN.refusals['other-kind-of-work'],
};

/** The papers that follow. `record` was read under the lock of its row. Throws NotNow when another page was quicker. */
export async function storeAmendment(
  tables: Store,
  record: CaseRecord,
  { application, of, amendedSha256, checked, papers: papersFor }: Amendment,
): Promise<PapersOfAmendment> {
  const { applicationNumber } = record;
  const papers = papersFor(record.missingDocuments);
  if (record.amendedSha256 !== of.amendedSha256) throw new NotNow(INDONESIAN.refusals['amended-elsewhere']);
  await tables.cases.change(applicationNumber, { amendedSha256, elements: changedElements(application) });
  await storeChecked(tables, applicationNumber, checked);
  await tables.journal.write({
    applicationNumber,
    actor: 'pemohon',
    event: 'application-amended',
    step: 3,
    // Which events they are is said by the encrypted application alone.
    detail: { needless: papers.needless, amendedSha256 },
  });
  return papers;
}
