import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findJava } from '../../camunda/java.ts';
import { StartError } from '../../camunda/start-error.ts';
import { toPem } from '../../src/signing/certificates.ts';
import type { Verifier } from '../../src/signing/signing.ts';
import { javaLibraries, PROGRAMS, python, pythonEnvironment, type Installation } from './installation.ts';
import { run, type Ran } from './run.ts';
import { contents } from './tampering.ts';
import { MissingProgram, type Laid, type Trust, type Validator, type ValidatorName, type Verdict } from './verdict.ts';

/** Makes a validator ready; throws MissingProgram when it cannot be had here. */
export type Opening = (installation: Installation) => Promise<Validator>;

export function openings(verifierOf: (trust: Trust) => Verifier): Readonly<Record<ValidatorName, Opening>> {
  return {
    office: () => Promise.resolve(ourVerifier(verifierOf)),
    dss: openDss,
    verapdf: openVeraPdf,
    pyhanko: openPyHanko,
    openssl: openOpenssl,
    qpdf: openQpdf,
  };
}

function ourVerifier(verifierOf: (trust: Trust) => Verifier): Validator {
  return {
    name: 'office',
    judge: (laid, trust) => {
      const verifier = verifierOf(trust);
      return eachOf(laid, async ({ document }) => {
        const { valid, findings, level } = await verifier.verify(document.bytes);
        const broken = findings.filter(({ ok }) => !ok).map(({ code }) => code);
        return { accepts: valid, words: valid ? (level ?? '') : broken.join(' ') };
      });
    },
  };
}

async function openDss(installation: Installation): Promise<Validator> {
  const program = await javaProgram(installation, 'Signatures.java');
  return {
    name: 'dss',
    judge: async (laid, trust) =>
      answersOf(await program([trust.anchorFile, trust.listFiles.join(','), ...laid.map(({ file }) => file)]), laid),
  };
}

async function openVeraPdf(installation: Installation): Promise<Validator> {
  const program = await javaProgram(installation, 'Archivable.java');
  return { name: 'verapdf', judge: async (laid) => answersOf(await program(laid.map(({ file }) => file)), laid) };
}

/** Run from its source: that needs the compiler of a JDK. */
async function javaProgram(
  installation: Installation,
  source: string,
): Promise<(parameters: readonly string[]) => Promise<Ran>> {
  const java = await findJava(process.env).catch((error: unknown) => {
    throw error instanceof StartError ? new MissingProgram(error.message) : error;
  });
  const { answer } = await run(java.program, ['--list-modules']);
  if (!answer.includes('jdk.compiler'))
    throw new MissingProgram(
      `Java ${java.version} di sini tanpa kompiler. Pasang JDK, misalnya dengan "sudo apt install openjdk-21-jdk-headless", lalu ulangi.`,
    );
  const libraries = path.join(await javaLibraries(installation, java.home), 'lib', '*');
  return (parameters) =>
    run(java.program, ['-cp', libraries, path.join(PROGRAMS, source), ...parameters], { timeoutMs: 300_000 });
}

async function openPyHanko(installation: Installation): Promise<Validator> {
  const environment = await pythonEnvironment(installation, 'pyhanko', 'requirements.txt');
  return {
    name: 'pyhanko',
    judge: async (laid, trust) =>
      answersOf(
        await run(python(environment), [
          path.join(PROGRAMS, 'signatures.py'),
          trust.anchorFile,
          trust.listFiles.join(','),
          ...laid.map(({ file }) => file),
        ]),
        laid,
      ),
  };
}

