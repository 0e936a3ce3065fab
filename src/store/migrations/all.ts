import type { Migration } from './migration.ts';
import { applicationRole } from './001-application-role.ts';
import { cases } from './002-cases.ts';
import { papers } from './003-papers.ts';
import { drafts } from './004-drafts.ts';
import { decisions } from './005-decisions.ts';
import { journal } from './006-journal.ts';
import { effects } from './007-effects.ts';
import { messages } from './008-messages.ts';
import { archiveCopies } from './009-archive-copies.ts';
import { people } from './010-people.ts';
import { links } from './011-links.ts';
import { correctedNumber } from './012-corrected-number.ts';
import { words } from './013-words.ts';
import { duty } from './014-duty.ts';
import { workList } from './015-work-list.ts';
import { outbox } from './016-outbox.ts';
import { accounts } from './017-accounts.ts';
import { signingBatches } from './018-signing-batches.ts';
import { limits } from './030-limits.ts';
import { archiveCopiesByRow } from './031-archive-copies-by-row.ts';
import { duties } from './032-duties.ts';
import { newestCard } from './033-newest-card.ts';
import { caseIndex } from './040-case-index.ts';
import { keptSearches } from './041-kept-searches.ts';
import { answerDrafts } from './042-answer-drafts.ts';
import { caseNotes } from './043-case-notes.ts';
import { messageTimes } from './045-message-times.ts';
import { oldCards } from './046-old-cards.ts';
import { engineWatch } from './047-engine-watch.ts';
import { familyEvents } from './050-family-events.ts';
import { waysOfSiak } from './055-ways-of-siak.ts';
import { conversation } from './060-conversation.ts';
import { pinGeneration } from './061-pin-generation.ts';
import { counterSearch } from './062-counter-search.ts';
import { processes } from './065-processes.ts';
import { effectAttempts } from './066-effect-attempts.ts';
import { uploads } from './070-uploads.ts';
import { cardsAfter } from './074-cards-after.ts';
import { paperReadings } from './075-paper-readings.ts';
import { listViews } from './078-list-views.ts';
import { journalArrivals } from './082-journal-arrivals.ts';
import { touchedCards } from './084-touched-cards.ts';
import { signatories } from './085-signatories.ts';
import { siakNumbers } from './090-siak-numbers.ts';
import { foundCards } from './091-found-cards.ts';
import { sealedApplications } from './097-sealed-applications.ts';
import { sealedDrafts } from './098-sealed-drafts.ts';
import { takenBackDecisions } from './100-taken-back-decisions.ts';
import { redrawnDrafts } from './110-redrawn-drafts.ts';
import { revocations } from './111-revocations.ts';
import { certificateNames } from './120-certificate-names.ts';
import { signatureLines } from './121-signature-lines.ts';
import { chosenLanguage } from './130-chosen-language.ts';
import { sealedNotes } from './135-sealed-notes.ts';
import { sealedDecisionNotes } from './136-sealed-decision-notes.ts';
import { sealedRevocationReasons } from './137-sealed-revocation-reasons.ts';
import { screenSignatures } from './140-screen-signatures.ts';
import { immigrationClaims } from './141-immigration-claims.ts';
import { archivePackages } from './150-archive-packages.ts';
import { notesOutOfTheEngine } from './151-notes-out-of-the-engine.ts';
import { staffNiks } from './153-staff-niks.ts';
import { oneAccountAPerson } from './154-one-account-a-person.ts';
import { heldFiles } from './156-held-files.ts';
import { linksExtended } from './159-links-extended.ts';
import { archiveHindrances } from './161-archive-hindrances.ts';
import { accessRenewed } from './163-access-renewed.ts';
import { archiveTries } from './165-archive-tries.ts';
import { outboxTried } from './166-outbox-tried.ts';

/** In order. One that has run anywhere is never edited; a change is a new file at the end. */
export const MIGRATIONS: readonly Migration[] = [
  applicationRole,
  cases,
  papers,
  drafts,
  decisions,
  journal,
  effects,
  messages,
  archiveCopies,
  people,
  links,
  correctedNumber,
  words,
  duty,
  workList,
  outbox,
  accounts,
  signingBatches,
  limits,
  archiveCopiesByRow,
  duties,
  newestCard,
  caseIndex,
  keptSearches,
  answerDrafts,
  caseNotes,
  messageTimes,
  oldCards,
  engineWatch,
  familyEvents,
  waysOfSiak,
  conversation,
  pinGeneration,
  counterSearch,
  processes,
  effectAttempts,
  uploads,
  cardsAfter,
  paperReadings,
  listViews,
  journalArrivals,
  touchedCards,
  signatories,
  siakNumbers,
  foundCards,
  sealedApplications,
  sealedDrafts,
  takenBackDecisions,
  redrawnDrafts,
  revocations,
  certificateNames,
  signatureLines,
  chosenLanguage,
  sealedNotes,
  sealedDecisionNotes,
  sealedRevocationReasons,
  screenSignatures,
  immigrationClaims,
  archivePackages,
  notesOutOfTheEngine,
  staffNiks,
  oneAccountAPerson,
  heldFiles,
  linksExtended,
  archiveHindrances,
  accessRenewed,
  archiveTries,
  outboxTried,
];
