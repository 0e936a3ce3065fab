import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pino, type Logger } from 'pino';
import { createCardPress } from '../../src/card/card-press.ts';
import { SIMULATED_LETTERHEAD } from '../../src/card/letterhead.ts';
import { findChromium } from '../../src/card/chromium/find-chromium.ts';
import { SIGNATURE_AREA } from '../../src/domain/signature-area.ts';
import { createBsreSigner } from '../../src/signing/bsre/bsre.ts';
import {
  ensureTestPki,
  identityOf,
  issueFlawedSigner,
  TEST_PASSPHRASE,
  type Flaw,
  TEST_SIGNERS,
} from '../../src/signing/certificates.ts';
import { derOf } from '../../src/signing/certificates/pem.ts';
import { createP12Signer } from '../../src/signing/p12/p12.ts';
import { signPades } from '../../src/signing/pades/sign.ts';
import type { SigningIdentity } from '../../src/signing/pades/identity.ts';
import { createTimestamper } from '../../src/signing/pades/timestamp.ts';
import type { Signer } from '../../src/signing/signing.ts';
import { createVerifier, type StrictVerifier } from '../../src/signing/verifier/verifier.ts';
import { startBsreSimulator } from '../../src/simulators/bsre/server.ts';
import { member, sampleCard, sampleMembers } from '../../test/card/sample-card.ts';
import { annotated, flippedByte, flippedPadding, paintedOver, swappedSignature, trailingByte } from './tampering.ts';
import type { Expectation, OracleDocument, Trust } from './verdict.ts';

export interface DocumentsOptions {
  readonly cacheDir: string;
  readonly chromium: string | undefined;
  /** Empty folder for the certificates. */
  readonly folder: string;
}

export interface Documents {
  readonly documents: readonly OracleDocument[];
  readonly trust: Trust;
  readonly verifier: (trust: Trust) => StrictVerifier;
}

const ACCOUNT = { user: 'disdukcapil-bantul', password: 'simulasi' };
const WORDS = { reason: 'Penerbitan KK', location: 'Bantul' };
const SIGNATURE_WORDS = { signerName: 'Kepala Dinas (simulasi)', ...WORDS };
const HEAD_NIK = '3402010101700001';

const DRAFT: Expectation = { office: false, verapdf: true, qpdf: true };
const SIGNED: Expectation = { office: true, dss: true, pyhanko: true, openssl: true, verapdf: true, qpdf: true };
const REFUSED_BY_ALL: Expectation = { office: false, dss: false, pyhanko: false, openssl: false };
/** OpenSSL is given what the byte range names and cannot see what lies outside. */
const ADDED_LATER: Expectation = { ...REFUSED_BY_ALL, openssl: true };
/** Standards allow it; a card has one signature and every byte of it is fixed. */
const REFUSED_BY_US_ALONE: Expectation = { office: false, dss: true, pyhanko: true, openssl: true };

/**
 * Every kind of document that the office makes, and every way of tampering with one; made anew by the office's own
 * press and signers.
 */
export async function makeDocuments(options: DocumentsOptions): Promise<Documents> {
  const logger = pino({ level: 'silent' });
  const pkiFolder = path.join(options.folder, 'certificates');
  const { files } = await ensureTestPki(pkiFolder);
  const trust: Trust = { anchorFile: files.rootPem, issuingFile: files.issuingPem, listFiles: files.revocationLists };
  const drafts = await printDrafts(options, logger);
  const signed = await signDrafts(drafts, pkiFolder, verifierOf(trust), logger);
  const [card, other] = [signed.get('p12, 10 anggota'), signed.get('p12, 1 anggota')];
  const draft = drafts.get('10 anggota');
  if (card === undefined || other === undefined || draft === undefined) throw new Error('the card of ten was not made');
  return {
    documents: [
      ...Array.from(drafts, ([name, bytes]) => ({ name: `draf, ${name}`, bytes, expected: DRAFT })),
      ...Array.from(signed, ([name, bytes]): OracleDocument => ({
        name,
        bytes,
        expected: SIGNED,
        format: name.includes('B-T') ? 'PAdES-BASELINE-T' : 'PAdES-BASELINE-B',
      })),
      ...yearsLater(signed),
      ...(await tamper(card, other, pkiFolder)),
      ...(await signWrongly(draft, pkiFolder)),
    ],
    trust,
    verifier: verifierOf,
  };
}

function verifierOf({ anchorFile, listFiles }: Trust): StrictVerifier {
  return createVerifier({
    trustAnchors: [readFileSync(anchorFile, 'utf8')],
    acceptedSigners: TEST_SIGNERS,
    revocationLists: () => listFiles.map((file) => readFileSync(file)),
  });
}

async function printDrafts(
  { cacheDir, chromium }: DocumentsOptions,
  logger: Logger,
): Promise<ReadonlyMap<string, Buffer>> {
  const press = createCardPress({
    chromium: await findChromium({ cacheDir, logger, executablePath: chromium }),
    letterhead: SIMULATED_LETTERHEAD,
    logger,
  });
  const family = (size: number) =>
    Array.from({ length: size }, (_, serial) => member(serial, serial === 0 ? { shdk: 'KEPALA KELUARGA' } : {}));
  const scripts = sampleMembers().map((person, index) =>
    index === 0 ? { ...person, name: 'محمد عبد الله' } : index === 1 ? { ...person, name: 'ꦱꦿꦶꦮꦲꦾꦸꦤꦶ' } : person,
  );
  const families = {
    '1 anggota': family(1),
    '10 anggota': family(10),
    '11 anggota': family(11),
    '20 anggota': family(20),
    'nama Arab dan Jawa': scripts,
  };
  try {
    return new Map(
      await Promise.all(
        Object.entries(families).map(
          async ([name, members]) => [name, (await press.print(sampleCard(members))).pdf] as const,
        ),
      ),
    );
  } finally {
    await press.close();
  }
}

