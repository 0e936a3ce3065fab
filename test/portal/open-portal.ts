import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import twilio from 'twilio';
import { cleanPaper } from '../../src/documents/clean-paper.ts';
import { createPortal, type PortalOptions } from '../../src/portal/portal.ts';
import { createPortalServer, type ServerTimes } from '../../src/portal/server.ts';
import { countsInMemory } from './counts-in-memory.ts';
import { createFakeCases, type FakeCases } from './fake-cases.ts';

export const AUTH_TOKEN = 'token-uji';

export interface OpenPortal {
  readonly url: string;
  readonly port: number;
  readonly cases: FakeCases;
  /** Lines of the log. */
  readonly log: string[];
  close(): Promise<void>;
}

/** A portal on a free port, over fake cases, with hygiene and signatures as in the office. */
export async function openPortal(options: Partial<PortalOptions> = {}, times?: ServerTimes): Promise<OpenPortal> {
  const cases = createFakeCases();
  const log: string[] = [];
  const server = createPortalServer((request, response) => {
    portal(request, response);
  }, times);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const url = `http://localhost:${port}`;
  const portal = createPortal({
    cases,
    cleanPaper,
    health: () => Promise.resolve({ database: 'ok', engine: 'ok' }),
    twilioWebhook: {
      isSigned: (signature, address, fields) =>
        signature !== undefined && twilio.validateRequest(AUTH_TOKEN, signature, address, { ...fields }),
    },
    baseUrl: url,
    limits: { refusalMs: 20 },
    counts: countsInMemory(),
    logger: pino({ level: 'debug' }, { write: (line: string) => void log.push(line) }),
    ...options,
  });
  return {
    url,
    port,
    cases,
    log,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
