import type { FailureCode } from '../domain/failures.ts';
import type { Finding } from '../domain/rules/table.ts';
import type { GivenAnswer } from '../domain/decision-answers.ts';
import type { CaseRecord, DraftRecord } from '../store/store.ts';
import { assessCase, type AssessNeeds, type CaseAssessment } from './assess-case.ts';

/**
 * What keeps an examination from ending with "complete": what cannot be true or cannot be processed. Whether a photo is
 * the paper that is asked for an officer judges, so rules about evidence are shown and stop nobody.
 */
function stopsExamination({ before, assessment }: CaseAssessment): readonly Finding[] {
  // What the applicant alone says is not a ground to refuse: SIAK was not read.
  return before.read ? assessment.stops.filter(({ where }) => where !== 'evidence') : [];
}

/** Whether nothing can be issued: another service comes first, or no card comes of it. */
const comesToNothing = ({ before, assessment }: CaseAssessment): boolean =>
  assessment.outcome === 'elsewhere' || (before.read && assessment.cards.every(({ effect }) => effect !== 'issued'));

/** What the draft itself says against being valid. */
function stopsVerification(assessed: CaseAssessment, draft: Pick<DraftRecord, 'family'>): readonly Finding[] {
  return assessed.draftFindings(draft.family).filter(({ severity }) => severity === 'refuse');
}

/**
 * The consistency rules at the one judgement of a decision; undefined when they let it pass, or the case has no events.
 */
export async function stoppedByRules(
  needs: AssessNeeds,
  record: CaseRecord,
  element: string,
  answer: GivenAnswer,
): Promise<FailureCode | undefined> {
  const examines = element === 'examine-application' && answer.examination === 'complete';
  const verifies = element === 'verify-draft' && answer.verification === 'valid';
  if (!examines && !verifies) return undefined;
  const assessed = await assessCase(needs, record);
  if (assessed === undefined) return undefined;
  if (examines)
    return comesToNothing(assessed) || stopsExamination(assessed).length > 0 ? 'RULES_STOP_EXAMINATION' : undefined;
  const draft = record.draftSha256 === null ? undefined : await needs.store.drafts.find(record.draftSha256);
  return draft !== undefined && stopsVerification(assessed, draft).length > 0 ? 'RULES_STOP_VERIFICATION' : undefined;
}
