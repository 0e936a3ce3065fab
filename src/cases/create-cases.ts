import type { Limits } from '../store/limits.ts';
import { answerSurvey, changeOwnNumber, writeToOfficer } from './applicant-talk.ts';
import { archiveCase } from './archive-case.ts';
import { cancelSiakEntry } from './cancel-siak-entry.ts';
import { chooseLanguage } from './choose-language.ts';
import { closeCase } from './close-case.ts';
import { completeApplication } from './complete-application.ts';
import { confirmSiakEntry } from './confirm-siak-entry.ts';
import type { Dependencies } from './dependencies.ts';
import { downloadCard } from './download-card.ts';
import { draftCard } from './draft-card.ts';
import { enterSiak } from './enter-siak.ts';
import { findReceipt } from './find-receipt.ts';
import { getRequirements } from './get-requirements.ts';
import { dropUpload, keepUpload, uploadedPapers } from './keep-upload.ts';
import { lookUpCard } from './look-up-card.ts';
import { noteDelay } from './note-delay.ts';
import { openCardLink } from './open-card-link.ts';
import { PinGuard } from './pin-guard.ts';
import { receiveMessage } from './receive-message.ts';
import { receiveMessageStatus } from './receive-message-status.ts';
import { renderCard } from './render-card.ts';
import { sendMessage } from './send-message.ts';
import { viewOwnForm } from './own-form.ts';
import { signCard } from './sign-card.ts';
import { signFormAhead } from './sign-form-ahead.ts';
import { signOwnForm } from './sign-own-form.ts';
import { takeSignedCard } from './take-signed-card.ts';
import { submitApplication } from './submit-application.ts';
import { trackApplication } from './track-application.ts';
import { validateApplication } from './validate-application.ts';
import { verifyCard } from './verify-card.ts';
import { viewOwnEvents } from './view-own-events.ts';
import { withdrawApplication } from './withdraw-application.ts';

/** What the applicant, and anybody with a card in hand, can do. */
export function createApplicantCases(dependencies: Dependencies & { readonly limits: Pick<Limits, 'limit'> }) {
  const guard = new PinGuard(dependencies.settings.linkKey, dependencies.limits);
  return {
    requirements: getRequirements(dependencies),
    submit: submitApplication(dependencies),
    keepUpload: keepUpload(dependencies),
    dropUpload: dropUpload(dependencies),
    uploadedPapers: uploadedPapers(dependencies),
    findReceipt: findReceipt(dependencies),
    track: trackApplication(dependencies, guard),
    ownEvents: viewOwnEvents(dependencies, guard),
    ownForm: viewOwnForm(dependencies, guard),
    signOwnForm: signOwnForm(dependencies, guard),
    signFormAhead: signFormAhead(dependencies),
    complete: completeApplication(dependencies, guard),
    write: writeToOfficer(dependencies, guard),
    changeNumber: changeOwnNumber(dependencies, guard),
    chooseLanguage: chooseLanguage(dependencies, guard),
    survey: answerSurvey(dependencies, guard),
    withdraw: withdrawApplication(dependencies, guard),
    download: downloadCard(dependencies, guard),
    openLink: openCardLink(dependencies),
    cardByToken: lookUpCard(dependencies),
    verifyCard: verifyCard(dependencies),
    incomingMessage: receiveMessage(dependencies),
    messageStatus: receiveMessageStatus(dependencies),
  };
}
export type ApplicantCases = ReturnType<typeof createApplicantCases>;

/** What the process does by itself, in the order of the diagram; `workers/` calls these. */
export function createProcessCases(dependencies: Dependencies) {
  return {
    validate: validateApplication(dependencies),
    enterSiak: enterSiak(dependencies),
    confirmSiakEntry: confirmSiakEntry(dependencies),
    cancelSiakEntry: cancelSiakEntry(dependencies),
    draftCard: draftCard(dependencies),
    renderCard: renderCard(dependencies),
    signCard: signCard(dependencies),
    takeSignedCard: takeSignedCard(dependencies),
    sendMessage: sendMessage(dependencies),
    archive: archiveCase(dependencies),
    close: closeCase(dependencies),
    noteDelay: noteDelay(dependencies),
  };
}
export type ProcessCases = ReturnType<typeof createProcessCases>;
