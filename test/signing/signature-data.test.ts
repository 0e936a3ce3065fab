import { expect } from 'chai';
import { execFileSync } from 'node:child_process';
import { createHash, webcrypto } from 'node:crypto';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';
import { toArrayBuffer } from '../../src/signing/array-buffer.ts';
import { toDer } from '../../src/signing/certificates/issue.ts';
import { signDetached } from '../../src/signing/pades/cms.ts';
import { broken, folder, headIdentity, sampleCard, signedCard, testPki } from './test-office.ts';

/** The two signed parts of a file, and the place between them. */
function partsOf(signed: Buffer): { before: Buffer; after: Buffer } {
  const start = signed.lastIndexOf('/Contents <') + 10;
  return { before: signed.subarray(0, start), after: signed.subarray(signed.indexOf('>', start) + 1) };
}

/** The same file with another CMS in its gap. */
function withCms(signed: Buffer, cms: Buffer): Buffer {
  const { before, after } = partsOf(signed);
  const digits = signed.length - before.length - after.length - 2;
  return Buffer.concat([before, Buffer.from(`<${cms.toString('hex').padEnd(digits, '0')}>`), after]);
}

describe('The data of a signature', () => {
  let signed: Buffer;
  let signedData: () => Promise<pkijs.SignedData>;
  before(async () => {
    signed = await signedCard(await sampleCard());
    const { before, after } = partsOf(signed);
    signedData = async () => {
      const info = pkijs.ContentInfo.fromBER(toArrayBuffer(await signDetached([before, after], await headIdentity())));
      return new pkijs.SignedData({ schema: info.content });
    };
  });

  const packed = (data: pkijs.SignedData) =>
    Buffer.from(
      new pkijs.ContentInfo({ contentType: '1.2.840.113549.1.7.2', content: data.toSchema(true) }).toSchema().toBER(),
    );
  const refused = async (change: (data: pkijs.SignedData) => void | Promise<void>) => {
    const data = await signedData();
    await change(data);
    return broken(withCms(signed, packed(data)));
  };
  const signerOf = (data: pkijs.SignedData): pkijs.SignerInfo => {
    const [signer] = data.signerInfos;
    if (signer === undefined) throw new Error('no signer');
    return signer;
  };
  /** Signs changed attributes anew with the head's own key: only the rules about form can find it. */
  const resigned = async (signer: pkijs.SignerInfo, change: (attributes: pkijs.Attribute[]) => pkijs.Attribute[]) => {
    const encoding = (item: pkijs.Attribute) => Buffer.from(item.toSchema().toBER());
    const attributes = change(signer.signedAttrs?.attributes ?? []).sort((a, b) =>
      Buffer.compare(encoding(a), encoding(b)),
    );
    signer.signedAttrs = new pkijs.SignedAndUnsignedAttributes({ type: 0, attributes });
    const bytes = new Uint8Array(signer.signedAttrs.toSchema().toBER());
    bytes[0] = 0x31;
    signer.signature = new asn1js.OctetString({
      valueHex: await webcrypto.subtle.sign('RSASSA-PKCS1-v1_5', (await headIdentity()).privateKey, bytes),
    });
  };

  it('is accepted when it is taken apart and put together unchanged', async () => {
    expect(await refused(() => undefined)).to.deep.equal([]);
  });

  it('has one signer, not two and not none', async () => {
    expect(await refused((data) => void data.signerInfos.push(signerOf(data)))).to.deep.equal(['CMS']);
    expect(await refused((data) => void (data.signerInfos = []))).to.deep.equal(['CMS']);
  });

  it('is a signed data and nothing else (RFC 5652, 3): no other type, no revocation data, no second content, no further part of the signer', async () => {
    const der = async (
      change: (parts: {
        readonly info: asn1js.Sequence;
        readonly data: asn1js.Sequence;
        readonly signer: asn1js.Sequence;
      }) => void,
    ) => {
      const info = new pkijs.ContentInfo({
        contentType: '1.2.840.113549.1.7.2',
        content: (await signedData()).toSchema(true),
      }).toSchema();
      const inside = (item: asn1js.AsnType | undefined): asn1js.AsnType[] => {
        if (!(item instanceof asn1js.Constructed)) throw new Error('constructed');
        return item.valueBlock.value;
      };
      const sequence = (item: asn1js.AsnType | undefined): asn1js.Sequence => {
        if (!(item instanceof asn1js.Sequence)) throw new Error('sequence');
        return item;
      };
      const data = sequence(inside(inside(info)[1])[0]);
      change({ info, data, signer: sequence(inside(data.valueBlock.value.at(-1))[0]) });
      return broken(withCms(signed, Buffer.from(info.toBER())));
    };
    const tagged = (tagNumber: number) => new asn1js.Constructed({ idBlock: { tagClass: 3, tagNumber }, value: [] });
    expect(await der(() => undefined)).to.deep.equal([]);
    expect(
      await der(
        ({ info }) => (info.valueBlock.value[0] = new asn1js.ObjectIdentifier({ value: '1.2.840.113549.1.7.3' })),
      ),
      'enveloped',
    ).to.deep.equal(['CMS']);
    expect(await der(({ info }) => info.valueBlock.value.push(new asn1js.Null())), 'behind it').to.deep.equal(['CMS']);
    expect(await der(({ data }) => data.valueBlock.value.splice(4, 0, tagged(1))), 'revocation data').to.deep.equal([
      'CMS',
    ]);
    expect(
      await der(({ data }) =>
        (data.valueBlock.value[2] as asn1js.Sequence).valueBlock.value.push(tagged(0), tagged(0)),
      ),
      'two contents',
    ).to.deep.equal(['CMS']);
    expect(
      await der(({ signer }) => signer.valueBlock.value.push(tagged(1), tagged(1))),
      'two lists of unsigned attributes',
    ).to.deep.equal(['CMS']);
    expect(
      await der(({ signer }) =>
        (signer.valueBlock.value[1] as asn1js.Sequence).valueBlock.value.push(new asn1js.Null()),
      ),
      'three names',
    ).to.deep.equal(['CMS']);
  });

  it('names its certificate by a signed hash', async () => {
    expect(
      await refused(async (data) =>
        resigned(signerOf(data), (all) => all.filter(({ type }) => type !== '1.2.840.113549.1.9.16.2.47')),
      ),
    ).to.have.members(['PROFILE', 'SIGNING_CERTIFICATE']);
  });

  it('signs the digest of the content', async () => {
    expect(
      await refused(async (data) =>
        resigned(signerOf(data), (all) => all.filter(({ type }) => type !== '1.2.840.113549.1.9.4')),
      ),
    ).to.deep.equal(['DIGEST']);
  });

  it('holds no time of its own, which PAdES forbids', async () => {
    const time = new pkijs.Attribute({
      type: '1.2.840.113549.1.9.5',
      values: [new asn1js.UTCTime({ valueDate: new Date() })],
    });
    expect(await refused(async (data) => resigned(signerOf(data), (all) => [...all, time]))).to.deep.equal(['PROFILE']);
  });

  it('signs its attributes: a signature straight over the content is refused', async () => {
    expect(
      await refused(async (data) => {
        const { before, after } = partsOf(signed);
        const signer = signerOf(data);
        delete signer.signedAttrs;
        signer.signature = new asn1js.OctetString({
          valueHex: await webcrypto.subtle.sign(
            'RSASSA-PKCS1-v1_5',
            (await headIdentity()).privateKey,
            Buffer.concat([before, after]),
          ),
        });
      }),
    ).to.deep.equal(['CMS']);
  });

  it('brings only certificates of its own way to the anchor', async () => {
    const pki = await testPki();
    expect(await refused((data) => void data.certificates?.push(pki.deputy.certificate))).to.deep.equal(['CHAIN']);
    expect(await refused((data) => void data.certificates?.push(pki.root.certificate))).to.deep.equal([]);
    expect(await refused((data) => void (data.certificates = []))).to.deep.equal(['CMS']);
    expect(
      await refused((data) => void data.certificates?.push(pki.signer.certificate)),
      'its own twice',
    ).to.deep.equal(['CMS']);
  });

  it('carries no unsigned attribute but a timestamp, and that one is examined', async () => {
    const unsigned = (type: string) => (data: pkijs.SignedData) =>
      void (signerOf(data).unsignedAttrs = new pkijs.SignedAndUnsignedAttributes({
        type: 1,
        attributes: [new pkijs.Attribute({ type, values: [new asn1js.Null()] })],
      }));
    expect(await refused(unsigned('1.2.3.4'))).to.deep.equal(['PROFILE']);
    expect(await refused(unsigned('1.2.840.113549.1.9.16.2.14'))).to.deep.equal(['TIMESTAMP']);
  });

  it('does not hold the content itself', async () => {
    expect(
      await refused(
        (data) => void (data.encapContentInfo.eContent = new asn1js.OctetString({ valueHex: new ArrayBuffer(4) })),
      ),
    ).to.deep.equal(['PROFILE']);
  });

  it('brings eight certificates at most: thousands would be asked who issued whom for minutes', async () => {
    const pki = await testPki();
    const copies = (count: number) => (data: pkijs.SignedData) =>
      void data.certificates?.push(...Array.from({ length: count }, () => pki.issuing.certificate));
    expect(await refused(copies(6))).to.deep.equal(['CHAIN']);
    expect(await refused(copies(7))).to.deep.equal(['CMS']);
  });

  it('is made with one digest, the announced one', async () => {
    const other = (algorithmId: string) =>
      new pkijs.AlgorithmIdentifier({ algorithmId, algorithmParams: new asn1js.Null() });
    expect(
      await refused((data) => void (signerOf(data).signatureAlgorithm = other('1.2.840.113549.1.1.13'))),
    ).to.deep.equal(['CMS']);
    expect(await refused((data) => void (data.digestAlgorithms = [other('2.16.840.1.101.3.4.2.3')]))).to.deep.equal([
      'CMS',
    ]);
    expect(await refused((data) => void (data.digestAlgorithms = []))).to.deep.equal(['CMS']);
    // Plain RSA takes its digest from beside it; but the signer has signed another name for it.
    expect(
      await refused((data) => void (signerOf(data).signatureAlgorithm = other('1.2.840.113549.1.1.1'))),
    ).to.deep.equal(['PROFILE']);
  });

  it('is of the version that its content asks for', async () => {
    const cms = packed(await signedData()).toString('hex');
    // Version 1 of the whole, before its digests, and of the signer, before its issuer.
    for (const at of [cms.indexOf('02010131'), cms.lastIndexOf('02010130')]) {
      expect(at).to.be.greaterThan(0);
      expect(
        await broken(withCms(signed, Buffer.from(`${cms.slice(0, at)}020103${cms.slice(at + 6)}`, 'hex'))),
      ).to.deep.equal(['CMS']);
    }
  });

  it('names the type of the content, and the same one twice', async () => {
    const typed = (value: string) =>
      new pkijs.Attribute({ type: '1.2.840.113549.1.9.3', values: [new asn1js.ObjectIdentifier({ value })] });
    const without = (all: pkijs.Attribute[]) => all.filter(({ type }) => type !== '1.2.840.113549.1.9.3');
    expect(await refused(async (data) => resigned(signerOf(data), without))).to.deep.equal(['DIGEST']);
    expect(
      await refused(async (data) =>
        resigned(signerOf(data), (all) => [...without(all), typed('1.2.840.113549.1.7.5')]),
      ),
    ).to.deep.equal(['DIGEST']);
    expect(await refused((data) => void (data.encapContentInfo.eContentType = '1.2.840.113549.1.7.5'))).to.deep.equal([
      'PROFILE',
    ]);
    expect(
      await refused(async (data) => resigned(signerOf(data), (all) => [...all, typed('1.2.840.113549.1.7.1')])),
      'twice',
    ).to.deep.equal(['CMS']);
  });

  it('may leave the names of its algorithms unprotected, but not protect others', async () => {
    const isProtection = ({ type }: pkijs.Attribute) => type === '1.2.840.113549.1.9.52';
    expect(
      await refused(async (data) => resigned(signerOf(data), (all) => all.filter((item) => !isProtection(item)))),
    ).to.deep.equal([]);
    const sha512 = new asn1js.Sequence({
      value: [new pkijs.AlgorithmIdentifier({ algorithmId: '2.16.840.1.101.3.4.2.3' }).toSchema()],
    });
    const protect = (value: asn1js.AsnType) =>
      refused(async (data) =>
        resigned(signerOf(data), (all) => [
          ...all.filter((item) => !isProtection(item)),
          new pkijs.Attribute({ type: '1.2.840.113549.1.9.52', values: [value] }),
        ]),
      );
    expect(await protect(sha512)).to.deep.equal(['PROFILE']);
    const named = (digest: string, signature: string, tagNumber: number) => {
      const name = new pkijs.AlgorithmIdentifier({
        algorithmId: signature,
        algorithmParams: new asn1js.Null(),
      }).toSchema();
      name.idBlock.tagClass = 3;
      name.idBlock.tagNumber = tagNumber;
      return new asn1js.Sequence({ value: [new pkijs.AlgorithmIdentifier({ algorithmId: digest }).toSchema(), name] });
    };
    const [SHA256, SHA512, RSA256, RSA512] = [
      '2.16.840.1.101.3.4.2.1',
      '2.16.840.1.101.3.4.2.3',
      '1.2.840.113549.1.1.11',
      '1.2.840.113549.1.1.13',
    ] as const;
    expect(await protect(named(SHA256, RSA256, 1))).to.deep.equal([]);
    expect(await protect(named(SHA512, RSA256, 1)), 'another digest').to.deep.equal(['PROFILE']);
    expect(await protect(named(SHA256, RSA512, 1)), 'another signature').to.deep.equal(['PROFILE']);
    expect(await protect(named(SHA256, RSA256, 2)), 'the name as one of a keyed hash').to.deep.equal(['PROFILE']);
  });

  it('may name its certificate with another digest and with issuer and serial number, all of them right', async () => {
    const pki = await testPki();
    const der = toDer(pki.signer.certificate);
    const named = async (digest: string, hash: Buffer, issuer?: Pick<pkijs.Certificate, 'issuer' | 'serialNumber'>) => {
      const issuerSerial =
        issuer === undefined
          ? []
          : [
              new asn1js.Sequence({
                value: [
                  new asn1js.Sequence({
                    value: [
                      new asn1js.Constructed({
                        idBlock: { tagClass: 3, tagNumber: 4 },
                        value: [issuer.issuer.toSchema()],
                      }),
                    ],
                  }),
                  issuer.serialNumber,
                ],
              }),
            ];
      const identifier = new asn1js.Sequence({
        value: [
          new pkijs.AlgorithmIdentifier({ algorithmId: digest }).toSchema(),
          new asn1js.OctetString({ valueHex: toArrayBuffer(hash) }),
          ...issuerSerial,
        ],
      });
      const attribute = new pkijs.Attribute({
        type: '1.2.840.113549.1.9.16.2.47',
        values: [new asn1js.Sequence({ value: [new asn1js.Sequence({ value: [identifier] })] })],
      });
      return refused(async (data) =>
        resigned(signerOf(data), (all) => [
          ...all.filter(({ type }) => type !== '1.2.840.113549.1.9.16.2.47'),
          attribute,
        ]),
      );
    };
    const sha512 = createHash('sha512').update(der).digest();
    const SHA512 = '2.16.840.1.101.3.4.2.3';
    expect(await named(SHA512, sha512)).to.deep.equal([]);
    expect(await named(SHA512, sha512, pki.signer.certificate)).to.deep.equal([]);
    expect(await named(SHA512, sha512, pki.deputy.certificate), 'another serial number').to.deep.equal([
      'SIGNING_CERTIFICATE',
    ]);
    expect(await named(SHA512, sha512, pki.root.certificate), 'another issuer').to.deep.equal(['SIGNING_CERTIFICATE']);
    expect(
      await named(SHA512, sha512, {
        issuer: pki.root.certificate.issuer,
        serialNumber: pki.signer.certificate.serialNumber,
      }),
      'the right number of another issuer',
    ).to.deep.equal(['SIGNING_CERTIFICATE']);
    const nothing = new pkijs.Attribute({
      type: '1.2.840.113549.1.9.16.2.47',
      values: [new asn1js.Sequence({ value: [new asn1js.Sequence({ value: [new asn1js.Sequence({ value: [] })] })] })],
    });
    expect(
      await refused(async (data) =>
        resigned(signerOf(data), (all) => [
          ...all.filter(({ type }) => type !== '1.2.840.113549.1.9.16.2.47'),
          nothing,
        ]),
      ),
      'a name that says nothing',
    ).to.deep.equal(['SIGNING_CERTIFICATE']);
    expect(await named(SHA512, createHash('sha256').update(der).digest())).to.deep.equal(['SIGNING_CERTIFICATE']);
    expect(await named('1.3.14.3.2.26', createHash('sha1').update(der).digest()), 'SHA-1').to.deep.equal([
      'SIGNING_CERTIFICATE',
    ]);
  });

  it('is refused in any other encoding of the same meaning', async () => {
    const cms = packed(await signedData());
    // 30 82 xx xx -> 30 83 00 xx xx: a length that is not minimal; 30 80 ... 00 00: one that is not definite.
    const longer = Buffer.concat([Buffer.of(0x30, 0x83, 0x00), cms.subarray(2)]);
    const indefinite = Buffer.concat([Buffer.of(0x30, 0x80), cms.subarray(4), Buffer.of(0, 0)]);
    for (const other of [longer, indefinite]) expect(await broken(withCms(signed, other))).to.include('CMS');
  });

  it('made by OpenSSL is read, but refused for its signing time; with SHA-1 it is not even read', async () => {
    const work = mkdtempSync(path.join(folder, 'openssl-'));
    const { files } = await testPki();
    const { before, after } = partsOf(signed);
    const at = (name: string) => path.join(work, name);
    writeFileSync(at('content'), Buffer.concat([before, after]));
    const sign = (digest: string) => {
      const keys = path.dirname(files.rootPem);
      execFileSync(
        'openssl',
        [
          'cms',
          '-sign',
          '-binary',
          '-cades',
          '-md',
          digest,
          '-in',
          at('content'),
          '-outform',
          'DER',
          '-out',
          at('cms'),
          '-signer',
          path.join(keys, 'signer.pem'),
          '-inkey',
          path.join(keys, 'signer.key'),
          '-certfile',
          files.issuingPem,
        ],
        { stdio: 'pipe' },
      );
      return readFileSync(at('cms'));
    };
    // OpenSSL writes a signing time and S/MIME capabilities: the first is what PAdES forbids and we refuse.
    expect(await broken(withCms(signed, sign('sha256')))).to.deep.equal(['PROFILE']);
    expect(await broken(withCms(signed, sign('sha1')))).to.deep.equal(['CMS']);
  });
});
