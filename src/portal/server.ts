import { createServer, type RequestListener, type Server } from 'node:http';

/** How long a connection may take, in ms. */
export interface ServerTimes {
  /** All headers. */
  readonly headersMs: number;
  /** The whole request: 12 photos over a slow mobile network, but not a byte a second for ever. */
  readonly requestMs: number;
  /** Silence on the line. */
  readonly idleMs: number;
}
/**
 * Longer than the proxy in front keeps a connection (60 s in most): who closes it first meets the other's next request on
 * the way, and that is lost.
 */
const BETWEEN_REQUESTS_MS = 75_000;
const STANDARD_TIMES: ServerTimes = { headersMs: 15_000, requestMs: 300_000, idleMs: 60_000 };

/** An HTTP server that slow and stalled senders cannot hold (they get 408 or are cut); `office.ts` lets it listen. */
export function createPortalServer(listener: RequestListener, times: ServerTimes = STANDARD_TIMES): Server {
  const server = createServer(
    {
      headersTimeout: times.headersMs,
      requestTimeout: times.requestMs,
      keepAliveTimeout: BETWEEN_REQUESTS_MS,
      maxHeaderSize: 16_384,
      connectionsCheckingInterval: Math.min(5_000, times.headersMs),
    },
    listener,
  );
  server.maxHeadersCount = 100;
  server.setTimeout(times.idleMs);
  return server;
}