/** CAdES attributes, digest, chain and revocation of the first signature over what its byte range names. */
async function openOpenssl(): Promise<Validator> {
  await must(
    'openssl',
    ['version'],
    'OpenSSL (openssl) tidak ditemukan. Pasang, misalnya dengan "sudo apt install openssl", lalu ulangi.',
  );
  return {
    name: 'openssl',
    async judge(laid, trust) {
      const folder = await mkdtemp(path.join(tmpdir(), 'kk-openssl-'));
      try {
        const trusted = path.join(folder, 'trust.pem');
        await writeFile(trusted, await trustInOneFile(trust));
        return await eachOf(laid, async ({ document }) => {
          const { signature, content } = firstSignature(document.bytes);
          const [signatureFile, contentFile] = ['signature.der', 'content'].map((name) => path.join(folder, name)) as [
            string,
            string,
          ];
          await writeFile(signatureFile, signature);
          await writeFile(contentFile, content);
          const { code, output } = await run('openssl', [
            'cms',
            '-verify',
            '-cades',
            '-binary',
            '-inform',
            'DER',
            '-in',
            signatureFile,
            '-content',
            contentFile,
            '-CAfile',
            trusted,
            '-crl_check_all',
            '-purpose',
            'any',
            '-out',
            path.join(folder, 'out'),
          ]);
          return {
            accepts: code === 0,
            words:
              code === 0
                ? 'CAdES'
                : (/(?:Verify error:\s*|:CMS routines:[^:]*:)([^:\n]+)/.exec(output)?.[1] ?? `code ${code}`),
          };
        });
      } finally {
        await rm(folder, { recursive: true });
      }
    },
  };
}

async function openQpdf(): Promise<Validator> {
  await must(
    'qpdf',
    ['--version'],
    'qpdf tidak ditemukan. Pasang, misalnya dengan "sudo apt install qpdf", lalu ulangi.',
  );
  return {
    name: 'qpdf',
    judge: (laid) =>
      eachOf(laid, async ({ file }) => {
        const { code } = await run('qpdf', ['--check', file]);
        return { accepts: code === 0, words: code === 0 ? '' : code === 3 ? 'warnings' : 'errors' };
      }),
  };
}

async function must(program: string, parameters: readonly string[], remedy: string): Promise<void> {
  const { code } = await run(program, parameters).catch(() => ({ code: 1 }));
  if (code !== 0) throw new MissingProgram(remedy);
}

async function eachOf(
  laid: readonly Laid[],
  judge: (one: Laid) => Promise<Verdict>,
): Promise<ReadonlyMap<string, Verdict>> {
  const verdicts = new Map<string, Verdict>();
  for (const one of laid) verdicts.set(one.document.name, await judge(one));
  return verdicts;
}

/**
 * Lines "file, yes or no, words, milliseconds". A validator that leaves a document out has failed and is not believed
 * in anything.
 */
function answersOf({ answer, output }: Ran, laid: readonly Laid[]): ReadonlyMap<string, Verdict> {
  const lines = new Map(
    answer
      .split('\n')
      .map((line) => line.split('\t'))
      .map(([file = '', verdict = '', words = '']) => [file, { accepts: verdict === 'yes', words }]),
  );
  return new Map(
    laid.map(({ document, file }) => {
      const verdict = lines.get(file);
      if (verdict === undefined) throw new Error(`no answer about "${document.name}": ${output.slice(-500)}`);
      return [document.name, verdict];
    }),
  );
}

/** `openssl cms` has no option for revocation lists but reads them from the file of the anchors. */
async function trustInOneFile({ anchorFile, issuingFile, listFiles }: Trust): Promise<string> {
  const certificates = await Promise.all([anchorFile, issuingFile].map((file) => readFile(file, 'utf8')));
  const lists = await Promise.all(listFiles.map(async (file) => toPem(await readFile(file), 'X509 CRL')));
  return [...certificates, ...lists].join('');
}

function firstSignature(pdf: Buffer): { readonly signature: Buffer; readonly content: Buffer } {
  const [, start = 0, end = 0, rest = 0] =
    /\/ByteRange ?\[(\d+) (\d+) (\d+) (\d+)/.exec(pdf.toString('latin1'))?.slice(1).map(Number) ?? [];
  const room = end === 0 ? contents(pdf) : { start: start + 1, end: end - 1 };
  const padded = Buffer.from(pdf.toString('latin1', room.start, room.end), 'hex');
  return {
    signature: padded.subarray(0, 4 + padded.readUInt16BE(2)),
    content: Buffer.concat([pdf.subarray(0, start), pdf.subarray(end, end + rest)]),
  };
}
