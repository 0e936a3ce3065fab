import { createHash } from 'node:crypto';
import type { FamilyCard } from '../domain/family-card.ts';
import { plainDateOf } from '../domain/plain-date.ts';
import type { Variables } from '../domain/process.ts';
import type { CaseReference } from './case-reference.ts';
import type { Dependencies } from './dependencies.ts';
import { signatoryOfCard } from './signatory-of-card.ts';
import { notReached, requireExamined } from './step-reached.ts';
import { cardToken } from './tokens.ts';

/**
 * SOP step 4, second half: printed once; these bytes, named by their hash, are verified and signed, and never printed
 * again.
 */
export function renderCard({
  store,
  documents,
  press,
  settings,
  now,
}: Pick<Dependencies, 'store' | 'documents' | 'press' | 'settings' | 'now'>) {
  return async ({ applicationNumber }: CaseReference): Promise<Pick<Variables, 'draftSha256'>> => {
    const record = await store.cases.get(applicationNumber);
    const { cardDataSha256, draftSha256: drawnBefore } = record;
    await requireExamined(store, record);
    if (cardDataSha256 === null) throw notReached('no draft was made', record);
    const family = JSON.parse((await documents.get(cardDataSha256)).toString()) as FamilyCard;
    const signatory = await signatoryOfCard({ store, settings, now }, record);
    const issuedOn = plainDateOf(now());
    const { pdf, preview } = await press.print({
      family,
      issuedOn,
      head: signatory.lines,
      verifyUrl: `${settings.baseUrl}/periksa/${cardToken(settings.linkKey, applicationNumber)}`,
      footLine: settings.footLine,
    });
    const draftSha256 = createHash('sha256').update(pdf).digest('hex');
    await documents.put(pdf);
    const { sha256: previewSha256 } = await documents.put(preview);
    await store.transaction(async (tables) => {
      // The same bytes again are what an open task shows: not newer than the task, so a decision on them stands.
      if (draftSha256 !== drawnBefore)
        await tables.drafts.save({
          sha256: draftSha256,
          applicationNumber,
          family,
          previewSha256,
          issuedOn,
          signatory: signatory.username,
          signatureLines: signatory.lines,
        });
      await tables.cases.change(applicationNumber, { draftSha256, state: 'drafting' });
      await tables.journal.write({
        applicationNumber,
        actor: 'sistem',
        event: 'draft-rendered',
        step: 4,
        detail: { draftSha256 },
      });
    });
    return { draftSha256 };
  };
}
