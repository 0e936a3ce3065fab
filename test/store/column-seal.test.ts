import { expect } from 'chai';
import { hkdfSync } from 'node:crypto';
import { sealBytes } from '../../src/machine/sealed-bytes.ts';
import { createColumnSeal, NO_KEY, openedValue } from '../../src/store/column-seal.ts';

const KEY = Buffer.alloc(32, 7);
const seal = createColumnSeal(KEY);
/** As the layout is written down: a version, then the bytes under the key of the columns. */
const sealedAs = (text: string, { version = 1, label = 'penerbitan-kk column' } = {}) =>
  Buffer.concat([
    Buffer.of(version),
    sealBytes(Buffer.from(text), Buffer.from(hkdfSync('sha256', KEY, '', label, 32)), 'cases.application x'),
  ]);

describe('The seal of a column', () => {
  it('gives back what it sealed, in its place only', () => {
    const value = { nik: '3402155203850002', members: [null, 'Siti'] };
    const sealed = seal.seal(value, 'cases.application a');
    expect(sealed[0], 'the version of the layout').to.equal(1);
    expect(sealed.toString('latin1')).not.to.contain('Siti');
    expect(seal.open(sealed, 'cases.application a')).to.deep.equal(value);
    expect(() => seal.open(sealed, 'cases.application b'))
      .to.throw()
      .that.includes({ code: 'DOCUMENT_DAMAGED' });
    expect(seal.seal(value, 'a').equals(seal.seal(value, 'a')), 'anew each time').to.equal(false);
  });

  it('opens what an earlier start of the office sealed: the key of the columns is derived as it was', () => {
    expect(seal.open(sealedAs('"Siti"'), 'cases.application x')).to.equal('Siti');
    expect(() => seal.open(sealedAs('"Siti"', { label: 'penerbitan-kk document' }), 'cases.application x')).to.throw();
  });

  it('opens no other layout, no bytes that are cut, and tells nothing of what it could not read', () => {
    const damaged = [sealedAs('"Siti"', { version: 2 }), sealedAs('Siti'), Buffer.alloc(0), Buffer.of(1)];
    for (const bytes of [...damaged, sealedAs('"Siti"').subarray(0, -1)]) {
      let thrown: unknown;
      try {
        seal.open(bytes, 'cases.application x');
      } catch (error) {
        thrown = error;
      }
      expect(thrown).to.include({ name: 'Failure', code: 'DOCUMENT_DAMAGED' });
      expect(thrown).to.have.property('message').that.contains('cases.application x');
      expect(thrown).not.to.have.property('cause');
      expect(String((thrown as Error).stack)).not.to.contain('Siti');
    }
  });

  it('is made of a whole key only', () => {
    for (const length of [0, 16, 31, 33]) expect(() => createColumnSeal(Buffer.alloc(length))).to.throw(RangeError);
  });

  it('is not asked where an edition of before left the value readable', () => {
    expect(openedValue(NO_KEY, 'Siti', null, 'x')).to.equal('Siti');
    expect(openedValue(seal, null, sealedAs('"Siti"'), 'cases.application x')).to.equal('Siti');
    expect(() => openedValue(seal, null, null, 'x'))
      .to.throw()
      .that.includes({ code: 'DOCUMENT_DAMAGED' });
  });

  it('stays closed to a command without the key, which seals nothing either', () => {
    expect(() => NO_KEY.open(sealedAs('"Siti"'), 'cases.application x')).to.throw('no DOCUMENT_KEY');
    expect(() => NO_KEY.seal('Siti', 'x')).to.throw('no DOCUMENT_KEY');
  });
});
