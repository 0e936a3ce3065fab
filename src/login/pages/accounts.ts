import type { Request, RequestHandler, Response } from 'express';
import { NotNow } from '../../cases/not-possible.ts';
import type { LoggedIn } from '../../cases/log-in.ts';
import {
  fingerprintOf,
  type ManageAccounts,
  type OneTimePassword,
  type PersonData,
} from '../../cases/manage-accounts.ts';
import { STAFF_ROLE_LABELS } from '../../domain/labels.ts';
import { STAFF_ROLES, type StaffRole } from '../../domain/process.ts';
import { readForm } from '../../web/form.ts';
import { Refused } from '../../web/refused.ts';
import { show, text, type LogInKit } from '../kit.ts';

const LIST = '/admin/akun';
const EMPTY: PersonData = { name: '', roles: [], nip: null, signerNik: null, certificateName: null };

/** GET /admin/akun: everybody who works here, and what is with their account. */
export function accountsPage(kit: LogInKit): RequestHandler {
  return async (request, response) => {
    const admin = await adminOf(kit, request);
    const accounts = await kit.manage.list(admin.username);
    show(
      kit,
      response,
      { template: 'accounts', title: 'Akun petugas', page: 'accounts', officer: admin },
      {
        accounts: accounts.map((account) => ({
          ...account,
          rolesText: rolesText(account.roles),
          state: stateOf(account),
        })),
        said: SAID[text(request.query['kabar'], 20)] ?? '',
      },
    );
  };
}

/** GET /admin/akun/tambah */
export function newAccountPage(kit: LogInKit): RequestHandler {
  return async (request, response) => {
    const admin = await adminOf(kit, request);
    await kit.manage.list(admin.username); // refuses anybody who is not an admin
    personForm(kit, request, response, admin, { username: '', data: EMPTY, isNew: true });
  };
}

/** POST /admin/akun/tambah */
export function newAccountPost(kit: LogInKit): RequestHandler {
  return async (request, response) => {
    const { admin, fields } = await adminForm(kit, request);
    const username = text(fields.get('pengguna'), 100).trim();
    const data = personData(fields);
    try {
      const given = await kit.manage.add(admin.username, username, data);
      if (kit.byProvider) return response.redirect(303, `${LIST}?kabar=ditambah`);
      showOnce(kit, response, admin, { username, name: data.name, given });
    } catch (error) {
      if (!(error instanceof NotNow)) throw error;
      personForm(kit, request, response, admin, { username, data, isNew: true, remedy: error.remedy }, 422);
    }
  };
}

/** GET /admin/akun/:username */
export function personPage(kit: LogInKit): RequestHandler {
  return async (request, response) => {
    const admin = await adminOf(kit, request);
    const username = text(request.params['username']);
    const person = await kit.manage.person(admin.username, username);
    const account = (await kit.manage.list(admin.username)).find((one) => one.username === username);
    const shown = fingerprintOf(person);
    personForm(kit, request, response, admin, { username, data: person, isNew: false, account, shown });
  };
}

/** POST /admin/akun/:username */
export function personPost(kit: LogInKit): RequestHandler {
  return async (request, response) => {
    const { admin, fields } = await adminForm(kit, request);
    const username = text(request.params['username']);
    const data = personData(fields);
    const shown = fields.get('semula') ?? undefined;
    try {
      await kit.manage.change(admin.username, username, data, shown);
      response.redirect(303, `${LIST}?kabar=diubah`);
    } catch (error) {
      if (!(error instanceof NotNow)) throw error;
      const account = (await kit.manage.list(admin.username)).find((one) => one.username === username);
      const typed = { username, data, isNew: false, account, shown, remedy: error.remedy };
      personForm(kit, request, response, admin, typed, 422);
    }
  };
}

/** POST /admin/akun/:username/kata-sandi: answers with the password itself, once. */
export function resetPost(kit: LogInKit): RequestHandler {
  return async (request, response) => {
    const { admin } = await adminForm(kit, request);
    const username = text(request.params['username']);
    const given = await kit.manage.resetPassword(admin.username, username);
    const { name } = await kit.manage.person(admin.username, username);
    showOnce(kit, response, admin, { username, name, given });
  };
}

/** POST /admin/akun/:username/kunci and so on: an act without an answer of its own. */
export function actPost(
  kit: LogInKit,
  act: 'lock' | 'unlock' | 'retire' | 'reinstate',
  said: keyof typeof SAID,
): RequestHandler {
  return async (request, response) => {
    const { admin } = await adminForm(kit, request);
    await kit.manage[act](admin.username, text(request.params['username']));
    response.redirect(303, `${LIST}?kabar=${said}`);
  };
}

