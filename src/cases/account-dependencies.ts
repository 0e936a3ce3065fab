import type { Limits } from '../store/limits.ts';
import type { PasswordHashing } from '../store/password-hash.ts';
import type { Store } from '../store/store.ts';

/** What the use cases of logins and accounts need. */
export interface AccountDependencies {
  readonly store: Store;
  readonly passwords: PasswordHashing;
  readonly limits: Limits;
  readonly now: () => Date;
  /** 32 bytes. The journal names an address by a keyed hash: equal addresses can be recognised, none can be read. */
  readonly addressKey: Buffer;
  /** By which the subjects of cases are hashed: what is kept of an officer's own NIK is compared with them. */
  readonly linkKey: Buffer;
}

/** Where somebody tries a password from. */
export interface Origin {
  /** As limits count it (src/web/address.ts), as far as the office's proxies vouch for it. */
  readonly address: string;
  /**
   * Id of a browser in which this officer has logged in before (signed, so that nobody can invent it); null: a strange
   * browser.
   */
  readonly browser: string | null;
}
