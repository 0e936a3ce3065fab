import type { RequestHandler } from 'express';
import type { LogInByProvider } from '../../cases/log-in.ts';
import { Refused } from '../../web/refused.ts';
import type { LogInKit } from '../kit.ts';
import { REMEDIES } from '../pages/log-in.ts';
import { homeOf, returnPath } from '../return-path.ts';
import { ProviderRefused, ProviderUnreachable, type IdentityProvider } from './provider.ts';

export interface ProviderKit extends Pick<LogInKit, 'sessions' | 'browsers'> {
  readonly provider: IdentityProvider;
  readonly logInByProvider: LogInByProvider;
  /** Public base URL of the office. */
  readonly baseUrl: string;
}

/** GET /masuk/instansi: off to the identity provider. */
export function providerStart({ provider }: ProviderKit): RequestHandler {
  return async (request, response) => {
    const { address, errand } = await answered(provider.begin());
    request.session.oidc = { ...errand, back: returnPath(request.query['kembali']) ?? '' };
    response.redirect(303, address);
  };
}

/** GET /masuk/instansi/kembali: back from the identity provider, which says who it is. */
export function providerReturn(kit: ProviderKit): RequestHandler {
  return async (request, response) => {
    const errand = request.session.oidc;
    if (errand === undefined)
      throw new Refused(400, 'Upaya masuk ini sudah lewat waktunya. Mulailah lagi dari halaman masuk.');
    delete request.session.oidc; // one errand, one answer
    const username = await answered(kit.provider.finish(new URL(request.originalUrl, kit.baseUrl), errand));
    const origin = kit.browsers.originOf(request, username ?? '');
    const answer = await kit.logInByProvider(username, origin);
    if (!answer.ok)
      throw new Refused(
        403,
        answer.because === 'WRONG'
          ? 'Akun instansi Anda belum terdaftar sebagai petugas kantor ini. Hubungi admin kantor.'
          : REMEDIES[answer.because](answer.retryAfterSeconds),
      );
    await kit.sessions.begin(request, answer);
    response.redirect(303, returnPath(errand.back) ?? homeOf(answer.roles));
  };
}

/** GET /masuk/instansi/keluar: the provider's own session, after ours has ended. */
export function providerEnd({ provider }: ProviderKit): RequestHandler {
  return async (_request, response) => {
    response.redirect(303, (await answered(provider.endSession())) ?? '/masuk?keluar=ya');
  };
}

async function answered<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof ProviderUnreachable)
      throw new Refused(503, 'Layanan masuk instansi sedang tidak menjawab. Tunggu sebentar, lalu coba lagi.', {
        cause: error,
      });
    if (error instanceof ProviderRefused)
      throw new Refused(403, 'Layanan masuk instansi tidak memastikan siapa Anda. Mulailah lagi dari halaman masuk.', {
        cause: error,
      });
    throw error;
  }
}
