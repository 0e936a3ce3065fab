import type { Request } from 'express';
import type { CaseAudit } from '../cases/audit-case.ts';
import { readApplicationNumber } from '../domain/application-number.ts';
import type { View } from '../web/create-view.ts';

export interface AuditUseCases {
  case(username: string, applicationNumber: string): Promise<CaseAudit>;
  /** Throws Failure for everybody but the auditor. */
  enter(username: string): Promise<void>;
}

/** What every page of the auditor works with. */
export interface AuditorKit {
  readonly audit: AuditUseCases;
  readonly view: View;
  /** Username of an identified request. */
  readonly callerOf: (request: Request) => string;
}

/** The thing asked for is not there; the message is Indonesian and says what to do. */
export class NotFound extends Error {}

/** The application number in the path, however it was typed. */
export function numberOf(request: Request): string {
  const given = request.params['number'];
  const number = readApplicationNumber(typeof given === 'string' ? given : '');
  if (number === undefined)
    throw new NotFound('Nomor permohonan ini tidak lazim. Contoh yang benar: KK-261122-7Q4F2M.');
  return number;
}
