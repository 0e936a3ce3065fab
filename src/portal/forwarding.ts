import type { RequestHandler } from 'express';
import type { Logger } from 'pino';

/** So many requests are no chance: not one of those that a visitor makes by hand. */
const REQUESTS_THAT_TELL = 20;

export interface Forwarding {
  /** Looks at every request; before all pages. */
  readonly seen: RequestHandler;
  /**
   * Whether the proxy in front hides who asks, so that a request from this machine may be anybody's. Known after some
   * requests.
   */
  hidesVisitors(): boolean;
  /** For /healthz: undefined, or that the proxy and TRUST_PROXY do not fit, and what to do. */
  health(): Promise<string | undefined>;
}

/**
 * Whether the proxies in front of the portal say who the visitor is, as often as TRUST_PROXY counts them: each adds one
 * address to X-Forwarded-For. Where none is said, or none is believed, limits take all visitors for one.
 */
export function watchForwarding(trustProxy: number, logger: Pick<Logger, 'warn'>): Forwarding {
  let named = 0;
  let unnamed = 0;
  const fault = (): string | undefined => {
    if (trustProxy === 0)
      return named < REQUESTS_THAT_TELL || named < unnamed
        ? undefined
        : 'ada proksi yang meneruskan permintaan, padahal TRUST_PROXY 0: semua pengunjung dihitung sebagai satu alamat; isi TRUST_PROXY dengan jumlah proksi';
    return named > 0 || unnamed < REQUESTS_THAT_TELL
      ? undefined
      : `TRUST_PROXY ${trustProxy}, tetapi belum ada permintaan yang menyebut sebanyak itu alamat dalam X-Forwarded-For: semua pengunjung dihitung sebagai satu alamat; atur proksi agar menambahkannya, atau betulkan TRUST_PROXY`;
  };
  return {
    seen(request, _response, next) {
      // The office's own machine asks for it without a proxy.
      if (request.path === '/healthz') return next();
      const before = fault();
      const addresses = (request.get('X-Forwarded-For') ?? '').split(',').filter((address) => address.trim() !== '');
      if (addresses.length >= Math.max(1, trustProxy)) named += 1;
      else unnamed += 1;
      const after = fault();
      if (after !== undefined && before === undefined)
        logger.warn({ trustProxy, named, unnamed }, 'TRUST_PROXY does not fit the proxy');
      next();
    },
    hidesVisitors: () => trustProxy > 0 && fault() !== undefined,
    health: () => Promise.resolve(fault()),
  };
}
