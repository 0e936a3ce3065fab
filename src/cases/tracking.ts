import { documentLabel } from '../domain/document-kinds.ts';
import { SOP_STEPS, type SopStep } from '../domain/sop.ts';
import type { CaseRecord, CaseState, DecisionRecord, JournalRow } from '../store/store.ts';
import type { Tracking } from './cases.ts';

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
  const lastOf = (step: SopStep) =>
    journal.filter((row) => row.step === step && row.event !== 'step-late' && row.event !== 'decision-refused').at(-1);
  const asked = decisions
    .filter(
      (d) =>
        d.refusedBecause === null &&
        (d.answer['examination'] === 'incomplete' || d.answer['verification'] === 'invalid'),
    )
    .at(-1);
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
        at: reached ? (lastOf(step)?.at.toISOString() ?? null) : null,
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
