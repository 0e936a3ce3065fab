import { randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';

/** Argon2id with the first choice of OWASP's Password Storage Cheat Sheet: 19 MiB, two passes, one lane. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** How passwords are kept: one way, salted, slow. The bytes of a password are the caller's to wipe. */
export interface PasswordHashing {
  /** PHC string with salt and cost. */
  hash(password: Uint8Array): Promise<string>;
  /** Takes the same time for every answer; `null` (no such account) is never right and takes as long as the others. */
  fits(password: Uint8Array, hashed: string | null): Promise<boolean>;
}

export function createPasswordHashing(): PasswordHashing {
  const nobodys = hash(randomBytes(32), COST);
  nobodys.catch(() => undefined); // whoever awaits it gets the error
  return {
    hash: (password) => hash(password, COST),
    async fits(password, hashed) {
      const right = await verify(hashed ?? (await nobodys), password);
      return right && hashed !== null;
    },
  };
}
