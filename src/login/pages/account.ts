import type { Request, RequestHandler, Response } from 'express';
import type { PasswordRefusal } from '../../cases/change-password.ts';
import type { LoggedIn } from '../../cases/log-in.ts';
import { SHORTEST_PASSWORD } from '../../domain/password.ts';
import { readForm } from '../../web/form.ts';
import { Refused } from '../../web/refused.ts';
import { holderOf, show, waitText, type LogInKit } from '../kit.ts';
import { homeOf } from '../return-path.ts';

const CURRENT = 'sandi-sekarang';
const CHOSEN = 'sandi-baru';
const REPEATED = 'sandi-ulang';

/** GET /akun */
export function accountPage(kit: LogInKit): RequestHandler {
  return async (request, response) => {
    const officer = await holderOf(kit, request);
    page(kit, request, response, officer, { said: request.query['sandi'] === 'baru' });
  };
}

/** POST /akun/kata-sandi */
export function passwordPost(kit: LogInKit): RequestHandler {
  return async (request, response) => {
    const { fields, secrets } = readForm(request, CURRENT, CHOSEN, REPEATED);
    const {
      [CURRENT]: current,
      [CHOSEN]: chosen,
      [REPEATED]: repeated,
    } = secrets as Record<string, Buffer<ArrayBuffer>>;
    if (current === undefined || chosen === undefined || repeated === undefined)
      throw new Error('the form has no secrets');
    try {
      if (kit.byProvider) throw new Refused(403, 'Kata sandi diatur di layanan masuk instansi, bukan di sini.');
      const officer = await holderOf(kit, request);
      kit.guard.check(request, officer.username, fields.get('token'));
      if (!chosen.equals(repeated))
        return page(
          kit,
          request,
          response,
          officer,
          { remedy: 'Kata sandi baru dan ulangannya tidak sama. Ketik lagi.' },
          422,
        );
      const { username } = officer;
      const origin = kit.browsers.originOf(request, username);
      const answer = await kit.changePassword({ username, current, chosen }, origin);
      if (!answer.ok) {
        const { because, retryAfterSeconds } = answer;
        if (retryAfterSeconds > 0) response.set('Retry-After', String(retryAfterSeconds));
        const remedy = REMEDIES[because](retryAfterSeconds);
        return page(kit, request, response, officer, { remedy }, because === 'TOO_MANY_TRIES' ? 429 : 422);
      }
      await kit.sessions.renew(request, answer.generation);
      response.redirect(303, officer.mustChangePassword ? homeOf(officer.roles) : '/akun?sandi=baru');
    } finally {
      for (const secret of [current, chosen, repeated]) secret.fill(0);
    }
  };
}

const REMEDIES: Record<PasswordRefusal, (retryAfterSeconds: number) => string> = {
  WRONG: () => 'Kata sandi sekarang tidak cocok. Ketik lagi.',
  TOO_MANY_TRIES: (seconds) => `Terlalu banyak percobaan. Tunggu ${waitText(seconds)}, lalu coba lagi.`,
  TOO_SHORT: () => `Kata sandi baru terlalu pendek. Pakai paling sedikit ${SHORTEST_PASSWORD} huruf atau angka.`,
  TOO_LONG: () => 'Kata sandi baru terlalu panjang. Pakai paling banyak 256 huruf.',
  TOO_SIMPLE: () => 'Kata sandi baru terlalu seragam. Pakai lebih banyak huruf yang berbeda, misalnya empat kata acak.',
  HOLDS_NAME: () => 'Kata sandi baru memuat nama Anda. Pilih yang tidak memuat nama atau nama pengguna.',
  OBVIOUS: () => 'Kata sandi baru mudah ditebak. Pilih yang lain, misalnya empat kata acak.',
  SAME_AS_BEFORE: () => 'Kata sandi baru sama dengan yang lama. Pilih yang lain.',
};

function page(
  kit: LogInKit,
  request: Request,
  response: Response,
  officer: LoggedIn,
  { remedy = '', said = false }: { remedy?: string; said?: boolean },
  status = 200,
): void {
  const token = kit.guard.token(request, response, officer.username);
  show(
    kit,
    response,
    { template: 'account', title: 'Akun saya', page: 'account', officer },
    { token, remedy, said, home: homeOf(officer.roles), shortest: SHORTEST_PASSWORD },
    status,
  );
}