/** By the local P12, by BSrE's service in both versions, with a timestamp, and with all that later years need. */
async function signDrafts(
  drafts: ReadonlyMap<string, Buffer>,
  pkiFolder: string,
  verifier: StrictVerifier,
  logger: Logger,
): Promise<ReadonlyMap<string, Buffer>> {
  const bsre = await startBsreSimulator({ port: 0, host: 'localhost', pkiFolder, ...ACCOUNT, logger });
  const p12File = path.join(pkiFolder, 'signer.p12');
  const p12 = createP12Signer({ p12File, verifier });
  const timestamp = createTimestamper({ url: `${bsre.url}/tsa` });
  const validation = () => ({
    certificates: [derOf(readFileSync(bsre.trustAnchorFile))],
    revocationLists: bsre.crlFiles.map((file) => readFileSync(file)),
  });
  const signers: readonly (readonly [string, Signer])[] = [
    ['BSrE v1', createBsreSigner({ url: bsre.url, version: 'v1', ...ACCOUNT, logger, verifier })],
    ['BSrE v2', createBsreSigner({ url: bsre.url, version: 'v2', ...ACCOUNT, logger, verifier })],
    ['p12 B-T', createP12Signer({ p12File, verifier, timestamp })],
    ['p12 B-T dengan daftar cabut', createP12Signer({ p12File, verifier, timestamp, validation })],
  ];
  const sign = (signer: Signer, pdf: Buffer) =>
    signer.sign({ pdf, signerNik: HEAD_NIK, passphrase: Buffer.from(TEST_PASSPHRASE), ...WORDS });
  const signed = new Map<string, Buffer>();
  try {
    for (const [name, pdf] of drafts) signed.set(`p12, ${name}`, await sign(p12, pdf));
    for (const [name, signer] of signers)
      signed.set(name, await sign(signer, drafts.get('11 anggota') ?? Buffer.alloc(0)));
    return signed;
  } finally {
    await bsre.close();
  }
}

/** What the file itself carries is enough to judge it, and is needed for that. */
function yearsLater(signed: ReadonlyMap<string, Buffer>): OracleDocument[] {
  const judged = { office: true, dss: true, pyhanko: true };
  const unjudged = { office: false, dss: false, pyhanko: false };
  return [
    {
      name: 'B-T dengan daftar cabut, daftar kantor hilang',
      bytes: signed.get('p12 B-T dengan daftar cabut') ?? Buffer.alloc(0),
      expected: judged,
      format: 'PAdES-BASELINE-T',
      listsAreGone: true,
    },
    {
      name: 'B-T tanpa daftar cabut, daftar kantor hilang',
      bytes: signed.get('p12 B-T') ?? Buffer.alloc(0),
      expected: unjudged,
      listsAreGone: true,
    },
  ];
}

async function tamper(card: Buffer, other: Buffer, pkiFolder: string): Promise<OracleDocument[]> {
  const pki = await ensureTestPki(pkiFolder);
  return [
    { name: 'satu bita diubah', bytes: flippedByte(card), expected: REFUSED_BY_ALL },
    { name: 'tanda tangan kartu lain', bytes: swappedSignature(card, other), expected: REFUSED_BY_ALL },
    { name: 'satu bita ditambah di akhir', bytes: trailingByte(card), expected: ADDED_LATER },
    { name: 'pembaruan: halaman ditimpa', bytes: await paintedOver(card), expected: ADDED_LATER },
    { name: 'pembaruan: anotasi bergambar', bytes: await annotated(card), expected: ADDED_LATER },
    { name: 'bantalan /Contents diubah', bytes: flippedPadding(card), expected: REFUSED_BY_US_ALONE },
    {
      name: 'tanda tangan kedua',
      bytes: await signPades(card, identityOf(pki.deputy, pki.issuing), { ...SIGNATURE_WORDS, signedAt: new Date() }),
      expected: REFUSED_BY_US_ALONE,
    },
  ];
}

/** Made by hands that our own signer would never let sign. */
async function signWrongly(draft: Buffer, pkiFolder: string): Promise<OracleDocument[]> {
  const pki = await ensureTestPki(pkiFolder);
  const flawed = async (flaw: Flaw) => {
    const { signer, issuing } = await issueFlawedSigner(flaw, pki, new Date());
    return sign(draft, identityOf(signer, issuing));
  };
  const wrongKey = { ...identityOf(pki.signer, pki.issuing), privateKey: pki.deputy.privateKey };
  return [
    { name: 'kunci milik orang lain', bytes: await sign(draft, wrongKey), expected: REFUSED_BY_ALL },
    {
      name: 'sertifikat dicabut',
      bytes: await sign(draft, identityOf(pki.revoked, pki.issuing)),
      expected: REFUSED_BY_ALL,
    },
    { name: 'penerbit sertifikat asing', bytes: await flawed('foreign'), expected: REFUSED_BY_ALL },
    { name: 'sertifikat kedaluwarsa', bytes: await flawed('expired'), expected: REFUSED_BY_ALL },
    { name: 'kunci RSA 1024 bit', bytes: await flawed('weak'), expected: { ...REFUSED_BY_ALL, openssl: true } }, // OpenSSL sets no lower limit here
  ];
}

function sign(pdf: Buffer, identity: SigningIdentity): Promise<Buffer> {
  return signPades(pdf, identity, { ...SIGNATURE_WORDS, signedAt: new Date(), place: SIGNATURE_AREA });
}
