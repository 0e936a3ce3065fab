import type { Finding, Verification, Verifier } from '../signing.ts';
import { readPemCertificates, type Certificate } from './certificates/certificate.ts';
import { belowAnchor, findPath } from './certificates/path.ts';
import { readRevocationList } from './certificates/revocation-list.ts';
import { readSignedData, OID, type SignedData, type SignerInfo } from './cms/signed-data.ts';
import { signerCertificate } from './cms/signer-checks.ts';
import { provenTime } from './cms/timestamp.ts';
import { only, readElement } from './der.ts';
import { readPdfFile, type PdfFile } from './pdf/pdf-file.ts';
import { attempt, finding, judge, type Rule } from './rule.ts';
import { CERTIFICATE_RULES, notRevoked } from './rules/certificate-rules.ts';
import { FILE_RULES, startsWithApproved } from './rules/file-rules.ts';
import { SIGNATURE_RULES, type VisibleArea } from './rules/signature-rules.ts';
import { SIGNER_RULES } from './rules/signer-rules.ts';
import { byteRange, claimedTime, findSignatureField, type SignatureField } from './signature-field.ts';
import { FIELD, READABLE, SIGNED_DATA, SIZE, TIMESTAMP } from './rules/gates.ts';

export interface VerifierOptions {
  /** PEM texts; each may hold several certificates. Root or intermediate. */
  readonly trustAnchors: readonly string[];
  /** Anchors of timestamp authorities; the trust anchors, when left out. */
  readonly timestampAnchors?: readonly string[];
  /** DER of current full CRLs, asked at every verification because they are renewed. Left out: revocation is not examined. */
  readonly revocationLists?: () => readonly Buffer[];
  /** Where a visible signature may stand. Left out: it must be invisible. */
  readonly visibleArea?: VisibleArea;
  readonly now?: () => Date;
}

/** A card is well below 1 MB; larger files are not ours and are refused before they are read. */
const MAX_BYTES = 32 * 1024 * 1024;

/**
 * Our own strict verifier for signed cards. It is made of rules (rules/), each of which can be read alone; a file is valid
 * when every one holds. It reads PDF, CMS and certificates with its own narrow readers and leaves the arithmetic to node:crypto,
 * so that it shares no code with what signs. It never fetches anything and never throws because of the file.
 * Throws DerDefect at once when an anchor is unreadable.
 */
export function createVerifier(options: VerifierOptions): Verifier {
  const anchors = options.trustAnchors.flatMap(readPemCertificates);
  const timestampAnchors = options.timestampAnchors?.flatMap(readPemCertificates) ?? anchors;
  return {
    verify: (signedPdf, expected) => Promise.resolve(examine({ ...options, anchors, timestampAnchors }, signedPdf, expected?.approvedPdf)),
  };
}

interface Settings extends Omit<VerifierOptions, 'timestampAnchors'> {
  readonly anchors: readonly Certificate[];
  readonly timestampAnchors: readonly Certificate[];
}

/** From the outside to the inside: each stage is reached only when the one before could be read. */
function examine(settings: Settings, signedPdf: Buffer, approvedPdf: Buffer | undefined): Verification {
  const findings: Finding[] = [];
  const reached = <T>(gate: Pick<Rule<never>, 'code' | 'passed' | 'failed'>, value: T | undefined): value is T => {
    findings.push(finding(gate, value !== undefined));
    return value !== undefined;
  };
  if (!reached(SIZE, signedPdf.length <= MAX_BYTES ? signedPdf : undefined)) return verdict(findings);

  const file = attempt(() => readPdfFile(signedPdf));
  if (!reached(READABLE, file)) return verdict(findings);
  findings.push(...judge(approvedPdf === undefined ? FILE_RULES : [...FILE_RULES, startsWithApproved], { file, approvedPdf }));

  const signature = attempt(() => findSignatureField(file));
  if (!reached(FIELD, signature)) return verdict(findings);
  findings.push(...judge(SIGNATURE_RULES, { file, signature, visibleArea: settings.visibleArea }));

  const signed = attempt(() => readSigner(file, signature));
  if (!reached(SIGNED_DATA, signed)) return verdict(findings);
  findings.push(...judge(SIGNER_RULES, signed));
  return examineCertificates(settings, findings, signature, signed);
}

interface Signed {
  readonly data: SignedData;
  readonly signer: SignerInfo;
  readonly certificate: Certificate;
  readonly signedBytes: readonly Buffer[];
}

function examineCertificates(settings: Settings, findings: Finding[], signature: SignatureField, signed: Signed): Verification {
  const { data, signer, certificate } = signed;
  const token = signer.unsignedAttributes.get(OID.signatureTimestamp);
  const proven = token === undefined ? undefined : attempt(() => provenTime(token.whole, signer.signature, settings.timestampAnchors));
  if (token !== undefined) findings.push(finding(TIMESTAMP, proven !== undefined));
  const signedAt = proven ?? claimedTime(signature);
  const path = attempt(() => findPath(certificate, data.certificates.filter((other) => other !== certificate), settings.anchors));
  const evidence = {
    certificate,
    path,
    belowAnchor: path === undefined ? [certificate] : belowAnchor(path, settings.anchors),
    signedAt,
    timeIsProven: proven !== undefined,
    now: settings.now?.() ?? new Date(),
    lists: (settings.revocationLists?.() ?? []).flatMap((list) => attempt(() => readRevocationList(list)) ?? []),
  };
  findings.push(...judge(settings.revocationLists === undefined ? CERTIFICATE_RULES : [...CERTIFICATE_RULES, notRevoked], evidence));
  return { ...verdict(findings), signerName: certificate.commonName, signedAt: signedAt ?? null, level: level(findings, token !== undefined) };
}

function readSigner(file: PdfFile, signature: SignatureField): Signed | undefined {
  const range = byteRange(signature);
  const data = readSignedData(readElement(signature.contents.bytes).whole);
  const signer = only(data.signers);
  const certificate = signerCertificate(data, signer);
  if (range === undefined || certificate === undefined) return undefined;
  const [start, gapStart, gapEnd, rest] = range;
  return { data, signer, certificate, signedBytes: [file.bytes.subarray(start, start + gapStart), file.bytes.subarray(gapEnd, gapEnd + rest)] };
}

function verdict(findings: readonly Finding[]): Verification {
  return { valid: findings.every(({ ok }) => ok), findings, signerName: null, signedAt: null, level: null };
}

/** The level is one of form, not of trust: it is named when the signature itself is in order. */
function level(findings: readonly Finding[], hasTimestamp: boolean): string | null {
  const inOrder = ['FORMAT', 'PROFILE', 'DIGEST', 'SIGNING_CERTIFICATE', 'SIGNATURE'].every((code) => findings.some((found) => found.code === code && found.ok));
  const timestampHolds = findings.every((found) => found.code !== 'TIMESTAMP' || found.ok);
  if (!inOrder) return null;
  return hasTimestamp && timestampHolds ? 'B-T' : 'B-B';
}
