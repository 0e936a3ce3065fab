import { webcrypto } from 'node:crypto';
import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';
import { toArrayBuffer } from '../array-buffer.ts';
import type { KeyHolder } from './issue.ts';

const BAG = { key: '1.2.840.113549.1.12.10.1.2', certificate: '1.2.840.113549.1.12.10.1.3' } as const;
const LOCAL_KEY_ID = '1.2.840.113549.1.9.21';
/**
 * Rounds of the integrity check. pkijs counts them one by one in JavaScript; the key itself stands behind PROTECTION.
 */
const INTEGRITY_ROUNDS = 2048;
/** pkijs draws a fresh IV for each use; the type merely wants one. */
const PROTECTION = {
  contentEncryptionAlgorithm: { name: 'AES-CBC', length: 256, iv: new Uint8Array(0) },
  hmacHashAlgorithm: 'SHA-256',
  iterationCount: 100_000,
} as const;

/** A PKCS#12 file (RFC 7292) with key, certificate and chain, under AES-256 and PBKDF2. */
export async function packPkcs12(
  holder: KeyHolder,
  chain: readonly pkijs.Certificate[],
  passphrase: Buffer,
): Promise<Buffer> {
  const password = toArrayBuffer(passphrase);
  const localKeyId = [
    new pkijs.Attribute({
      type: LOCAL_KEY_ID,
      values: [new asn1js.OctetString({ valueHex: webcrypto.getRandomValues(new Uint8Array(4)).buffer })],
    }),
  ];
  const keyInfo = pkijs.PrivateKeyInfo.fromBER(await webcrypto.subtle.exportKey('pkcs8', holder.privateKey));
  const keyBag = new pkijs.PKCS8ShroudedKeyBag({ parsedValue: keyInfo });
  await keyBag.makeInternalValues({ password, ...PROTECTION });
  const certificateBag = (certificate: pkijs.Certificate, bagAttributes?: pkijs.Attribute[]) =>
    new pkijs.SafeBag({
      bagId: BAG.certificate,
      bagValue: new pkijs.CertBag({ parsedValue: certificate }),
      ...(bagAttributes === undefined ? {} : { bagAttributes }),
    });
  const authenticatedSafe = new pkijs.AuthenticatedSafe({
    parsedValue: {
      safeContents: [
        {
          privacyMode: 0,
          value: new pkijs.SafeContents({
            safeBags: [new pkijs.SafeBag({ bagId: BAG.key, bagValue: keyBag, bagAttributes: localKeyId })],
          }),
        },
        {
          privacyMode: 1,
          value: new pkijs.SafeContents({
            safeBags: [
              certificateBag(holder.certificate, localKeyId),
              ...chain.map((certificate) => certificateBag(certificate)),
            ],
          }),
        },
      ],
    },
  });
  await authenticatedSafe.makeInternalValues({ safeContents: [{}, { password, ...PROTECTION }] });
  const file = new pkijs.PFX({ parsedValue: { integrityMode: 0, authenticatedSafe } });
  await file.makeInternalValues({
    password,
    iterations: INTEGRITY_ROUNDS,
    pbkdf2HashAlgorithm: 'SHA-256',
    hmacHashAlgorithm: 'SHA-256',
  });
  new Uint8Array(password).fill(0);
  return Buffer.from(file.toSchema().toBER());
}
