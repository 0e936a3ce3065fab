import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';

/** A simulator that listens. `close` also drops the lines on which it was ordered to stay silent. */
export interface RunningSimulator {
  readonly url: string;
  readonly port: number;
  close(): Promise<void>;
}

/** Starts a simulator; port 0 takes a free one. */
export async function serve(
  listener: RequestListener,
  { port, host }: { readonly port: number; readonly host: string },
): Promise<RunningSimulator> {
  const server = createServer({ requestTimeout: 60_000, headersTimeout: 10_000 }, listener);
  server.listen(port, host);
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the simulator listens on no port');
  return {
    url: `http://${host}:${address.port}`,
    port: address.port,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
