import { createHmac } from 'node:crypto';
import { createAuditCases, type AuditCases } from '../../../src/cases/audit/create-audit-cases.ts';
import type { AuditDependencies } from '../../../src/cases/audit/inquire.ts';
import { USUAL_CALENDAR } from '../../../src/domain/office-calendar.ts';
import type { StaffRole } from '../../../src/domain/process.ts';
import type { CaseHistory } from '../../../src/process/process.ts';
import type { Verification } from '../../../src/signing/signing.ts';
import { withDatabase, type TestDatabase } from '../../store/database.ts';
import { openCase } from '../../store/given.ts';

export const AUDITOR = 'audi.pranata';
export const SRI = 'sri.wahyuni';
export const JOKO = 'joko.susilo';
export const ADMIN = 'tono.prasetyo';
export const MARK_KEY = Buffer.alloc(32, 3);
export const markOf = (nik: string) => createHmac('sha256', MARK_KEY).update(nik).digest('hex').slice(0, 16);

export interface AuditOffice {
  readonly audit: AuditCases;
  readonly database: TestDatabase;
  /** What engine, archive, documents and verifier answer: empty unless the test says more. */
  readonly outside: {
    histories: Map<string, CaseHistory>;
    faults: Map<string, string[] | undefined>;
    documents: Map<string, Buffer>;
    verification: Verification;
    asked: string[];
  };
  /** A new case. */
  open(): Promise<string>;
  write(applicationNumber: string | null, event: string, actor?: string, detail?: object): Promise<void>;
}

export const VALID: Verification = {
  valid: true,
  intact: true,
  signer: 'accepted',
  findings: [],
  signerName: 'BAMBANG',
  signedAt: null,
  level: 'B-T',
} as unknown as Verification;

/** The auditor's questions on a real database; what stands outside it answers as the test says. Call it in `describe`. */
export function withAudit(): AuditOffice {
  const database = withDatabase();
  const outside: AuditOffice['outside'] = {
    histories: new Map(),
    faults: new Map(),
    documents: new Map(),
    verification: VALID,
    asked: [],
  };
  let needs: AuditDependencies | undefined;
  before(async () => {
    const people: readonly (readonly [string, string, readonly StaffRole[]])[] = [
      [AUDITOR, 'Audi Pranata', ['auditor']],
      [SRI, 'Sri Wahyuni', ['petugas-entri']],
      [JOKO, 'Joko Susilo', ['kasi']],
      [ADMIN, 'Tono Prasetyo', ['admin']],
    ];
    for (const [username, name, roles] of people)
      await database.store.people.put({ username, name, roles, nip: null, signerNik: null, active: true });
    const given = {
      store: database.store,
      engine: {
        history: (number: string) => {
          outside.asked.push(`engine ${number}`);
          return Promise.resolve(outside.histories.get(number));
        },
      },
      archive: {
        present: () => Promise.resolve(['server']),
        faultsOf: ({ layer }: { layer: string }) => Promise.resolve(outside.faults.get(layer)),
      },
      documents: { get: (sha256: string) => Promise.resolve(outside.documents.get(sha256)!) },
      verifier: {
        verify: (signed: Buffer, { approvedPdf }: { approvedPdf: Buffer }) => {
          outside.asked.push(`verifier ${signed.toString()} ${approvedPdf.toString()}`);
          return Promise.resolve(outside.verification);
        },
      },
      anchors: {
        async *read() {
          // No head of the journal was written down yet.
        },
      },
      calendar: USUAL_CALENDAR,
      now: () => new Date(),
      markKey: MARK_KEY,
    };
    needs = given as unknown as AuditDependencies;
  });
  return {
    get audit() {
      if (needs === undefined) throw new Error('the questions are there once the suite has begun');
      return createAuditCases(needs);
    },
    database,
    outside,
    open: async () => (await openCase(database.store)).applicationNumber,
    write: (applicationNumber, event, actor = SRI, detail = {}) =>
      database.store.journal.write({ applicationNumber, actor, event, step: null, detail: { ...detail } }),
  };
}
