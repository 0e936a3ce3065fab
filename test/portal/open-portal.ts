import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { fileTypeFromBuffer } from 'file-type';
import { pino } from 'pino';
import sharp from 'sharp';
import twilio from 'twilio';
import { PaperRefused, UPLOAD_LIMITS } from '../../src/documents/documents.ts';
import { createPortal, type PortalOptions } from '../../src/portal/portal.ts';
import { createPortalServer, type ServerTimes } from '../../src/portal/server.ts';
import type { Clean } from '../../src/portal/door/uploads.ts';
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
  const server = createPortalServer((request, response) => portal(request, response), times);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const url = `http://localhost:${port}`;
  const portal = createPortal({
    cases,
    cleanPaper: cleanForTest,
    health: () => Promise.resolve({ database: 'ok', engine: 'ok' }),
    twilioWebhook: { isSigned: (signature, address, fields) => signature !== undefined && twilio.validateRequest(AUTH_TOKEN, signature, address, { ...fields }) },
    baseUrl: url,
    limits: { refusalMs: 20 },
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

/** By content, never by name; pictures come out as JPEG without their tail. */
const cleanForTest: Clean = async (bytes) => {
  const type = (await fileTypeFromBuffer(bytes))?.mime ?? '';
  if (!(UPLOAD_LIMITS.accepted as readonly string[]).includes(type)) throw new PaperRefused('Berkas ini bukan foto JPEG, PNG, WebP, atau PDF.');
  if (type === 'application/pdf') return { mediaType: 'application/pdf', bytes };
  const picture = sharp(bytes, { limitInputPixels: UPLOAD_LIMITS.megapixels * 1e6, failOn: 'error' });
  return { mediaType: 'image/jpeg', bytes: await picture.rotate().jpeg().toBuffer().catch(() => { throw new PaperRefused('Foto ini rusak atau terlalu besar. Ambil foto baru.'); }) };
};
