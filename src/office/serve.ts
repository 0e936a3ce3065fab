import type { Server } from 'node:http';
import type { Express } from 'express';
import { createPortalServer } from '../portal/server.ts';
import type { ClosingList } from './closing-list.ts';

/** Serves the pages on loopback until the office closes; a proxy stands in front. Rejects when the port is taken. */
export async function serve(pages: Express, port: number, closing: ClosingList): Promise<void> {
  const server = await listen(createPortalServer(pages), port);
  closing.add('pages', () => closeServer(server));
}

function listen(server: Server, port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
