import type { Request, RequestHandler, Response } from 'express';
import type { LogInAnswer, LogInRefusal } from '../../cases/log-in.ts';
import { readForm } from '../../web/form.ts';
import { show, text, waitText, type LogInKit } from '../kit.ts';
import { homeOf, returnPath } from '../return-path.ts';

const LONGEST_USERNAME = 60;
const SECRET = 'sandi';

/** GET /masuk */
export function logInPage(kit: LogInKit): RequestHandler {
  return async (request, response) => {
    const back = returnPath(request.query['kembali']);
    const holder = await kit.login.holderOf(request);
    if (holder?.mustChangePassword === true) return response.redirect(303, '/akun');
    if (holder !== undefined) return response.redirect(303, back ?? homeOf(holder.roles));
    form(kit, request, response, { back, said: request.query['keluar'] === 'ya' ? 'Anda sudah keluar.' : '' });
  };
}

/** POST /masuk: a form for people, JSON `{ username, password }` for programs. */
export function logInPost(kit: LogInKit): RequestHandler {
  return async (request, response) => {
    const program = Boolean(request.is('application/json'));
    const given = program ? readJson(request) : readPageForm(kit, request);
    const answer = await kit.logIn(given, kit.browsers.originOf(request, given.username));
    if (!answer.ok) return refuse(kit, request, response, program, { ...given, answer });
    await kit.sessions.begin(request, answer);
    kit.browsers.remember(request, response, answer.username);
    const { username, mustChangePassword } = answer;
    if (program) return response.json({ ok: true, username, mustChangePassword });
    response.redirect(303, mustChangePassword ? '/akun' : (given.back ?? homeOf(answer.roles)));
  };
}

interface Given {
  readonly username: string;
  readonly password: Buffer;
  readonly back: string | undefined;
}

function readPageForm(kit: LogInKit, request: Request): Given {
  const { fields, secrets } = readForm(request, SECRET);
  const password = secrets[SECRET]!;
  try {
    kit.guard.check(request, '', fields.get('token'));
  } catch (error) {
    password.fill(0);
    throw error;
  }
  return {
    username: text(fields.get('pengguna'), LONGEST_USERNAME),
    password,
    back: returnPath(fields.get('kembali')),
  };
}

function readJson(request: Request): Given {
  const body: unknown = request.body;
  const value = (name: string): string =>
    text(typeof body === 'object' && body !== null ? Reflect.get(body, name) : '', 300);
  return { username: value('username'), password: Buffer.from(value('password')), back: undefined };
}

function refuse(
  kit: LogInKit,
  request: Request,
  response: Response,
  program: boolean,
  { username, back, answer }: Given & { answer: Extract<LogInAnswer, { ok: false }> },
): void {
  const { because, retryAfterSeconds } = answer;
  const remedy = REMEDIES[because](retryAfterSeconds);
  const status = because === 'WRONG' ? 401 : because === 'TOO_MANY_TRIES' ? 429 : 403;
  if (retryAfterSeconds > 0) response.set('Retry-After', String(retryAfterSeconds));
  if (program) return void response.status(status).json({ code: because, message: remedy });
  form(kit, request, response, { back, username, remedy }, status);
}

export const REMEDIES: Record<LogInRefusal, (retryAfterSeconds: number) => string> = {
  WRONG: () => 'Nama pengguna atau kata sandi tidak cocok. Periksa keduanya, lalu coba lagi.',
  TOO_MANY_TRIES: (seconds) =>
    `Terlalu banyak percobaan. Tunggu ${waitText(seconds)}, lalu coba lagi. Bila lupa kata sandi, mintalah admin memberi yang baru.`,
  LOCKED: () => 'Akun ini dikunci admin. Hubungi admin kantor untuk membukanya.',
  LEFT_OFFICE: () => 'Akun ini sudah tidak aktif. Bila Anda masih bertugas, hubungi admin kantor.',
  PASSWORD_EXPIRED: () => 'Kata sandi sementara ini sudah lewat waktunya. Mintalah admin memberi yang baru.',
};

function form(
  kit: LogInKit,
  request: Request,
  response: Response,
  content: { back?: string | undefined; username?: string; remedy?: string; said?: string },
  status = 200,
): void {
  const { back = '', username = '', remedy = '', said = '' } = content;
  const token = kit.guard.token(request, response, '');
  const backQuery = back === '' ? '' : new URLSearchParams({ kembali: back }).toString();
  const page = { template: 'log-in', title: 'Masuk', page: 'none', officer: null } as const;
  show(kit, response, page, { token, back, backQuery, username, remedy, said }, status);
}
