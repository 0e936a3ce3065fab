import { expect } from 'chai';
import { webcrypto } from 'node:crypto';
import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';
import { issueCertificate, toDer, type KeyHolder } from '../../src/signing/certificates/issue.ts';
import { issueRevocationList } from '../../src/signing/certificates/revocation-list.ts';
import { toPem } from '../../src/signing/certificates.ts';
import { readCertificate, readPemCertificates } from '../../src/signing/verifier/certificates/certificate.ts';
import { belowAnchor, findPath } from '../../src/signing/verifier/certificates/path.ts';
import {
  genuineLists,
  isUnrevoked,
  readRevocationList,
} from '../../src/signing/verifier/certificates/revocation-list.ts';
import { DerDefect } from '../../src/signing/verifier/der.ts';
import { testPki, verifier } from './test-office.ts';

const DAY = 86_400_000;
const inDays = (days: number) => new Date(Math.floor((Date.now() + days * DAY) / 1000) * 1000);
const refused = (read: () => unknown, why?: string) => expect(read, why).to.throw(DerDefect);

/** A certificate of the office changed and signed anew by its issuer. */
async function changed(
  holder: KeyHolder,
  issuer: KeyHolder,
  change: (certificate: pkijs.Certificate) => void,
): Promise<Buffer> {
  const certificate = pkijs.Certificate.fromBER(holder.certificate.toSchema().toBER());
  change(certificate);
  await certificate.sign(issuer.privateKey, 'SHA-256');
  return toDer(certificate);
}
const extension = (extnID: string, critical: boolean, value: asn1js.AsnType) =>
  new pkijs.Extension({ extnID, critical, extnValue: value.toBER() });

