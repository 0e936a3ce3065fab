import type { Dependencies } from './dependencies.ts';
import { cardReceived } from './note-receipt.ts';
import { NotYourCase } from './not-possible.ts';
import { signedCard } from './own-case.ts';
import { tokenSha256 } from './tokens.ts';

/**
 * The card by capability link: a 'card' link counts as receipt (SOP step 9), a 'media' link, which WhatsApp itself
 * fetches, does not. Throws NotYourCase for an unknown or expired link.
 */
export function openCardLink(dependencies: Pick<Dependencies, 'store' | 'documents' | 'engine' | 'now' | 'logger'>) {
  const { store, now } = dependencies;
  return async (token: string): Promise<{ pdf: Buffer; fileName: string }> => {
    const link = await store.links.find(tokenSha256(token));
    if (link === undefined || link.expiresAt < now()) throw new NotYourCase();
    const { applicationNumber, purpose } = link;
    const pdf = await signedCard(dependencies, await store.cases.get(applicationNumber));
    if (purpose === 'card') await cardReceived(dependencies, applicationNumber, 'link');
    return { pdf, fileName: `${applicationNumber}.pdf` };
  };
}
