import { createServer } from 'node:http';
import express from 'express';
import { createAuditor } from '../../src/auditor/auditor.ts';
import { createAuditCases, type AuditCases } from '../../src/cases/audit/create-audit-cases.ts';
import { createFormGuard } from '../../src/web/form-guard.ts';
import { createReportPress } from '../../src/card/report-press.ts';
import { chromium } from '../card/printing-office.ts';
import type { Office } from '../cases/office.ts';
import { cookieLogin, createBrowser, listen, type Browser } from '../desk/desk-server.ts';

export interface AuditorServer {
  readonly url: string;
  readonly cases: AuditCases;
  browser(username?: string): Browser;
  stop(): Promise<void>;
}

const auditCasesOf = (office: Office): AuditCases =>
  createAuditCases({
    ...office.dependencies,
    engine: { history: (caseNumber) => office.engine.history(caseNumber) },
    markKey: Buffer.alloc(32, 3),
  });

/** The auditor's pages on the use cases of a test office. */
export async function startAuditor(office: Office): Promise<AuditorServer> {
  const app = express();
  const server = createServer(app);
  const url = `http://localhost:${await listen(server)}`;
  const cases = auditCasesOf(office);
  app.use(
    '/auditor',
    createAuditor({
      audit: cases,
      login: cookieLogin({ down: false }),
      guard: createFormGuard({ baseUrl: url, key: Buffer.alloc(32, 5) }),
      baseUrl: url,
      press: createReportPress({ chromium: await chromium(), logger: office.logger }),
      officeName: 'Disdukcapil Kabupaten Bantul',
      logger: office.logger,
      now: office.dependencies.now,
    }),
  );
  return {
    url,
    cases,
    browser: (username) => createBrowser(url, username),
    stop: () => new Promise((resolve) => (server.close(() => resolve()), server.closeAllConnections())),
  };
}