describe('A certificate', () => {
  it('is read with names, times, key and purposes', async () => {
    const { signer, issuing, timestamp } = await testPki();
    const read = readCertificate(toDer(signer.certificate));
    expect(read).to.deep.include({
      commonName: 'Kepala Dinas (simulasi)',
      isAuthority: false,
      pathLength: undefined,
      hasUnknownCriticalExtension: false,
      extendedKeyUsage: [],
    });
    expect([...read.keyUsage]).to.deep.equal(['digitalSignature', 'nonRepudiation']);
    expect(read.notBefore).to.deep.equal(signer.certificate.notBefore.value);
    expect(read.notAfter).to.deep.equal(signer.certificate.notAfter.value);
    expect(read.sha256).to.match(/^[0-9a-f]{64}$/);
    const above = readCertificate(toDer(issuing.certificate));
    expect([above.isAuthority, [...above.keyUsage]]).to.deep.equal([true, ['keyCertSign', 'cRLSign']]);
    expect(read.issuer.equals(above.subject)).to.equal(true);
    expect([read.isSignedBy(above.publicKey), read.isSignedBy(read.publicKey)]).to.deep.equal([true, false]);
    expect(readCertificate(toDer(timestamp.certificate)).extendedKeyUsage).to.deep.equal(['1.3.6.1.5.5.7.3.8']);
  });

  it('is read from PEM, several in one text', async () => {
    const { root, issuing } = await testPki();
    const [one, two] = [root, issuing].map(({ certificate }) => toDer(certificate));
    if (one === undefined || two === undefined) throw new Error('two');
    expect(readPemCertificates(`words\n${toPem(one)}\n${toPem(two)}`).map(({ der }) => der)).to.deep.equal([one, two]);
    refused(() => readPemCertificates('words'));
    refused(() => readPemCertificates(toPem(one).replace('-----END', 'END')), 'without an end');
    refused(() => readPemCertificates(toPem(Buffer.from('x'))));
  });

  it('without a common name, or with two, has none, and of an older version is refused', async () => {
    const { signer, issuing } = await testPki();
    const nameless = await changed(
      signer,
      issuing,
      (certificate) =>
        (certificate.subject = pkijs.RelativeDistinguishedNames.fromBER(new asn1js.Sequence({ value: [] }).toBER())),
    );
    expect(readCertificate(nameless).commonName).to.equal(null);
    // Readers differ in which of two they show: the head's name would stand before the holder's own, or behind it.
    const [head, own] = ['Kepala Dinas (simulasi)', 'Orang Lain'].map(
      (value) => new pkijs.AttributeTypeAndValue({ type: '2.5.4.3', value: new asn1js.Utf8String({ value }) }),
    );
    for (const typesAndValues of [
      [head!, own!],
      [own!, head!],
      [head!, head!],
    ]) {
      const twice = await changed(
        signer,
        issuing,
        (certificate) => (certificate.subject = new pkijs.RelativeDistinguishedNames({ typesAndValues })),
      );
      expect(readCertificate(twice).commonName).to.equal(null);
    }
    refused(() => readCertificate(Buffer.from(toDer(signer.certificate)).fill(1, 12, 13)), 'version 2');
    refused(() => readCertificate(Buffer.from('x')));
    refused(() => readCertificate(Buffer.of(0x30, 0)));
  });

  it('with something behind its signature, another algorithm outside, or an extension twice is refused', async () => {
    const { signer, issuing } = await testPki();
    const parts = asn1js.fromBER(toDer(signer.certificate)).result;
    if (!(parts instanceof asn1js.Sequence)) throw new Error('sequence');
    const [body, algorithm, signature] = parts.valueBlock.value;
    if (body === undefined || algorithm === undefined || signature === undefined) throw new Error('three parts');
    const packed = (...value: asn1js.AsnType[]) => Buffer.from(new asn1js.Sequence({ value: value }).toBER());
    expect(readCertificate(packed(body, algorithm, signature)).commonName).to.not.equal(null);
    refused(() => readCertificate(packed(body, algorithm, signature, new asn1js.Null())), 'four parts');
    refused(() => readCertificate(packed(body, algorithm)), 'two parts');
    refused(
      () =>
        readCertificate(
          packed(
            body,
            new asn1js.Sequence({
              value: [new asn1js.ObjectIdentifier({ value: '1.2.840.113549.1.1.12' }), new asn1js.Null()],
            }),
            signature,
          ),
        ),
      'algorithm',
    );
    const twice = await changed(signer, issuing, (certificate) =>
      certificate.extensions?.push(...certificate.extensions.slice(0, 1)),
    );
    refused(() => readCertificate(twice), 'twice');
    const key = await changed(
      signer,
      issuing,
      (certificate) => (certificate.subjectPublicKeyInfo.algorithm.algorithmId = '1.2.3.4'),
    );
    refused(() => readCertificate(key), 'key');
  });

  it('with a critical extension that we do not understand is reported, with a plain one not', async () => {
    const { signer, issuing } = await testPki();
    const withExtension = async (critical: boolean, name = '1.2.3.4') =>
      readCertificate(
        await changed(signer, issuing, (certificate) =>
          certificate.extensions?.push(extension(name, critical, new asn1js.Null())),
        ),
      ).hasUnknownCriticalExtension;
    expect([
      await withExtension(true),
      await withExtension(false),
      await withExtension(true, '2.5.29.32'),
    ]).to.deep.equal([true, false, false]);
    const none = readCertificate(await changed(signer, issuing, (certificate) => delete certificate.extensions));
    expect([none.keyUsage.size, none.isAuthority, none.extendedKeyUsage]).to.deep.equal([0, false, []]);
  });

  it('with a unique identifier before its extensions is read past it (RFC 5280, 4.1.2.8)', async () => {
    const { signer, issuing } = await testPki();
    const identified = readCertificate(
      await changed(signer, issuing, (certificate) => (certificate.issuerUniqueID = new Uint8Array([1, 2]).buffer)),
    );
    expect([...identified.keyUsage]).to.deep.equal(['digitalSignature', 'nonRepudiation']);
  });

  it('that says that it is not an authority does not count as one (RFC 5280, 4.2.1.9)', async () => {
    const { signer, issuing } = await testPki();
    const said = async (...value: asn1js.AsnType[]) =>
      readCertificate(
        await changed(
          signer,
          issuing,
          (certificate) => (certificate.extensions = [extension('2.5.29.19', true, new asn1js.Sequence({ value }))]),
        ),
      );
    expect((await said(new asn1js.Boolean({ value: false }))).isAuthority).to.equal(false);
    expect((await said(new asn1js.Boolean({ value: true }))).isAuthority).to.equal(true);
    expect((await said()).isAuthority).to.equal(false);
  });

  it('for servers, programs or timestamps signs no document; for mail, persons, documents or anything it does', async () => {
    const { signer, issuing } = await testPki();
    const judge = await verifier();
    const broken = async (...keyPurposes: string[]) => {
      const certificate = await changed(signer, issuing, (own) =>
        own.extensions?.push(extension('2.5.29.37', false, new pkijs.ExtKeyUsage({ keyPurposes }).toSchema())),
      );
      return judge
        .examineSigner([certificate, toDer(issuing.certificate)])
        .filter(({ ok }) => !ok)
        .map(({ code }) => code);
    };
    for (const purpose of ['1.3.6.1.5.5.7.3.1', '1.3.6.1.5.5.7.3.3', '1.3.6.1.5.5.7.3.8', '1.3.6.1.5.5.7.3.9'])
      expect(await broken(purpose)).to.deep.equal(['KEY_USAGE']);
    for (const purpose of [
      '1.3.6.1.5.5.7.3.4',
      '1.3.6.1.5.5.7.3.2',
      '1.3.6.1.5.5.7.3.36',
      '1.3.6.1.4.1.311.10.3.12',
      '1.2.840.113583.1.1.5',
      '2.5.29.37.0',
    ])
      expect(await broken('1.3.6.1.5.5.7.3.1', purpose)).to.deep.equal([]);
    expect(judge.examineSigner([]).map(({ code, ok }) => [code, ok])).to.deep.equal([['CMS', false]]);
    expect(judge.examineSigner([Buffer.from('x')]).map(({ code }) => code)).to.deep.equal(['CMS']);
    expect(
      judge
        .examineSigner([toDer(issuing.certificate)])
        .filter(({ ok }) => !ok)
        .map(({ code }) => code),
      'an authority',
    ).to.deep.equal(['KEY_USAGE', 'SIGNER']);
  });

  it('stands on a path where each is an authority and signed the one below, to an anchor', async () => {
    const { root, issuing, signer } = await testPki();
    const own = readCertificate(toDer(signer.certificate));
    const middle = readCertificate(toDer(issuing.certificate));
    const top = readCertificate(toDer(root.certificate));
    expect(findPath(own, [middle], [top])).to.deep.equal([own, middle, top]);
    expect(findPath(own, [middle, top], [top])).to.deep.equal([own, middle, top]);
    expect(findPath(own, [top, middle], [top])).to.deep.equal([own, middle, top]);
    expect(findPath(own, [], [middle])).to.deep.equal([own, middle]);
    expect(findPath(own, [middle, top], [middle])).to.deep.equal([own, middle, top]);
    expect(findPath(own, [middle], [middle])).to.deep.equal([own, middle]);
    expect([
      findPath(own, [], [top]),
      findPath(own, [middle], []),
      findPath(own, [middle, own], [top]),
      findPath(own, [top], [top]),
    ]).to.deep.equal([undefined, undefined, undefined, undefined]);
    expect(belowAnchor([own, middle], [own]), 'an anchor that signs itself').to.deep.equal([]);
    expect(belowAnchor([own, middle, top], [top])).to.deep.equal([own, middle]);
    expect(belowAnchor([own, middle, top], [middle])).to.deep.equal([own]);
    expect(belowAnchor([own, middle], [])).to.deep.equal([own, middle]);
  });

  it('stands on a path to one of several anchors, and to no stranger', async () => {
    const { root, issuing, signer } = await testPki();
    const [own, middle, top] = [signer, issuing, root].map(({ certificate }) => readCertificate(toDer(certificate)));
    const stranger = await issueCertificate({
      commonName: 'Asing',
      kind: 'authority',
      notBefore: inDays(-1),
      notAfter: inDays(30),
    });
    const other = readCertificate(toDer(stranger.certificate));
    if (own === undefined || middle === undefined || top === undefined) throw new Error('three');
    expect(findPath(own, [middle, top], [other, top])).to.deep.equal([own, middle, top]);
    expect(findPath(own, [middle, top], [other, middle]), 'an anchor in the middle').to.deep.equal([own, middle, top]);
    expect(findPath(own, [middle, top], [other])).to.equal(undefined);
    // The root again, but vouched for by the stranger: what stands above the anchor would be anybody's word.
    const crossed = readCertificate(
      await changed(root, stranger, (certificate) => (certificate.issuer = stranger.certificate.subject)),
    );
    expect(findPath(own, [middle, crossed], [middle])).to.equal(undefined);
  });

  it('stands on no path over one of another name or key, over no authority, or over an extension that nobody understands (RFC 5280, 6.1)', async () => {
    const { root, issuing, signer } = await testPki();
    const [own, middle, top] = [signer, issuing, root].map(({ certificate }) => readCertificate(toDer(certificate)));
    if (own === undefined || middle === undefined || top === undefined) throw new Error('three');
    expect(findPath(own, [{ ...middle, subject: top.subject }], [top]), 'name').to.equal(undefined);
    expect(findPath(own, [{ ...middle, publicKey: top.publicKey }], [top]), 'key').to.equal(undefined);
    expect(findPath(own, [{ ...middle, isAuthority: false }], [top]), 'no authority').to.equal(undefined);
    expect(findPath({ ...own, hasUnknownCriticalExtension: true }, [middle], [top]), 'the signer').to.equal(undefined);
    expect(findPath(own, [{ ...middle, hasUnknownCriticalExtension: true }], [top]), 'the authority').to.equal(
      undefined,
    );
  });

  it('of an authority that may have none below it, ends the path', async () => {
    const { root } = await testPki();
    const top = readCertificate(toDer(root.certificate));
    const order = { notBefore: inDays(-1), notAfter: inDays(30) };
    const authority = await issueCertificate({ ...order, commonName: 'A', kind: 'authority', issuer: root });
    const limited = async (length: number | undefined, usage = true) =>
      readCertificate(
        await changed(authority, root, (certificate) => {
          const constraints = new pkijs.BasicConstraints(
            length === undefined ? { cA: true } : { cA: true, pathLenConstraint: length },
          );
          certificate.extensions = [
            extension('2.5.29.19', true, constraints.toSchema()),
            ...(usage ? (certificate.extensions ?? []).filter(({ extnID }) => extnID === '2.5.29.15') : []),
          ];
        }),
      );
    const below = await issueCertificate({ ...order, commonName: 'B', kind: 'authority', issuer: authority });
    const signer = await issueCertificate({ ...order, commonName: 'C', kind: 'signer', issuer: below });
    const [second, own] = [below, signer].map(({ certificate }) => readCertificate(toDer(certificate)));
    if (second === undefined || own === undefined) throw new Error('two');
    const length = async (limit: number | undefined) => findPath(own, [second, await limited(limit)], [top])?.length;
    expect([await length(undefined), await length(1), await length(2), await length(0)]).to.deep.equal([
      4,
      4,
      4,
      undefined,
    ]);
    expect(findPath(own, [second, await limited(undefined, false)], [top]), 'not for certificates').to.equal(undefined);
  });
});

