import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PDFDocument, PDFName, PDFString } from '@cantoo/pdf-lib';
import { SIGNATURE_AREA } from '../../src/domain/signature-area.ts';
import { ensureTestPki, identityOf, TEST_SIGNERS, type TestPki } from '../../src/signing/certificates.ts';
import type { SigningIdentity } from '../../src/signing/pades/identity.ts';
import { signPades, type PadesOptions } from '../../src/signing/pades/sign.ts';
import { createVerifier, type StrictVerifier, type VerifierOptions } from '../../src/signing/verifier/verifier.ts';

/** A certificate folder that lives as long as the test run: keys take time to make. */
export const folder = mkdtempSync(path.join(tmpdir(), 'kk-signing-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));

let made: Promise<TestPki> | undefined;
export function testPki(): Promise<TestPki> {
  made ??= ensureTestPki(path.join(folder, 'certificates'));
  return made;
}

/**
 * One page A4 landscape without object streams, as the press makes it; with a link, because a real card has one behind
 * its QR.
 */
export async function sampleCard(words = 'KARTU KELUARGA'): Promise<Buffer> {
  const document = await PDFDocument.create();
  const page = document.addPage([842, 595]);
  page.drawText(words, { x: 60, y: 520, size: 18 });
  const link = document.context.register(
    document.context.obj({
      Type: 'Annot',
      Subtype: 'Link',
      Rect: [60, 60, 120, 120],
      A: { Type: 'Action', S: 'URI', URI: PDFString.of('https://contoh.invalid/periksa') },
    }),
  );
  page.node.set(PDFName.of('Annots'), document.context.obj([link]));
  return Buffer.from(await document.save({ useObjectStreams: false }));
}

export const words = (signedAt = new Date()): PadesOptions => ({
  signerName: 'Kepala Dinas (simulasi)',
  reason: 'Penerbitan KK',
  location: 'Bantul',
  signedAt,
  place: SIGNATURE_AREA,
});

export async function headIdentity(): Promise<SigningIdentity> {
  const pki = await testPki();
  return identityOf(pki.signer, pki.issuing);
}

export async function signedCard(card: Buffer, options: PadesOptions = words()): Promise<Buffer> {
  return signPades(card, await headIdentity(), options);
}

export async function verifier(options: Partial<VerifierOptions> = {}): Promise<StrictVerifier> {
  const { files } = await testPki();
  const lists = files.revocationLists.map((file) => readFileSync(file));
  return createVerifier({
    trustAnchors: [readFileSync(files.rootPem, 'utf8')],
    acceptedSigners: TEST_SIGNERS,
    revocationLists: () => lists,
    ...options,
  });
}

/** Codes of the rules that do not hold. */
export async function broken(file: Buffer, approvedPdf?: Buffer, judge?: StrictVerifier): Promise<string[]> {
  const { findings } = await (judge ?? (await verifier())).verify(
    file,
    approvedPdf === undefined ? {} : { approvedPdf },
  );
  return findings.filter(({ ok }) => !ok).map(({ code }) => code);
}
