import { issueCertificate, type CertificateOrder, type KeyHolder } from './issue.ts';

/** What can be wrong with a signer's certificate. */
export const FLAWS = ['expired', 'not-yet-valid', 'foreign', 'weak', 'no-key-usage'] as const;
export type Flaw = (typeof FLAWS)[number];

const DAY_MS = 86_400_000;

/** A signer with exactly one flaw, and the authorities above it. */
export async function issueFlawedSigner(
  flaw: Flaw,
  authorities: { readonly root: KeyHolder; readonly issuing: KeyHolder },
  now: Date,
): Promise<{ signer: KeyHolder; issuing: KeyHolder }> {
  const day = (days: number) => new Date(now.getTime() + days * DAY_MS);
  const order = {
    commonName: 'Kepala Dinas (simulasi)',
    kind: 'signer',
    notBefore: day(-1),
    notAfter: day(365),
  } as const;
  const from = async (change: Partial<CertificateOrder>) => ({
    signer: await issueCertificate({ ...order, issuer: authorities.issuing, ...change }),
    issuing: authorities.issuing,
  });
  switch (flaw) {
    case 'expired':
      return from({ notBefore: day(-30), notAfter: day(-1) });
    case 'not-yet-valid':
      return from({ notBefore: day(1) });
    case 'weak':
      return from({ keyBits: 1024 });
    case 'no-key-usage':
      return from({ withKeyUsage: false });
    case 'foreign': {
      const root = await issueCertificate({ ...order, commonName: 'Induk asing', kind: 'authority' });
      const issuing = await issueCertificate({
        ...order,
        commonName: 'Penerbit asing',
        kind: 'authority',
        issuer: root,
      });
      return { signer: await issueCertificate({ ...order, issuer: issuing }), issuing };
    }
  }
}
