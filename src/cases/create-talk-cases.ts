import { answerApplicant, answerUnassigned, continueCase, settleMessage } from './answer-applicant.ts';
import { assignMessage } from './assign-message.ts';
import { findAtCounter, openCounter, renewPin } from './counter.ts';
import type { Dependencies } from './dependencies.ts';
import { countInbox, listInbox } from './list-inbox.ts';
import { viewConversation } from './view-conversation.ts';
import { viewMessageFile } from './view-message-file.ts';

/** What officers do with messages of applicants, and at the counter. */
export function createTalkCases(dependencies: Dependencies) {
  return {
    inbox: listInbox(dependencies),
    inboxCount: countInbox(dependencies),
    conversation: viewConversation(dependencies),
    messageFile: viewMessageFile(dependencies),
    answer: answerApplicant(dependencies),
    answerUnassigned: answerUnassigned(dependencies),
    assignMessage: assignMessage(dependencies),
    settleMessage: settleMessage(dependencies),
    continueCase: continueCase(dependencies),
    counter: openCounter(dependencies),
    findAtCounter: findAtCounter(dependencies),
    renewPin: renewPin(dependencies),
  };
}
