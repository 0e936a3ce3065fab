import type { Logger } from 'pino';
import type { Conversations, PhoneMessage } from './conversations.ts';
import type { Lines } from './lines.ts';
import type { Post } from './webhooks.ts';

/** How a message fares after it was accepted. A number stands for Twilio's error code in the callback. */
export const FATES = [
  '63003',
  '63005',
  '63012',
  '63016',
  '63018',
  '63019',
  '63024',
  'undelivered',
  'failed',
  'duplicate',
  'late',
  'out-of-order',
  'no-callback',
] as const;
export type Fate = (typeof FATES)[number];

export interface DeliveryOptions {
  readonly conversations: Conversations;
  readonly lines: Lines;
  readonly post: Post;
  readonly accountSid: string;
  /** Between one status and the next, ms. */
  readonly paceMs: number;
  /** Waits so many ms, or until stopped. */
  readonly wait: (ms: number, stopped: AbortSignal) => Promise<unknown>;
  readonly logger: Logger;
  readonly stopped: AbortSignal;
}

const LATE = 10;
const LARGEST_MEDIA = 16 * 1024 * 1024;

/**
 * Carries accepted messages to the phones and reports to the office: queued, sent, delivered, and read when somebody
 * looks.
 */
export function createDelivery({
  conversations,
  lines,
  post,
  accountSid,
  paceMs,
  wait,
  logger,
  stopped,
}: DeliveryOptions) {
  const pause = (times = 1) => wait(paceMs * times, stopped);
  const underWay = new Set<Promise<void>>();

  async function report(
    { sid, to, from, statusCallback }: PhoneMessage,
    status: string,
    errorCode: number | null = null,
  ): Promise<void> {
    if (statusCallback === null) return;
    await post(statusCallback, {
      AccountSid: accountSid,
      ApiVersion: '2010-04-01',
      ChannelPrefix: 'whatsapp',
      ChannelToAddress: to,
      From: `whatsapp:${from}`,
      To: `whatsapp:${to}`,
      MessageSid: sid,
      SmsSid: sid,
      MessageStatus: status,
      SmsStatus: status,
      ...(errorCode === null ? {} : { ErrorCode: String(errorCode) }),
    });
  }

  async function deliver(message: PhoneMessage, fate: Fate | undefined): Promise<void> {
    const move = async (status: string, errorCode: number | null = null) => {
      const sentAt = status === 'sent' ? new Date().toISOString() : (conversations.find(message.sid)?.sentAt ?? null);
      conversations.change(message.sid, { status, errorCode, sentAt });
      if (fate === 'no-callback') return;
      await report(message, status, errorCode);
      if (fate === 'duplicate') await report(message, status, errorCode);
    };
    await pause(fate === 'late' ? LATE : 1);
    await move('queued');
    if (message.mediaUrl !== null && message.media.length === 0) {
      const fetched = await fetchMedia(message.mediaUrl);
      if (fetched === undefined) return move('undelivered', 63019);
      conversations.change(message.sid, {
        media: [conversations.keepMedia(fetched.bytes, fetched.contentType, fetched.fileName)],
      });
    }
    await pause(fate === 'late' ? LATE : 1);
    if (fate === 'undelivered') return move('undelivered', 63024);
    if (fate === 'failed') return move('failed', 63012);
    if (fate !== undefined && /^\d+$/.test(fate)) return move('undelivered', Number(fate));
    if (fate === 'out-of-order') {
      conversations.change(message.sid, { status: 'delivered', sentAt: new Date().toISOString() });
      await report(message, 'delivered');
      await pause();
      await report(message, 'sent');
      return report(message, 'queued');
    }
    await move('sent');
    await pause(fate === 'late' ? LATE : 1);
    await move('delivered');
  }

  /** The file behind a media template, fetched from outside like Twilio does; undefined ends in 63019. */
  async function fetchMedia(
    url: string,
  ): Promise<{ bytes: Buffer; contentType: string; fileName: string } | undefined> {
    try {
      const response = await fetch(url, { signal: AbortSignal.any([stopped, AbortSignal.timeout(15_000)]) });
      if (!response.ok) return undefined;
      const bytes = Buffer.from(await response.arrayBuffer());
      if (bytes.length === 0 || bytes.length > LARGEST_MEDIA) return undefined;
      const named = /filename="?([^";]+)"?/.exec(response.headers.get('content-disposition') ?? '')?.[1];
      return {
        bytes,
        contentType: response.headers.get('content-type')?.split(';')[0] ?? 'application/octet-stream',
        fileName: named ?? 'Kartu Keluarga.pdf',
      };
    } catch {
      return undefined;
    }
  }

  /** Runs beside the answer; a simulator that is being closed forgets the rest. */
  function inBackground(work: Promise<void>): void {
    const ended = work
      .catch((error: unknown) => {
        if (!stopped.aborted)
          logger.error({ error: error instanceof Error ? error.name : 'unknown' }, 'delivery failed');
      })
      .finally(() => underWay.delete(ended));
    underWay.add(ended);
  }

  return {
    /** Resolves when nothing is under way any more: no callback comes after it. */
    settled: async () => {
      while (underWay.size > 0) await Promise.all(underWay);
    },
    /** Work that nobody waits for, but that `settled` does. */
    inBackground,
    longPause: () => pause(LATE),
    start: (message: PhoneMessage, fate: Fate | undefined) => inBackground(deliver(message, fate)),
    /** Messages that were on their way when the simulator was stopped. */
    resume: () => {
      for (const message of conversations.all())
        if (message.direction === 'outbound-api' && ['queued', 'sent'].includes(message.status))
          inBackground(deliver(message, undefined));
    },
    /** The applicant looks at their phone. */
    read: (number: string) => {
      for (const message of conversations.all()) {
        if (message.to !== number || message.direction !== 'outbound-api' || message.status !== 'delivered') continue;
        conversations.change(message.sid, { status: 'read' });
        if (lines.of(number).callbacks !== 'lost') inBackground(report(message, 'read'));
      }
    },
  };
}
export type Delivery = ReturnType<typeof createDelivery>;
