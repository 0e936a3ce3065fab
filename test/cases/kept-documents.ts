import { createHash } from 'node:crypto';

/** Encrypted documents in memory: what was put is found under its SHA-256. */
export function keptDocuments() {
  const kept = new Map<string, Buffer>();
  const put = (bytes: Buffer) => {
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    kept.set(sha256, bytes);
    return Promise.resolve({ sha256 });
  };
  const get = (sha256: string) => {
    const bytes = kept.get(sha256);
    return bytes === undefined ? Promise.reject(new Error(`no document ${sha256}`)) : Promise.resolve(bytes);
  };
  const read = (sha256: string): unknown => JSON.parse(kept.get(sha256)!.toString());
  return { put, get, read };
}
