import path from 'node:path';
import { PDFDocument } from '@cantoo/pdf-lib';
import { ensureTestPki, identityOf, issueFlawedSigner } from '../../src/signing/certificates.ts';
import { CARD_MAX_BYTES } from '../../src/signing/signing.ts';
import { signPades } from '../../src/signing/pades/sign.ts';
import { folder, signedCard, testPki, words } from '../signing/test-office.ts';
import { FAMILY, picture } from './external-services.ts';

/** What SIAK prints for the invented family after its entry: numbers in groups, columns in an order of their own. */
const LINES = [
  'KARTU KELUARGA',
  `No. ${FAMILY.kkNumber}`,
  ...FAMILY.members.flatMap(({ name, nik, education }) => [
    nik.replace(/(\d{6})(\d{6})(\d{4})/, '$1 $2 $3'),
    name,
    education,
  ]),
];

let drawn = 0;
/** A card as another program draws it, with these lines of text; none: a page without text, as a scan is. */
export async function drawnBySiak(lines: readonly string[] = LINES): Promise<Buffer> {
  const document = await PDFDocument.create();
  document.setSubject(`Cetakan ${++drawn}`); // two of the same second are still two
  const page = document.addPage([842, 595]);
  for (const [i, line] of lines.entries()) page.drawText(line, { x: 40, y: 560 - i * 20, size: 11 });
  if (lines.length === 0) {
    const scan = await document.embedPng(await picture('scan'));
    page.drawImage(scan, { x: 0, y: 0, width: 842, height: 595 });
  }
  return Buffer.from(await document.save({ useObjectStreams: false }));
}

export const signedBySiak = async (lines?: readonly string[]): Promise<Buffer> => signedCard(await drawnBySiak(lines));

/** The same card, signed with a certificate of another issuer that calls its signer the same. */
export async function signedByAnotherChain(): Promise<Buffer> {
  const pki = await ensureTestPki(path.join(folder, 'another-issuer'));
  return signPades(await drawnBySiak(), identityOf(pki.signer, pki.issuing), words());
}

/** One digit of the page's size changed after the signature. */
export async function alteredAfterwards(): Promise<Buffer> {
  const signed = await signedBySiak();
  const at = signed.indexOf('842');
  return Buffer.concat([signed.subarray(0, at), Buffer.from('843'), signed.subarray(at + 3)]);
}

/** Signed by the head's own name with a certificate that was over by then, or that its authority had revoked. */
export async function signedWithCertificate(flaw: 'expired' | 'revoked'): Promise<Buffer> {
  const pki = await testPki();
  const identity =
    flaw === 'revoked'
      ? identityOf(pki.revoked, pki.issuing)
      : identityOf((await issueFlawedSigner('expired', pki, new Date())).signer, pki.issuing);
  return signPades(await drawnBySiak(), identity, words());
}

/** Opened and saved by another program: a whole further update behind the signature, well-formed. */
export async function savedAgain(): Promise<Buffer> {
  const signed = await signedBySiak();
  const text = signed.toString('latin1');
  const before = Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(text)![1]);
  const [, size, root] = [.../\/Size (\d+)[\s\S]*?\/Root (\d+ \d+ R)/g[Symbol.matchAll](text)].at(-1)!;
  const object = `${size} 0 obj\n<< /Producer (lain) >>\nendobj\n`;
  const table = signed.length + object.length;
  const entry = `${String(signed.length).padStart(10, '0')} 00000 n \n`;
  return Buffer.concat([
    signed,
    Buffer.from(
      `${object}xref\n${size} 1\n${entry}trailer\n<< /Size ${Number(size) + 1} /Root ${root} /Prev ${before} >>\nstartxref\n${table}\n%%EOF\n`,
      'latin1',
    ),
  ]);
}

/** Locked with a password that nobody told us. */
export async function lockedWithPassword(): Promise<Buffer> {
  const document = await PDFDocument.load(await drawnBySiak());
  document.encrypt({ userPassword: 'rahasia', ownerPassword: 'rahasia-lain' });
  return Buffer.from(await document.save({ useObjectStreams: false }));
}

/** A megabyte more than any card has. */
export async function enormous(): Promise<Buffer> {
  const signed = await signedBySiak();
  return Buffer.concat([signed, Buffer.alloc(CARD_MAX_BYTES + 1024 * 1024 - signed.length, 32)]);
}

/** Lines of a card of other people. */
export const OTHER_FAMILY = [
  'KARTU KELUARGA',
  'No. 3402150101150088',
  '3402155203850777',
  'SITI REKAAN',
  '3402151708820888',
];
/** Lines in which the changed education is not to be found. */
export const WITHOUT_THE_CHANGE = LINES.filter((line) => !line.includes('DIPLOMA'));
