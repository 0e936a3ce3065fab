import type { Request, Response } from 'express';
import { readApplicationNumber } from '../domain/application-number.ts';
import type { DeskCases, Officer } from '../cases/desk.ts';
import type { Doorkeeper } from './door/caller.ts';
import type { FormGuard } from '../web/form-guard.ts';
import { Refused } from '../web/refused.ts';
import type { View } from './view.ts';
import { laneQuery } from './tasklist-links.ts';
import { ROLE_LABELS } from './words.ts';

/** What every page of the desk works with. */
export interface Kit {
  readonly desk: DeskCases;
  readonly view: View;
  readonly guard: FormGuard;
  readonly door: Doorkeeper;
}

export interface PageFace {
  /** Name of the template. */
  readonly template: string;
  readonly title: string;
  /** Which entry of the navigation is the current one. */
  readonly page: 'work' | 'case' | 'signing' | 'siak' | 'duty' | 'plain';
  readonly officer: Officer | null;
  readonly scripts?: readonly string[];
}

export function show(
  { view }: Kit,
  response: Response,
  face: PageFace,
  content: Readonly<Record<string, unknown>>,
  status = 200,
): void {
  const { template, officer, scripts = [], ...head } = face;
  const html = view(template, {
    ...head,
    scripts,
    officer,
    roles:
      officer === null
        ? ''
        : officer.roles
            .map(({ role, actingAs }) => (actingAs === null ? ROLE_LABELS[role] : `${actingAs}. ${ROLE_LABELS[role]}`))
            .join(', '),
    lanes:
      officer === null ? [] : officer.roles.map(({ role }) => ({ query: laneQuery(role), label: ROLE_LABELS[role] })),
    signer: officer?.roles.some(({ role }) => role === 'kepala-dinas') ?? false,
    ...content,
  });
  response.status(status).type('html').send(html);
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
    throw new Refused(404, 'Sidik draf ini tidak lazim. Buka draf dari halaman berkas.');
  return given;
}

export function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