describe('A revocation list', () => {
  const given = async () => {
    const pki = await testPki();
    const [issuer, signer] = [pki.issuing, pki.signer].map(({ certificate }) => readCertificate(toDer(certificate)));
    if (issuer === undefined || signer === undefined) throw new Error('two');
    const listed = async (
      change: (list: pkijs.CertificateRevocationList) => void = () => undefined,
      at = inDays(0),
    ) => {
      const list = pkijs.CertificateRevocationList.fromBER(
        new Uint8Array(
          await issueRevocationList(pki.issuing, [{ certificate: pki.signer.certificate, at }], new Date()),
        ).buffer,
      );
      change(list);
      await list.sign(pki.issuing.privateKey, 'SHA-256');
      return toDer(list);
    };
    return { pki, issuer, signer, listed };
  };
  const reason = (code: number) => (list: pkijs.CertificateRevocationList) => {
    const [entry] = list.revokedCertificates ?? [];
    if (entry !== undefined)
      entry.crlEntryExtensions = new pkijs.Extensions({
        extensions: [extension('2.5.29.21', false, new asn1js.Enumerated({ value: code }))],
      });
  };

  it('is read as DER and as PEM', async () => {
    const { listed, issuer } = await given();
    const der = await listed();
    const pem = Buffer.from(toPem(der, 'X509 CRL'));
    for (const file of [der, pem, Buffer.from(pem.toString().trim()), Buffer.from(`${pem.toString()}\r\n\n`)]) {
      const list = readRevocationList(file);
      expect([
        list.issuer.equals(issuer.subject),
        list.isSignedBy(issuer.publicKey),
        list.revoked.size,
        list.nextUpdate > list.thisUpdate,
      ]).to.deep.equal([true, true, 1, true]);
    }
    for (const file of [
      Buffer.from('bukan'),
      Buffer.concat([pem, Buffer.from('x')]),
      Buffer.concat([Buffer.from('x'), pem]),
      Buffer.concat([Buffer.from('-----'), der]),
      Buffer.alloc(0),
    ])
      refused(() => readRevocationList(file));
  });

  it('counts for its own issuer only', async () => {
    const { listed, issuer, signer, pki } = await given();
    const list = readRevocationList(await listed());
    const root = readCertificate(toDer(pki.root.certificate));
    expect([issuer, root, signer].map((one) => genuineLists([list], one).length)).to.deep.equal([1, 0, 0]);
    const namesake = { ...issuer, publicKey: root.publicKey };
    expect(genuineLists([list], namesake)).to.deep.equal([]);
    expect(genuineLists([list], { ...issuer, keyUsage: new Set() })).to.deep.equal([]);
  });

  it('is whole and says each thing once: no part of a list, however it is marked, no serial twice, nothing more in an entry than is known', async () => {
    const { listed, signer } = await given();
    const entry =
      (name: string, critical: boolean, value: asn1js.BaseBlock) => (list: pkijs.CertificateRevocationList) => {
        const [first] = list.revokedCertificates ?? [];
        if (first !== undefined)
          first.crlEntryExtensions = new pkijs.Extensions({ extensions: [extension(name, critical, value)] });
      };
    const parts = await Promise.all(
      ['2.5.29.27', '2.5.29.28'].map((name) =>
        listed(
          (list) =>
            (list.crlExtensions = new pkijs.Extensions({
              extensions: [extension(name, false, new asn1js.Integer({ value: 1 }))],
            })),
        ),
      ),
    );
    const twice = await listed(
      (list) => (list.revokedCertificates = [...(list.revokedCertificates ?? []), ...(list.revokedCertificates ?? [])]),
    );
    const more = await listed(entry('1.2.3.4', true, new asn1js.Null()));
    for (const list of [...parts, twice, more]) refused(() => readRevocationList(list));
    // The key was lost a week before anybody noticed.
    const lost = readRevocationList(
      await listed(entry('2.5.29.24', false, new asn1js.GeneralizedTime({ valueDate: inDays(-7) }))),
    );
    expect([isUnrevoked(lost, signer, inDays(-6), true), isUnrevoked(lost, signer, inDays(-8), true)]).to.deep.equal([
      false,
      true,
    ]);
  });

  it('says when and why: later and harmless, or later and proven, does no harm', async () => {
    const { listed, signer, pki } = await given();
    const [day, later] = [inDays(0), inDays(1)];
    const unrevoked = async (code: number | undefined, at: Date, proven: boolean) =>
      isUnrevoked(
        readRevocationList(await listed(code === undefined ? undefined : reason(code), day)),
        signer,
        at,
        proven,
      );
    const before = inDays(-1);
    expect(
      await Promise.all([undefined, 0, 1, 2, 3, 4, 5, 6, 9].map((code) => unrevoked(code, before, false))),
    ).to.deep.equal([false, false, false, false, true, true, true, false, false]);
    expect(await Promise.all([undefined, 1].map((code) => unrevoked(code, before, true)))).to.deep.equal([true, true]);
    expect(await Promise.all([3, 1].map((code) => unrevoked(code, later, true)))).to.deep.equal([false, false]);
    expect(await unrevoked(3, day, true), 'in that very second').to.equal(false);
    const deputy = readCertificate(toDer(pki.deputy.certificate));
    expect(isUnrevoked(readRevocationList(await listed()), deputy, later, false), 'another one').to.equal(true);
  });

  it('that holds a part only, or has another version or algorithm outside, is refused', async () => {
    const { listed } = await given();
    const partial = await listed(
      (list) =>
        (list.crlExtensions = new pkijs.Extensions({
          extensions: [extension('2.5.29.28', true, new asn1js.Sequence({ value: [] }))],
        })),
    );
    refused(() => readRevocationList(partial), 'partial');
    const numbered = await listed(
      (list) =>
        (list.crlExtensions = new pkijs.Extensions({
          extensions: [extension('2.5.29.20', false, new asn1js.Integer({ value: 1 }))],
        })),
    );
    expect(readRevocationList(numbered).revoked.size).to.equal(1);
    refused(
      () =>
        readRevocationList(
          Buffer.from(numbered).fill(
            2,
            numbered.indexOf(Buffer.from('020101', 'hex')) + 2,
            numbered.indexOf(Buffer.from('020101', 'hex')) + 3,
          ),
        ),
      'version',
    );
    const empty = await listed((list) => delete list.revokedCertificates);
    expect(readRevocationList(empty).revoked.size).to.equal(0);
    const both = await listed(
      (list) =>
        (list.crlExtensions = new pkijs.Extensions({
          extensions: [
            extension('2.5.29.20', false, new asn1js.Integer({ value: 1 })),
            extension('2.5.29.28', true, new asn1js.Sequence({ value: [] })),
          ],
        })),
    );
    refused(() => readRevocationList(both), 'a number, and partial');
    const parts = asn1js.fromBER(numbered).result;
    if (!(parts instanceof asn1js.Sequence)) throw new Error('sequence');
    const [body, algorithm, signature] = parts.valueBlock.value;
    if (body === undefined || algorithm === undefined || signature === undefined) throw new Error('three parts');
    const packed = (...value: asn1js.AsnType[]) => Buffer.from(new asn1js.Sequence({ value }).toBER());
    expect(readRevocationList(packed(body, algorithm, signature)).revoked.size).to.equal(1);
    refused(
      () =>
        readRevocationList(
          packed(
            body,
            new asn1js.Sequence({
              value: [new asn1js.ObjectIdentifier({ value: '1.2.840.113549.1.1.12' }), new asn1js.Null()],
            }),
            signature,
          ),
        ),
      'algorithm',
    );
    refused(
      () => readRevocationList(packed(new asn1js.Sequence({ value: [] }), algorithm, signature)),
      'nothing in it',
    );
    refused(() => readRevocationList(packed(body, algorithm, signature, new asn1js.Null())), 'four parts');
  });

  it('may be of the first version, without extensions (RFC 5280, 5.1.2.1)', async () => {
    const { listed } = await given();
    const plain = (list: pkijs.CertificateRevocationList) => {
      list.version = 0;
      delete list.crlExtensions;
    };
    expect(readRevocationList(await listed(plain)).revoked.size).to.equal(1);
    const empty = await listed((list) => {
      plain(list);
      delete list.revokedCertificates;
    });
    expect(readRevocationList(empty).revoked.size).to.equal(0);
  });

  it('may say since when a key was in doubt, beside why (RFC 5280, 5.3.2)', async () => {
    const { listed, signer } = await given();
    const day = inDays(0);
    const doubted = await listed((list) => {
      const [entry] = list.revokedCertificates ?? [];
      if (entry !== undefined)
        entry.crlEntryExtensions = new pkijs.Extensions({
          extensions: [
            extension('2.5.29.21', false, new asn1js.Enumerated({ value: 3 })),
            extension('2.5.29.24', false, new asn1js.GeneralizedTime({ valueDate: day })),
          ],
        });
    }, day);
    expect(isUnrevoked(readRevocationList(doubted), signer, inDays(-1), false)).to.equal(true);
  });

  it("signed with another key than its issuer's does not count", async () => {
    const { issuer, pki } = await given();
    const forged = readRevocationList(
      await issueRevocationList(
        {
          certificate: pki.issuing.certificate,
          privateKey: (
            await webcrypto.subtle.generateKey(
              {
                name: 'RSASSA-PKCS1-v1_5',
                hash: 'SHA-256',
                modulusLength: 2048,
                publicExponent: Uint8Array.of(1, 0, 1),
              },
              true,
              ['sign', 'verify'],
            )
          ).privateKey,
        },
        [],
        new Date(),
      ),
    );
    expect(genuineLists([forged], issuer)).to.deep.equal([]);
  });
});
