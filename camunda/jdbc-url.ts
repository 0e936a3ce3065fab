import { StartError } from './start-error.ts';

/** A PostgreSQL address as the Java driver wants it. */
export interface JdbcAddress {
  readonly url: string;
  readonly user: string;
  readonly password: string;
}

/** Parameters of an address that mean the same to both drivers. */
const SHARED_PARAMETERS = ['sslmode', 'sslrootcert', 'sslcert', 'sslkey'];

/**
 * Translates `postgresql://user:password@host:port/database`; other parameters than those of TLS are left out.
 * The engine's tables lie in the schema that is given. Throws StartError for an address of a Unix socket, which Java
 * does not know.
 */
export function jdbcAddress(databaseUrl: string, schema: string): JdbcAddress {
  const url = new URL(databaseUrl);
  if (url.hostname === '')
    throw new StartError(
      'DATABASE_URL menunjuk soket Unix, yang tidak dikenal mesin proses. Tulis nama host, misalnya postgresql://pengguna:sandi@127.0.0.1:5432/kk.',
    );
  const parameters = new URLSearchParams({
    currentSchema: schema,
    ApplicationName: 'penerbitan-kk-engine',
    // Otherwise the text of an error quotes the row's values.
    logServerErrorDetail: 'false',
    tcpKeepAlive: 'true',
  });
  for (const name of SHARED_PARAMETERS) {
    const value = url.searchParams.get(name);
    if (value !== null) parameters.set(name, value);
  }
  return {
    url: `jdbc:postgresql://${url.hostname}:${url.port || '5432'}${url.pathname}?${parameters.toString()}`,
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
  };
}
