import { createHash } from 'node:crypto';
import type { CardFace } from '../card/card.ts';
import type { Person } from '../domain/authority.ts';
import type { FamilyCard } from '../domain/family-card.ts';
import { Failure } from '../domain/failures.ts';
import { covers } from '../domain/period.ts';
import { plainDateOf } from '../domain/plain-date.ts';
import type { Variables } from '../domain/process.ts';
import type { CaseReference } from './case-reference.ts';
import type { Dependencies } from './dependencies.ts';
import { cardToken } from './tokens.ts';

/** SOP step 4, second half: printed once; these bytes, named by their hash, are verified and signed, and never printed again. */
export function renderCard({
  store,
  documents,
  press,
  settings,
  now,
}: Pick<Dependencies, 'store' | 'documents' | 'press' | 'settings' | 'now'>) {
  return async ({ applicationNumber }: CaseReference): Promise<Pick<Variables, 'draftSha256'>> => {
    const { cardDataSha256, draftSha256: drawnBefore } = await store.cases.get(applicationNumber);
    if (cardDataSha256 === null) throw new Failure('FAMILY_UNKNOWN');
    const family = JSON.parse((await documents.get(cardDataSha256)).toString()) as FamilyCard;
    const issuedOn = plainDateOf(now());
    const { pdf, preview } = await press.print({
      family,
      issuedOn,
      head: await signerToday({ store, settings, now }),
      verifyUrl: `${settings.baseUrl}/periksa/${cardToken(settings.linkKey, applicationNumber)}`,
      footLine: settings.footLine,
    });
    const draftSha256 = createHash('sha256').update(pdf).digest('hex');
    await documents.put(pdf);
    const { sha256: previewSha256 } = await documents.put(preview);
    await store.transaction(async (tables) => {
      // The same bytes again are what an open task shows: not newer than the task, so a decision on them stands.
      if (draftSha256 !== drawnBefore)
        await tables.drafts.save({ sha256: draftSha256, applicationNumber, family, previewSha256, issuedOn });
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

/**
 * Whose name stands on the card: who signs today. While a letter (Plh/Plt) is in force the stand-in signs, in their own name
 * and NIP with the letter's title before the head's; else the head (Permendagri 109/2019, F-1.09). A stand-in without a NIP
 * cannot be printed, so the head is.
 */
async function signerToday({
  store,
  settings,
  now,
}: Pick<Dependencies, 'store' | 'settings' | 'now'>): Promise<CardFace['head']> {
  const [people, delegations] = await Promise.all([store.people.all(), store.people.delegations()]);
  const today = plainDateOf(now());
  const printable = (person: Person | undefined): person is Person & { readonly nip: string } =>
    person !== undefined && person.active && person.nip !== null;
  for (const letter of delegations.filter((one) => one.role === 'kepala-dinas' && covers(one, today))) {
    const standIn = people.find(({ username }) => username === letter.to);
    if (printable(standIn))
      return { name: standIn.name, nip: standIn.nip, title: `${letter.kind}. ${settings.headTitle}` };
  }
  const head = people.find((person) => person.roles.includes('kepala-dinas') && printable(person));
  if (!printable(head)) throw new Failure('CARD_UNPRINTABLE', 'no active head of office with a NIP');
  return { name: head.name, nip: head.nip, title: settings.headTitle };
}
