import type { DocumentKind } from '../domain/document-kinds.ts';
import type { CaseChange, CaseRecord } from '../store/store.ts';
import { assessCase, type AssessNeeds, type CaseAssessment } from './assess-case.ts';
import { subjectHashes, subjectsOf } from './case-subjects.ts';
import { applicationOf, readCardsBefore } from './cards-before.ts';
import type { Dependencies } from './dependencies.ts';

type Needs = AssessNeeds & Pick<Dependencies, 'siak' | 'now'>;

/** What the automatic check finds of an event-based case, before any of it is written. */
export interface CheckedEvents {
  readonly assessed: CaseAssessment;
  readonly change: CaseChange;
  /** Keyed hashes of who and what the case is about. */
  readonly subjects: readonly string[];
}

/**
 * The automatic check of an event-based case: the cards as SIAK has them are kept with the case, and from them follow
 * the papers, the number, whether the KTP-el changes, and the reason. Findings are computed anew at every view: they
 * name persons, and papers come later.
 */
export async function validateEvents(needs: Needs, record: CaseRecord): Promise<CaseAssessment> {
  const checked = await checkEvents(needs, record);
  await storeChecked(needs.store, record.applicationNumber, checked);
  return checked.assessed;
}

/** Reads SIAK and judges the events of this record; writes nothing of it to the database. */
export async function checkEvents(needs: Needs, record: CaseRecord): Promise<CheckedEvents> {
  const application = await applicationOf(needs, record);
  const before = await readCardsBefore(needs, record.applicationNumber, application);
  const { sha256: cardsBeforeSha256 } = await needs.documents.put(Buffer.from(JSON.stringify(before)));
  const assessed = await assessCase(needs, { ...record, cardsBeforeSha256 });
  if (assessed === undefined) throw new Error('an event-based case is assessed by its events');
  const { assessment, needed, kkNumber } = assessed;
  const { kkNumbers, ...people } = subjectsOf(application);
  return {
    assessed,
    change: {
      cardsBeforeSha256,
      requiredDocuments: documentsIn(needed),
      ktpAffected: assessed.ktpAffected,
      kkNumber: kkNumber ?? null,
      reason: assessment.reason,
      findings: [],
    },
    subjects: subjectHashes(needs.settings.linkKey, {
      ...people,
      kkNumbers: [...kkNumbers, ...familiesOf(assessed)],
    }),
  };
}

export async function storeChecked(
  { cases, subjects }: Pick<Dependencies['store'], 'cases' | 'subjects'>,
  applicationNumber: string,
  checked: CheckedEvents,
): Promise<void> {
  await cases.change(applicationNumber, checked.change);
  await subjects.put(applicationNumber, checked.subjects);
}

/**
 * Numbers of the cards that change, and of the one on which the applicant stands: whoever applies for them is warned.
 */
function familiesOf({ assessment, before, application }: CaseAssessment): string[] {
  const touched = assessment.cards.filter(({ effect }) => effect !== 'untouched').map(({ kkNumber }) => kkNumber);
  return before.cards
    .filter(
      ({ kkNumber, members }) =>
        touched.includes(kkNumber) || members.some(({ nik }) => nik === application.applicant.nik),
    )
    .map(({ kkNumber }) => kkNumber);
}

/** The papers that the law names first, each kind once. */
function documentsIn(needed: CaseAssessment['needed']): DocumentKind[] {
  return [...new Set(needed.flatMap(({ anyOf }) => anyOf?.[0] ?? []))];
}
