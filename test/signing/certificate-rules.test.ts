import { expect } from 'chai';
import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { issueCertificate, toDer } from '../../src/signing/certificates/issue.ts';
import { issueRevocationList } from '../../src/signing/certificates/revocation-list.ts';
import { readCertificate, type Certificate } from '../../src/signing/verifier/certificates/certificate.ts';
import { readRevocationList } from '../../src/signing/verifier/certificates/revocation-list.ts';
import { judge } from '../../src/signing/verifier/rule.ts';
import {
  CERTIFICATE_RULES,
  REVOCATION_RULES,
  type CertificateEvidence,
} from '../../src/signing/verifier/rules/certificate-rules.ts';
import { testPki, verifier } from './test-office.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

describe('The rules about a certificate', () => {
  let own: Certificate;
  let evidence: CertificateEvidence;
  before(async () => {
    const pki = await testPki();
    const [signer, issuing, root] = [pki.signer, pki.issuing, pki.root].map(({ certificate }) =>
      readCertificate(toDer(certificate)),
    );
    if (signer === undefined || issuing === undefined || root === undefined) throw new Error('three');
    own = signer;
    const now = new Date();
    const lists = await Promise.all(
      [pki.issuing, pki.root].map(async (holder) => readRevocationList(await issueRevocationList(holder, [], now))),
    );
    evidence = {
      certificate: own,
      path: [own, issuing, root],
      belowAnchor: [own, issuing],
      signedAt: now,
      timeIsProven: false,
      now,
      lists,
    };
  });
  const broken = (other: Partial<CertificateEvidence> = {}) =>
    judge([...CERTIFICATE_RULES, ...REVOCATION_RULES], { ...evidence, ...other })
      .filter(({ ok }) => !ok)
      .map(({ code }) => code);
  const shifted = (date: Date, milliseconds: number) => new Date(date.getTime() + milliseconds);

  it('hold for a certificate of the office', () => {
    expect(broken()).to.deep.equal([]);
  });

  it('want every authority above to have a strong key, not some', () => {
    const weak = createPublicKey(
      generateKeyPairSync('rsa', {
        modulusLength: 1024,
        publicKeyEncoding: { type: 'spki', format: 'pem' },
        privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
      }).publicKey,
    );
    const [, issuing, root] = evidence.path ?? [];
    if (issuing === undefined || root === undefined) throw new Error('path');
    expect(broken({ path: [own, { ...issuing, publicKey: weak }, root] })).to.include('CHAIN');
    expect(broken({ path: [own, issuing, { ...root, publicKey: weak }] })).to.include('CHAIN');
  });

  it('let a key sign that is for signatures or for what nobody can deny; one of the two is enough (RFC 5280, 4.2.1.3)', () => {
    const used = (...usage: ('digitalSignature' | 'nonRepudiation' | 'keyCertSign')[]) =>
      broken({ certificate: { ...own, keyUsage: new Set(usage) } });
    expect([used('digitalSignature'), used('nonRepudiation')]).to.deep.equal([[], []]);
    expect([used(), used('keyCertSign')]).to.deep.equal([['KEY_USAGE'], ['KEY_USAGE']]);
  });

  it('count the first and the last moment of a certificate to its life (RFC 5280, 4.1.2.5)', () => {
    const at = (signedAt: Date) =>
      broken({ signedAt, now: signedAt, lists: [], belowAnchor: [own] }).filter(
        (code) => !code.startsWith('REVOCATION'),
      );
    expect([at(own.notBefore), at(own.notAfter)]).to.deep.equal([[], []]);
    expect([at(shifted(own.notBefore, -1)), at(shifted(own.notAfter, 1))]).to.deep.equal([
      ['NOT_YET_VALID'],
      ['EXPIRED'],
    ]);
  });

  it('let clocks differ by five minutes', () => {
    const { now } = evidence;
    expect(broken({ signedAt: shifted(now, 5 * MINUTE) })).to.deep.equal([]);
    expect(broken({ signedAt: shifted(now, 5 * MINUTE + 1) })).to.deep.equal(['SIGNING_TIME']);
  });

  it('do not hold where no time is stated, or no issuer is known whose list could be asked', () => {
    expect(broken({ signedAt: undefined })).to.deep.equal([
      'SIGNING_TIME',
      'NOT_YET_VALID',
      'EXPIRED',
      'REVOCATION_LIST',
      'REVOCATION',
    ]);
    expect(broken({ signedAt: undefined, belowAnchor: [] }), 'an anchor that signs').to.deep.equal([
      'SIGNING_TIME',
      'NOT_YET_VALID',
      'EXPIRED',
      'REVOCATION_LIST',
      'REVOCATION',
    ]);
    expect(broken({ path: undefined })).to.deep.equal(['CHAIN', 'REVOCATION_LIST', 'REVOCATION']);
    expect(broken({ path: [own] })).to.deep.equal(['REVOCATION_LIST', 'REVOCATION']);
  });

  it('are asked of a certificate before it signs: nothing proves its time, and a stranger has expired all the same', async () => {
    const pki = await testPki();
    const revokedTomorrow = await issueRevocationList(
      pki.issuing,
      [{ certificate: pki.signer.certificate, at: new Date(Date.now() + DAY) }],
      new Date(),
    );
    const [, rootList] = await Promise.all(
      [pki.issuing, pki.root].map((holder) => issueRevocationList(holder, [], new Date())),
    );
    if (rootList === undefined) throw new Error('list');
    const before = (await verifier({ revocationLists: () => [revokedTomorrow, rootList] })).examineSigner([
      toDer(pki.signer.certificate),
      toDer(pki.issuing.certificate),
    ]);
    expect(before.filter(({ ok }) => !ok).map(({ code }) => code)).to.deep.equal(['REVOCATION']);
    const expired = await issueCertificate({
      commonName: 'Asing',
      kind: 'signer',
      notBefore: new Date(Date.now() - 2 * DAY),
      notAfter: new Date(Date.now() - DAY),
    });
    const after = (await verifier()).examineSigner([toDer(expired.certificate)]);
    expect(after.filter(({ ok }) => !ok).map(({ code }) => code)).to.deep.equal(['CHAIN', 'EXPIRED', 'SIGNER']);
  });
});
