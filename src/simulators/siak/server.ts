import express from 'express';
import helmet from 'helmet';
import path from 'node:path';
import type { Logger } from 'pino';
import { failOnCommand } from '../failing.ts';
import type { FamilyCard } from '../../domain/family-card.ts';
import { jsonFile } from '../json-file.ts';
import { serve, type RunningSimulator } from '../serve.ts';
import { SEEDED_FAMILIES } from './families.ts';
import { handEntryPage } from './hand-entry-page.ts';
import { READING_FAILURES, readingService } from './reading-service.ts';
import { freshRegister, type RegisterState } from './register.ts';
import { OWN_FAILURES, writingService } from './writing-service.ts';

export interface SiakSimulatorOptions {
  /** 0 takes a free port. */
  readonly port: number;
  readonly host: string;
  /** Where the register is kept; without it in memory only. */
  readonly dataFile?: string;
  readonly user: string;
  readonly password: string;
  readonly logger: Logger;
  /** Whom a new register knows; default: the invented families of the simulation. */
  readonly families?: readonly FamilyCard[];
}

const assets = path.join(import.meta.dirname, 'assets');

/** Our reference of the entry that a request is about: the application number. */
function referenceOf({ body, query }: express.Request): string {
  const { referensi } = { ...query, ...(typeof body === 'object' ? (body as object) : {}) } as { referensi?: unknown };
  return typeof referensi === 'string' ? referensi : '';
}

/**
 * SIAK as far as the office needs it: reading service, our writing contract, and a page on which an officer types by
 * hand.
 */
export async function startSiakSimulator({
  port,
  host,
  dataFile,
  user,
  password,
  logger,
  families = SEEDED_FAMILIES,
}: SiakSimulatorOptions): Promise<RunningSimulator> {
  const file = jsonFile<RegisterState>(dataFile, () => freshRegister(families));
  const kept = { state: file.read() };
  const save = (state: RegisterState) => {
    file.write(state);
    kept.state = state;
  };
  const account = { user, password };
  const failing = failOnCommand([...OWN_FAILURES, ...READING_FAILURES], referenceOf);
  const app = express();
  app.disable('x-powered-by');
  app.use(
    helmet({
      contentSecurityPolicy: { directives: { upgradeInsecureRequests: null } },
      strictTransportSecurity: false,
    }),
  );
  app.use('/assets', express.static(assets, { extensions: [] }));
  app.use(failing.router);
  app.use(handEntryPage(kept, save));
  app.use('/entri', express.json({ limit: '200kb' }));
  app.use(failing.middleware);
  app.use(readingService(kept, save, account, failing));
  app.use(writingService(kept, save, account, failing));
  const answerBadly: express.ErrorRequestHandler = (error: unknown, request, response, _next) => {
    const status = error instanceof Error && 'status' in error && typeof error.status === 'number' ? error.status : 500;
    if (status >= 500)
      logger.error(
        { method: request.method, error: error instanceof Error ? error.name : 'unknown' },
        'SIAK simulator failed',
      );
    response.status(status).json({ pesan: 'Permintaan tidak dapat dibaca.' });
  };
  app.use(answerBadly);
  const running = await serve(app, { port, host });
  logger.info({ url: running.url, families: Object.keys(kept.state.families).length }, 'SIAK simulator is ready');
  return running;
}
