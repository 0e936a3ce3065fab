import { connect, createServer } from 'node:net';
import { portOwner } from './port-owner.ts';
import { isRefusedPort } from './refused-ports.ts';
import { StartError } from './start-error.ts';

export interface NeededPort {
  readonly port: number;
  /** Setting that moves it. */
  readonly variable: string;
  /** What it is for, in Indonesian. */
  readonly use: string;
}

/**
 * Throws one StartError that lists every port that nobody could reach, or every taken one, who holds it and how to
 * choose another.
 */
export async function requireFreePorts(needed: readonly NeededPort[]): Promise<void> {
  const refused = needed.filter(({ port }) => isRefusedPort(port));
  if (refused.length > 0)
    throw new StartError(
      `Peramban menolak port berikut, sehingga tidak ada yang dapat membukanya:\n${refused.map(({ port, variable, use }) => `  ${port} untuk ${use}; ganti dengan ${variable}`).join('\n')}\nPilih port lain, atau geser semua port sekaligus dengan PORT_OFFSET.`,
    );
  const taken: string[] = [];
  for (const { port, variable, use } of needed) {
    if (await isFree(port)) continue;
    const owner = await portOwner(port);
    taken.push(`  ${port} untuk ${use}${owner === undefined ? '' : `, dipakai ${owner}`}; ganti dengan ${variable}`);
  }
  if (taken.length === 0) return;
  throw new StartError(
    `Port berikut sudah dipakai program lain:\n${taken.join('\n')}\nHentikan program itu, atau geser semua port sekaligus dengan PORT_OFFSET.`,
  );
}

/** Asked twice: macOS lets us listen on 127.0.0.1 beside somebody who listens on every address. */
export async function isFree(port: number): Promise<boolean> {
  return !(await answers(port)) && (await canListen(port));
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1', timeout: 1000 });
    const end = (result: boolean) => () => {
      socket.destroy();
      resolve(result);
    };
    socket.once('connect', end(true)).once('error', end(false)).once('timeout', end(true));
  });
}

function canListen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => server.close(() => resolve(true)));
  });
}
