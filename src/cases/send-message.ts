import { createHash } from 'node:crypto';
import { documentLabel } from '../domain/document-kinds.ts';
import { Failure } from '../domain/failures.ts';
import type { SopStep } from '../domain/sop.ts';
import { STATUS_RANK, type MessagePurpose, type OutgoingMessage } from '../messaging/messaging.ts';
import type { CaseRecord } from '../store/store.ts';
import type { Cases } from './cases.ts';
import type { Means } from './means.ts';
import { newestStanding } from './standing.ts';
import { linkToken, tokenSha256 } from './tokens.ts';

/** The card's link and the media address that WhatsApp fetches; the tracking page gives the card for ever. */
const LINK_DAYS = 30;
const MEDIA_HOURS = 24;
const STEP_OF: Partial<Record<MessagePurpose, SopStep>> = { incomplete: 3, invalid: 6, card: 8 };

/**
 * Sends one WhatsApp message. Key: the element instance of the sending job. "Intended" is committed first; on redelivery Twilio is asked
 * for our ref line before anything is sent again, because its interface takes no idempotency key.
 */
export function sendMessage(means: Means): Cases['sendMessage'] {
  const { store, messenger, now } = means;
  return async ({ applicationNumber }, purpose, job) => {
    const record = await store.cases.get(applicationNumber);
    const key = `message:${job.elementInstanceKey}`;
    const { effect, isNew } = await store.effects.intend({ key, kind: 'message', applicationNumber });
    if (effect.state === 'done') return;
    const message = await compose(means, record, purpose, job.elementInstanceKey);
    try {
      const known = isNew ? undefined : await messenger.find(message, effect.intendedAt);
      const { sid, status } = known ?? (await messenger.send(message));
      await store.transaction(async (tables) => {
        await tables.effects.settle(key, 'done', sid);
        await tables.messages.add(
          { applicationNumber, direction: 'out', purpose, sid, status, errorCode: null },
          STATUS_RANK[status],
        );
        await tables.journal.write({
          applicationNumber,
          actor: 'sistem',
          event: 'message-sent',
          step: STEP_OF[purpose] ?? null,
          detail: { purpose, sid },
        });
      });
    } catch (error) {
      if (!(error instanceof Failure) || error.code !== 'NUMBER_UNREACHABLE') throw error;
      await store.effects.settle(key, 'failed');
      await store.journal.write({
        applicationNumber,
        actor: 'sistem',
        event: 'message-undelivered',
        step: STEP_OF[purpose] ?? null,
        detail: { purpose, at: now().toISOString() },
      });
      throw error;
    }
  };
}

async function compose(
  means: Means,
  record: CaseRecord,
  purpose: MessagePurpose,
  elementInstanceKey: string,
): Promise<OutgoingMessage> {
  const { settings } = means;
  const { applicationNumber, whatsapp: to, missingDocuments, ktpAffected } = record;
  if (to === null) throw new Failure('NUMBER_UNREACHABLE');
  const base = { ref: refOf(elementInstanceKey), applicationNumber, purpose, to };
  const values = {
    applicationNumber,
    trackingUrl: `${settings.baseUrl}/lacak`,
    missingDocuments: missingDocuments.map(documentLabel),
    note: await lastNote(means, applicationNumber),
    ktpAffected,
  };
  if (purpose !== 'card') return { ...base, values };
  const cardUrl = `${settings.baseUrl}/unduh/${await link(means, record, 'card', elementInstanceKey, LINK_DAYS * 24)}`;
  const mediaUrl = `${settings.baseUrl}/media/${await link(means, record, 'media', elementInstanceKey, MEDIA_HOURS)}.pdf`;
  await checkedBeforeSending(means, record);
  return { ...base, values: { ...values, cardUrl }, mediaUrl };
}

/** Eight letters that stand in the message's last line and find it again at Twilio. */
function refOf(elementInstanceKey: string): string {
  return createHash('sha256').update(elementInstanceKey).digest('hex').slice(0, 8).toUpperCase();
}

async function link(
  { store, settings, now }: Means,
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
async function checkedBeforeSending(
  { documents, verifier }: Means,
  { signedSha256, draftSha256 }: CaseRecord,
): Promise<void> {
  if (signedSha256 === null || draftSha256 === null) throw new Failure('DOCUMENT_DAMAGED', 'no signed card');
  const { valid } = await verifier.verify(await documents.get(signedSha256), {
    approvedPdf: await documents.get(draftSha256),
  });
  if (!valid) throw new Failure('DOCUMENT_DAMAGED', 'signed card fails verification');
}

async function lastNote({ store }: Means, applicationNumber: string): Promise<string> {
  const last = await newestStanding(store, applicationNumber);
  return typeof last?.answer['note'] === 'string' ? last.answer['note'] : '';
}
