import { createHash } from 'node:crypto';
import { comparePrinted } from '../domain/card/compare-printed.ts';
import { judgeTask } from '../domain/judge-decision.ts';
import { isRefusalCode } from '../domain/failures.ts';
import { BROUGHT_SENTENCES, outcomeOf, type BroughtOutcome } from '../domain/siak-card.ts';
import { drawnElsewhere } from '../signing/drawn-elsewhere.ts';
import { ThreadsBusy } from '../machine/threads/bounded-threads.ts';
import { CARD_MAX_BYTES, VerifierBusy } from '../signing/signing.ts';
import type { SiakCardRecord } from '../store/siak-cards.ts';
import type { CaseRecord, Store } from '../store/store.ts';
import type { Dependencies } from './dependencies.ts';
import { expectedPrint } from './expected-print.ts';
import { NotNow } from './not-possible.ts';
import { openForAct, refusal } from './open-case.ts';
import { taskClaim } from './task-claim.ts';

type Needs = Pick<Dependencies, 'store' | 'documents' | 'publicVerifier' | 'readCard' | 'settings' | 'now'>;

/** A file that is not taken, with the sentence for the person who brought it. */
export class CardNotTaken extends Error {
  override name = 'CardNotTaken';
  readonly outcome: Exclude<BroughtOutcome, 'accepted'>;
  constructor(outcome: Exclude<BroughtOutcome, 'accepted'>) {
    super(outcome);
    this.outcome = outcome;
  }
  get sentence(): string {
    return BROUGHT_SENTENCES[this.outcome];
  }
}

/**
 * SOP step 8 where SIAK issues the card: the print officer brings the PDF that SIAK signed. It is taken when the
 * signature holds by the office's own rules and anchors, the signer may sign for the office, and the card is this
 * family's; what its text does not show is left to the officer, who sees both side by side. A file that is not taken is
 * journalled by its outcome and not kept. Throws CardNotTaken, Refusal, NotNow.
 */
export function bringSignedCard(needs: Needs) {
  const { store, documents } = needs;
  return async (username: string, applicationNumber: string, pdf: Buffer): Promise<void> => {
    const { record } = await openForAct(needs, username, applicationNumber, 'signed-card');
    const taskId = await requireTask(needs, username, record);
    const sha256 = createHash('sha256').update(pdf).digest('hex');
    const judged = await judge(needs, record, pdf);
    if (judged.outcome !== 'accepted') {
      await store.journal.write({
        applicationNumber,
        actor: username,
        event: 'signed-card-refused',
        step: 8,
        detail: { outcome: judged.outcome, broken: judged.broken, sha256 },
      });
      throw new CardNotTaken(judged.outcome);
    }
    await documents.put(pdf);
    const { sha256: previewSha256 } = await documents.put(judged.preview);
    const { comparison } = judged;
    const brought = { applicationNumber, taskId, sha256, previewSha256, comparison, by: username };
    await store.transaction((tables) => keepBrought(tables, needs, brought, judged));
  };
}

/** Only whoever may decide the task may bring the card for it. */
async function requireTask(needs: Needs, username: string, record: CaseRecord): Promise<string> {
  const { store } = needs;
  const { applicationNumber } = record;
  const item = (await store.workList.open({ applicationNumber })).find(
    ({ element }) => element === 'bring-signed-card',
  );
  if (item === undefined) throw new NotNow('Berkas ini tidak sedang menunggu KK dari SIAK. Muat ulang halaman berkas.');
  const verdict = judgeTask(await taskClaim(needs, username, item, record));
  if (!verdict.allowed)
    throw await refusal(
      { store },
      { username, event: 'act-refused', asked: 'signed-card', applicationNumbers: [applicationNumber] },
      isRefusalCode(verdict.because) ? verdict.because : 'WRONG_ROLE',
    );
  return item.taskId;
}

type Kept = Pick<SiakCardRecord, 'applicationNumber' | 'taskId' | 'sha256' | 'previewSha256' | 'comparison'>;

/** Lays the card with its case, where it waits for the print officer's word. `by` null: it came by the folder. */
export async function keepBrought(
  tables: Pick<Store, 'siakCards' | 'journal'>,
  { now }: Pick<Needs, 'now'>,
  { by, ...card }: Kept & { readonly by: string | null },
  { verification: { signerName, signedAt, level } }: Pick<Extract<SignedRead, { outcome: 'accepted' }>, 'verification'>,
): Promise<void> {
  await tables.siakCards.add({ ...card, signerName, signedAt, level, broughtBy: by, broughtAt: now() });
  await tables.journal.write({
    applicationNumber: card.applicationNumber,
    actor: by ?? 'sistem',
    event: 'signed-card-brought',
    step: 8,
    detail: { sha256: card.sha256, verdict: card.comparison.verdict },
  });
}

async function judge(needs: Needs, record: CaseRecord, pdf: Buffer) {
  const signed = await readSigned(needs, pdf).catch(notNowWhenBusy);
  if (signed.outcome !== 'accepted') return signed;
  const comparison = comparePrinted(signed.text, await expectedPrint(needs, record));
  if (comparison.verdict === 'other-family') return { outcome: 'other-family' as const, broken: signed.broken };
  return { ...signed, comparison };
}

function notNowWhenBusy(error: unknown): never {
  if (error instanceof VerifierBusy || error instanceof ThreadsBusy)
    throw new NotNow('Banyak PDF sedang diperiksa. Tunggu sebentar, lalu pilih lagi PDF KK-nya.');
  throw error;
}

export type SignedRead = Awaited<ReturnType<typeof readSigned>>;

/** What a file is by itself, whichever case it may belong to: a card that the office's signer signed, or why not. */
export async function readSigned(
  { publicVerifier, readCard }: Pick<Needs, 'publicVerifier' | 'readCard'>,
  pdf: Buffer,
) {
  if (!pdf.subarray(0, 1024).includes('%PDF-')) return { outcome: 'not-a-pdf' as const, broken: [] };
  if (pdf.length > CARD_MAX_BYTES) return { outcome: 'too-large' as const, broken: [] };
  const verification = drawnElsewhere(await publicVerifier.verify(pdf));
  const broken = verification.findings.filter(({ ok }) => !ok).map(({ code }) => code);
  const read = await readCard(pdf);
  if (read === undefined)
    return { outcome: broken.includes('ENCRYPTED') ? ('locked' as const) : ('damaged' as const), broken };
  const outcome = outcomeOf(verification, read.text !== '');
  if (outcome !== 'accepted') return { outcome, broken };
  return { outcome, broken, verification, text: read.text, preview: read.preview };
}
