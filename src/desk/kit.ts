import type { Request, Response } from 'express';
import { readApplicationNumber } from '../domain/application-number.ts';
import type { OfficerCases } from '../cases/create-officer-cases.ts';
import type { Officer } from '../cases/identify-officer.ts';
import type { Callers } from './middleware/caller.ts';
import type { FormGuard } from '../web/form-guard.ts';
import { readForm } from '../web/form.ts';
import { Refused } from '../web/refused.ts';
import type { View } from '../web/create-view.ts';
import { ROLE_LABELS } from './labels.ts';

/** What every page of the desk works with. */
export interface Kit {
  readonly cases: OfficerCases;
  readonly view: View;
  readonly guard: FormGuard;
  readonly callers: Callers;
}

export interface PageHead {
  /** Name of the template. */
  readonly template: string;
  readonly title: string;
  /** Which entry of the navigation is the current one. */
  readonly page:
    | 'work'
    | 'case'
    | 'signing'
    | 'siak'
    | 'duty'
    | 'stranded'
    | 'performance'
    | 'deliveries'
    | 'state'
    | 'inbox'
    | 'counter'
    | 'plain';
  readonly officer: Officer | null;
  readonly scripts?: readonly string[];
}

export function show(
  { view }: Kit,
  response: Response,
  head: PageHead,
  content: Readonly<Record<string, unknown>>,
  status = 200,
): void {
  const { template, officer, scripts = [], ...rest } = head;
  const html = view(template, {
    ...rest,
    scripts,
    officer,
    printedAt: new Date(),
    roles:
      officer === null
        ? ''
        : officer.isAdmin
          ? 'Admin'
          : officer.roles
              .map(({ role, actingAs }) =>
                actingAs === null ? ROLE_LABELS[role] : `${actingAs}. ${ROLE_LABELS[role]}`,
              )
              .join(', '),
    admin: officer?.isAdmin ?? false,
    reminders: (response.locals['reminders'] as unknown) ?? [],
    printer: officer?.roles.some(({ role }) => role === 'petugas-cetak') ?? false,
    manager: officer?.roles.some(({ role }) => role === 'kasi' || role === 'kepala-dinas') ?? false,
    signer: officer?.roles.some(({ role }) => role === 'kepala-dinas') ?? false,
    counter: officer?.roles.some(({ role }) => role === 'petugas-entri' || role === 'petugas-cetak') ?? false,
    ...content,
  });
  response.status(status).type('html').send(html);
}

/** Who sent a form of ours, and what stands in it. Throws NotLoggedIn, and Refused for a form without its token. */
export function postedForm(
  { callers, guard }: Pick<Kit, 'callers' | 'guard'>,
  request: Request,
): { readonly username: string; readonly fields: URLSearchParams } {
  const username = callers.of(request);
  const { fields } = readForm(request);
  guard.check(request, username, fields.get('token'));
  return { username, fields };
}

/** The application number in the path, however it was typed. */
export function numberOf(request: Request): string {
  const number = readApplicationNumber(text(request.params['number']));
  if (number === undefined)
    throw new Refused(404, 'Nomor permohonan ini tidak lazim. Contoh yang benar: KK-261122-7Q4F2M.');
  return number;
}

/** The beginning of a SHA-256 in the query, to see exactly that draft; undefined: the current one. */
export function fingerprintOf(request: Request): string | undefined {
  const given = request.query['sidik'];
  if (given === undefined) return undefined;
  if (typeof given !== 'string' || !/^[0-9a-f]{12,64}$/.test(given))
    throw new Refused(404, 'Alamat draf ini tidak lengkap. Buka draf dari halaman berkas.');
  return given;
}

/** Programs ask for JSON; browsers for a page. */
export function wantsJson(request: Request): boolean {
  return request.accepts(['html', 'json']) === 'json' || request.is('application/json') === 'application/json';
}

export function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
