import { expect } from 'chai';
import { createHash } from 'node:crypto';
import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';
import { toArrayBuffer } from '../../src/signing/array-buffer.ts';
import { identityOf } from '../../src/signing/certificates.ts';
import { issueCertificate, toDer, type KeyHolder } from '../../src/signing/certificates/issue.ts';
import { issueRevocationList } from '../../src/signing/certificates/revocation-list.ts';
import { signEnclosed } from '../../src/signing/pades/cms.ts';
import { readCertificate } from '../../src/signing/verifier/certificates/certificate.ts';
import { readRevocationList, type RevocationList } from '../../src/signing/verifier/certificates/revocation-list.ts';
import { provenTime } from '../../src/signing/verifier/cms/timestamp.ts';
import { DerDefect } from '../../src/signing/verifier/der.ts';
import { testPki } from './test-office.ts';

const TIMESTAMP_INFO = '1.2.840.113549.1.9.16.1.4';
const SHA256 = '2.16.840.1.101.3.4.2.1';
const SIGNATURE = Buffer.from('nilai tanda tangan');
const AT = new Date(Math.floor(Date.now() / 1000) * 1000);

interface Wish {
  readonly by?: KeyHolder;
  readonly over?: Buffer;
  readonly at?: Date;
  readonly version?: number;
  readonly type?: string;
  readonly digest?: string;
}

async function token({
  by,
  over = SIGNATURE,
  at = AT,
  version = 1,
  type = TIMESTAMP_INFO,
  digest = SHA256,
}: Wish = {}): Promise<Buffer> {
  const pki = await testPki();
  const info = new pkijs.TSTInfo({
    version,
    policy: '1.2.3.4',
    messageImprint: new pkijs.MessageImprint({
      hashAlgorithm: new pkijs.AlgorithmIdentifier({ algorithmId: digest }),
      hashedMessage: new asn1js.OctetString({ valueHex: toArrayBuffer(createHash('sha256').update(over).digest()) }),
    }),
    serialNumber: new asn1js.Integer({ value: 1 }),
    genTime: at,
  });
  return signEnclosed(type, Buffer.from(info.toSchema().toBER()), identityOf(by ?? pki.timestamp, pki.issuing));
}

