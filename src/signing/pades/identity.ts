import type { webcrypto } from 'node:crypto';

/** Whoever can sign: a key, its certificate and the certificates between it and the anchor. */
export interface SigningIdentity {
  /** DER, the signer's own first, then its issuer and so on. */
  readonly certificates: readonly [Buffer, ...Buffer[]];
  /** RSASSA-PKCS1-v1_5 with SHA-256. */
  readonly privateKey: webcrypto.CryptoKey;
}
