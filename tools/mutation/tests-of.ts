import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '../..');

/**
 * Which tests have to find a mutant of a file. `src/cases/decide.ts` belongs to `test/cases/decide.test.ts` by its name;
 * here are the files whose rules are tested elsewhere. Nearly every test of a use case passes through nearly every other
 * one: a mutant that only falls by chance to a test about something else would make the rule look tested, and each
 * mutant would cost minutes.
 */
const ELSEWHERE: Readonly<Record<string, readonly string[]>> = {
  // --- decisions
  'src/cases/decisions-in-force.ts': ['cases/withdraw-application', 'cases/deliver-outbox', 'cases/sign-card'],
  'src/cases/task-claim.ts': ['cases/decide', 'cases/assign-task'],
  'src/cases/what-was-seen.ts': ['cases/decide', 'cases/view-case'],
  'src/cases/return-reason.ts': ['cases/decide'],
  'src/cases/own-case.ts': ['cases/withdraw-application', 'cases/pin-guard', 'cases/card-in-hand'],
  'src/cases/begin-case-again.ts': ['cases/stranded-cases'],
  'src/cases/find-stranded-cases.ts': ['cases/stranded-cases'],
  'src/cases/hand-over-case.ts': ['cases/duty', 'cases/assign-task'],
  // --- signature
  'src/cases/sign-card.ts': ['cases/sign-card', 'cases/draft'],
  'src/cases/signing-outcome.ts': ['cases/sign-drafts', 'cases/watched-batch'],
  'src/cases/signing-progress.ts': ['cases/sign-drafts', 'cases/watched-batch'],
  'src/cases/list-signable-drafts.ts': ['cases/sign-drafts'],
  'src/cases/identify-signer.ts': ['cases/sign-drafts', 'cases/sign-card'],
  'src/cases/signatory-of-card.ts': ['cases/sign-card', 'cases/draft'],
  'src/cases/reject-draft.ts': ['cases/sign-card'],
  'src/cases/bring-signed-card.ts': ['cases/siak-ways'],
  'src/cases/take-found-cards.ts': ['cases/found-cards'],
  // --- the applicant
  'src/cases/pin-guard.ts': ['cases/pin-guard', 'cases/pin-rules'],
  'src/cases/open-card-link.ts': ['cases/card-in-hand'],
  'src/cases/tokens.ts': ['cases/card-in-hand'],
  'src/cases/download-card.ts': ['cases/card-in-hand', 'cases/superseded-card'],
  'src/cases/verify-card.ts': ['cases/card-in-hand', 'cases/superseded-card'],
  'src/cases/superseded.ts': ['cases/superseded-card', 'cases/superseded-by-events'],
  'src/cases/tracking.ts': ['cases/tracking', 'cases/track-application'],
  'src/cases/open-case.ts': ['cases/submit-application', 'cases/same-application'],
  'src/cases/keep-upload.ts': ['cases/uploads-ahead'],
  'src/cases/put-receipt.ts': ['cases/receipt'],
  'src/cases/find-receipt.ts': ['cases/receipt'],
  'src/cases/close-case.ts': ['cases/closing'],
  'src/cases/note-delay.ts': ['cases/closing'],
  // --- messages
  'src/cases/send-message.ts': ['cases/send-message'],
  'src/cases/attempt-message.ts': ['cases/send-message', 'cases/applicant-talk'],
  'src/cases/compose-message.ts': ['cases/send-message'],
  'src/cases/send-waiting-messages.ts': ['cases/applicant-talk', 'cases/messages-in'],
  'src/cases/ask-message-statuses.ts': ['cases/applicant-talk'],
  'src/cases/apply-status.ts': ['cases/messages-in', 'cases/receipt'],
  'src/cases/receive-message.ts': ['cases/messages-in'],
  'src/cases/receive-message-status.ts': ['cases/messages-in'],
  'src/cases/receive-missed-messages.ts': ['cases/messages-in'],
  'src/cases/handle-message.ts': ['cases/messages-in', 'cases/applicant-talk'],
  'src/cases/fetch-message-files.ts': ['cases/messages-in'],
  'src/cases/lay-papers.ts': ['cases/messages-in', 'cases/complete-application'],
  'src/cases/store-completion.ts': ['cases/complete-application', 'cases/messages-in'],
  'src/cases/correct-number.ts': ['cases/receipt', 'cases/answer-applicant'],
  'src/cases/deliveries/resend-card.ts': ['cases/resend-card'],
  // --- archive
  'src/cases/archive-case.ts': ['cases/archive', 'cases/archive-by-rows'],
  'src/cases/fill-archive.ts': ['cases/archive', 'cases/archive-by-rows'],
  'src/cases/check-archive.ts': ['cases/archive-by-rows'],
  'src/archive/archive-keys.ts': ['archive/encrypted', 'archive/archive'],
  'src/archive/bag.ts': ['archive/archive'],
  'src/archive/check-bag.ts': ['archive/archive', 'archive/encrypted'],
  'src/archive/create-archive.ts': ['archive/archive', 'archive/encrypted'],
  'src/archive/encrypted-bag.ts': ['archive/encrypted'],
  'src/archive/journal-anchors.ts': ['cases/journal'],
  'src/archive/layer.ts': ['archive/archive', 'archive/encrypted'],
  // --- accounts
  'src/cases/password-tries.ts': ['cases/log-in', 'cases/passphrase-tries'],
  'src/cases/session-holder.ts': ['cases/log-in', 'cases/change-password', 'cases/manage-accounts'],
  'src/cases/verify-journal.ts': ['cases/journal'],
  'src/cases/watch-journal.ts': ['cases/journal'],
  // --- store
  'src/store/hash-chain.ts': ['store/journal'],
  'src/store/column-seal.ts': ['store/sealed-applications'],
  'src/store/seal-clear-rows.ts': ['store/sealed-applications'],
  'src/store/sessions.ts': ['store/accounts', 'cases/log-in'],
  'src/store/password-hash.ts': ['store/accounts'],
  'src/store/store-error.ts': ['store/safety'],
  'src/store/database.ts': ['store/safety'],
  'src/store/read-journal.ts': ['store/journal', 'cases/journal'],
  'src/store/work-list-feed.ts': ['store/work-list'],
  'src/store/tables/accounts.ts': ['store/accounts'],
  'src/store/tables/archive-copies.ts': ['cases/archive-by-rows', 'store/tables'],
  'src/store/tables/cases.ts': ['store/cases'],
  'src/store/tables/decisions.ts': ['store/tables', 'cases/decide'],
  'src/store/tables/drafts.ts': ['store/tables', 'store/sealed-applications'],
  'src/store/tables/judgements.ts': ['store/work-list', 'cases/decide'],
  'src/store/tables/journal.ts': ['store/journal'],
  'src/store/tables/links.ts': ['store/tables', 'cases/card-in-hand'],
  'src/store/tables/papers.ts': ['store/tables'],
  'src/store/tables/signing-batches.ts': ['cases/sign-drafts', 'cases/watched-batch'],
};

