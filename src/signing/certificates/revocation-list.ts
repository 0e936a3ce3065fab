import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';
import { toDer, wholeSeconds, type KeyHolder } from './issue.ts';

const DAYS = 86_400_000;
/** How long a list is current. */
export const LIST_LIFE_MS = 30 * DAYS;

/** A full CRL (RFC 5280, 5) of that authority, in DER. */
export async function issueRevocationList(
  authority: KeyHolder,
  revoked: readonly { readonly certificate: pkijs.Certificate; readonly at: Date }[],
  now: Date,
): Promise<Buffer> {
  const list = new pkijs.CertificateRevocationList();
  list.version = 1;
  list.issuer = authority.certificate.subject;
  list.thisUpdate = new pkijs.Time({ value: wholeSeconds(now) });
  list.nextUpdate = new pkijs.Time({ value: wholeSeconds(new Date(now.getTime() + LIST_LIFE_MS)) });
  list.revokedCertificates = revoked.map(
    ({ certificate, at }) =>
      new pkijs.RevokedCertificate({
        userCertificate: certificate.serialNumber,
        revocationDate: new pkijs.Time({ value: wholeSeconds(at) }),
      }),
  );
  const number = new asn1js.Integer({ value: Math.floor(now.getTime() / 1000) });
  list.crlExtensions = new pkijs.Extensions({
    extensions: [new pkijs.Extension({ extnID: '2.5.29.20', critical: false, extnValue: number.toBER() })],
  });
  await list.sign(authority.privateKey, 'SHA-256');
  return toDer(list);
}
