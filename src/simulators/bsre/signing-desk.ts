import { PDFDocument } from '@cantoo/pdf-lib';
import { randomBytes } from 'node:crypto';
import type { SignatureArea } from '../../domain/signature-area.ts';
import { identityOf, issueFlawedSigner, type Flaw, type TestPki } from '../../signing/certificates.ts';
import type { SigningIdentity } from '../../signing/pades/identity.ts';
import { signPades } from '../../signing/pades/sign.ts';
import { isPassphrase, signerOf } from './signers.ts';

/** What this simulator can do wrong on command, beside the failures of the line. */
export const OWN_FAILURES = [
  '2031',
  '2011',
  'json-200',
  'garbage',
  'cut',
  'other-bytes',
  'expired',
  'not-yet-valid',
  'revoked',
  'foreign',
  'weak',
  'no-key-usage',
] as const;
export type OwnFailure = (typeof OWN_FAILURES)[number];

export interface SigningRequest {
  readonly nik: string;
  readonly passphrase: string;
  readonly pdf: Buffer;
  readonly reason: string;
  readonly location: string;
  readonly place: SignatureArea | undefined;
}

/** BSrE's error body, v1 and v2. */
export class Refusal extends Error {
  override name = 'Refusal';
  readonly code: number;
  constructor(code: number, text: string) {
    super(text);
    this.code = code;
  }
}

export interface SigningDesk {
  /** Throws Refusal. */
  sign(request: SigningRequest, failure: OwnFailure | undefined): Promise<Buffer>;
}

/** Signs for real with the test PKI, or badly in the one way that was ordered. */
export function createSigningDesk(pki: TestPki): SigningDesk {
  const flawed = new Map<Flaw, Promise<SigningIdentity>>();

  async function flawedIdentity(flaw: Flaw): Promise<SigningIdentity> {
    const made =
      flawed.get(flaw) ??
      issueFlawedSigner(flaw, pki, new Date()).then(({ signer, issuing }) => identityOf(signer, issuing));
    flawed.set(flaw, made);
    return made;
  }

  async function identityFor(holder: 'signer' | 'deputy', failure: OwnFailure | undefined): Promise<SigningIdentity> {
    switch (failure) {
      case 'revoked':
        return identityOf(pki.revoked, pki.issuing);
      case 'expired':
      case 'not-yet-valid':
      case 'foreign':
      case 'weak':
      case 'no-key-usage':
        return flawedIdentity(failure);
      case '2031':
      case '2011':
      case 'json-200':
      case 'garbage':
      case 'cut':
      case 'other-bytes':
      case undefined:
        return identityOf(pki[holder], pki.issuing);
    }
  }

  return {
    async sign({ nik, passphrase, pdf, reason, location, place }, failure) {
      if (nik === '') throw new Refusal(4014, 'NIK harus diisi');
      const signer = signerOf(nik);
      if (signer?.state !== 'ISSUE' || failure === '2011') throw new Refusal(2011, 'Penandatangan tidak terdaftar');
      if (!isPassphrase(passphrase) || failure === '2031' || failure === 'json-200')
        throw new Refusal(2031, 'Passphrase anda salah !!!');
      if (!pdf.subarray(0, 5).equals(Buffer.from('%PDF-')))
        throw new Refusal(4015, 'Data tidak sesuai ketentuan : file bukan PDF');
      if (failure === 'garbage') return randomBytes(4096);
      const words = { signerName: signer.name, reason, location, signedAt: new Date() };
      return signPades(
        failure === 'other-bytes' ? await resaved(pdf) : pdf,
        await identityFor(signer.holder, failure),
        place === undefined ? words : { ...words, place },
      );
    },
  };
}

/** The same pages, written anew: no longer the bytes that were approved. */
async function resaved(pdf: Buffer): Promise<Buffer> {
  const document = await PDFDocument.load(pdf, { updateMetadata: false });
  document.setKeywords(['disimpan ulang']);
  return Buffer.from(await document.save({ useObjectStreams: false }));
}
