import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Received {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}
/** Something that listens where the engine's web apps would: keeps what came, and answers as a test orders. */
export interface EngineDouble {
  readonly url: string;
  readonly received: Received[];
  /** Headers of the next answers. */
  headers: Record<string, string | string[]>;
  /** What it answers, and with which status. */
  answer: { readonly status: number; readonly body: string | Buffer };
  /** Answers nothing while this is true. */
  silent: boolean;
  stop(): Promise<void>;
}

export async function startEngineDouble(): Promise<EngineDouble> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      double.received.push({
        method: request.method ?? '',
        url: request.url ?? '',
        headers: request.headers,
        body: Buffer.concat(chunks).toString(),
      });
      if (double.silent) return void response.destroy();
      const { status, body } = double.answer;
      response.writeHead(status, { 'content-type': 'application/json', ...double.headers }).end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const double: EngineDouble = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received: [],
    headers: {},
    answer: { status: 200, body: '{"from":"engine"}' },
    silent: false,
    stop: () => new Promise((resolve) => (server.close(() => resolve()), server.closeAllConnections())),
  };
  return double;
}
