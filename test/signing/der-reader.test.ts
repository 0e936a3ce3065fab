import { expect } from 'chai';
import { createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import {
  digestAlgorithm,
  signatureAlgorithm,
  signatureHolds,
  strongEnough,
} from '../../src/signing/verifier/algorithms.ts';
import {
  bitString,
  children,
  content,
  context,
  counted,
  DerDefect,
  fields,
  integerBytes,
  oid,
  only,
  readDer,
  readElement,
  setChildren,
  smallInteger,
  TAG,
  time,
} from '../../src/signing/verifier/der.ts';
import { attempt, judge } from '../../src/signing/verifier/rule.ts';
import { PdfDefect } from '../../src/signing/verifier/pdf/values.ts';

const hex = (digits: string) => Buffer.from(digits.replaceAll(' ', ''), 'hex');
const refused = (read: () => unknown, why: string) => expect(read, why).to.throw(DerDefect);

describe('An element of DER', () => {
  it('is read with tag, content and whole, in the short and in the long form of length', () => {
    const short = readDer(hex('0402 abcd'));
    expect([short.tag, short.content.toString('hex'), short.whole.length]).to.deep.equal([0x04, 'abcd', 4]);
    const middle = readDer(Buffer.concat([hex('0481 80'), Buffer.alloc(128)]));
    expect([middle.content.length, middle.whole.length]).to.deep.equal([128, 131]);
    const long = readDer(Buffer.concat([hex('0482 0100'), Buffer.alloc(256)]));
    expect([long.content.length, long.whole.length]).to.deep.equal([256, 260]);
    expect(readDer(Buffer.concat([hex('0484 01000000'), Buffer.alloc(1 << 24)])).content.length).to.equal(1 << 24);
    expect(readDer(hex('0500')).content.length).to.equal(0);
    expect(readElement(hex('0401 ab ff')).whole.toString('hex')).to.equal('0401ab');
  });

  for (const [what, digits] of [
    ['nothing', ''],
    ['a tag alone', '04'],
    ['a high tag', '1f0100'],
    ['a high tag in a context', 'bf0100'],
    ['less than it says', '0403abcd'],
    ['more than it says', '0401abcd'],
    ['an open end', '3080 0500 0000'],
    ['an open end that looks like a length', `3080 ${'0500'.repeat(64)}`],
    ['a length of five bytes', '0485 0000000001 ab'],
    ['a length of seven bytes', '0487 01000000000000 ab'],
    ['a cut length', '0482 01'],
    ['a length with a leading zero', `0482 0080 ${'00'.repeat(128)}`],
    ['a long form for a short length', `0481 7f ${'00'.repeat(127)}`],
  ] as const)
    it(`is refused when it holds ${what}`, () => {
      refused(() => readDer(hex(digits)), what);
    });

  it('gives its parts, and only under the tag that is asked for', () => {
    const sequence = readDer(hex('3006 0201 05 0401 07'));
    expect(children(sequence, TAG.sequence).map(({ tag }) => tag)).to.deep.equal([2, 4]);
    expect(children(readDer(hex('3000')), TAG.sequence)).to.deep.equal([]);
    refused(() => children(sequence, TAG.set), 'another tag');
    refused(() => children(undefined, TAG.set), 'nothing');
    refused(() => children(readDer(hex('3003 0202 05')), TAG.sequence), 'a cut part');
    expect(content(readDer(hex('0401 07')), TAG.octetString).toString('hex')).to.equal('07');
    refused(() => content(readDer(hex('0401 07')), TAG.null), 'another tag');
    refused(() => content(undefined, TAG.null), 'nothing');
    expect([context(0), context(3)]).to.deep.equal([0xa0, 0xa3]);
    expect(only(['one'])).to.equal('one');
    for (const items of [[], ['one', 'two'], [undefined]]) refused(() => only(items), String(items));
  });

  it('that is a sequence has as many parts as its definition says (X.690, 8.9)', () => {
    const three = readDer(hex('3009 0201 05 0201 06 0201 07'));
    expect(fields(three, 3).map((part) => smallInteger(part))).to.deep.equal([5, 6, 7]);
    expect([fields(three, 2, 3).length, fields(three, 3, 4).length, fields(three, 1, 9).length]).to.deep.equal([
      3, 3, 3,
    ]);
    for (const [least, most] of [
      [2, 2],
      [4, 4],
      [4, 9],
      [1, 2],
    ] as const)
      refused(() => fields(three, least, most), `${least} to ${most}`);
    refused(() => fields(three, 2), 'one too many');
    refused(() => fields(readDer(hex('3103 0201 05')), 1), 'a set');
    refused(() => fields(undefined, 0), 'nothing');
    refused(() => counted([], 1, 2), 'none of one or two');
  });

  it('that is refused is refused by name, which is all that a journal learns of it', () => {
    expect(() => readDer(hex('1f0100')))
      .to.throw(DerDefect)
      .that.has.property('name', 'DerDefect');
  });

  it('that is a set stands in the one order of DER', () => {
    expect(setChildren(readDer(hex('3106 0201 05 0201 07'))).map((part) => smallInteger(part))).to.deep.equal([5, 7]);
    expect(setChildren(readDer(hex('3106 0201 05 0201 05')))).to.have.length(2);
    expect(setChildren(readDer(hex('a103 0201 05')), context(1))).to.have.length(1);
    refused(() => setChildren(readDer(hex('3106 0201 07 0201 05'))), 'order');
    refused(() => setChildren(readDer(hex('3009 0201 05 0201 07 0201 06'))), 'a sequence');
  });

  it('that is an object identifier has one spelling', () => {
    for (const [digits, name] of [
      ['0603 550403', '2.5.4.3'],
      ['0609 2a864886f70d010701', '1.2.840.113549.1.7.1'],
      ['0601 27', '0.39'],
      ['0601 28', '1.0'],
      ['0601 4f', '1.39'],
      ['0601 50', '2.0'],
      ['0602 8837', '2.999'],
      ['0603 2a 8100', '1.2.128'],
      ['0604 2a 818000', '1.2.16384'],
    ] as const)
      expect(oid(readDer(hex(digits)))).to.equal(name);
    for (const digits of ['0600', '0602 2a80', '0603 2a8001', '0603 80 2a 03', '0401 2a'])
      refused(() => oid(readDer(hex(digits))), digits);
    refused(() => oid(undefined), 'nothing');
  });

  it('that is a number has one spelling', () => {
    for (const [digits, number] of [
      ['0201 00', 0],
      ['0201 7f', 127],
      ['0202 0080', 128],
      ['0204 7fffffff', 0x7fffffff],
    ] as const)
      expect(smallInteger(readDer(hex(digits)))).to.equal(number);
    for (const digits of ['0201 80', '0201 ff', '0205 0100000000', '0200', '0202 007f', '0202 ff80', '0401 05'])
      refused(() => smallInteger(readDer(hex(digits))), digits);
    for (const digits of [
      '0202 ff7f',
      '0202 0080',
      '0201 ff',
      '0202 fe80',
      '0202 ff00',
      '0202 ff7f',
      '0209 00ffffffffffffffff',
    ])
      expect(integerBytes(readDer(hex(digits))).length).to.equal(hex(digits).length - 2);
    for (const digits of ['0202 ffff', '0202 0000', '0202 007f', '0202 ff80', '0200'])
      refused(() => integerBytes(readDer(hex(digits))), digits);
  });

  it('that is a bit string has whole bytes', () => {
    expect(bitString(readDer(hex('0303 00abcd'))).toString('hex')).to.equal('abcd');
    for (const digits of ['0302 01aa', '0300', '0402 00aa']) refused(() => bitString(readDer(hex(digits))), digits);
  });

  it('that is a time has seconds and ends in Z', () => {
    const at = (tag: number, text: string) => readDer(Buffer.concat([Buffer.of(tag, text.length), Buffer.from(text)]));
    const times = [
      [0x17, '261122020000Z', '2026-11-22T02:00:00.000Z'],
      [0x17, '491231235959Z', '2049-12-31T23:59:59.000Z'],
      [0x17, '500101000000Z', '1950-01-01T00:00:00.000Z'],
      [0x18, '20500101000000Z', '2050-01-01T00:00:00.000Z'],
      [0x18, '20261122020000.5Z', '2026-11-22T02:00:00.000Z'],
      [0x18, '20261122020000.05Z', '2026-11-22T02:00:00.000Z'],
    ] as const;
    for (const [tag, text, iso] of times) expect(time(at(tag, text)).toISOString()).to.equal(iso);
    for (const [tag, text] of [
      [0x17, '20261122020000Z'],
      [0x18, '261122020000Z'],
      [0x17, '2611220200Z'],
      [0x17, '261122020000+0700'],
      [0x17, '261122020000'],
      [0x18, '20261322020000Z'],
      [0x18, '20261122020000.50Z'],
      [0x18, '20261122020000.Z'],
      [0x18, 'x20261122020000Z'],
      [0x18, '202611220200001Z'],
      [0x18, '20261122020000Z '],
      [0x17, '2x1122020000Z'],
      [0x16, '261122020000Z'],
    ] as const)
      refused(() => time(at(tag, text)), text);
    refused(() => time(undefined), 'nothing');
  });
});

describe('An algorithm of a signature', () => {
  const named = (digits: string, parameters = '0500') => {
    const name = hex(digits);
    const inner = Buffer.concat([Buffer.of(6, name.length), name, hex(parameters)]);
    return readDer(Buffer.concat([Buffer.of(0x30, inner.length), inner]));
  };
  const SHA = { sha256: '608648016503040201', sha384: '608648016503040202', sha512: '608648016503040203' } as const;

  it('is one that still holds', () => {
    for (const digest of ['sha256', 'sha384', 'sha512'] as const) {
      expect(digestAlgorithm(named(SHA[digest]))).to.equal(digest);
      expect(digestAlgorithm(named(SHA[digest], ''))).to.equal(digest);
    }
    const signatures = [
      ['2a864886f70d01010b', 'rsa', 'sha256'],
      ['2a864886f70d01010c', 'rsa', 'sha384'],
      ['2a864886f70d01010d', 'rsa', 'sha512'],
      ['2a8648ce3d040302', 'ec', 'sha256'],
      ['2a8648ce3d040303', 'ec', 'sha384'],
      ['2a8648ce3d040304', 'ec', 'sha512'],
    ] as const;
    for (const [name, key, digest] of signatures)
      expect(signatureAlgorithm(named(name))).to.deep.equal({ key, digest });
    expect(signatureAlgorithm(named('2a864886f70d010101'), 'sha384')).to.deep.equal({ key: 'rsa', digest: 'sha384' });
  });

  it('is refused when it is outdated, unknown, or has parameters', () => {
    for (const name of ['2b0e03021a', '2a864886f70d0205', '2a864886f70d01010b'])
      refused(() => digestAlgorithm(named(name)), name);
    for (const name of [
      '2a864886f70d010105',
      '2a864886f70d010104',
      '2a864886f70d01010a',
      '2a864886f70d010101',
      '2b6570',
    ])
      refused(() => signatureAlgorithm(named(name)), name);
    for (const parameters of ['3000', '0501 00', '0500 0500', '0201 01'])
      refused(() => digestAlgorithm(named(SHA.sha256, parameters)), parameters);
    refused(() => digestAlgorithm(undefined), 'nothing');
  });

  it('holds only with the key that it names', () => {
    const [rsa, other] = [
      generateKeyPairSync('rsa', { modulusLength: 2048 }),
      generateKeyPairSync('ec', { namedCurve: 'P-256' }),
    ];
    const text = Buffer.from('isi');
    const [byRsa, byCurve] = [sign('sha256', text, rsa.privateKey), sign('sha256', text, other.privateKey)];
    expect(signatureHolds({ key: 'rsa', digest: 'sha256' }, text, rsa.publicKey, byRsa)).to.equal(true);
    expect(signatureHolds({ key: 'ec', digest: 'sha256' }, text, other.publicKey, byCurve)).to.equal(true);
    expect(signatureHolds({ key: 'rsa', digest: 'sha256' }, text, other.publicKey, byCurve)).to.equal(false);
    expect(signatureHolds({ key: 'rsa', digest: 'sha384' }, text, rsa.publicKey, byRsa)).to.equal(false);
    expect(signatureHolds({ key: 'rsa', digest: 'sha256' }, Buffer.from('lain'), rsa.publicKey, byRsa)).to.equal(false);
  });

  it('needs a strong key: RSA from 2048 bits, a known curve from 256', () => {
    // Read again from PEM, as a key from a certificate is: asked for its details, a key of the generator can wait for
    // its own lock.
    const pem = {
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    } as const;
    const rsa = (modulusLength: number) =>
      createPublicKey(generateKeyPairSync('rsa', { modulusLength, ...pem }).publicKey);
    const curve = (namedCurve: string) => createPublicKey(generateKeyPairSync('ec', { namedCurve, ...pem }).publicKey);
    expect([rsa(2048), curve('P-256'), curve('P-384'), curve('P-521')].map(strongEnough)).to.deep.equal([
      true,
      true,
      true,
      true,
    ]);
    expect(
      [rsa(1024), rsa(2040), curve('P-224'), curve('secp256k1'), generateKeyPairSync('ed25519').publicKey].map(
        strongEnough,
      ),
    ).to.deep.equal([false, false, false, false, false]);
  });
});

describe('A rule', () => {
  const rule = (holds: () => boolean) => ({
    code: 'RULE',
    passed: { id: 'ya', en: 'yes' },
    failed: { id: 'tidak', en: 'no' },
    holds,
  });

  it('answers with its sentence', () => {
    expect(judge([rule(() => true), rule(() => false)], {})).to.deep.equal([
      { code: 'RULE', ok: true, id: 'ya', en: 'yes' },
      { code: 'RULE', ok: false, id: 'tidak', en: 'no' },
    ]);
  });

  it('does not hold when what it reads is malformed, and does not swallow an error of our own', () => {
    for (const defect of [new DerDefect('x'), new PdfDefect('x')])
      expect(
        judge(
          [
            rule(() => {
              throw defect;
            }),
          ],
          {},
        ).map(({ ok }) => ok),
      ).to.deep.equal([false]);
    expect(() =>
      judge(
        [
          rule(() => {
            throw new TypeError('ours');
          }),
        ],
        {},
      ),
    ).to.throw(TypeError);
    expect(attempt(() => 7)).to.equal(7);
  });
});
