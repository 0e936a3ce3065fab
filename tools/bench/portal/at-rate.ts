import { setTimeout as sleep } from 'node:timers/promises';

export interface Answered {
  /** From the moment at which the request was due, so that a stalled server is not spared the requests behind it, ms. */
  readonly tookMs: number;
  readonly status: number;
}

/** Sends `perSecond` requests in each second for so many seconds, whether earlier ones were answered or not. */
export async function atRate(
  perSecond: number,
  seconds: number,
  request: (index: number) => Promise<Response>,
): Promise<Answered[]> {
  const begun = performance.now();
  const one = async (index: number): Promise<Answered> => {
    const due = begun + (1000 * index) / perSecond;
    await sleep(Math.max(0, due - performance.now()));
    const response = await request(index);
    await response.arrayBuffer();
    return { tookMs: performance.now() - due, status: response.status };
  };
  return Promise.all(Array.from({ length: perSecond * seconds }, (_, index) => one(index)));
}
