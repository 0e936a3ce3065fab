import path from 'node:path';
import { PDFDocument } from '@cantoo/pdf-lib';
import { ensureTestPki, identityOf } from '../../src/signing/certificates.ts';
import { signPades } from '../../src/signing/pades/sign.ts';
import { folder, signedCard, words } from '../signing/test-office.ts';
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

/** A card as another program draws it, with these lines of text; none: a page without text, as a scan is. */
export async function drawnBySiak(lines: readonly string[] = LINES): Promise<Buffer> {
  const document = await PDFDocument.create();
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
