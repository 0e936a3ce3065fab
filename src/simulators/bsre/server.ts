import { createHash, timingSafeEqual } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import express from 'express';
import type { Logger } from 'pino';
import { ensureTestPki } from '../../signing/certificates.ts';
import { createVerifier } from '../../signing/verifier/verifier.ts';
import { failOnCommand, type FailOnCommand } from '../failing.ts';
import { serve } from '../serve.ts';
import { hashOfDocument } from './bodies.ts';
import { createSigningDesk, OWN_FAILURES, type OwnFailure } from './signing-desk.ts';
import type { Service } from './service.ts';
import { timestampRoutes } from './timestamp-authority.ts';
import { v1Routes } from './v1.ts';
import { v2Routes } from './v2.ts';

export interface BsreSimulatorOptions {
  /** 0 takes a free port. */
  readonly port: number;
  readonly host: string;
  /** Where the test PKI is kept; made when it is absent. */
  readonly pkiFolder: string;
  readonly user: string;
  readonly password: string;
  readonly logger: Logger;
}

export interface BsreSimulator {
  readonly url: string;
  /** PEM of the test root. */
  readonly trustAnchorFile: string;
  /** DER of the root's and the issuing authority's revocation lists. */
  readonly crlFiles: readonly string[];
  /** The same orders as `POST /fail`. */
  readonly failing: FailOnCommand<OwnFailure>;
  close(): Promise<void>;
}

/**
 * BSrE's Esign Client Service, v1 and v2, as public clients describe it, with real signatures of a test PKI. Told to
 * fail by `POST /fail {"next": 3, "how": "2031"}`: `how` is a failure of the line (failing.ts) or one of OWN_FAILURES;
 * it concerns requests to sign.
 */
export async function startBsreSimulator({
  port,
  host,
  pkiFolder,
  user,
  password,
  logger,
}: BsreSimulatorOptions): Promise<BsreSimulator> {
  const pki = await ensureTestPki(pkiFolder);
  const verifier = createVerifier({
    trustAnchors: [await readFile(pki.files.rootPem, 'utf8')],
    acceptedSigners: 'not-examined', // BSrE knows who somebody is, not for whom they may sign
    revocationLists: () => pki.files.revocationLists.map((file) => readFileSync(file)),
  });
  const failing = failOnCommand(OWN_FAILURES, hashOfDocument);
  const service: Service = { desk: createSigningDesk(pki), failing, verifier };
  const app = express().disable('x-powered-by');
  app.use(failing.router);
  app.use(timestampRoutes(pki));
  app.use(basicAuth(user, password));
  app.get(
    '/',
    (_request, response) => void response.json({ layanan: 'Simulasi BSrE Esign Client Service', versi: ['v1', 'v2'] }),
  );
  app.use(v1Routes(service), v2Routes(service));
  app.use((_request, response) => void response.status(404).json({ status_code: 404, error: 'Alamat tidak dikenal' }));
  app.use(answerError(logger));
  const running = await serve(app, { port, host });
  return {
    url: running.url,
    trustAnchorFile: pki.files.rootPem,
    crlFiles: pki.files.revocationLists,
    failing,
    close: () => running.close(),
  };
}

function basicAuth(user: string, password: string): express.RequestHandler {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  const expected = digest(`Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`);
  return (request, response, next) => {
    if (timingSafeEqual(digest(request.headers.authorization ?? ''), expected)) return next();
    response.status(401).set('WWW-Authenticate', 'Basic').json({ status_code: 401, error: 'Akun instansi salah' });
  };
}

/**
 * A body that cannot be read is the caller's fault (4xx of express and multer); the rest is ours and is logged without
 * the request.
 */
function answerError(logger: Logger): express.ErrorRequestHandler {
  return (error: unknown, _request, response, _next) => {
    const status =
      error instanceof Error && 'status' in error && typeof error.status === 'number'
        ? error.status
        : error instanceof Error && error.name === 'MulterError'
          ? 400
          : 500;
    if (status >= 500) logger.error({ err: error }, 'BSrE simulator');
    response.status(status).json({ status_code: status, error: 'Permintaan tidak dapat diproses' });
  };
}