/** The strict verifier is one thing in many files, and a mutant falls fastest to the tests of its readers. */
const VERIFIER = [
  ...['pdf-reader', 'der-reader', 'certificate-reader', 'misled'].map((name) => `${name}.test.ts`),
  '*.test.ts',
];

/** How test files are spelled in Stryker's `spec`, from the root; empty when no test is known for the file. */
export function testsOf(place: string): readonly string[] {
  const source = place.replace(/:.*/, '');
  if (source.startsWith('src/signing/')) return VERIFIER.map((name) => `test/signing/${name}`);
  const sameName = source.replace(/^src\//, 'test/').replace(/\.ts$/, '.test.ts');
  const tables = sameName.replace('/tables/', '/');
  const named = ELSEWHERE[source]?.map((test) => `test/${test}.test.ts`) ?? [sameName, tables];
  return [...new Set(named)].filter((test) => existsSync(path.join(ROOT, test)));
}

/** Every file that the table names, and every test in it: a name that is gone would leave its file untested in silence. */
export function namesInTable(): { readonly sources: readonly string[]; readonly tests: readonly string[] } {
  return {
    sources: Object.keys(ELSEWHERE),
    tests: [...new Set(Object.values(ELSEWHERE).flat())].map((test) => `test/${test}.test.ts`),
  };
}

/**
 * Left out: a migration that has run is never edited; a mutant of what gets and starts PostgreSQL costs minutes; a
 * mutant does not reach into the verifier's thread, and a comparison with it would find every one.
 */
const LEFT_OUT = /\/(migrations|postgres)\/|^src\/store\/migrate\.ts$|\/verifier\/(bounded-verifier|examination)\.ts$/;

/** The files below this folder that can be mutated, or this one file or lines of it (`a.ts:10-40`); from the root. */
export function sourcesBelow(place: string): readonly string[] {
  if (/\.ts(:\d+-\d+)?$/.test(place)) return [place];
  return readdirSync(path.join(ROOT, place), { recursive: true, encoding: 'utf8' })
    .map((name) => path.posix.join(place, name.split(path.sep).join('/')))
    .filter((name) => name.endsWith('.ts') && !LEFT_OUT.test(name))
    .sort();
}