describe('A timestamp', () => {
  const proven = async (
    wish?: Wish,
    change: (data: pkijs.SignedData) => void = () => undefined,
    anchor?: KeyHolder,
    lists: readonly RevocationList[] = [],
  ) => {
    const info = pkijs.ContentInfo.fromBER(toArrayBuffer(await token(wish)));
    const data = new pkijs.SignedData({ schema: info.content });
    change(data);
    const changed = Buffer.from(
      new pkijs.ContentInfo({ contentType: info.contentType, content: data.toSchema(true) }).toSchema().toBER(),
    );
    return provenTime(
      changed,
      SIGNATURE,
      [readCertificate(toDer((anchor ?? (await testPki()).root).certificate))],
      lists,
    );
  };

  it('proves the time that it names', async () => {
    expect(await proven()).to.deep.equal(AT);
  });

  it('proves nothing when its authority is on a list of revoked certificates, whenever that was', async () => {
    const { issuing, timestamp } = await testPki();
    const listOf = async (revoked: KeyHolder[]) => [
      readRevocationList(
        await issueRevocationList(
          issuing,
          revoked.map(({ certificate }) => ({ certificate, at: new Date() })),
          new Date(),
        ),
      ),
    ];
    expect(await proven({}, undefined, undefined, await listOf([]))).to.deep.equal(AT);
    expect(await proven({}, undefined, undefined, await listOf([timestamp]))).to.equal(undefined);
  });

  it('proves nothing about another signature', async () => {
    expect(await proven({ over: Buffer.from('lain') })).to.equal(undefined);
  });

  it('proves nothing when it comes from somebody who is not a timestamp authority, or from an untrusted one', async () => {
    const pki = await testPki();
    expect(await proven({ by: pki.signer })).to.equal(undefined);
    const stranger = await issueCertificate({
      commonName: 'Asing',
      kind: 'authority',
      notBefore: new Date(AT.getTime() - 86_400_000),
      notAfter: new Date(AT.getTime() + 86_400_000),
    });
    expect(await proven({}, undefined, stranger)).to.equal(undefined);
    const weak = await issueCertificate({
      commonName: 'Lemah',
      kind: 'timestamp',
      keyBits: 1024,
      issuer: pki.issuing,
      notBefore: new Date(AT.getTime() - 86_400_000),
      notAfter: new Date(AT.getTime() + 86_400_000),
    });
    expect(await proven({ by: weak })).to.equal(undefined);
  });

  it('comes from a key that is for timestamps and nothing else, and bound to that (RFC 3161, 2.3)', async () => {
    const pki = await testPki();
    const [timestamps, mail] = ['1.3.6.1.5.5.7.3.8', '1.3.6.1.5.5.7.3.4'];
    /** BIT STRING of one flag (RFC 5280, 4.2.1.3), and BasicConstraints with or without cA. */
    const [digitalSignature, nonRepudiation, keyEncipherment] = ['03020780', '03020640', '03020520'];
    const [person, authority] = ['3000', '30030101ff'];
    const provenBy = async ({
      purposes = [timestamps],
      isCritical = true,
      usage = digitalSignature,
      constraints = person,
    }: {
      purposes?: string[];
      isCritical?: boolean;
      usage?: string;
      constraints?: string;
    }) => {
      const certificate = pkijs.Certificate.fromBER(toArrayBuffer(toDer(pki.timestamp.certificate)));
      const extension = (extnID: string, critical: boolean, extnValue: ArrayBuffer) =>
        new pkijs.Extension({ extnID, critical, extnValue });
      const others = (certificate.extensions ?? []).filter(
        ({ extnID }) => !['2.5.29.15', '2.5.29.19', '2.5.29.37'].includes(extnID),
      );
      certificate.extensions = [
        ...others,
        extension('2.5.29.15', true, toArrayBuffer(Buffer.from(usage, 'hex'))),
        extension('2.5.29.19', true, toArrayBuffer(Buffer.from(constraints, 'hex'))),
        extension('2.5.29.37', isCritical, new pkijs.ExtKeyUsage({ keyPurposes: purposes }).toSchema().toBER()),
      ];
      await certificate.sign(pki.issuing.privateKey, 'SHA-256');
      return proven({ by: { certificate, privateKey: pki.timestamp.privateKey } });
    };
    for (const fit of [{}, { usage: nonRepudiation }])
      expect(await provenBy(fit), JSON.stringify(fit)).to.deep.equal(AT);
    for (const unfit of [
      { purposes: [timestamps, mail] },
      { purposes: [mail, timestamps] },
      { purposes: [mail] },
      { isCritical: false },
      { usage: keyEncipherment },
      { constraints: authority },
    ])
      expect(await provenBy(unfit), JSON.stringify(unfit)).to.equal(undefined);
  });

  it('proves nothing outside the life of its certificates', async () => {
    const { certificate } = (await testPki()).timestamp;
    const [from, until] = [certificate.notBefore.value, certificate.notAfter.value];
    const shifted = (date: Date, seconds: number) => new Date(date.getTime() + seconds * 1000);
    expect(await proven({ at: from })).to.deep.equal(from);
    expect(await proven({ at: until })).to.deep.equal(until);
    expect([await proven({ at: shifted(from, -1) }), await proven({ at: shifted(until, 1) })]).to.deep.equal([
      undefined,
      undefined,
    ]);
  });

  it('proves nothing when its signature, its digest or the name of its certificate is not right', async () => {
    const pki = await testPki();
    const mixed = { certificate: pki.timestamp.certificate, privateKey: pki.signer.privateKey };
    expect(await proven({ by: mixed })).to.equal(undefined);
    expect(
      await proven(
        {},
        (data) =>
          void (data.encapContentInfo.eContent = new asn1js.OctetString({
            valueHex: new Uint8Array([0x30, 0]).buffer,
          })),
      ).catch(() => 'defect'),
    ).to.not.deep.equal(AT);
    const unsigned = new pkijs.SignedAndUnsignedAttributes({
      type: 1,
      attributes: [new pkijs.Attribute({ type: '1.2.3.4', values: [new asn1js.Null()] })],
    });
    expect(
      await proven({}, (data) => data.signerInfos.forEach((signer) => (signer.unsignedAttrs = unsigned))),
    ).to.equal(undefined);
  });

  it('is of the right kind: content, version, digest', async () => {
    expect(await proven({ type: '1.2.840.113549.1.9.16.1.5' })).to.equal(undefined);
    expect(await proven({}, (data) => delete data.encapContentInfo.eContent)).to.equal(undefined);
    expect(
      await proven({}, (data) => void (data.encapContentInfo.eContentType = '1.2.840.113549.1.9.16.1.5')),
      'another type outside than signed',
    ).to.equal(undefined);
    const { issuing } = await testPki();
    expect(
      await proven({}, (data) => void (data.certificates = [issuing.certificate])),
      'without its certificate',
    ).to.equal(undefined);
    for (const wish of [{ version: 2 }, { digest: '1.3.14.3.2.26' }]) {
      const error: unknown = await proven(wish).catch((reason: unknown) => reason);
      expect(error).to.be.instanceOf(DerDefect);
    }
  });
});
