import { createHash } from 'node:crypto';
import { caseLabel } from '../domain/case-label.ts';
import { paperLabel } from '../domain/document-kinds.ts';
import { Failure } from '../domain/failures.ts';
import { nextWorkingDay } from '../domain/office-hours.ts';
import type { MessagePurpose, OutgoingMessage } from '../messaging/messaging.ts';
import { drawnElsewhere } from '../signing/drawn-elsewhere.ts';
import type { CaseRecord } from '../store/store.ts';
import { applicationOf } from './cards-before.ts';
import { newestRefusal, newestRequest } from './decisions-in-force.ts';
import type { Dependencies } from './dependencies.ts';
import { isRequest } from './request-messages.ts';
import { notReached, requireRefused } from './step-reached.ts';
import { linkToken, tokenSha256 } from './tokens.ts';

type Needs = Pick<Dependencies, 'store' | 'documents' | 'verifier' | 'settings' | 'calendar' | 'languages' | 'now'>;

/** The card's link and the media address that WhatsApp fetches; the tracking page gives the card for ever. */
const LINK_DAYS = 30;
const MEDIA_HOURS = 24;

/**
 * A message by template, from the case as it is now; `said`: somebody's words, to whom they were written. `once` makes its
 * reference. Throws Failure NUMBER_UNREACHABLE when
 * there is no number, or its owner asked us to stop: then a person takes over, as when WhatsApp refuses it.
 */
export async function composeMessage(
  needs: Needs,
  record: CaseRecord,
  purpose: MessagePurpose,
  once: string,
  said?: { readonly words: string; readonly to: string | null },
): Promise<OutgoingMessage> {
  const { settings, store, now } = needs;
  const { applicationNumber, missingDocuments, ktpAffected, reason } = record;
  const to = said === undefined ? record.whatsapp : said.to;
  if (purpose === 'card' && record.signedSha256 === null) throw notReached('no signed card', record);
  if (purpose === 'refused') await requireRefused(store, record);
  if (to === null) throw new Failure('NUMBER_UNREACHABLE');
  if ((await store.conversations.find(to))?.stoppedAt != null) throw new Failure('NUMBER_UNREACHABLE', 'stopped');
  const language = needs.languages.of(record.application.language);
  const base = { ref: refOf(once), applicationNumber, purpose, language, to };
  const values = {
    applicationNumber,
    about: caseLabel(await applicationOf(needs, record), language),
    trackingUrl: `${settings.baseUrl}/lacak`,
    missingDocuments: missingDocuments.map((kind) => paperLabel(language.papers, kind)),
    note:
      said?.words ??
      (isRequest(purpose) || purpose === 'refused' || purpose === 'revoked'
        ? await noteOf(needs, applicationNumber, purpose)
        : ''),
    ktpAffected,
    isLostCard: reason === 'hilang',
    ...(purpose === 'received' ? { expectedOn: nextWorkingDay(language, needs.calendar, now()) } : {}),
  };
  if (purpose !== 'card') return { ...base, values };
  const cardUrl = `${settings.baseUrl}/unduh/${await link(needs, record, 'card', once, LINK_DAYS * 24)}`;
  const mediaUrl = `${settings.baseUrl}/media/${await link(needs, record, 'media', once, MEDIA_HOURS)}.pdf`;
  await requireVerified(needs, record);
  return { ...base, values: { ...values, cardUrl }, mediaUrl };
}

/** Eight letters that stand in the message's last line and find it again at Twilio. */
export function refOf(once: string): string {
  return createHash('sha256').update(once).digest('hex').slice(0, 8).toUpperCase();
}

async function link(
  { store, settings, now }: Needs,
  { applicationNumber }: CaseRecord,
  purpose: 'card' | 'media',
  subject: string,
  hours: number,
): Promise<string> {
  const token = linkToken(settings.linkKey, purpose, subject);
  await store.links.put({
    tokenSha256: tokenSha256(token),
    applicationNumber,
    purpose,
    expiresAt: new Date(now().getTime() + hours * 3_600_000),
  });
  return token;
}

/** Nothing leaves the office that our own strict verifier does not accept. */
async function requireVerified(
  { documents, verifier }: Needs,
  { signedSha256, draftSha256, siakWay }: CaseRecord,
): Promise<void> {
  const isOurs = siakWay !== 'siak-signed-pdf';
  if (signedSha256 === null || (isOurs && draftSha256 === null))
    throw new Failure('DOCUMENT_DAMAGED', 'no signed card');
  const signed = await documents.get(signedSha256);
  const { valid } = isOurs
    ? await verifier.verify(signed, { approvedPdf: await documents.get(draftSha256!) })
    : drawnElsewhere(await verifier.verify(signed));
  if (!valid) throw new Failure('DOCUMENT_DAMAGED', 'signed card fails verification');
}

async function noteOf({ store }: Needs, applicationNumber: string, purpose: MessagePurpose): Promise<string> {
  if (purpose === 'revoked') return (await store.revocations.newest(applicationNumber))?.reason ?? '';
  const decisions = await store.decisions.of(applicationNumber);
  const note = (purpose === 'refused' ? newestRefusal(decisions) : newestRequest(decisions))?.answer['note'];
  return typeof note === 'string' ? note : '';
}
