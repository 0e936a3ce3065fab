import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DATABASE, OWNER, ownerPassword } from './cluster.ts';
import { PostgresUnavailable } from './postgres-unavailable.ts';
import { isReachable, serverAccount, shelteredPath } from './server-account.ts';
import { isPostgres, readPostmaster } from './server-process.ts';

/**
 * Where the cluster really lies: a folder the server's account cannot pass is replaced by a sheltered one, which a file
 * beside the wanted folder names.
 */
export function clusterFolder(wanted: string): string {
  const folder = path.resolve(wanted);
  if (isReachable(folder, serverAccount(folder))) return folder;
  const named = pointerOf(folder);
  return existsSync(named) ? readFileSync(named, 'utf8') : shelteredPath('data', folder);
}

/**
 * Chooses the sheltered folder before the first start. One that is older than the office's own folder belongs to an office
 * that was deleted with its keys; it is left as it is, and this office gets another.
 */
export function settleClusterFolder(wanted: string): string {
  const folder = path.resolve(wanted);
  const place = clusterFolder(folder);
  if (place === folder || existsSync(pointerOf(folder))) return place;
  const settled = isOfDeletedOffice(place, path.dirname(folder)) ? `${place}-${randomBytes(3).toString('hex')}` : place;
  mkdirSync(path.dirname(folder), { recursive: true });
  writeFileSync(pointerOf(folder), settled, { mode: 0o600 });
  return settled;
}

const pointerOf = (folder: string): string => `${folder}.place`;

function isOfDeletedOffice(cluster: string, office: string): boolean {
  const made = path.join(cluster, 'PG_VERSION');
  return existsSync(made) && existsSync(office) && statSync(office).birthtimeMs > statSync(made).mtimeMs;
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
