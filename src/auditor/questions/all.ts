import { findCases, messages, returns } from './cases.ts';
import { acting, fourEyes, logIns, refusals, unseen } from './people.ts';
import { whoSaw } from './personal-data.ts';
import { archive, journal, manualActs, signature } from './proofs.ts';
import type { Question } from './question.ts';
import { revokedCards, takenBack } from './reversals.ts';
import { days, stepsAgainstSop } from './times.ts';

/** In the order of the auditor's first page. */
export const QUESTIONS: readonly Question[] = [
  whoSaw,
  findCases,
  returns,
  takenBack,
  revokedCards,
  messages,
  stepsAgainstSop,
  days,
  signature,
  journal,
  manualActs,
  archive,
  refusals,
  fourEyes,
  unseen,
  acting,
  logIns,
];
