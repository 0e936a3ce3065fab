import { once } from 'node:events';
import { createServer, request as httpRequest } from 'node:http';
import { connect, createServer as createTcpServer, type Server as TcpServer, type Socket } from 'node:net';

/** What is done to the answer of a service that has just done what it was asked. */
export interface Meeting {
  /** Called with the answer in hand, before the asker gets any of it. `lose`: the asker's line breaks instead. */
  atAnswer(): 'pass' | 'lose';
  /** Called when the asker has been sent the whole answer. */
  afterAnswer(): void;
}

export interface ServiceLine {
  readonly url: string;
  /** How often the service has done something since the last `meet`. */
  done(): number;
  /** Counts anew; the next effect meets this. */
  meet(meeting: Meeting | undefined): void;
  close(): Promise<void>;
}

/**
 * A line to a service which knows when that has done something: it is the ledger, and the place where a fault strikes.
 */
export async function serviceLine(
  target: string,
  isEffect: (method: string, path: string, status: number) => boolean,
): Promise<ServiceLine> {
  let effects = 0;
  let meeting: Meeting | undefined;
  const server = createServer((asked, answer) => {
    const forward = httpRequest(
      target + (asked.url ?? ''),
      { method: asked.method, headers: { ...asked.headers, connection: 'close' } },
      (given) => {
        const parts: Buffer[] = [];
        given.on('data', (part: Buffer) => parts.push(part));
        given.once('end', () => {
          const isOne = isEffect(asked.method ?? '', asked.url ?? '', given.statusCode ?? 0);
          const met = isOne ? meeting : undefined;
          if (isOne) effects += 1;
          meeting = met === undefined ? meeting : undefined;
          if (met?.atAnswer() === 'lose') return void asked.socket.resetAndDestroy();
          answer.writeHead(given.statusCode ?? 500, given.headers);
          answer.end(Buffer.concat(parts), () => met?.afterAnswer());
        });
      },
    );
    forward.once('error', () => asked.socket.destroy());
    asked.pipe(forward);
  });
  return {
    url: `http://127.0.0.1:${await listen(server)}`,
    done: () => effects,
    meet: (next) => {
      effects = 0;
      meeting = next;
    },
    close: () => closed(server),
  };
}

export interface DatabaseLine {
  /** The given address, through this line. */
  readonly url: string;
  /** Breaks every connection there is, and lets none through for so long. */
  cut(milliseconds: number): void;
  close(): Promise<void>;
}

/** A line to PostgreSQL that can be cut. */
export async function databaseLine(address: string): Promise<DatabaseLine> {
  const target = new URL(address);
  const open = new Set<Socket>();
  let cutUntil = 0;
  const server = createTcpServer((asker) => {
    if (Date.now() < cutUntil) return void asker.resetAndDestroy();
    const database = connect({ host: target.hostname, port: Number(target.port) });
    for (const [one, other] of [
      [asker, database],
      [database, asker],
    ] as const) {
      open.add(one);
      one.on('error', () => undefined);
      one.once('close', () => {
        open.delete(one);
        other.destroy();
      });
      one.pipe(other);
    }
  });
  const through = new URL(address);
  through.hostname = '127.0.0.1';
  through.port = String(await listen(server));
  return {
    url: through.href,
    cut(milliseconds) {
      cutUntil = Date.now() + milliseconds;
      for (const socket of open) socket.resetAndDestroy();
    },
    close: async () => {
      for (const socket of open) socket.destroy();
      await closed(server);
    },
  };
}

async function listen(server: TcpServer): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the line has no port');
  return address.port;
}

async function closed(server: { close(done: () => void): unknown; closeAllConnections?: () => void }): Promise<void> {
  server.closeAllConnections?.();
  await new Promise<void>((resolve) => server.close(() => resolve()));
}
