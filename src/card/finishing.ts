import type { PlainDate } from '../domain/family-card.ts';
import { createArchivePdf } from './archive-pdf.ts';
import { createDrawPreview } from './preview.ts';

export interface FinishingJob {
  readonly chromiumPdf: Uint8Array;
  readonly issuedOn: PlainDate;
}
export interface Finished {
  readonly pdf: Uint8Array;
  readonly preview: Uint8Array;
}

const archive = await createArchivePdf();
const draw = await createDrawPreview();

/**
 * Chromium's PDF to the archive's PDF and its picture. Runs in a thread of its own: 50 ms of pure computing would hold
 * up every request of the office.
 */
export async function finish({ chromiumPdf, issuedOn }: FinishingJob): Promise<Finished> {
  const pdf = await archive(Buffer.from(chromiumPdf), issuedOn);
  const preview = await draw(pdf);
  return { pdf, preview };
}
