import { Failure } from '../domain/failures.ts';
import type { SopStep } from '../domain/sop.ts';
import type { Variables } from '../domain/process.ts';
import { drawnElsewhere } from '../signing/drawn-elsewhere.ts';
import type { CaseReference } from './case-reference.ts';
import { newestOfStep } from './decisions-in-force.ts';
import type { Dependencies } from './dependencies.ts';
import { journalReturn, recordClaim } from './siak-entry.ts';
import { requireExamined } from './step-reached.ts';
import { touchedBy } from './touched-cards.ts';

type Needs = Pick<Dependencies, 'store' | 'documents' | 'verifier' | 'settings'>;
type ToTake = CaseReference & Pick<Variables, 'signedSha256'>;

/** Draft, verification and the judgement of it were made by Kasi/Kabid in SIAK, before the head signed there. */
const STEPS_IN_SIAK: readonly SopStep[] = [4, 5, 6];

/**
 * SOP step 7 where SIAK issues the card: the head's signature was made in SIAK, and this is its record. The bytes are
 * those that the print officer accepted, and they are verified once more before anything is sent. Key: the card's hash;
 * a second delivery finds the card taken.
 */
export function takeSignedCard({ store, documents, verifier, settings }: Needs) {
  return async ({ applicationNumber, signedSha256 }: ToTake): Promise<Pick<Variables, 'signedSha256'>> => {
    const record = await store.cases.get(applicationNumber);
    if (record.signedSha256 === signedSha256) return { signedSha256 };
    await requireExamined(store, record);
    const card = await store.siakCards.newest(applicationNumber);
    const accepted = newestOfStep(await store.decisions.of(applicationNumber), 8);
    const isAccepted =
      accepted?.answer['signedCard'] === 'accepted' && accepted.answer['signedSha256'] === signedSha256;
    const refuse = async (detail: string): Promise<never> => {
      await journalReturn(store, applicationNumber, 'SIGNED_CARD_REFUSED', { step: 8 });
      throw new Failure('SIGNED_CARD_REFUSED', detail);
    };
    if (card === undefined || card.sha256 !== signedSha256 || !isAccepted) return refuse('not the accepted card');
    const bytes = await documents.get(signedSha256).catch((error: unknown) => {
      if (error instanceof Failure && error.code === 'DOCUMENT_DAMAGED') return undefined;
      throw error;
    });
    if (bytes === undefined) return refuse('stored card damaged');
    const verification = drawnElsewhere(await verifier.verify(bytes));
    if (!verification.valid)
      return refuse(
        verification.findings
          .filter(({ ok }) => !ok)
          .map(({ code }) => code)
          .join(','),
      );
    await recordClaim({ store }, record, record.kkNumber);
    const touched = await touchedBy({ store, documents, settings }, record);
    await store.transaction(async (tables) => {
      for (const step of STEPS_IN_SIAK)
        await tables.journal.write({ applicationNumber, actor: 'siak', event: 'done-in-siak', step, detail: {} });
      await tables.cases.change(applicationNumber, { signedSha256, state: 'delivery' });
      await tables.touchedCards.put(applicationNumber, touched);
      await tables.journal.write({
        applicationNumber,
        actor: 'siak',
        event: 'card-signed',
        step: 7,
        detail: { signedSha256, signer: 'siak', level: verification.level, at: card.signedAt?.toISOString() ?? null },
      });
    });
    return { signedSha256 };
  };
}
