import { strongEnough } from '../algorithms.ts';
import type { Certificate } from '../certificates/certificate.ts';
import { genuineLists, isUnrevoked, type RevocationList } from '../certificates/revocation-list.ts';
import { DerDefect } from '../der.ts';
import { told, type Rule } from '../rule.ts';

export interface CertificateEvidence {
  readonly certificate: Certificate;
  /** From the signer to the anchor; undefined: no anchor vouches for the signer. */
  readonly path: readonly Certificate[] | undefined;
  /** Certificates whose validity and revocation count. */
  readonly belowAnchor: readonly Certificate[];
  readonly signedAt: Date | undefined;
  readonly timeIsProven: boolean;
  readonly now: Date;
  readonly lists: readonly RevocationList[];
}

/** Clocks of two services differ by less. */
const CLOCK_DIFFERENCE_MS = 5 * 60_000;

const trusted: Rule<CertificateEvidence> = {
  ...told('CHAIN', {
    passed: 'The certificate comes from a trusted authority.',
    failed: 'The certificate does not come from a trusted authority.',
  }),
  holds: ({ path }) => path !== undefined && path.slice(1).every(({ publicKey }) => strongEnough(publicKey)),
};

/**
 * Purposes that allow a signature on a document, where a certificate names purposes at all: e-mail protection, client
 * authentication (as office certificates have them), document signing (RFC 9336, Microsoft, Adobe), any. A server's or
 * a timestamp authority's key is none, even under the same anchor.
 */
const DOCUMENT_PURPOSES = new Set([
  '1.3.6.1.5.5.7.3.4',
  '1.3.6.1.5.5.7.3.2',
  '1.3.6.1.5.5.7.3.36',
  '1.3.6.1.4.1.311.10.3.12',
  '1.2.840.113583.1.1.5',
  '2.5.29.37.0',
]);

const maySign: Rule<CertificateEvidence> = {
  ...told('KEY_USAGE', {
    passed: 'The certificate may be used for signatures.',
    failed: 'The certificate may not be used for signatures.',
  }),
  holds: ({ certificate: { isAuthority, keyUsage, extendedKeyUsage } }) =>
    !isAuthority &&
    (keyUsage.has('digitalSignature') || keyUsage.has('nonRepudiation')) &&
    (extendedKeyUsage.length === 0 || extendedKeyUsage.some((purpose) => DOCUMENT_PURPOSES.has(purpose))),
};

const timeIsStated: Rule<CertificateEvidence> = {
  ...told('SIGNING_TIME', {
    passed: 'The time of signing is stated.',
    failed: 'The time of signing is missing or in the future.',
  }),
  holds: ({ signedAt, now }) => stated(signedAt).getTime() <= now.getTime() + CLOCK_DIFFERENCE_MS,
};

const alreadyValid: Rule<CertificateEvidence> = {
  ...told('NOT_YET_VALID', {
    passed: 'The certificate was already valid when it signed.',
    failed: 'The certificate was not yet valid when it signed.',
  }),
  holds: ({ belowAnchor, signedAt }) => {
    const at = stated(signedAt);
    return belowAnchor.every(({ notBefore }) => notBefore <= at);
  },
};

const stillValid: Rule<CertificateEvidence> = {
  ...told('EXPIRED', {
    passed: 'The certificate had not expired when it signed.',
    failed: 'The certificate had expired when it signed.',
  }),
  holds: ({ belowAnchor, signedAt }) => {
    const at = stated(signedAt);
    return belowAnchor.every(({ notAfter }) => at <= notAfter);
  },
};

export const CERTIFICATE_RULES: readonly Rule<CertificateEvidence>[] = [
  trusted,
  maySign,
  timeIsStated,
  alreadyValid,
  stillValid,
];

const listsAreCurrent: Rule<CertificateEvidence> = {
  ...told('REVOCATION_LIST', {
    passed: 'There is a current revocation list for each certificate.',
    failed: 'A revocation list is missing or outdated.',
  }),
  holds: (evidence) => withLists(evidence).every(({ lists }) => lists.length > 0),
};

const notRevoked: Rule<CertificateEvidence> = {
  ...told('REVOCATION', { passed: 'The certificate is not revoked.', failed: 'The certificate is revoked.' }),
  holds: (evidence) =>
    withLists(evidence).every(({ certificate, lists, signedAt }) =>
      lists.every((list) => isUnrevoked(list, certificate, signedAt, evidence.timeIsProven)),
    ),
};

/** Asked only where revocation lists are configured and there is a path. */
export const REVOCATION_RULES: readonly Rule<CertificateEvidence>[] = [listsAreCurrent, notRevoked];

/** A rule about a time that nobody stated does not hold. */
function stated(signedAt: Date | undefined): Date {
  if (signedAt === undefined) throw new DerDefect('no time of signing');
  return signedAt;
}

/**
 * Lists that were made before now and are current: at the time of signing where that is proven, else now, because a
 * thief who dates back would choose a day of an old list.
 */
function withLists({
  path,
  belowAnchor,
  lists,
  signedAt,
  timeIsProven,
  now,
}: CertificateEvidence): { certificate: Certificate; lists: RevocationList[]; signedAt: Date }[] {
  const at = stated(signedAt);
  return belowAnchor.map((certificate, index) => {
    const issuer = path?.[index + 1];
    if (issuer === undefined) throw new DerDefect('no issuer to ask for a list of');
    const current = genuineLists(lists, issuer).filter(
      ({ thisUpdate, nextUpdate }) =>
        nextUpdate >= (timeIsProven ? at : now) && thisUpdate.getTime() <= now.getTime() + CLOCK_DIFFERENCE_MS,
    );
    return { certificate, lists: current, signedAt: at };
  });
}
