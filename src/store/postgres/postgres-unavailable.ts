/**
 * No database could be had. The message is Indonesian, for whoever starts the office: what is wrong and what to do.
 * Holds no password.
 */
export class PostgresUnavailable extends Error {
  override name = 'PostgresUnavailable';
}

/** Node's code of a system error ("ENOENT"), or undefined. */
export function systemCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
