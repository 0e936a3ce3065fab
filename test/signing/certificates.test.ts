import { expect } from 'chai';
import { mkdtempSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { X509Certificate } from 'node:crypto';
import {
  ensureTestPki,
  FLAWS,
  identityOf,
  issueFlawedSigner,
  TEST_SIGNERS,
  toPem,
} from '../../src/signing/certificates.ts';
import { issueCertificate, toDer } from '../../src/signing/certificates/issue.ts';
import { issueRevocationList } from '../../src/signing/certificates/revocation-list.ts';
import { signPades } from '../../src/signing/pades/sign.ts';
import { createVerifier } from '../../src/signing/verifier/verifier.ts';
import { broken, folder, sampleCard, signedCard, testPki, verifier, words } from './test-office.ts';

const DAY = 86_400_000;
const inDays = (days: number) => new Date(Date.now() + days * DAY);

describe('The test certificates', () => {
  it('are made once and read again', async () => {
    const { files } = await testPki();
    const before = readFileSync(files.rootPem, 'utf8');
    const again = await ensureTestPki(path.dirname(files.rootPem));
    expect(toPem(toDer(again.root.certificate))).to.equal(before);
  });

  it('say that they certify nothing', async () => {
    const { root, issuing, signer, deputy } = await testPki();
    for (const holder of [root, issuing, signer, deputy])
      expect(new X509Certificate(toDer(holder.certificate)).subject).to.match(/Simulasi\\?, tidak tersertifikasi/);
  });

  it('come with revocation lists that are renewed before they run out', async () => {
    const own = path.join(mkdtempSync(path.join(folder, 'renew-')), 'certificates');
    const { files } = await ensureTestPki(own);
    const read = () => files.revocationLists.map((file) => readFileSync(file).toString('hex'));
    const first = read();
    await ensureTestPki(own, inDays(5));
    expect(read()).to.deep.equal(first);
    await ensureTestPki(own, inDays(25));
    expect(read()[0]).to.not.equal(first[0]);
  });
});

describe('A certificate that may not sign', () => {
  const codeOf = {
    expired: 'EXPIRED',
    'not-yet-valid': 'NOT_YET_VALID',
    foreign: 'CHAIN',
    weak: 'KEY_STRENGTH',
    'no-key-usage': 'KEY_USAGE',
  } as const;
  for (const flaw of FLAWS)
    it(`is named by the rule that it breaks: ${flaw}`, async () => {
      const { signer, issuing } = await issueFlawedSigner(flaw, await testPki(), new Date());
      const identity = identityOf(signer, issuing);
      const judge = await verifier();
      expect(
        judge
          .examineSigner(identity.certificates)
          .filter(({ ok }) => !ok)
          .map(({ code }) => code),
      ).to.deep.equal([codeOf[flaw]]);
      expect(await broken(await signPades(await sampleCard(), identity, words()))).to.deep.equal([codeOf[flaw]]);
    });

  it('is named when it is on the revocation list', async () => {
    const { revoked, issuing } = await testPki();
    expect(await broken(await signPades(await sampleCard(), identityOf(revoked, issuing), words()))).to.deep.equal([
      'REVOCATION',
    ]);
  });

  it('is not believed when the list is outdated, missing or of somebody else', async () => {
    const pki = await testPki();
    const signed = await signedCard(await sampleCard());
    const withLists = async (...lists: Buffer[]) =>
      broken(signed, undefined, await verifier({ revocationLists: () => lists }));
    const own = await issueRevocationList(pki.issuing, [], new Date());
    const root = await issueRevocationList(pki.root, [], new Date());
    expect(await withLists(root, own)).to.deep.equal([]);
    expect(await withLists(root, await issueRevocationList(pki.issuing, [], inDays(-60)))).to.deep.equal([
      'REVOCATION_LIST',
    ]);
    expect(await withLists(root)).to.deep.equal(['REVOCATION_LIST']);
    expect(await withLists(root, Buffer.from('bukan daftar'))).to.deep.equal(['REVOCATION_LIST']);
    const forged = await issueRevocationList(
      { certificate: pki.issuing.certificate, privateKey: pki.signer.privateKey },
      [],
      new Date(),
    );
    expect(await withLists(root, forged)).to.deep.equal(['REVOCATION_LIST']);
  });

  it('revoked after it signed is not believed either: without a proven time anybody can date back', async () => {
    const pki = await testPki();
    const signed = await signedCard(await sampleCard());
    const lists = [
      await issueRevocationList(pki.root, [], new Date()),
      await issueRevocationList(pki.issuing, [{ certificate: pki.signer.certificate, at: inDays(1) }], new Date()),
    ];
    expect(await broken(signed, undefined, await verifier({ revocationLists: () => lists }))).to.deep.equal([
      'REVOCATION',
    ]);
  });

  it('cannot pass as an authority: a signer who issues a certificate vouches for nobody', async () => {
    const pki = await testPki();
    const impostor = await issueCertificate({
      commonName: 'Kepala Dinas (simulasi)',
      kind: 'signer',
      notBefore: inDays(-1),
      notAfter: inDays(30),
      issuer: pki.signer,
    });
    const identity = {
      certificates: [
        toDer(impostor.certificate),
        toDer(pki.signer.certificate),
        toDer(pki.issuing.certificate),
      ] as const,
      privateKey: impostor.privateKey,
    };
    expect(await broken(await signPades(await sampleCard(), identity, words()))).to.include('CHAIN');
  });

  it('is not believed on a list that is outdated today, although it was current on the day that the signature claims, nor on one from tomorrow', async () => {
    const { root, issuing } = await testPki();
    const listsOf = (made: number) =>
      Promise.all([root, issuing].map((authority) => issueRevocationList(authority, [], inDays(made))));
    const on = async (made: number) => {
      const lists = await listsOf(made);
      return broken(await signedCard(await sampleCard()), undefined, await verifier({ revocationLists: () => lists }));
    };
    expect([await on(-29), await on(-31), await on(1)]).to.deep.equal([[], ['REVOCATION_LIST'], ['REVOCATION_LIST']]);
    const [old, signed] = [await listsOf(-31), await signedCard(await sampleCard(), words(inDays(-2)))];
    expect(await broken(signed, undefined, await verifier({ revocationLists: () => old }))).to.include(
      'REVOCATION_LIST',
    );
  });

  it('with a twin of the same name as authority is foreign', async () => {
    const pki = await testPki();
    const twinRoot = await issueCertificate({
      commonName: 'Induk CA Simulasi',
      kind: 'authority',
      notBefore: inDays(-1),
      notAfter: inDays(30),
    });
    const signed = await signedCard(await sampleCard());
    const judge = createVerifier({ trustAnchors: [toPem(toDer(twinRoot.certificate))], acceptedSigners: TEST_SIGNERS });
    expect(await broken(signed, undefined, judge)).to.deep.equal(['CHAIN']);
    expect(
      await broken(
        signed,
        undefined,
        createVerifier({ trustAnchors: [toPem(toDer(pki.issuing.certificate))], acceptedSigners: TEST_SIGNERS }),
      ),
    ).to.deep.equal([]);
  });

  it('does not make a valid card invalid when it expires years later', async () => {
    const signed = await signedCard(await sampleCard());
    const { root, issuing } = await testPki();
    const lists = await Promise.all(
      [root, issuing].map((authority) => issueRevocationList(authority, [], inDays(3999))),
    );
    expect(
      await broken(signed, undefined, await verifier({ now: () => inDays(4000), revocationLists: () => lists })),
    ).to.deep.equal([]);
  });

  it('that claims a time which has not come is refused', async () => {
    expect(await broken(await signedCard(await sampleCard(), words(inDays(1))))).to.deep.equal(['SIGNING_TIME']);
  });

  it('of the head beside a signature of the deputy is refused', async () => {
    const pki = await testPki();
    const mixed = {
      certificates: [toDer(pki.signer.certificate), toDer(pki.issuing.certificate)] as const,
      privateKey: pki.deputy.privateKey,
    };
    expect(await broken(await signPades(await sampleCard(), mixed, words()))).to.deep.equal(['SIGNATURE']);
  });
});