const SAID: Readonly<Record<string, string>> = {
  ditambah: 'Petugas ditambahkan.',
  diubah: 'Data petugas sudah diubah.',
  dikunci: 'Akun dikunci. Yang sedang masuk dengan akun itu langsung keluar.',
  dibuka: 'Kunci akun dibuka.',
  berhenti: 'Petugas dicatat tidak bertugas lagi. Yang sedang masuk langsung keluar.',
  aktif: 'Petugas aktif kembali.',
};

async function adminOf({ login }: LogInKit, request: Request): Promise<LoggedIn> {
  const holder = await login.holderOf(request);
  if (holder === undefined || holder.mustChangePassword)
    throw new Refused(401, 'Anda belum masuk, atau waktunya sudah habis. Masuk dahulu.');
  return holder;
}

async function adminForm(kit: LogInKit, request: Request): Promise<{ admin: LoggedIn; fields: URLSearchParams }> {
  const admin = await adminOf(kit, request);
  const { fields } = readForm(request);
  kit.guard.check(request, admin.username, fields.get('token'));
  return { admin, fields };
}

function personData(fields: URLSearchParams): PersonData {
  const optional = (name: string) => text(fields.get(name), 40).replace(/\s/g, '') || null;
  const isRole = (role: string): role is StaffRole => STAFF_ROLES.some((known) => known === role);
  return {
    name: text(fields.get('nama'), 200),
    roles: fields.getAll('peran').filter(isRole),
    nip: optional('nip'),
    signerNik: optional('nik'),
    certificateName: text(fields.get('nama-sertifikat'), 200),
    ...nikOf(optional('nik-petugas'), fields.get('lupakan-nik') === 'ya'),
  };
}

/** An empty field leaves what is known: only a hash of it is kept, so it cannot be shown. */
const nikOf = (typed: string | null, isForgotten: boolean): Pick<PersonData, 'nik'> =>
  typed !== null ? { nik: typed } : isForgotten ? { nik: null } : {};

type Account = Awaited<ReturnType<ManageAccounts['list']>>[number];

function personForm(
  kit: LogInKit,
  request: Request,
  response: Response,
  admin: LoggedIn,
  form: {
    readonly username: string;
    readonly data: PersonData;
    readonly isNew: boolean;
    readonly account?: Account | undefined;
    /** Fingerprint of what was known when the form was opened. */
    readonly shown?: string | undefined;
    readonly remedy?: string;
  },
  status = 200,
): void {
  const { username, data, isNew, account, shown = '', remedy = '' } = form;
  show(
    kit,
    response,
    { template: 'person', title: isNew ? 'Tambah petugas' : data.name, page: 'accounts', officer: admin },
    {
      token: kit.guard.token(request, response, admin.username),
      action: isNew ? `${LIST}/tambah` : `${LIST}/${username}`,
      username,
      shown,
      name: data.name,
      nip: data.nip ?? '',
      signerNik: data.signerNik ?? '',
      ownNik: data.nik ?? '',
      hasNik: account?.hasNik ?? false,
      certificateName: data.certificateName ?? '',
      choices: STAFF_ROLES.map((role) => ({
        role,
        label: STAFF_ROLE_LABELS[role],
        does: DOES[role],
        chosen: data.roles.includes(role),
      })),
      isNew,
      account: account === undefined ? null : { ...account, state: stateOf(account) },
      remedy,
    },
    status,
  );
}

const DOES: Record<StaffRole, string> = {
  'petugas-entri': 'langkah 2–4: membuka, memeriksa, entri SIAK',
  'petugas-cetak': 'langkah 8 dan 10: menyampaikan KK, arsip',
  kasi: 'langkah 5–6: memverifikasi draf',
  'kepala-dinas': 'langkah 7: tanda tangan elektronik',
  auditor: 'membaca semua berkas, tidak memutuskan apa pun',
  admin: 'akun petugas dan mesin proses, tidak memutuskan apa pun',
};

function showOnce(
  kit: LogInKit,
  response: Response,
  admin: LoggedIn,
  shown: { readonly username: string; readonly name: string; readonly given: OneTimePassword },
): void {
  show(
    kit,
    response,
    { template: 'one-time-password', title: 'Kata sandi sementara', page: 'accounts', officer: admin },
    { ...shown, ...shown.given },
  );
}

const rolesText = (roles: readonly StaffRole[]): string => roles.map((role) => STAFF_ROLE_LABELS[role]).join(', ');

function stateOf({ active, lockedAt, oneTimeUntil, passwordSetAt }: Account): { text: string; kind: string } {
  if (!active) return { text: 'Tidak bertugas', kind: 'still' };
  if (lockedAt !== null) return { text: 'Dikunci', kind: 'alert' };
  if (oneTimeUntil !== null)
    return oneTimeUntil < new Date()
      ? { text: 'Sandi sementara lewat waktu', kind: 'alert' }
      : { text: 'Sandi sementara', kind: 'warn' };
  return passwordSetAt === null ? { text: 'Belum punya sandi', kind: 'warn' } : { text: 'Aktif', kind: 'good' };
}
