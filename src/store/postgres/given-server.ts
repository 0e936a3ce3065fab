import pg from 'pg';
import { OLDEST_MAJOR } from './binaries.ts';
import { PostgresUnavailable, systemCode } from './postgres-unavailable.ts';

/** Tries the server of DATABASE_URL and answers its version. Throws PostgresUnavailable with the remedy. */
export async function checkGivenServer(databaseUrl: string): Promise<string> {
  let client: pg.Client;
  try {
    client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 10_000 });
  } catch {
    throw new PostgresUnavailable(
      'DATABASE_URL tidak dapat dibaca. Bentuknya: postgresql://pengguna:sandi@alamat:5432/nama-basis-data',
    );
  }
  client.on('error', () => undefined); // a connection lost while closing is no news
  try {
    await client.connect();
    const { rows } = await client.query<{ version: string; major: number }>(
      `select split_part(current_setting('server_version'), ' ', 1) as version, current_setting('server_version_num')::int / 10000 as major`,
    );
    const [server] = rows;
    if (server === undefined || server.major < OLDEST_MAJOR)
      throw new PostgresUnavailable(
        `PostgreSQL ${server?.version ?? ''} pada DATABASE_URL terlalu lama. Pakai PostgreSQL ${OLDEST_MAJOR} atau lebih baru.`,
      );
    return server.version;
  } catch (error) {
    if (error instanceof PostgresUnavailable) throw error;
    throw new PostgresUnavailable(`PostgreSQL pada DATABASE_URL tidak dapat dipakai. ${remedy(error)}`);
  } finally {
    await client.end().catch(() => undefined);
  }
}

function remedy(error: unknown): string {
  const code = systemCode(error);
  if (code === '28P01' || code === '28000')
    return 'Nama pengguna atau sandi ditolak; periksa keduanya di DATABASE_URL.';
  if (code === '3D000')
    return 'Basis datanya belum ada; buat dahulu dengan createdb, atau perbaiki namanya di DATABASE_URL.';
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return 'Nama servernya tidak dikenal; periksa alamat di DATABASE_URL.';
  if (code === 'ECONNREFUSED')
    return 'Tidak ada yang menjawab di alamat itu; jalankan servernya atau periksa alamat dan port di DATABASE_URL.';
  return `Server tidak menjawab dengan benar (${code ?? 'waktu habis'}); periksa DATABASE_URL, atau kosongkan agar kantor membawa basis datanya sendiri.`;
}
