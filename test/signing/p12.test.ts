import { expect } from 'chai';
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { FailureCode } from '../../src/domain/failures.ts';
import { issueFlawedSigner, TEST_PASSPHRASE } from '../../src/signing/certificates.ts';
import { packPkcs12 } from '../../src/signing/certificates/pkcs12.ts';
import { createP12Signer } from '../../src/signing/p12/p12.ts';
import { createTimestamper } from '../../src/signing/pades/timestamp.ts';
import { startBsreSimulator } from '../../src/simulators/bsre/server.ts';
import { pino } from 'pino';
import { broken, folder, sampleCard, testPki, verifier } from './test-office.ts';

const order = async (passphrase = TEST_PASSPHRASE) => ({
  pdf: await sampleCard(),
  signerNik: '',
  passphrase: Buffer.from(passphrase),
  reason: 'Penerbitan KK',
  location: 'Bantul',
});

async function failureOf(work: Promise<unknown>): Promise<FailureCode | undefined> {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return error instanceof Error && 'code' in error ? (error.code as FailureCode) : undefined;
}

describe('Signing with a P12 of the office', () => {
  const signerOf = async (p12File: string) => createP12Signer({ p12File, verifier: await verifier() });
  const ownFile = async () => (await testPki()).files.signerP12;

  it('gives a card that the verifier accepts', async () => {
    const what = await order();
    const signer = await signerOf(await ownFile());
    await signer.ready();
    expect(await broken(await signer.sign(what), what.pdf)).to.deep.equal([]);
  });

  it('adds a proven time when a timestamp authority is configured', async () => {
    const { files } = await testPki();
    const simulator = await startBsreSimulator({
      port: 0,
      host: 'localhost',
      pkiFolder: path.dirname(files.rootPem),
      user: 'a',
      password: 'b',
      logger: pino({ level: 'silent' }),
    });
    try {
      const judge = await verifier();
      const signer = createP12Signer({
        p12File: files.signerP12,
        verifier: judge,
        timestamp: createTimestamper({ url: `${simulator.url}/tsa` }),
      });
      const { valid, level, findings } = await judge.verify(await signer.sign(await order()));
      expect(findings.filter(({ ok }) => !ok)).to.deep.equal([]);
      expect({ valid, level }).to.deep.equal({ valid: true, level: 'B-T' });
    } finally {
      await simulator.close();
    }
  });

  it('says that the passphrase is wrong', async () => {
    expect(await failureOf((await signerOf(await ownFile())).sign(await order('salah')))).to.equal('BSRE_2031');
  });

  it('refuses a certificate that has expired before it signs', async () => {
    const { signer, issuing } = await issueFlawedSigner('expired', await testPki(), new Date());
    const file = path.join(folder, 'expired.p12');
    writeFileSync(file, await packPkcs12(signer, [issuing.certificate], Buffer.from('uji')));
    expect(await failureOf((await signerOf(file)).sign(await order('uji')))).to.equal('CERTIFICATE_EXPIRED');
  });

  it('refuses a revoked certificate before it signs', async () => {
    const { revoked, issuing } = await testPki();
    const file = path.join(folder, 'revoked.p12');
    writeFileSync(file, await packPkcs12(revoked, [issuing.certificate], Buffer.from('uji')));
    expect(await failureOf((await signerOf(file)).sign(await order('uji')))).to.equal('CERTIFICATE_REVOKED');
  });

  it('reads the file that OpenSSL makes', async () => {
    const { files } = await testPki();
    const folderOf = path.dirname(files.rootPem);
    const file = path.join(folder, 'openssl.p12');
    execFileSync('openssl', [
      'pkcs12',
      '-export',
      '-inkey',
      path.join(folderOf, 'signer.key'),
      '-in',
      path.join(folderOf, 'signer.pem'),
      '-certfile',
      files.issuingPem,
      '-out',
      file,
      '-passout',
      'pass:uji',
    ]);
    const what = await order('uji');
    expect(await broken(await (await signerOf(file)).sign(what), what.pdf)).to.deep.equal([]);
  });

  it('names a file that is absent or no PKCS#12', async () => {
    const rubbish = path.join(folder, 'rubbish.p12');
    writeFileSync(rubbish, 'bukan p12');
    for (const file of [rubbish, path.join(folder, 'tidak-ada.p12')]) {
      const signer = await signerOf(file);
      expect(await failureOf(signer.sign(await order()))).to.equal('P12_UNREADABLE');
      expect(await failureOf(signer.ready())).to.equal('P12_UNREADABLE');
    }
  });
});
