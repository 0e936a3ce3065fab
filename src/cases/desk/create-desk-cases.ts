import type { DeskCases } from '../desk.ts';
import { attend } from './access.ts';
import { caseFile } from './case-file.ts';
import { correctNumber } from './correct-number.ts';
import { dashboard } from './dashboard.ts';
import { appoint, duty, endAbsence, recordAbsence, withdrawLetter } from './duty.ts';
import { handOver } from './hand-over.ts';
import { SIGNING_WAITS, type DeskMeans, type SigningWaits } from './means.ts';
import { contactSheet, draftPdf, draftPreview, paper, signedPdf } from './pictures.ts';
import { siakSheet } from './siak-sheet.ts';
import { signingBatches } from './signing-batches.ts';
import { progress, reject } from './signing-desk.ts';
import { signingList } from './signing-list.ts';

export type DeskOptions = Omit<DeskMeans, 'waits'> & { readonly waits?: Partial<SigningWaits> };

/** The officers' use cases, put together. Keeps batches under way in memory, as the grants they stand on. */
export function createDeskCases(options: DeskOptions): DeskCases {
  const means: DeskMeans = { ...options, waits: { ...SIGNING_WAITS, ...options.waits } };
  const { isUnderWay, ...batches } = signingBatches(means);
  return {
    officer: async (username) => (await attend(means, username)).officer,
    dashboard: dashboard(means),
    caseFile: caseFile(means),
    paper: paper(means),
    contactSheet: contactSheet(means),
    draftPreview: draftPreview(means),
    draftPdf: draftPdf(means),
    signedPdf: signedPdf(means),
    signingList: signingList(means),
    ...batches,
    reject: reject(means, isUnderWay),
    progress: progress(means, isUnderWay),
    siakSheet: siakSheet(means),
    handOver: handOver(means),
    correctNumber: correctNumber(means),
    duty: duty(means),
    recordAbsence: recordAbsence(means),
    endAbsence: endAbsence(means),
    appoint: appoint(means),
    withdrawLetter: withdrawLetter(means),
  };
}
