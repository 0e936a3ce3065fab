import path from 'node:path';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import twilio from 'twilio';
import type { ApplicantCases } from '../../src/cases/create-cases.ts';
import type { CardVerification } from '../../src/cases/verify-card.ts';
import { judgePicture } from '../../src/documents/judge-picture.ts';
import { cleanPaper } from '../../src/documents/clean-paper.ts';
import { createPortal, type PortalOptions } from '../../src/portal/portal.ts';
import { createPortalServer, type ServerTimes } from '../../src/portal/server.ts';
import type { Office } from '../cases/office.ts';
import { countsInMemory } from './counts-in-memory.ts';
import { NO_CHANCE } from '../store/database.ts';

export const AUTH_TOKEN = 'token-uji';

/** The real use cases, watched: what the portal called, what came of it, and a failure where a test plants one. */
export interface WatchedCases extends ApplicantCases {
  /** Arguments of every call, by use case. */
  readonly calls: { readonly [Name in keyof ApplicantCases]: Parameters<ApplicantCases[Name]>[] };
  /** Cases that were opened through this portal. */
  readonly opened: string[];
  /** Thrown by the next call of any use case. */
  failNext: Error | undefined;
  /** Laid over what the verifier finds, to see every verdict on the page. */
  verdict: Partial<CardVerification>;
}

export interface OpenPortal {
  readonly url: string;
  readonly port: number;
  readonly cases: WatchedCases;
  /** Lines of the log. */
  readonly log: string[];
  close(): Promise<void>;
}

function watch(applicants: ApplicantCases): WatchedCases {
  const names = Object.keys(applicants) as (keyof ApplicantCases)[];
  const calls = Object.fromEntries(names.map((name) => [name, [] as unknown[]])) as unknown as WatchedCases['calls'];
  const opened: string[] = [];
  const watched: Record<string, unknown> = { calls, opened, failNext: undefined, verdict: {} };
  for (const name of names)
    watched[name] = async (...args: unknown[]) => {
      (calls[name] as unknown[]).push(args);
      const failure = watched['failNext'];
      watched['failNext'] = undefined;
      if (failure !== undefined) throw failure as Error;
      const result: unknown = await (applicants[name] as (...args: unknown[]) => Promise<unknown>)(...args);
      if (name === 'submit') {
        const { applicationNumber, created } = result as { applicationNumber: string; created: boolean };
        if (created) opened.push(applicationNumber);
      }
      return name === 'verifyCard' ? { ...(result as object), ...(watched['verdict'] as object) } : result;
    };
  return watched as unknown as WatchedCases;
}

/** A portal on a free port, over the use cases of this office. Earlier requests count as of other visitors. */
export async function openPortal(
  office: Office,
  options: Partial<PortalOptions> = {},
  times?: ServerTimes,
): Promise<OpenPortal> {
  // Without a key of its own a request is known by its content; a test must not meet that of another.
  await office.database.asOwner('update cases set idempotency_key = gen_random_uuid()::text');
  const cases = watch(office.applicants);
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
    cleanPaper: (bytes) => cleanPaper(bytes),
    judgePicture,
    health: () => Promise.resolve({ database: 'ok', engine: 'ok' }),
    twilioWebhook: {
      isSigned: (signature, address, fields) =>
        signature !== undefined && twilio.validateRequest(AUTH_TOKEN, signature, address, { ...fields }),
    },
    baseUrl: url,
    spoolFolder: path.join(office.folder, 'incoming'),
    limits: { refusalMs: 20 },
    counts: countsInMemory(),
    calendar: office.dependencies.calendar,
    languages: office.dependencies.languages,
    officeRules: office.dependencies.settings.officeRules,
    logger: pino({ level: 'debug', ...NO_CHANCE }, { write: (line: string) => void log.push(line) }),
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
