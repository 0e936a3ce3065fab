import { createHash } from 'node:crypto';
import { documentLabel } from '../domain/document-kinds.ts';
import { Failure } from '../domain/failures.ts';
import type { SopStep } from '../domain/sop.ts';
import { drawnElsewhere } from '../signing/drawn-elsewhere.ts';
import { STATUS_RANK, type MessagePurpose, type OutgoingMessage } from '../messaging/messaging.ts';
import type { CaseRecord } from '../store/store.ts';
import type { Job } from '../process/process.ts';
import type { CaseReference } from './case-reference.ts';
import { newestRefusal, newestRequest } from './decisions-in-force.ts';
import type { Dependencies } from './dependencies.ts';
import { isRequest } from './request-messages.ts';
import { linkToken, tokenSha256 } from './tokens.ts';

type Needs = Pick<Dependencies, 'store' | 'messenger' | 'documents' | 'verifier' | 'settings' | 'now'>;

/** The card's link and the media address that WhatsApp fetches; the tracking page gives the card for ever. */
const LINK_DAYS = 30;
const MEDIA_HOURS = 24;
const STEP_OF: Partial<Record<MessagePurpose, SopStep>> = { incomplete: 3, invalid: 6, card: 8 };

/**
 * Sends one WhatsApp message. Key: the visit to the sending element. "Intended" is committed first; on redelivery Twilio
 * is asked for our ref line before anything is sent again, because its interface takes no idempotency key.
 */
export function sendMessage(needs: Needs) {
  const { store, messenger, now } = needs;
  return async (
    { applicationNumber }: CaseReference,
    purpose: MessagePurpose,
    { once }: Pick<Job, 'once'>,
  ): Promise<void> => {
    const record = await store.cases.get(applicationNumber);
    const key = `message:${once}`;
    const { effect, isNew } = await store.effects.intend({ key, kind: 'message', applicationNumber });
    if (effect.state === 'done') return;
    const message = await compose(needs, record, purpose, once);
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
      await store.transaction(async (tables) => {
        await tables.effects.settle(key, 'failed');
        await tables.journal.write({
          applicationNumber,
          actor: 'sistem',
          event: 'message-undelivered',
          step: STEP_OF[purpose] ?? null,
          detail: { purpose, code: 'NUMBER_UNREACHABLE', at: now().toISOString() },
        });
      });
      throw error;
    }
  };
}

async function compose(
  needs: Needs,
  record: CaseRecord,
  purpose: MessagePurpose,
  once: string,
): Promise<OutgoingMessage> {
  const { settings } = needs;
  const { applicationNumber, whatsapp: to, missingDocuments, ktpAffected } = record;
  if (to === null) throw new Failure('NUMBER_UNREACHABLE');
  const base = { ref: refOf(once), applicationNumber, purpose, to };
  const values = {
    applicationNumber,
    trackingUrl: `${settings.baseUrl}/lacak`,
    missingDocuments: missingDocuments.map(documentLabel),
    note: isRequest(purpose) || purpose === 'refused' ? await noteOf(needs, applicationNumber, purpose) : '',
    ktpAffected,
  };
  if (purpose !== 'card') return { ...base, values };
  const cardUrl = `${settings.baseUrl}/unduh/${await link(needs, record, 'card', once, LINK_DAYS * 24)}`;
  const mediaUrl = `${settings.baseUrl}/media/${await link(needs, record, 'media', once, MEDIA_HOURS)}.pdf`;
  await requireVerified(needs, record);
  return { ...base, values: { ...values, cardUrl }, mediaUrl };
}

/** Eight letters that stand in the message's last line and find it again at Twilio. */
function refOf(once: string): string {
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
  const decisions = await store.decisions.of(applicationNumber);
  const note = (purpose === 'refused' ? newestRefusal(decisions) : newestRequest(decisions))?.answer['note'];
  return typeof note === 'string' ? note : '';
}
