import { auditCase, requireAuditor } from '../audit-case.ts';
import { checkFourEyes, listActingDecisions, listUnseenDecisions } from './check-eyes.ts';
import { checkCopies, readCopies } from './check-copies.ts';
import { countDays } from './count-days.ts';
import { findCases } from './find-cases.ts';
import { names, type AuditDependencies } from './inquire.ts';
import { listManualActs, listManualActsOfCase } from './list-manual-acts.ts';
import { listMessages, listMessagesOfCase } from './list-messages.ts';
import { listLogIns, listRefusals } from './list-refusals.ts';
import { listCardRevocations, listTakenBackDecisions } from './list-reversals.ts';
import { listReturns } from './list-returns.ts';
import { proveJournal } from './prove-journal.ts';
import { proveSignature } from './prove-signature.ts';
import { stepsAgainstSop } from './steps-against-sop.ts';
import { whoSawCase, whoSawPerson } from './who-saw.ts';

/** What the auditor may ask. Reads only; every question is journalled, and refused to everybody else. */
export function createAuditCases(needs: AuditDependencies) {
  return {
    case: auditCase(needs),
    /** Throws Failure for everybody but the auditor. */
    enter: (username: string) => requireAuditor(needs.store, username, null),
    /** The people of the office, by name, for choosing one. */
    officers: async () => {
      const nameOf = await names(needs);
      const people = await needs.store.people.all();
      return people
        .map(({ username }) => ({ username, name: nameOf(username) }))
        .toSorted((a, b) => a.name.localeCompare(b.name));
    },
    whoSawPerson: whoSawPerson(needs),
    whoSawCase: whoSawCase(needs),
    findCases: findCases(needs),
    returns: listReturns(needs),
    stepsAgainstSop: stepsAgainstSop(needs),
    messages: listMessages(needs),
    messagesOfCase: listMessagesOfCase(needs),
    proveSignature: proveSignature(needs),
    proveJournal: proveJournal(needs),
    manualActs: listManualActs(needs),
    manualActsOfCase: listManualActsOfCase(needs),
    days: countDays(needs),
    refusals: listRefusals(needs),
    logIns: listLogIns(needs),
    fourEyes: checkFourEyes(needs),
    unseenDecisions: listUnseenDecisions(needs),
    actingDecisions: listActingDecisions(needs),
    archive: checkCopies(needs),
    copies: readCopies(needs),
    takenBackDecisions: listTakenBackDecisions(needs),
    cardRevocations: listCardRevocations(needs),
  };
}
export type AuditCases = ReturnType<typeof createAuditCases>;
