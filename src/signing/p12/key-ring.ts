import { createHash, createHmac, randomBytes } from 'node:crypto';
import type { SigningIdentity } from '../pades/identity.ts';

type Open = (file: Buffer, passphrase: Buffer) => Promise<SigningIdentity>;

/** Shorter than a grant of the same passphrase lives, long enough for a queue of cards. */
const LIFE_MS = 60_000;

/**
 * Opens a key file, and keeps the opened key for a minute: whoever signs a hundred cards in a row waits for the
 * derivation of the key once. A key is found again only with the same file and the same passphrase, of which no more
 * than a keyed hash is kept; it cannot be exported, and it is forgotten a minute after it was opened, used or not. A
 * wrong passphrase leaves nothing.
 */
export function createKeyRing(open: Open, lifeMs = LIFE_MS): Open {
  const secret = randomBytes(32);
  const ring = new Map<string, Promise<SigningIdentity>>();
  return (file, passphrase) => {
    const name = createHmac('sha256', secret)
      .update(createHash('sha256').update(file).digest())
      .update(passphrase)
      .digest('hex');
    const kept = ring.get(name);
    if (kept !== undefined) return kept;
    const opened = open(file, passphrase);
    ring.set(name, opened);
    opened.then(
      () => setTimeout(() => ring.delete(name), lifeMs).unref(),
      () => ring.delete(name),
    );
    return opened;
  };
}
