import { createHmac } from 'node:crypto';
import pg from 'pg';
import { PostgresUnavailable, systemCode } from './postgres/postgres-unavailable.ts';

/**
 * Addresses of the same database for the two roles that work in it; both hold a password and are never to be logged.
 */
export interface Logins {
  /** `kk_app`, the application: reads and adds, changes only what it may, cannot become another role. */
  readonly application: string;
  /** `kk_engine`, the embedded engine: owns the schema `engine`, may execute the functions of the work list. */
  readonly engine: string;
}

const NOT_ALLOWED = '42501';
/** Two starters change the same role at once: roles belong to the whole server, so no lock of ours covers it. */
const CHANGED_MEANWHILE = 'XX000';
const ATTEMPTS = 10;

/**
 * Lets the two roles log in. Their passwords follow from the owner's, so that every process finds the same ones and
 * none has to be stored. Throws PostgresUnavailable when the owner may not change roles.
 */
export async function ensureLogins(ownerUrl: string): Promise<Logins> {
  const logins = { application: urlFor(ownerUrl, 'kk_app'), engine: urlFor(ownerUrl, 'kk_engine') };
  for (const url of Object.values(logins)) if (!(await mayLogIn(url))) await allow(ownerUrl, url);
  return logins;
}

function urlFor(ownerUrl: string, role: string): string {
  const url = new URL(ownerUrl);
  url.password = createHmac('sha256', decodeURIComponent(url.password)).update(`login of ${role}`).digest('base64url');
  url.username = role;
  return url.href;
}

async function mayLogIn(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return true;
  } catch (error) {
    // 28P01: wrong password; 28000: the role may not log in yet.
    if (['28P01', '28000'].includes(systemCode(error) ?? '')) return false;
    throw error;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function allow(ownerUrl: string, loginUrl: string): Promise<void> {
  const { username, password } = new URL(loginUrl);
  const owner = new pg.Client({ connectionString: ownerUrl, connectionTimeoutMillis: 5_000 });
  owner.on('error', () => undefined);
  await owner.connect();
  try {
    const statement = `alter role ${username} login password ${owner.escapeLiteral(password)}`;
    for (let attempt = 1; ; attempt++) {
      try {
        await owner.query(statement);
        return;
      } catch (error) {
        if (systemCode(error) === NOT_ALLOWED)
          throw new PostgresUnavailable(
            `Pengguna pada DATABASE_URL belum boleh memberi kata sandi kepada peran ${username}. Beri hak CREATEROLE (ALTER ROLE ... CREATEROLE), lalu mulai lagi.`,
          );
        if (systemCode(error) !== CHANGED_MEANWHILE || attempt === ATTEMPTS) throw error;
      }
    }
  } finally {
    await owner.end();
  }
}
