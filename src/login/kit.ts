import type { Request, Response } from 'express';
import type { ChangePassword } from '../cases/change-password.ts';
import type { LogIn, LoggedIn } from '../cases/log-in.ts';
import type { ManageAccounts } from '../cases/manage-accounts.ts';
import { STAFF_ROLE_LABELS } from '../domain/labels.ts';
import type { View } from '../web/create-view.ts';
import type { FormGuard } from '../web/form-guard.ts';
import { Refused } from '../web/refused.ts';
import type { KnownBrowsers } from './known-browser.ts';
import type { OfficerSessions } from './session.ts';
import type { SessionLogin } from './session-login.ts';

/** What the pages of the log-in work with. */
export interface LogInKit {
  readonly view: View;
  readonly guard: FormGuard;
  readonly login: SessionLogin;
  readonly sessions: OfficerSessions;
  readonly browsers: KnownBrowsers;
  readonly logIn: LogIn;
  readonly logOut: (username: string) => Promise<void>;
  readonly changePassword: ChangePassword;
  readonly manage: ManageAccounts;
  /** Passwords are the identity provider's: none is asked for, changed or given here. */
  readonly byProvider: boolean;
}

export interface Page {
  /** Name of the template. */
  readonly template: string;
  readonly title: string;
  /** Which entry of the navigation is the current one. */
  readonly page: 'account' | 'accounts' | 'none';
  readonly officer: LoggedIn | null;
}

export function show(
  { view, byProvider }: Pick<LogInKit, 'view' | 'byProvider'>,
  response: Response,
  { template, officer, ...head }: Page,
  content: Readonly<Record<string, unknown>> = {},
  status = 200,
): void {
  const roles = officer?.roles ?? [];
  const html = view(template, {
    ...head,
    officer,
    roles: roles.map((role) => STAFF_ROLE_LABELS[role]).join(', '),
    free: officer !== null && !officer.mustChangePassword,
    isAdmin: roles.includes('admin'),
    isAuditor: roles.includes('auditor'),
    byProvider,
    ...content,
  });
  response.status(status).type('html').send(html);
}

/** The officer of the request, who may still have to choose a password. Throws Refused 401 when nobody is logged in. */
export async function holderOf({ login }: Pick<LogInKit, 'login'>, request: Request): Promise<LoggedIn> {
  const holder = await login.holderOf(request);
  if (holder === undefined) throw new Refused(401, 'Anda belum masuk, atau waktunya sudah habis. Masuk dahulu.');
  return holder;
}

export const text = (value: unknown, longest = 200): string =>
  typeof value === 'string' ? value.slice(0, longest) : '';

/** "1 menit", "15 menit", "4 jam": rounded up, so that who waits so long is let in. */
export function waitText(seconds: number): string {
  const minutes = Math.max(1, Math.ceil(seconds / 60));
  return minutes < 60 ? `${minutes} menit` : `${Math.ceil(minutes / 60)} jam`;
}
