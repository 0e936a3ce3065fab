import { setMaxListeners } from 'node:events';
import express from 'express';
import helmet from 'helmet';
import multer from 'multer';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Languages } from '../../domain/language/language.ts';
import { failOnCommand } from '../failing.ts';
import { serve, type RunningSimulator } from '../serve.ts';
import { createConversations } from './conversations.ts';
import { createDelivery } from './delivery.ts';
import { createLines } from './lines.ts';
import { phonePages } from './phone-page.ts';
import { createReplies, repliesApi } from './replies.ts';
import { OWN_FAILURES, phoneOf, twilioApi } from './twilio-api.ts';
import { signedPost } from './webhooks.ts';

export interface WhatsappSimulatorOptions {
  /** 0 takes a free port. */
  readonly port: number;
  readonly host: string;
  readonly accountSid: string;
  readonly authToken: string;
  /** Where messages from the phones are posted; its scheme and host are those of the media template too. */
  readonly webhookUrl: string;
  /** Between one status and the next, ms. */
  readonly paceMs?: number;
  /** How a pause is made; a test replaces it. */
  readonly wait?: (ms: number, stopped: AbortSignal) => Promise<unknown>;
  /** Where messages and files are kept; without it in memory only. */
  readonly dataFolder?: string;
  /** Whose templates are approved. */
  readonly languages: Languages;
  readonly logger: Logger;
}

/** The phones also say when every message and callback has arrived. */
export interface RunningWhatsappSimulator extends RunningSimulator {
  settled(): Promise<void>;
}

const OFFICE_NUMBER = '+6227436750';

/**
 * Twilio and the phones behind it: its REST surface, signed webhooks, and a page that looks like the applicant's phone.
 */
export async function startWhatsappSimulator({
  port,
  host,
  accountSid,
  authToken,
  webhookUrl,
  paceMs = 250,
  wait = (ms, signal) => sleep(ms, undefined, { signal }),
  dataFolder,
  languages,
  logger,
}: WhatsappSimulatorOptions): Promise<RunningWhatsappSimulator> {
  const stopping = new AbortController();
  // Every message on its way waits on the one signal; Node takes more than ten listeners for a leak.
  setMaxListeners(0, stopping.signal);
  const conversations = createConversations(dataFolder);
  const lines = createLines(dataFolder);
  const post = signedPost(authToken, logger);
  const failing = failOnCommand(OWN_FAILURES, phoneOf);
  const delivery = createDelivery({
    conversations,
    lines,
    post,
    accountSid,
    paceMs,
    wait,
    logger,
    stopped: stopping.signal,
  });
  let ownUrl = `http://${host}:${port}`;
  const reply = createReplies({
    conversations,
    lines,
    post,
    accountSid,
    webhookUrl,
    ownUrl: () => ownUrl,
    officeNumber: OFFICE_NUMBER,
    longPause: delivery.longPause,
    inBackground: delivery.inBackground,
  });

  const app = express();
  app.disable('x-powered-by');
  app.use(
    helmet({
      contentSecurityPolicy: { directives: { upgradeInsecureRequests: null, imgSrc: ["'self'", 'data:', 'blob:'] } },
      strictTransportSecurity: false,
    }),
  );
  app.use('/assets', express.static(path.join(import.meta.dirname, 'assets')));
  app.use(failing.router);
  app.use(
    twilioApi({
      accountSid,
      authToken,
      mediaBase: new URL(webhookUrl).origin,
      conversations,
      delivery,
      lines,
      failing,
      languages,
    }),
  );
  app.use(repliesApi(reply, conversations));
  app.use(phonePages({ conversations, lines, delivery, reply }));
  const answerBadly: express.ErrorRequestHandler = (error: unknown, request, response, _next) => {
    const given =
      error instanceof multer.MulterError
        ? 413
        : error instanceof Error && 'status' in error && typeof error.status === 'number'
          ? error.status
          : 500;
    if (given >= 500)
      logger.error(
        { method: request.method, error: error instanceof Error ? error.name : 'unknown' },
        'WhatsApp simulator failed',
      );
    response.status(given).json({ message: 'Permintaan tidak dapat dibaca.' });
  };
  app.use(answerBadly);

  const running = await serve(app, { port, host });
  ownUrl = running.url;
  delivery.resume();
  logger.info({ url: running.url }, 'WhatsApp simulator is ready');
  return {
    ...running,
    settled: delivery.settled,
    close: async () => {
      stopping.abort();
      await running.close();
    },
  };
}
