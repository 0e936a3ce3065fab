import path from 'node:path';
import { DATABASE, OWNER, ownerPassword } from './cluster.ts';
import { PostgresUnavailable } from './postgres-unavailable.ts';
import { isReachable, serverAccount, shelteredPath } from './server-account.ts';
import { isPostgres, readPostmaster } from './server-process.ts';

/** Where the cluster really lies: a folder the server's account cannot pass is replaced by a sheltered one. */
export function clusterFolder(wanted: string): string {
  const folder = path.resolve(wanted);
  return isReachable(folder, serverAccount(folder)) ? folder : shelteredPath('data', folder);
}

/**
 * Address, with the owner's password, of an office's own server that another process runs; nothing is started. Throws
 * PostgresUnavailable.
 */
export function runningServerUrl(dataDir: string): string {
  const folder = clusterFolder(dataDir);
  const server = readPostmaster(folder);
  if (server === undefined || !server.ready || !isPostgres(server.pid))
    throw new PostgresUnavailable(
      'Basis data kantor tidak menyala. Jalankan npm start di jendela lain, atau isi DATABASE_URL.',
    );
  return `postgresql://${OWNER}:${ownerPassword(folder)}@127.0.0.1:${server.port}/${DATABASE}`;
}
