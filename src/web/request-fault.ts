import { Refused } from './refused.ts';

/**
 * A fault of the request itself, as body parsers report it: too large, cut off, wrongly coded. Undefined for any other
 * error.
 */
export function requestFault(error: unknown): Refused | undefined {
  const status: unknown = error instanceof Error ? Reflect.get(error, 'status') : undefined;
  if (typeof status !== 'number' || status < 400 || status >= 500) return undefined;
  return status === 413
    ? new Refused(
        status,
        'Yang Anda tulis terlalu panjang, jadi belum tersimpan. Kembali ke halaman sebelumnya, singkatkan, lalu kirim lagi.',
        { code: 'REQUEST_TOO_LARGE', title: 'Terlalu panjang' },
      )
    : new Refused(status, 'Permintaan ini tidak terbaca. Kembali ke halaman sebelumnya, muat ulang, lalu kirim lagi.', {
        code: 'REQUEST_UNREADABLE',
      });
}
