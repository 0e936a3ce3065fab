import { readFileSync } from 'node:fs';
import type { Logger } from 'pino';
import { ConfigError, type Config } from '../config.ts';
import { createBsreSigner } from '../signing/bsre/bsre.ts';
import { createSigningGrants } from '../signing/grants.ts';
import { createP12Signer } from '../signing/p12/p12.ts';
import type { Signer, SigningGrants, Verifier } from '../signing/signing.ts';
import { createVerifier } from '../signing/verifier/verifier.ts';

/** The signer the office is set up for, the verifier that checks every signature, and the place where a passphrase waits. */
export function createSigning({ signing }: Config, logger: Logger): { readonly signer: Signer; readonly verifier: Verifier; readonly grants: SigningGrants } {
  const { adapter, trustAnchorFile, crlFiles, p12File, bsreUrl: url, bsreVersion: version, user, password } = signing;
  const verifier = createVerifier({
    trustAnchors: [readFileSync(trustAnchorFile, 'utf8')],
    ...(crlFiles.length === 0 ? {} : { revocationLists: () => crlFiles.map((file) => readFileSync(file)) }),
  });
  if (adapter === 'p12' && p12File === undefined) throw new ConfigError('SIGNING_P12_FILE belum diisi. Isi dengan alamat berkas .p12 milik Kepala Dinas, atau pilih SIGNING_ADAPTER=bsre.');
  const signer = p12File !== undefined && adapter === 'p12' ? createP12Signer({ p12File, verifier }) : createBsreSigner({ url, version, user, password, logger, verifier });
  return { signer, verifier, grants: createSigningGrants() };
}
