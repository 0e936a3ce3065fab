import type { DocumentKind } from '../domain/document-kinds.ts';
import type { CaseRecord } from '../store/store.ts';
import { assessCase, type AssessNeeds, type CaseAssessment } from './assess-case.ts';
import { subjectHashes, subjectsOf } from './case-subjects.ts';
import { applicationOf, readCardsBefore } from './cards-before.ts';
import type { Dependencies } from './dependencies.ts';

type Needs = AssessNeeds & Pick<Dependencies, 'siak' | 'now'>;

/**
 * The automatic check of an event-based case: the cards as SIAK has them are kept with the case, and from them follow
 * the papers, the number, whether the KTP-el changes, and the reason. Findings are computed anew at every view: they
 * name persons, and papers come later.
 */
export async function validateEvents(needs: Needs, record: CaseRecord): Promise<CaseAssessment> {
  const { applicationNumber } = record;
  const application = await applicationOf(needs, record);
  const before = await readCardsBefore(needs, applicationNumber, application);
  const { sha256: cardsBeforeSha256 } = await needs.documents.put(Buffer.from(JSON.stringify(before)));
  const assessed = await assessCase(needs, { ...record, cardsBeforeSha256 });
  if (assessed === undefined) throw new Error('an event-based case is assessed by its events');
  const { assessment, needed, kkNumber } = assessed;
  await needs.store.cases.change(applicationNumber, {
    cardsBeforeSha256,
    requiredDocuments: documentsIn(needed),
    ktpAffected: assessed.ktpAffected,
    kkNumber: kkNumber ?? null,
    reason: assessment.reason,
    findings: [],
  });
  const { kkNumbers, ...people } = subjectsOf(application);
  const subjects = { ...people, kkNumbers: [...kkNumbers, ...familiesOf(assessed)] };
  await needs.store.subjects.put(applicationNumber, subjectHashes(needs.settings.linkKey, subjects));
  return assessed;
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
