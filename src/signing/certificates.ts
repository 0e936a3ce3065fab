import { randomUUID, webcrypto } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as pkijs from 'pkijs';
import { toArrayBuffer } from './array-buffer.ts';
import { issueCertificate, RSA_SHA256, toDer, type KeyHolder } from './certificates/issue.ts';
import { packPkcs12 } from './certificates/pkcs12.ts';
import { issueRevocationList, LIST_LIFE_MS } from './certificates/revocation-list.ts';
import type { SigningIdentity } from './pades/identity.ts';

export { FLAWS, issueFlawedSigner, type Flaw } from './certificates/flawed-signer.ts';

/** Common names of those who may sign in a test office: the head and the deputy. */
export const TEST_SIGNERS = ['Kepala Dinas (simulasi)', 'Pelaksana Harian (simulasi)'] as const;

/** The passphrase that opens the head's test key; printed in the guide of the demo office, worth nothing elsewhere. */
export const TEST_PASSPHRASE = 'Tanda-tangan-2026';

/**
 * A test public key infrastructure in files: root, issuing authority, the head's and a deputy's certificate, one that
 * was revoked, and a timestamp authority. Its certificates say "Simulasi, tidak tersertifikasi" (PP 71/2019, art. 60)
 * and are trusted by nobody else.
 */
export interface TestPki {
  readonly root: KeyHolder;
  readonly issuing: KeyHolder;
  readonly signer: KeyHolder;
  readonly deputy: KeyHolder;
  readonly revoked: KeyHolder;
  readonly timestamp: KeyHolder;
  readonly files: {
    readonly rootPem: string;
    readonly issuingPem: string;
    /** DER, root's and issuing authority's. */
    readonly revocationLists: readonly [string, string];
    /** Under TEST_PASSPHRASE. */
    readonly signerP12: string;
  };
}

const HOLDERS = ['root', 'issuing', 'signer', 'deputy', 'revoked', 'timestamp'] as const;
type HolderName = (typeof HOLDERS)[number];
const DAY_MS = 86_400_000;

/**
 * Makes the infrastructure once; later calls read it and renew revocation lists that run out. A folder that was being
 * made when the power went is made anew.
 */
export async function ensureTestPki(folder: string, now = new Date()): Promise<TestPki> {
  if (!existsSync(folder)) await createFolder(folder, now);
  const pki = await readFolder(folder);
  await renewLists(pki, now);
  return pki;
}

/** A holder as a signer with its chain up to, and without, the root. */
export function identityOf(holder: KeyHolder, issuing: KeyHolder): SigningIdentity {
  return { certificates: [toDer(holder.certificate), toDer(issuing.certificate)], privateKey: holder.privateKey };
}

export function toPem(der: Buffer, label = 'CERTIFICATE'): string {
  return `-----BEGIN ${label}-----\n${(der.toString('base64').match(/.{1,64}/g) ?? []).join('\n')}\n-----END ${label}-----\n`;
}

/** Written beside and renamed: the folder is whole or absent. */
async function createFolder(folder: string, now: Date): Promise<void> {
  const fresh = `${folder}.${randomUUID()}`;
  await mkdir(fresh, { recursive: true, mode: 0o700 });
  const day = (days: number) => new Date(now.getTime() + days * DAY_MS);
  const authority = { kind: 'authority', notBefore: day(-1), notAfter: day(3650) } as const;
  const person = {
    commonName: 'Kepala Dinas (simulasi)',
    kind: 'signer',
    notBefore: day(-1),
    notAfter: day(1825),
  } as const;
  const root = await issueCertificate({ ...authority, commonName: 'Induk CA Simulasi' });
  const issuing = await issueCertificate({ ...authority, commonName: 'Penerbit CA Simulasi', issuer: root });
  const holders: Record<HolderName, KeyHolder> = {
    root,
    issuing,
    signer: await issueCertificate({ ...person, issuer: issuing }),
    deputy: await issueCertificate({ ...person, commonName: 'Pelaksana Harian (simulasi)', issuer: issuing }),
    revoked: await issueCertificate({ ...person, issuer: issuing }),
    timestamp: await issueCertificate({
      ...person,
      commonName: 'Stempel Waktu (simulasi)',
      kind: 'timestamp',
      issuer: issuing,
    }),
  };
  for (const name of HOLDERS) {
    const { certificate, privateKey } = holders[name];
    await writeFile(path.join(fresh, `${name}.pem`), toPem(toDer(certificate)));
    await writeFile(
      path.join(fresh, `${name}.key`),
      toPem(Buffer.from(await webcrypto.subtle.exportKey('pkcs8', privateKey)), 'PRIVATE KEY'),
      { mode: 0o600 },
    );
  }
  await writeFile(
    path.join(fresh, 'signer.p12'),
    await packPkcs12(holders.signer, [issuing.certificate], Buffer.from(TEST_PASSPHRASE)),
    { mode: 0o600 },
  );
  await rename(fresh, folder).catch(async (error: unknown) => {
    await rm(fresh, { recursive: true });
    if (!existsSync(folder)) throw error; // otherwise another process was first, and its folder is as good
  });
}

async function readFolder(folder: string): Promise<TestPki> {
  const holder = async (name: HolderName): Promise<KeyHolder> => {
    const [certificate, key] = await Promise.all(
      ['pem', 'key'].map(async (kind) => fromPem(await readFile(path.join(folder, `${name}.${kind}`), 'utf8'))),
    );
    if (certificate === undefined || key === undefined) throw new Error(`test PKI: ${name} is incomplete`);
    return {
      certificate: pkijs.Certificate.fromBER(toArrayBuffer(certificate)),
      privateKey: await webcrypto.subtle.importKey('pkcs8', toArrayBuffer(key), RSA_SHA256, true, ['sign']),
    };
  };
  const [root, issuing, signer, deputy, revoked, timestamp] = await Promise.all([
    holder('root'),
    holder('issuing'),
    holder('signer'),
    holder('deputy'),
    holder('revoked'),
    holder('timestamp'),
  ]);
  const at = (name: string) => path.join(folder, name);
  return {
    root,
    issuing,
    signer,
    deputy,
    revoked,
    timestamp,
    files: {
      rootPem: at('root.pem'),
      issuingPem: at('issuing.pem'),
      revocationLists: [at('root.crl'), at('issuing.crl')],
      signerP12: at('signer.p12'),
    },
  };
}

/** Lists are renewed while a third of their life is left, so that a running office never meets an old one. */
async function renewLists(pki: TestPki, now: Date): Promise<void> {
  const [rootList, issuingList] = pki.files.revocationLists;
  const revoked = [{ certificate: pki.revoked.certificate, at: pki.revoked.certificate.notBefore.value }];
  for (const [file, authority, entries] of [
    [rootList, pki.root, []],
    [issuingList, pki.issuing, revoked],
  ] as const) {
    const current = await readFile(file).catch(() => undefined);
    const until =
      current === undefined
        ? 0
        : (pkijs.CertificateRevocationList.fromBER(toArrayBuffer(current)).nextUpdate?.value.getTime() ?? 0);
    if (until - now.getTime() > LIST_LIFE_MS / 3) continue;
    await writeFile(`${file}.new`, await issueRevocationList(authority, entries, now));
    await rename(`${file}.new`, file);
  }
}

function fromPem(text: string): Buffer {
  return Buffer.from(text.replace(/-----[^-]+-----|\s/g, ''), 'base64');
}
