/**
 * Checks a signed card: npm run verify -- file.pdf [--json] [--approved draft.pdf] [--trust anchor.pem]... [--crl
 * list.crl]... [--signer "common name"]... Without --trust: anchor, revocation lists and accepted signers of the
 * office's settings. Ends with 0 (valid), 1 (not valid), 2 (could not be asked) or 3 (genuinely signed, but nobody said
 * who may sign: --trust without --signer).
 */
import { constants } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import path from 'node:path';
import { loadConfig } from '../src/config/config.ts';
import { CARD_MAX_BYTES, VerifierBusy, type Verification } from '../src/signing/signing.ts';
import { createBoundedVerifier } from '../src/signing/verifier/bounded-verifier.ts';
import { argumentsOf, runCommand, Unusable } from './command.ts';

const USAGE =
  'Pemakaian: npm run verify -- berkas.pdf [--json] [--approved draf.pdf] [--trust jangkar.pem]... [--crl daftar.crl]... [--signer "nama pada sertifikat"]...\n';
const ZONE = new Intl.DateTimeFormat('id-ID', { dateStyle: 'long', timeStyle: 'long', timeZone: 'Asia/Jakarta' });

/**
 * Of processor, for one file: with the start of Node and of the thread the command needs less than three seconds of it,
 * whatever the file.
 */
const LIMIT_MS = 1_000;
/** By the clock. Nobody waits behind the command, so a busy machine gets its time. */
const GIVEN_UP_MS = 600_000;

async function main(): Promise<number> {
  const { values, positionals } = readArguments();
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) throw new Unusable(USAGE);
  const verifier = await verifierFor(values.trust, values.crl, values.signer);
  const approvedPdf = values.approved === undefined ? undefined : await read(values.approved);
  if (values.trust !== undefined && values.crl === undefined)
    process.stderr.write('Pencabutan sertifikat tidak diperiksa: --trust tanpa --crl.\n');
  const verification = await verifier
    .verify(await readCard(file), approvedPdf === undefined ? {} : { approvedPdf })
    .catch((error: unknown) => {
      if (!(error instanceof VerifierBusy)) throw error;
      throw new Unusable('Komputer terlalu sibuk untuk memeriksa berkas. Coba lagi nanti.\n');
    });
  await verifier.close();
  process.stdout.write(
    values.json ? `${JSON.stringify(verification, null, 2)}\n` : inWords(path.basename(file), verification),
  );
  return verification.valid ? 0 : signerOnly(verification) ? 3 : 1;
}

const readArguments = () =>
  argumentsOf(USAGE, {
    allowPositionals: true,
    options: {
      json: { type: 'boolean', default: false },
      approved: { type: 'string' },
      trust: { type: 'string', multiple: true },
      crl: { type: 'string', multiple: true },
      signer: { type: 'string', multiple: true },
    },
  });

/** Everything holds, and nobody said who may sign. */
function signerOnly({ intact, signer }: Verification): boolean {
  return intact && signer === 'not-examined';
}

async function verifierFor(
  trust: readonly string[] | undefined,
  crl: readonly string[] | undefined,
  signers: readonly string[] | undefined,
) {
  const settings = trust === undefined ? loadConfig().signing : undefined;
  const anchorFiles = trust ?? (settings === undefined ? [] : [settings.trustAnchorFile]);
  const listFiles = crl ?? settings?.crlFiles ?? [];
  const trustAnchors = await Promise.all(anchorFiles.map(async (file) => (await read(file)).toString('utf8')));
  const lists = await Promise.all(listFiles.map(read));
  try {
    return createBoundedVerifier(
      {
        trustAnchors,
        acceptedSigners: signers ?? settings?.acceptedSigners ?? 'not-examined',
        ...(lists.length === 0 ? {} : { revocationLists: () => lists }),
      },
      { limitMs: LIMIT_MS, givenUpMs: GIVEN_UP_MS },
    );
  } catch {
    throw new Unusable(`Tidak ada sertifikat PEM yang terbaca dalam ${anchorFiles.join(', ')}.\n`);
  }
}

function read(file: string): Promise<Buffer> {
  return readFile(file).catch(() => {
    throw new Unusable(`Berkas ${file} tidak dapat dibaca. Periksa nama dan izinnya.\n`);
  });
}

/**
 * At most one byte more than a card may have: anything longer, or not a file at all, is refused like every other file
 * that is not a card.
 */
async function readCard(file: string): Promise<Buffer> {
  const opened = await open(file, constants.O_RDONLY | constants.O_NONBLOCK).catch(() => undefined);
  if (opened === undefined) throw new Unusable(`Berkas ${file} tidak dapat dibaca. Periksa nama dan izinnya.\n`);
  try {
    if (!(await opened.stat()).isFile()) return Buffer.alloc(0);
    const { buffer, bytesRead } = await opened.read(Buffer.alloc(CARD_MAX_BYTES + 1), 0, CARD_MAX_BYTES + 1, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await opened.close();
  }
}

function inWords(name: string, verification: Verification): string {
  const { valid, findings, signerName, signedAt, level } = verification;
  const verdict = valid
    ? 'TANDA TANGAN SAH'
    : signerOnly(verification)
      ? 'TANDA TANGAN UTUH, HAK PENANDATANGAN TIDAK DIPERIKSA (sebutkan dengan --signer)'
      : 'TANDA TANGAN TIDAK SAH';
  const facts = [
    signerName === null ? undefined : `  Penanda tangan: ${signerName.replace(/\p{C}/gu, ' ')}`,
    signedAt === null ? undefined : `  Waktu         : ${ZONE.format(signedAt)}`,
    level === null ? undefined : `  Bentuk        : PAdES ${level}`,
  ].filter((line) => line !== undefined);
  return [
    `${name}: ${verdict}`,
    ...facts,
    '',
    ...findings.map(({ ok, id }) => `  ${ok ? 'ya   ' : 'TIDAK'}  ${id}`),
    '',
  ].join('\n');
}

runCommand(main);
