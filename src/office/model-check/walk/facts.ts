import type { SiakWay } from '../../../domain/siak-way.ts';
import type { FailureCode } from '../../../domain/failures.ts';

/** What really happened to a case so far, whatever the process variables say of it. */
export interface Facts {
  /** SOP step 3: card data that changes are entered in SIAK, a lost or damaged card is not. */
  readonly needsEntry: boolean;
  /** How the case comes through SIAK. */
  readonly way: SiakWay;
  readonly opened: boolean;
  /** Answer of the last examination; null: none since the case came back. */
  readonly examination: 'complete' | 'incomplete' | 'refused' | null;
  /** The applicant knows what is asked. */
  readonly applicantInformed: boolean;
  /** Days waited since the applicant was asked. */
  readonly days: number;
  /** An entry in SIAK is in force; 'bound' when the diagram cannot undo it. */
  readonly entry: 'none' | 'revocable' | 'bound';
  /** A second officer has found the typed entry in SIAK. */
  readonly entrySeen: boolean;
  readonly drafted: boolean;
  readonly rendered: boolean;
  /** The officer who examined has asked Kasi/Kabid for the print of this draft (SOP step 4). */
  readonly requested: boolean;
  /** Answer about the draft as it was rendered last; null: none yet. */
  readonly verification: 'valid' | 'invalid' | null;
  readonly signing: 'approved' | 'rejected' | null;
  readonly signed: boolean;
  readonly sent: boolean;
  readonly delivered: boolean;
  readonly archived: boolean;
  readonly closed: boolean;
  /** Why the work comes back, until the officer has read it; '': it does not come back. */
  readonly why: FailureCode | '';
  /** A delay is being noted beside the work; nothing is promised about it. */
  readonly aside: boolean;
}

export const NOTHING_YET: Omit<Facts, 'needsEntry' | 'way'> = {
  opened: false,
  examination: null,
  applicantInformed: false,
  days: 0,
  entry: 'none',
  entrySeen: false,
  drafted: false,
  rendered: false,
  requested: false,
  verification: null,
  signing: null,
  signed: false,
  sent: false,
  delivered: false,
  archived: false,
  closed: false,
  why: '',
  aside: false,
};
