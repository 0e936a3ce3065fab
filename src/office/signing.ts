import { readFileSync } from 'node:fs';
import type { Logger } from 'pino';
import type { Config } from '../config/config.ts';
import { ConfigError } from '../config/values.ts';
import { createBsreSigner } from '../signing/bsre/bsre.ts';
import { derOf } from '../signing/certificates/pem.ts';
import { createSigningGrants } from '../signing/grants.ts';
import { noSigner } from '../signing/no-signer.ts';
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

/** What the office signs and verifies with, as it is set up. Throws ConfigError for a file that cannot be read. */
export function createSigning({ signing }: Config, logger: Logger): Signing {
  const { service, trustAnchorFile, crlFiles, timestampUrl } = signing;
  const trust = {
    trustAnchors: [readable('TRUST_ANCHOR_FILE', trustAnchorFile).toString('utf8')],
    acceptedSigners: signing.acceptedSigners,
    ...(crlFiles.length === 0 ? {} : { revocationLists: () => crlFiles.map((file) => readFileSync(file)) }),
  };
  for (const file of crlFiles) readable('CRL_FILES', file);
  const verifier = createVerifier(trust);
  // Lists are renewed while the office runs: they are read for each signature.
  const validation = () => ({
    certificates: [derOf(readFileSync(trustAnchorFile))],
    revocationLists: crlFiles.map((file) => derOf(readFileSync(file))),
  });
  const proofs =
    timestampUrl === undefined
      ? {}
      : { timestamp: createTimestamper({ url: timestampUrl }), ...(crlFiles.length === 0 ? {} : { validation }) };
  const signerOf = (): Signer => {
    switch (service?.kind) {
      case 'bsre':
        return createBsreSigner({ ...service, logger, verifier });
      case 'p12':
        return createP12Signer({ p12File: service.file, verifier, ...proofs });
      case undefined:
        return noSigner;
    }
  };
  return { signer: signerOf(), verifier, publicVerifier: createBoundedVerifier(trust), grants: createSigningGrants() };
}

function readable(name: string, file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new ConfigError(
      `${name}: berkas ${file} tidak terbaca. Periksa nama dan izinnya; isi dengan sertifikat dan daftar pencabutan (CRL) yang diterbitkan BSrE.`,
      { cause: error },
    );
  }
}
