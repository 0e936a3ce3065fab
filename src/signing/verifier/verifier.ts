import { SIGNATURE_AREA, type SignatureArea } from '../../domain/signature-area.ts';
import { CARD_MAX_BYTES, type Finding, type Verification, type Verifier } from '../signing.ts';
import { readCertificate, readPemCertificates, type Certificate } from './certificates/certificate.ts';
import { belowAnchor, findPath } from './certificates/path.ts';
import { readRevocationList, type RevocationList } from './certificates/revocation-list.ts';
import { OID, readSignedData, type SignedData, type SignerInfo } from './cms/signed-data.ts';
import { signerCertificate } from './cms/signer-checks.ts';
import { provenTime } from './cms/timestamp.ts';
import { readElement } from './der.ts';
import { readPdfFile, type PdfFile } from './pdf/pdf-file.ts';
import { attempt, finding, judge, type Gate } from './rule.ts';
import { CERTIFICATE_RULES, REVOCATION_RULES, type CertificateEvidence } from './rules/certificate-rules.ts';
import { FILE_RULES, startsWithApproved } from './rules/file-rules.ts';
import {
  FIELD,
  READABLE,
  SIGNED_DATA,
  SIGNER,
  SIGNER_NOT_EXAMINED,
  SIZE,
  TIMESTAMP,
  VALIDATION_DATA,
} from './rules/gates.ts';
import { SIGNATURE_RULES } from './rules/signature-rules.ts';
import { keyIsStrong, SIGNER_RULES } from './rules/signer-rules.ts';
import { carriedLists, securityStore } from './validation-data.ts';
import { byteRange, claimedTime, findSignatureField, type SignatureField } from './signature-field.ts';

/** Common names (subject CN) of those who may sign, former ones too; or that nobody said who may. */
export type AcceptedSigners = readonly string[] | 'not-examined';

export interface VerifierOptions {
  /** PEM texts; each may hold several certificates. Root or intermediate. */
  readonly trustAnchors: readonly string[];
  /** Anchors of timestamp authorities; the trust anchors, when left out. */
  readonly timestampAnchors?: readonly string[];
  /**
   * Full CRLs in DER or PEM, asked at every verification because they are renewed. Left out: revocation is not
   * examined.
   */
  readonly revocationLists?: () => readonly Buffer[];
  /**
   * A trust anchor vouches for who somebody is, not for what they may do: with the root of BSrE as anchor any of its
   * subscribers would sign a valid card. Without names no file is valid.
   */
  readonly acceptedSigners: AcceptedSigners;
  /** Where the field of the signature may have an extent; SIGNATURE_AREA of the card, when left out. */
  readonly area?: SignatureArea;
  readonly now?: () => Date;
}

/** The verifier, and the same rules asked of a certificate before it signs. */
export interface StrictVerifier extends Verifier {
  /** DER of the signer's certificate, then of its chain: may it sign now? Never throws. */
  examineSigner(certificates: readonly Buffer[]): readonly Finding[];
}

/**
 * Our own strict verifier for signed cards. It is made of rules (rules/), each of which can be read alone; a file is
 * valid when every one holds. It reads PDF, CMS and certificates with its own narrow readers and leaves the arithmetic
 * to node:crypto, so that it shares no code with what signs. It never fetches anything and never throws because of the
 * file. Throws DerDefect at once when an anchor is unreadable.
 */
export function createVerifier(options: VerifierOptions): StrictVerifier {
  const anchors = options.trustAnchors.flatMap(readPemCertificates);
  const timestampAnchors = options.timestampAnchors?.flatMap(readPemCertificates) ?? anchors;
  const settings = { ...options, anchors, timestampAnchors };
  return {
    verify: (signedPdf, expected) => Promise.resolve(examine(settings, signedPdf, expected?.approvedPdf)),
    examineSigner: (certificates) => {
      const [certificate, ...others] = attempt(() => certificates.map(readCertificate)) ?? [];
      if (certificate === undefined) return [finding(SIGNED_DATA, false)];
      return [
        ...judge([keyIsStrong], { certificate }),
        ...examineCertificates(settings, {
          certificate,
          path: attempt(() => findPath(certificate, others, settings.anchors)),
          signedAt: settings.now?.() ?? new Date(),
          timeIsProven: false,
          lists: configuredLists(settings),
        }),
        signerFinding(settings.acceptedSigners, certificate),
      ];
    },
  };
}

interface Settings extends Omit<VerifierOptions, 'timestampAnchors'> {
  readonly anchors: readonly Certificate[];
  readonly timestampAnchors: readonly Certificate[];
}

