import type { CDPSession } from 'puppeteer-core';

/** Chromium's own "Slow 3G": 2 s until an answer begins, 50 kB a second. */
export const SLOW_3G = {
  offline: false,
  latency: 2_000,
  downloadThroughput: 50_000,
  uploadThroughput: 50_000,
} as const;

/**
 * Counts what a page has got by the line so far, so that a busy machine does not change the figure: how often an answer
 * had to be read before the next could be asked for, and the bytes. Fonts and pictures are not waited for.
 */
export async function watchLine(session: CDPSession) {
  const asked = new Map<string, { url: string; round: number }>();
  let [rounds, bytes] = [0, 0];
  await session.send('Network.enable');
  session.on('Network.requestWillBeSent', ({ requestId, request: { url }, initiator, type }) => {
    if (type === 'Font' || type === 'Image') return;
    const asker = initiator.url ?? initiator.stack?.callFrames[0]?.url;
    const before = [...asked.values()].find((one) => one.url === asker)?.round ?? 0;
    asked.set(requestId, { url, round: before + 1 });
  });
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const round = asked.get(requestId)?.round;
    if (round === undefined) return;
    rounds = Math.max(rounds, round);
    bytes += encodedDataLength;
  });
  return {
    /** On this line, if nothing overlapped. */
    seconds: ({ latency, downloadThroughput }: typeof SLOW_3G) =>
      (rounds * latency) / 1000 + bytes / downloadThroughput,
    told: () => `${rounds} rounds, ${Math.round(bytes / 1000)} kB`,
  };
}
