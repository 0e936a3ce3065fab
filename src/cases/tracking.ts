import { documentLabel, type DocumentKind } from '../domain/document-kinds.ts';
import { SOP_STEPS, type SopStep } from '../domain/sop.ts';
import type { CaseRecord, CaseState, DecisionRecord, JournalRow } from '../store/store.ts';
import { inForce, newestRequest } from './decisions-in-force.ts';

/** What the applicant sees of their case by number and PIN. No personal data. */
export interface Tracking {
  readonly applicationNumber: string;
  readonly state: CaseState;
  readonly submittedAt: string;
  readonly steps: readonly {
    step: SopStep;
    title: string;
    minutes: number;
    status: 'done' | 'current' | 'waiting';
    at: string | null;
  }[];
  /** What the applicant should do now, one plain sentence; null when there is nothing to do. */
  readonly todo: string | null;
  readonly missingDocuments: readonly { code: DocumentKind; label: string }[];
  /** Officer's words with the last request for completion. */
  readonly note: string | null;
  readonly cardReady: boolean;
  readonly mayWithdraw: boolean;
  /** The KTP-el changes with this card, so its print is to be requested (third notice of SOP step 8); absent: not known. */
  readonly ktpAffected?: boolean;
}

/** The SOP step that is being worked on in each state; 11 is past the last. */
const CURRENT_STEP: Record<CaseState, number> = {
  submitted: 2,
  examination: 3,
  'waiting-for-applicant': 3,
  drafting: 4,
  verification: 5,
  signing: 7,
  delivery: 8,
  delivered: 10,
  archived: 11,
  closed: 0,
  withdrawn: 0,
};

const TODO: Partial<Record<CaseState, string>> = {
  'waiting-for-applicant': 'Kirim foto yang diminta di bawah ini, atau balas pesan WhatsApp kami dengan fotonya.',
  delivery: 'Unduh KK Anda, lalu cetak pada kertas HVS A4 80 gram.',
  delivered: 'Cetak KK pada kertas HVS A4 80 gram, dan serahkan KK lama kepada petugas Dukcapil di kapanewon.',
  archived: 'Cetak KK pada kertas HVS A4 80 gram, dan serahkan KK lama kepada petugas Dukcapil di kapanewon.',
  closed: 'Permohonan ditutup karena tidak dilengkapi. Silakan ajukan permohonan baru.',
};

/** What the applicant may see of his case (domain lesson: the tracker is the truth, WhatsApp a courtesy). */
export function trackingOf(
  record: CaseRecord,
  journal: readonly JournalRow[],
  decisions: readonly DecisionRecord[],
  mayWithdraw: boolean,
): Tracking {
  const current = CURRENT_STEP[record.state];
  const lastOf = (step: SopStep) => timeOf(step, journal, decisions);
  const asked = newestRequest(decisions);
  const waiting = record.state === 'waiting-for-applicant';
  return {
    applicationNumber: record.applicationNumber,
    state: record.state,
    submittedAt: record.submittedAt.toISOString(),
    steps: SOP_STEPS.map(({ step, title, minutes }) => {
      const reached = current === 0 ? lastOf(step) !== undefined : step < current;
      return {
        step,
        title,
        minutes,
        status: reached ? 'done' : step === current ? 'current' : 'waiting',
        at: reached ? (lastOf(step)?.toISOString() ?? null) : null,
      };
    }),
    todo: TODO[record.state] ?? null,
    missingDocuments: waiting ? record.missingDocuments.map((code) => ({ code, label: documentLabel(code) })) : [],
    note:
      waiting && typeof asked?.answer['note'] === 'string' && asked.answer['note'] !== '' ? asked.answer['note'] : null,
    ktpAffected: record.ktpAffected,
    cardReady: record.signedSha256 !== null,
    mayWithdraw,
  };
}

/** What a journal row says of a person's try, or of the clock, is not a step that was taken. */
const NO_PROGRESS: readonly string[] = ['step-late', 'decision-recorded', 'decision-refused', 'decision-lapsed'];

/** When a step was last taken: a human step by its decision in force, any other by the journal. */
function timeOf(step: SopStep, journal: readonly JournalRow[], decisions: readonly DecisionRecord[]): Date | undefined {
  const times = [
    ...inForce(decisions)
      .filter((decision) => decision.step === step)
      .map(({ decidedAt }) => decidedAt),
    ...journal
      .filter((row) => row.step === step && !isLooking(row.event) && !NO_PROGRESS.includes(row.event))
      .map(({ at }) => at),
  ];
  return times.toSorted((a, b) => a.getTime() - b.getTime()).at(-1);
}

const isLooking = (event: string) => /-(viewed|glanced|refused)$/.test(event);
