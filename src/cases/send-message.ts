import { createHash } from 'node:crypto';
import { documentLabel } from '../domain/document-kinds.ts';
import { Failure, type FailureCode } from '../domain/failures.ts';
import type { SopStep } from '../domain/sop.ts';
import { STATUS_RANK, type MessagePurpose, type OutgoingMessage } from '../messaging/messaging.ts';
import type { CaseRecord, EffectRecord } from '../store/store.ts';
import type { Job } from '../process/process.ts';
import type { CaseReference } from './case-reference.ts';
import { newestRequest } from './decisions-in-force.ts';
import type { Dependencies } from './dependencies.ts';
import { followStatus } from './receive-message-status.ts';
import { isRequest } from './request-messages.ts';
import { linkToken, tokenSha256 } from './tokens.ts';

type Needs = Pick<Dependencies, 'store' | 'messenger' | 'documents' | 'verifier' | 'settings' | 'now'>;

/** The card's link and the media address that WhatsApp fetches; the tracking page gives the card for ever. */
const LINK_DAYS = 30;
const MEDIA_HOURS = 24;
/** What an officer has to settle with the applicant in another way. */
const FOR_A_PERSON: readonly FailureCode[] = ['NUMBER_UNREACHABLE', 'MESSAGE_STATE_UNKNOWN'];
const STEP_OF: Partial<Record<MessagePurpose, SopStep>> = { incomplete: 3, invalid: 6, card: 8 };

/** After a silence a slow line may still bring the message to WhatsApp: so long its list is asked, and nothing sent again. */
const STILL_ON_ITS_WAY_MS = 2 * 60_000;
/** Attempts without an answer that the list does not know either. After the second one a person asks the applicant. */
const MOST_ATTEMPTS = 2;

/**
 * Sends one WhatsApp message. Key: the visit to the sending element. "Intended" is committed first; on redelivery Twilio
 * is asked for our ref line before anything is sent again, because its interface takes no idempotency key. Throws Failure
 * MESSAGE_STATE_UNKNOWN when nobody can tell whether it was sent.
 */
export function sendMessage(needs: Needs) {
  const { store, now, messenger } = needs;
  return async (
    { applicationNumber }: CaseReference,
    purpose: MessagePurpose,
    { once }: Pick<Job, 'once'>,
  ): Promise<void> => {
    const record = await store.cases.get(applicationNumber);
    const key = `message:${once}`;
    const { effect } = await store.effects.intend({ key, kind: 'message', applicationNumber });
    if (effect.state === 'done') return;
    if (effect.state === 'unknown') throw new Failure('MESSAGE_STATE_UNKNOWN');
    const message = await compose(needs, record, purpose, once);
    try {
      const known = effect.attempts === 0 ? undefined : await messenger.find(message, effect.intendedAt);
      if (known === undefined) requireNotOnItsWay(effect, now());
      const { sid, status } = known ?? (await attempt(needs, key, message));
      await store.transaction(async (tables) => {
        await tables.effects.settle(key, 'done', sid);
        // A commit whose answer was lost may have come through meanwhile: the row of the effect was waited for.
        if ((await tables.messages.bySid(sid)) !== undefined) return;
        const sent = await tables.messages.add(
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
        // Its callbacks came before the row was there, and do not come again.
        if (known !== undefined) await followStatus(tables, sent, { status, errorCode: null });
      });
    } catch (error) {
      if (!(error instanceof Failure) || !FOR_A_PERSON.includes(error.code)) throw error;
      await store.transaction(async (tables) => {
        await tables.effects.settle(key, error.code === 'MESSAGE_STATE_UNKNOWN' ? 'unknown' : 'failed');
        await tables.journal.write({
          applicationNumber,
          actor: 'sistem',
          event: 'message-undelivered',
          step: STEP_OF[purpose] ?? null,
          detail: { purpose, code: error.code, at: now().toISOString() },
        });
      });
      throw error;
    }
  };
}

/** Throws Failure unless nothing was sent for certain, or as certainly as the list of WhatsApp can tell. */
function requireNotOnItsWay({ attempts, attemptedAt }: EffectRecord, now: Date): void {
  if (attemptedAt === null) return;
  if (now.getTime() - attemptedAt.getTime() < STILL_ON_ITS_WAY_MS)
    throw new Failure('WHATSAPP_UNREACHABLE', 'an earlier attempt may still arrive');
  if (attempts >= MOST_ATTEMPTS) throw new Failure('MESSAGE_STATE_UNKNOWN', `${attempts} attempts without an answer`);
}

async function attempt(
  { store, messenger, now }: Needs,
  key: string,
  message: OutgoingMessage,
): Promise<{ sid: string; status: string }> {
  await store.effects.attempt(key, { at: now() });
  try {
    return await messenger.send(message);
  } catch (error) {
    if (error instanceof Failure && error.code !== 'WHATSAPP_UNREACHABLE') await store.effects.didNothing(key);
    throw error;
  }
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
    note: isRequest(purpose) ? await requestNote(needs, applicationNumber) : '',
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
  { signedSha256, draftSha256 }: CaseRecord,
): Promise<void> {
  if (signedSha256 === null || draftSha256 === null) throw new Failure('DOCUMENT_DAMAGED', 'no signed card');
  const { valid } = await verifier.verify(await documents.get(signedSha256), {
    approvedPdf: await documents.get(draftSha256),
  });
  if (!valid) throw new Failure('DOCUMENT_DAMAGED', 'signed card fails verification');
}

async function requestNote({ store }: Needs, applicationNumber: string): Promise<string> {
  const note = newestRequest(await store.decisions.of(applicationNumber))?.answer['note'];
  return typeof note === 'string' ? note : '';
}
