import { readFileSync } from 'node:fs';
import type { Logger } from 'pino';
import { ConfigError, type Config } from '../config.ts';
import { createBsreSigner } from '../signing/bsre/bsre.ts';
import { derOf } from '../signing/certificates/pem.ts';
import { createSigningGrants } from '../signing/grants.ts';
import { createP12Signer } from '../signing/p12/p12.ts';
import { createTimestamper } from '../signing/pades/timestamp.ts';
import type { Signer, SigningGrants, Verifier } from '../signing/signing.ts';
import { createBoundedVerifier, type BoundedVerifier } from '../signing/verifier/bounded-verifier.ts';
import { createVerifier } from '../signing/verifier/verifier.ts';

export interface Signing {
  readonly signer: Signer;
  /** Checks every signature of ours. */
  readonly verifier: Verifier;
  /** Checks what anybody shows at the portal. */
  readonly publicVerifier: BoundedVerifier;
  /** Where a passphrase waits. */
  readonly grants: SigningGrants;
}

/** What the office signs and verifies with, as it is set up. */
export function createSigning({ signing }: Config, logger: Logger): Signing {
  const {
    adapter,
    trustAnchorFile,
    crlFiles,
    p12File,
    bsreUrl: url,
    bsreVersion: version,
    user,
    password,
    timestampUrl,
  } = signing;
  const trust = {
    trustAnchors: [readFileSync(trustAnchorFile, 'utf8')],
    acceptedSigners: signing.acceptedSigners,
    ...(crlFiles.length === 0 ? {} : { revocationLists: () => crlFiles.map((file) => readFileSync(file)) }),
  };
  const verifier = createVerifier(trust);
  if (adapter === 'p12' && p12File === undefined)
    throw new ConfigError(
      'SIGNING_P12_FILE belum diisi. Isi dengan alamat berkas .p12 milik Kepala Dinas, atau pilih SIGNING_ADAPTER=bsre.',
    );
  // Lists are renewed while the office runs: they are read for each signature.
  const validation = () => ({
    certificates: [derOf(readFileSync(trustAnchorFile))],
    revocationLists: crlFiles.map((file) => derOf(readFileSync(file))),
  });
  const proofs =
    timestampUrl === undefined
      ? {}
      : { timestamp: createTimestamper({ url: timestampUrl }), ...(crlFiles.length === 0 ? {} : { validation }) };
  const signer =
    p12File !== undefined && adapter === 'p12'
      ? createP12Signer({ p12File, verifier, ...proofs })
      : createBsreSigner({ url, version, user, password, logger, verifier });
  return { signer, verifier, publicVerifier: createBoundedVerifier(trust), grants: createSigningGrants() };
}
