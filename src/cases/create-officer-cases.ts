import { addNote } from './add-note.ts';
import { appointStandIn } from './appoint-stand-in.ts';
import { closeFoundCard, viewFoundCard } from './deliveries/found-cards.ts';
import { bringSignedCard } from './bring-signed-card.ts';
import { claimTask, releaseTask } from './assign-task.ts';
import { beginCaseAgain } from './begin-case-again.ts';
import { correctNumber } from './correct-number.ts';
import { decide as decideTask } from './decide.ts';
import { createTalkCases } from './create-talk-cases.ts';
import type { Dependencies } from './dependencies.ts';
import { draftAnswer, dropAnswerDraft } from './draft-answer.ts';
import { endAbsence } from './end-absence.ts';
import { listStrandedCases } from './find-stranded-cases.ts';
import { handOverCase } from './hand-over-case.ts';
import { identifyOfficer } from './identify-officer.ts';
import { listSignableDrafts } from './list-signable-drafts.ts';
import { listSigned } from './list-signed.ts';
import { claimImmigration } from './immigration-claims.ts';
import { recordReading } from './record-reading.ts';
import { resendCard } from './deliveries/resend-card.ts';
import { recordOldCard } from './deliveries/record-old-card.ts';
import { showDeliveries } from './deliveries/show-deliveries.ts';
import { showPerformance } from './performance/show-performance.ts';
import { findNextTask } from './find-next-task.ts';
import { findSearch, keepSearch } from './keep-search.ts';
import { listWork, workNews } from './list-work.ts';
import { recordAbsence } from './record-absence.ts';
import { redrawDraft } from './redraw-draft.ts';
import { requestRevocation } from './revocations/request-revocation.ts';
import { declineRevocation, grantRevocation } from './revocations/settle-revocation.ts';
import { rejectDraft } from './reject-draft.ts';
import { showDutyRoster } from './show-duty-roster.ts';
import { signDrafts } from './sign-drafts.ts';
import type { SigningWaits } from './signing-outcome.ts';
import { showSigningProgress } from './signing-progress.ts';
import { mayTakeBackDecision, takeBackDecision } from './take-back-decision.ts';
import { viewBroughtCard } from './view-brought-card.ts';
import { listOwedCancellations, recordCancellation } from './waiting/owed-cancellations.ts';
import { listReminders } from './waiting/list-reminders.ts';
import { retryIncident, showState, type OfficeState } from './waiting/show-state.ts';
import { viewCase } from './view-case.ts';
import { viewContactSheet } from './view-contact-sheet.ts';
import { glanceAtDraft, viewDraft, viewDraftPdf } from './view-draft.ts';
import { viewPaper } from './view-paper.ts';
import { viewSiakSheet } from './view-siak-sheet.ts';
import { viewSignedCard } from './view-signed-card.ts';
import { withdrawLetter } from './withdraw-letter.ts';

/** Of a set of use cases outside of a running office. */
const UNKNOWN_STATE: OfficeState = { health: () => Promise.resolve({}), refusedModel: () => [] };

/**
 * What an officer sees and does. Every call names the user name of the login; who that is and what they may see is
 * decided here, on our own data. Every view of a case is journalled with its ground. Throws Refusal for what this
 * person may not do, NotNow with a remedy for what does not exist (yet), Failure for what is broken.
 */
export function createOfficerCases(
  dependencies: Dependencies & {
    readonly waits?: Partial<SigningWaits>;
    readonly officeState?: OfficeState;
    readonly passphraseWasRight?: (signer: string) => Promise<unknown>;
  },
) {
  const { officeState = UNKNOWN_STATE } = dependencies;
  const decide = decideTask(dependencies);
  const { approve, batch, resume, drain } = signDrafts(dependencies, decide);
  return {
    officer: async (username: string) => (await identifyOfficer(dependencies, username)).officer,
    work: listWork(dependencies),
    signed: listSigned(dependencies),
    news: workNews(dependencies),
    nextTask: findNextTask(dependencies),
    keepSearch: keepSearch(dependencies),
    keptSearch: findSearch(dependencies),
    case: viewCase(dependencies),
    paper: viewPaper(dependencies),
    contactSheet: viewContactSheet(dependencies),
    draft: viewDraft(dependencies),
    draftPdf: viewDraftPdf(dependencies),
    draftGlance: glanceAtDraft(dependencies),
    signedCard: viewSignedCard(dependencies),
    siakSheet: viewSiakSheet(dependencies),
    bringSignedCard: bringSignedCard(dependencies),
    broughtCard: viewBroughtCard(dependencies),
    decide,
    takeBack: takeBackDecision(dependencies),
    mayTakeBack: mayTakeBackDecision(dependencies),
    draftAnswer: draftAnswer(dependencies),
    dropAnswerDraft: dropAnswerDraft(dependencies),
    addNote: addNote(dependencies),
    recordReading: recordReading(dependencies),
    claimImmigration: claimImmigration(dependencies),
    claim: claimTask(dependencies),
    release: releaseTask(dependencies),
    handOver: handOverCase(dependencies),
    correctNumber: correctNumber(dependencies),
    ...createTalkCases(dependencies),
    signingList: listSignableDrafts(dependencies),
    approve,
    batch,
    redraw: redrawDraft(dependencies),
    reject: rejectDraft(dependencies, decide),
    progress: showSigningProgress(dependencies),
    duty: showDutyRoster(dependencies),
    recordAbsence: recordAbsence(dependencies),
    endAbsence: endAbsence(dependencies),
    appoint: appointStandIn(dependencies),
    withdrawLetter: withdrawLetter(dependencies),
    performance: showPerformance(dependencies),
    deliveries: showDeliveries(dependencies),
    foundCard: viewFoundCard(dependencies),
    closeFoundCard: closeFoundCard(dependencies),
    recordOldCard: recordOldCard(dependencies),
    resendCard: resendCard(dependencies),
    requestRevocation: requestRevocation(dependencies),
    grantRevocation: grantRevocation(dependencies),
    declineRevocation: declineRevocation(dependencies),
    reminders: listReminders(dependencies),
    owedCancellations: listOwedCancellations(dependencies),
    recordCancellation: recordCancellation(dependencies),
    state: showState({ ...dependencies, officeState }),
    retryIncident: retryIncident({ ...dependencies, officeState }),
    strandedCases: listStrandedCases(dependencies),
    beginAgain: beginCaseAgain(dependencies),
    /** Takes over batches of a process that died; to be called now and then. */
    resumeBatches: resume,
    /** For a clean stop: no further document of a batch is begun. */
    drain,
  };
}
export type OfficerCases = ReturnType<typeof createOfficerCases>;
