import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { GRANT_LIFE_MS, type SigningGrants } from './signing.ts';

interface Sealed {
  readonly signer: string;
  readonly iv: Buffer;
  readonly box: Buffer;
  readonly tag: Buffer;
  readonly until: number;
  readonly timer: NodeJS.Timeout;
}

/**
 * Grants in the memory of this process only (design: the passphrase is never a variable, a log line or a row). Sealed
 * with AES-256-GCM under a key that is drawn at start and never leaves; the draft's hash is bound to it, so that what
 * was given for one draft opens no other. One passphrase may be given for several drafts: whoever typed it in
 * overwrites the buffer after the last. A restart forgets all grants and the head is asked again.
 */
export function createSigningGrants(
  options: { readonly lifeMs?: number } = {},
): SigningGrants & { readonly size: number } {
  const key = randomBytes(32);
  const grants = new Map<string, Sealed>();

  function forget(draftSha256: string): undefined {
    const sealed = grants.get(draftSha256);
    if (sealed === undefined) return;
    clearTimeout(sealed.timer);
    sealed.box.fill(0);
    sealed.tag.fill(0);
    grants.delete(draftSha256);
  }

  return {
    get size() {
      return grants.size;
    },
    give({ draftSha256, signer, passphrase }) {
      forget(draftSha256);
      const iv = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(draftSha256));
      const box = Buffer.concat([cipher.update(passphrase), cipher.final()]);
      const lifeMs = options.lifeMs ?? GRANT_LIFE_MS;
      const timer = setTimeout(() => forget(draftSha256), lifeMs).unref();
      grants.set(draftSha256, { signer, iv, box, tag: cipher.getAuthTag(), until: Date.now() + lifeMs, timer });
    },
    open(draftSha256) {
      const sealed = grants.get(draftSha256);
      if (sealed === undefined) return undefined;
      if (sealed.until <= Date.now()) return forget(draftSha256); // a timer is late when the machine slept
      const decipher = createDecipheriv('aes-256-gcm', key, sealed.iv)
        .setAAD(Buffer.from(draftSha256))
        .setAuthTag(sealed.tag);
      const passphrase = decipher.update(sealed.box);
      decipher.final(); // GCM: no further bytes, only the proof
      return { signer: sealed.signer, passphrase };
    },
    revoke: forget,
  };
}
