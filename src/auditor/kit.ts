import type { Request } from 'express';
import type { ReportPress } from '../card/report-press.ts';
import type { AuditCases } from '../cases/audit/create-audit-cases.ts';
import { readApplicationNumber } from '../domain/application-number.ts';
import type { View } from '../web/create-view.ts';
import type { FormGuard } from '../web/form-guard.ts';

/** What every page of the auditor works with. */
export interface AuditorKit {
  readonly audit: AuditCases;
  readonly view: View;
  readonly guard: FormGuard;
  readonly now: () => Date;
  readonly press: ReportPress;
  /** Name of the office, for what is printed. */
  readonly officeName: string;
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
