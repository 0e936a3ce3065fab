import { expect } from 'chai';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Writable } from 'node:stream';
import { pino } from 'pino';
import type { FailureCode } from '../../src/domain/failures.ts';
import { createBsreSigner } from '../../src/signing/bsre/bsre.ts';
import { TEST_PASSPHRASE, TEST_SIGNERS } from '../../src/signing/certificates.ts';
import type { Signer, SigningOrder } from '../../src/signing/signing.ts';
import { createVerifier, type StrictVerifier } from '../../src/signing/verifier/verifier.ts';
import { startBsreSimulator, type BsreSimulator } from '../../src/simulators/bsre/server.ts';
import { broken, sampleCard, testPki } from '../signing/test-office.ts';

const HEAD = '3402010101700001';
const ACCOUNT = { user: 'disdukcapil-bantul', password: 'simulasi' };

/** Everything that is logged, to look for what must not be there. */
const lines: string[] = [];
const logger = pino(
  { level: 'trace' },
  new Writable({ write: (chunk: Buffer, _encoding, done) => (lines.push(chunk.toString()), done()) }),
);

for (const version of ['v2', 'v1'] as const)
  describe(`BSrE's service, ${version}`, () => {
    let bsre: BsreSimulator;
    let verifier: StrictVerifier;
    let signer: Signer;
    let card: Buffer;

    before(async () => {
      const { files } = await testPki();
      bsre = await startBsreSimulator({
        port: 0,
        host: 'localhost',
        pkiFolder: path.dirname(files.rootPem),
        ...ACCOUNT,
        logger,
      });
      verifier = createVerifier({
        trustAnchors: [readFileSync(bsre.trustAnchorFile, 'utf8')],
        acceptedSigners: TEST_SIGNERS,
        revocationLists: () => bsre.crlFiles.map((file) => readFileSync(file)),
      });
      signer = createBsreSigner({ url: bsre.url, version, ...ACCOUNT, logger, verifier });
      card = await sampleCard();
    });
    after(() => bsre.close());
    afterEach(() => bsre.failing.clear());

    const order = (change: Partial<SigningOrder> = {}): SigningOrder => ({
      pdf: card,
      signerNik: HEAD,
      passphrase: Buffer.from(TEST_PASSPHRASE),
      reason: 'Penerbitan KK',
      location: 'Bantul',
      ...change,
    });
    const failure = async (change: Partial<SigningOrder> = {}, by = signer): Promise<FailureCode | 'signed'> =>
      by.sign(order(change)).then(
        () => 'signed',
        (error: { code: FailureCode }) => error.code,
      );
    const orderFailure = async (how: string) => {
      const response = await fetch(`${bsre.url}/fail`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ next: 1, how }),
      });
      expect(response.status, how).to.equal(201);
    };

    it('signs the approved bytes, and our verifier accepts what comes back', async () => {
      const signed = await signer.sign(order());
      expect(await broken(signed, card, verifier)).to.deep.equal([]);
    });

    it('signs for a deputy under their own certificate', async () => {
      const signed = await signer.sign(order({ signerNik: '3402015804820003', reason: 'Penerbitan KK (Plh.)' }));
      expect((await verifier.verify(signed)).signerName).to.equal('Pelaksana Harian (simulasi)');
    });

    it('takes a passphrase with any characters', async () => {
      expect(await failure({ passphrase: Buffer.from('"\\\u0001é\r\n--') })).to.equal('BSRE_2031');
    });

    it('is asked once: a wrong passphrase is never tried again', async () => {
      expect(await failure({ passphrase: Buffer.from('salah') })).to.equal('BSRE_2031');
      await orderFailure('2031');
      expect(await failure()).to.equal('BSRE_2031');
      expect(await (await fetch(`${bsre.url}/fail`)).json()).to.deep.equal([]);
      expect(await failure()).to.equal('signed');
    });

    it('is not asked to sign for somebody whose certificate is not in order', async () => {
      const states = {
        '3402010101700002': 'CERTIFICATE_EXPIRED',
        '3402010101700003': 'CERTIFICATE_REVOKED',
        '3402010101700004': 'BSRE_REFUSED',
        '3402010101700005': 'BSRE_2011',
        '3402019999999999': 'BSRE_2011',
      };
      await orderFailure('500'); // would be used up by a request to sign
      for (const [signerNik, code] of Object.entries(states)) expect(await failure({ signerNik }), code).to.equal(code);
      expect(await (await fetch(`${bsre.url}/fail`)).json()).to.have.length(1);
    });

    const failures: Readonly<Record<string, FailureCode>> = {
      '2031': 'BSRE_2031',
      '2011': 'BSRE_2011',
      'json-200': 'BSRE_2031',
      reset: 'SIGNATURE_STATE_UNKNOWN',
      'reset-after': 'SIGNATURE_STATE_UNKNOWN',
      '429': 'BSRE_UNREACHABLE',
      '500': 'BSRE_UNREACHABLE',
      '502': 'SIGNATURE_STATE_UNKNOWN',
      '503': 'BSRE_UNREACHABLE',
      '504': 'SIGNATURE_STATE_UNKNOWN',
      garbage: 'SIGNATURE_INVALID',
      'other-bytes': 'SIGNATURE_INVALID',
      expired: 'CERTIFICATE_EXPIRED',
      'not-yet-valid': 'CERTIFICATE_NOT_YET_VALID',
      revoked: 'CERTIFICATE_REVOKED',
      foreign: 'CERTIFICATE_FOREIGN',
      weak: 'CERTIFICATE_WEAK',
      'no-key-usage': 'CERTIFICATE_UNSUITABLE',
    };
    for (const [how, code] of Object.entries(failures))
      it(`that fails with "${how}" ends as ${code}`, async () => {
        await orderFailure(how);
        expect(await failure()).to.equal(code);
      });

    it('that stays silent is given up in time, and nobody knows whether it signed', async () => {
      await orderFailure('timeout');
      const impatient = createBsreSigner({ url: bsre.url, version, ...ACCOUNT, timeoutMs: 1500, logger, verifier });
      expect(await failure({}, impatient)).to.equal('SIGNATURE_STATE_UNKNOWN');
    });

    it(
      version === 'v1'
        ? 'whose answer breaks off is asked for the signed file, which it keeps for one download'
        : 'whose answer breaks off may have signed',
      async () => {
        await orderFailure('cut');
        if (version === 'v2') return expect(await failure()).to.equal('SIGNATURE_STATE_UNKNOWN');
        expect(await broken(await signer.sign(order()), card, verifier)).to.deep.equal([]);
      },
    );

    it('that refuses the account of the office is a matter for the administrator', async () => {
      const stranger = createBsreSigner({ url: bsre.url, version, user: 'lain', password: 'lain', logger, verifier });
      expect(await failure({}, stranger)).to.equal('BSRE_CREDENTIALS');
      const error: unknown = await stranger.ready().catch((reason: unknown) => reason);
      expect(error).to.have.property('code', 'BSRE_CREDENTIALS');
    });

    it('that is not there is unreachable, also for the health page', async () => {
      const closed = createServer().listen(0, 'localhost');
      await once(closed, 'listening');
      const address = closed.address();
      closed.close();
      const nobody = createBsreSigner({
        url: `http://localhost:${typeof address === 'object' ? address?.port : 0}`,
        version,
        ...ACCOUNT,
        logger,
        verifier,
      });
      expect(await failure({}, nobody)).to.equal('BSRE_UNREACHABLE');
      expect(await nobody.ready().catch((reason: unknown) => reason)).to.have.property('code', 'BSRE_UNREACHABLE');
      await signer.ready();
    });

    it('answers a verification in its own words', async () => {
      const signed = await signer.sign(order());
      const headers = {
        authorization: `Basic ${Buffer.from(`${ACCOUNT.user}:${ACCOUNT.password}`).toString('base64')}`,
      };
      if (version === 'v2') {
        const response = await fetch(`${bsre.url}/api/v2/verify/pdf`, {
          method: 'POST',
          headers: { ...headers, 'content-type': 'application/json' },
          body: JSON.stringify({ file: signed.toString('base64') }),
        });
        expect(await response.json()).to.include({ conclusion: 'VALID', signatureCount: 1 });
      } else {
        const form = new FormData();
        form.set('signed_file', new Blob([new Uint8Array(signed)]), 'kk.pdf');
        const response = await fetch(`${bsre.url}/api/sign/verify`, { method: 'POST', headers, body: form });
        expect(await response.json()).to.include({ summary: 'VALID', jumlah_signature: 1 });
      }
    });

    it('leaves neither NIK nor passphrase in the log', () => {
      const log = lines.join('');
      expect(log).to.include('BSRE_2031');
      expect(log).to.not.match(/\d{16}/);
      expect(log).to.not.include(TEST_PASSPHRASE);
    });
  });
