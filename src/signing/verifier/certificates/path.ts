import type { Certificate } from './certificate.ts';

/**
 * The way from a signer up to an anchor (RFC 5280, 6). Every certificate that came along must stand on it and every one
 * must be signed by the next, so that none of their bytes can be changed unnoticed. Undefined: there is no such way.
 */
export function findPath(
  signer: Certificate,
  others: readonly Certificate[],
  anchors: readonly Certificate[],
): Certificate[] | undefined {
  const path = [signer];
  const rest = [...others];
  for (let top = signer; rest.length > 0;) {
    const index = rest.findIndex((candidate) => issued(candidate, top));
    const [next] = index < 0 ? [] : rest.splice(index, 1);
    if (next === undefined) return undefined;
    path.push(next);
    top = next;
  }
  const top = path.at(-1) ?? signer;
  const above = anchors.find((anchor) => issued(anchor, top));
  const isAnchor = anchors.some((anchor) => anchor.der.equals(top.der));
  if (above !== undefined && !isAnchor) path.push(above);
  else if (!isAnchor && !issued(top, top)) return undefined;
  if (
    !path.some((certificate) =>
      anchors.some((anchor) => anchor.der.equals(certificate.der) || issued(anchor, certificate)),
    )
  )
    return undefined;
  return path.every(fitsPathLength) && path.every((certificate) => !certificate.hasUnknownCriticalExtension)
    ? path
    : undefined;
}

/** Certificates whose validity and revocation count: all below the first anchor. */
export function belowAnchor(path: readonly Certificate[], anchors: readonly Certificate[]): Certificate[] {
  const anchor = path.findIndex((certificate) => anchors.some(({ der }) => der.equals(certificate.der)));
  return path.slice(0, anchor < 0 ? path.length : anchor);
}

function issued(issuer: Certificate, certificate: Certificate): boolean {
  return (
    issuer.subject.equals(certificate.issuer) &&
    issuer.isAuthority &&
    issuer.keyUsage.has('keyCertSign') &&
    certificate.isSignedBy(issuer.publicKey)
  );
}

/** pathLenConstraint counts the authorities between a certificate and the signer. */
function fitsPathLength(certificate: Certificate, index: number): boolean {
  return certificate.pathLength === undefined || index - 1 <= certificate.pathLength;
}
