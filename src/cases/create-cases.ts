import { cardByToken, complete, download, openLink, requirements, track, verifyCard, withdraw } from './applicant.ts';
import { archive } from './archive-case.ts';
import type { Cases } from './cases.ts';
import { close, noteDelay } from './closing.ts';
import { draftCard, renderCard } from './draft.ts';
import type { Means } from './means.ts';
import { PinGuard } from './pin-guard.ts';
import { recordDecision } from './record-decision.ts';
import { sendMessage } from './send-message.ts';
import { cancelSiakEntry, confirmSiakEntry, enterSiak } from './siak-entry.ts';
import { signCard } from './sign-card.ts';
import { submit } from './submit.ts';
import { validate } from './validate.ts';
import { incomingMessage, messageStatus } from './whatsapp.ts';

/** Every use case, in the order in which a card meets them. */
export function createCases(means: Means): Cases {
  const guard = new PinGuard(means.settings.linkKey, means.now);
  return {
    requirements: requirements(means),
    submit: submit(means),
    track: track(means, guard),
    complete: complete(means, guard),
    withdraw: withdraw(means, guard),
    download: download(means, guard),
    openLink: openLink(means),
    cardByToken: cardByToken(means),
    verifyCard: verifyCard(means),
    incomingMessage: incomingMessage(means),
    messageStatus: messageStatus(means),
    validate: validate(means),
    recordDecision: recordDecision(means),
    enterSiak: enterSiak(means),
    confirmSiakEntry: confirmSiakEntry(means),
    cancelSiakEntry: cancelSiakEntry(means),
    draftCard: draftCard(means),
    renderCard: renderCard(means),
    signCard: signCard(means),
    sendMessage: sendMessage(means),
    archive: archive(means),
    close: close(means),
    noteDelay: noteDelay(means),
  };
}