/** From the outside to the inside: each stage is reached only when the one before could be read. */
function examine(settings: Settings, signedPdf: Buffer, approvedPdf: Buffer | undefined): Verification {
  const findings: Finding[] = [];
  const reached = <T>(gate: Gate, value: T | undefined): value is T => {
    findings.push(finding(gate, value !== undefined));
    return value !== undefined;
  };
  if (!reached(SIZE, signedPdf.length <= CARD_MAX_BYTES ? signedPdf : undefined)) return refusal(findings);

  const file = attempt(() => readPdfFile(signedPdf));
  if (!reached(READABLE, file)) return refusal(findings);
  findings.push(
    ...judge(approvedPdf === undefined ? FILE_RULES : [...FILE_RULES, startsWithApproved(approvedPdf)], { file }),
  );

  const signature = attempt(() => findSignatureField(file));
  if (!reached(FIELD, signature)) return refusal(findings);
  findings.push(...judge(SIGNATURE_RULES, { file, signature, area: settings.area ?? SIGNATURE_AREA }));

  const signed = attempt(() => readSigner(file, signature));
  if (!reached(SIGNED_DATA, signed)) return refusal(findings);
  findings.push(...judge(SIGNER_RULES, signed));

  const { data, signer, certificate } = signed;
  const token = signer.unsignedAttributes.get(OID.signatureTimestamp);
  const carried = securityStore(file) === undefined ? [] : attempt(() => carriedLists(file));
  const configured = configuredLists(settings);
  const proven =
    token === undefined
      ? undefined
      : attempt(() =>
          provenTime(token.whole, signer.signature, settings.timestampAnchors, [...(carried ?? []), ...configured]),
        );
  if (token !== undefined) findings.push(finding(TIMESTAMP, proven !== undefined));
  const signedAt = proven ?? claimedTime(signature);
  if (carried?.length !== 0) findings.push(finding(VALIDATION_DATA, carried !== undefined));
  const others = data.certificates.filter((other) => other !== certificate);
  const path = attempt(() => findPath(certificate, others, settings.anchors));
  // Lists inside the file count only where the time is proven: a thief could date back and carry an old list along.
  const lists = proven === undefined ? configured : [...(carried ?? []), ...configured];
  findings.push(
    ...examineCertificates(settings, { certificate, path, signedAt, timeIsProven: proven !== undefined, lists }),
  );
  const intact = findings.every(({ ok }) => ok);
  const mayHaveSigned = signerFinding(settings.acceptedSigners, certificate);
  return {
    valid: intact && mayHaveSigned.ok,
    intact,
    signer: settings.acceptedSigners === 'not-examined' ? 'not-examined' : mayHaveSigned.ok ? 'accepted' : 'refused',
    findings: [...findings, mayHaveSigned],
    signerName: certificate.commonName,
    signedAt: signedAt ?? null,
    level: level(findings),
  };
}

function examineCertificates(
  settings: Settings,
  evidence: Pick<CertificateEvidence, 'certificate' | 'path' | 'signedAt' | 'timeIsProven' | 'lists'>,
): Finding[] {
  const { certificate, path } = evidence;
  const withRevocation = settings.revocationLists !== undefined && path !== undefined;
  return judge(withRevocation ? [...CERTIFICATE_RULES, ...REVOCATION_RULES] : CERTIFICATE_RULES, {
    ...evidence,
    belowAnchor: path === undefined ? [certificate] : belowAnchor(path, settings.anchors),
    now: settings.now?.() ?? new Date(),
  });
}

function configuredLists({ revocationLists }: Settings): RevocationList[] {
  return (revocationLists?.() ?? []).flatMap((list) => attempt(() => readRevocationList(list)) ?? []);
}

interface Signed {
  readonly data: SignedData;
  readonly signer: SignerInfo;
  readonly certificate: Certificate;
  readonly signedBytes: readonly Buffer[];
}

function readSigner(file: PdfFile, signature: SignatureField): Signed | undefined {
  const range = byteRange(signature);
  const data = readSignedData(readElement(signature.contents.bytes).whole);
  const { signer } = data;
  const certificate = signerCertificate(data, signer);
  if (range === undefined || certificate === undefined) return undefined;
  const [start, gapStart, gapEnd, rest] = range;
  return {
    data,
    signer,
    certificate,
    signedBytes: [file.bytes.subarray(start, start + gapStart), file.bytes.subarray(gapEnd, gapEnd + rest)],
  };
}

function signerFinding(accepted: AcceptedSigners, { commonName }: Certificate): Finding {
  if (accepted === 'not-examined') return finding(SIGNER_NOT_EXAMINED, false);
  return finding(SIGNER, commonName !== null && accepted.includes(commonName));
}

/** The verdict on a file whose signature was not reached. */
export function refusal(findings: readonly Finding[]): Verification {
  return {
    valid: false,
    intact: false,
    signer: 'not-examined',
    findings,
    signerName: null,
    signedAt: null,
    level: null,
  };
}

/** The level is one of form, not of trust: it is named when the signature itself is in order. */
function level(findings: readonly Finding[]): string | null {
  const holds = (code: string) => findings.some((found) => found.code === code && found.ok);
  if (!['FORMAT', 'PROFILE', 'DIGEST', 'SIGNING_CERTIFICATE', 'SIGNATURE'].every(holds)) return null;
  return holds('TIMESTAMP') ? 'B-T' : 'B-B';
}
