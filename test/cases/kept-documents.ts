import { createHash } from 'node:crypto';

/** Encrypted documents in memory: what was put is found under its SHA-256. */
export function keptDocuments() {
  const kept = new Map<string, Buffer>();
  const putNow = (bytes: Buffer | string): string => {
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    kept.set(sha256, Buffer.from(bytes));
    return sha256;
  };
  const put = (bytes: Buffer) => Promise.resolve({ sha256: putNow(bytes) });
  const get = (sha256: string) => {
    const bytes = kept.get(sha256);
    return bytes === undefined ? Promise.reject(new Error(`no document ${sha256}`)) : Promise.resolve(bytes);
  };
  const read = (sha256: string): unknown => JSON.parse(kept.get(sha256)!.toString());
  return { put, putNow, get, read };
}
