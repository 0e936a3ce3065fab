import { expect } from 'chai';
import fc from 'fast-check';
import { newApplicationNumber, pinOf, readApplicationNumber } from '../../src/domain/application-number.ts';
import { kkNumberHints } from '../../src/domain/kk-number.ts';
import { maskNumber, nikHints, parseNik } from '../../src/domain/nik.ts';
import { holdsPersonalNumber } from '../../src/domain/personal-data.ts';
import { toWhatsAppNumber } from '../../src/domain/phone.ts';
import { plainDateOf, printedDate } from '../../src/domain/plain-date.ts';
import { VARIABLES } from '../../src/domain/process.ts';

describe('NIK', () => {
  it('gives birth date and sex: a woman has 40 added to the day', () => {
    expect(parseNik('3402155203850002')).to.deep.equal({
      region: '340215',
      day: 12,
      month: 3,
      year: 85,
      female: true,
      serial: '0002',
    });
  });
  for (const [nik, why] of [
    ['3402150000850002', 'day 0'],
    ['3402153202850002', 'day 32'],
    ['3402151213850002', 'month 13'],
    ['3402152902850001', '29 February of 1985'],
    ['3402151203850000', 'serial 0000'],
    ['0402151203850001', 'leading 0'],
    ['３402151203850001', 'full-width digit'],
  ] as const)
    it(`cannot be: ${why}`, () => {
      expect(parseNik(nik)).to.equal(undefined);
    });
  it('takes 29 February of a leap year', () => {
    expect(parseNik('3402152902840001')).to.include({ day: 29 });
  });
  it('gives hints, no refusal, where sex or birth date differ (Permendagri 108/2019 art. 15(3))', () => {
    expect(nikHints('3402155203850002', { sex: 'LAKI-LAKI', birthDate: '1985-03-13' })).to.deep.equal([
      'Jenis kelamin berbeda dengan NIK',
      'Tanggal lahir berbeda dengan NIK',
    ]);
    expect(nikHints('3402155203850002', { sex: 'PEREMPUAN', birthDate: '1985-03-12' })).to.deep.equal([]);
  });
  it('is shown masked', () => {
    expect(maskNumber('3402155203850002')).to.equal('3402••••••••0002');
  });
});

describe('KK number', () => {
  it('hints at a number from elsewhere', () => {
    expect(kkNumberHints('3471010101150007')).to.deep.equal(['Nomor KK bukan terbitan Bantul (3402)']);
  });
});

describe('Phone number', () => {
  for (const written of ['081234567890', '0812-3456-7890', '+62 812 3456 7890', '6281234567890', '+62081234567890'])
    it(`reads ${written}`, () => {
      expect(toWhatsAppNumber(written)).to.equal('+6281234567890');
    });
  it('reads one of another country by its code', () => {
    expect(toWhatsAppNumber('+65 9123 4567')).to.equal('+6591234567');
  });
  for (const written of ['0274367509', '0812', '08123456789012', '+15551234567', 'ibu'])
    it(`refuses ${written}`, () => {
      expect(toWhatsAppNumber(written)).to.equal(undefined);
    });
});

describe('Application number and PIN', () => {
  const key = Buffer.alloc(32, 7);
  it('is what the process variable allows, and is read back from careless typing', () => {
    const number = newApplicationNumber(new Date('2026-11-22T18:30:00Z'));
    expect(number)
      .to.match(new RegExp(VARIABLES.applicationNumber.pattern!))
      .and.match(/^KK-261123-/);
    expect(readApplicationNumber(` ${number.toLowerCase().replaceAll('-', ' ')} `)).to.equal(number);
  });
  it('reads O as 0 and I or L as 1', () => {
    expect(readApplicationNumber('kk261122OIL23A')).to.equal('KK-261122-01123A');
  });
  it('reads nothing into nonsense', () => {
    fc.assert(
      fc.property(
        fc.string(),
        (text) =>
          readApplicationNumber(text) === undefined ||
          /^KK-\d{6}-[0-9A-HJKMNP-TV-Z]{6}$/.test(readApplicationNumber(text)!),
      ),
      { seed: 261127 },
    );
  });
  it('has a PIN that only the office can derive and that is always the same', () => {
    expect(pinOf('KK-261122-01123A', key))
      .to.match(/^\d{6}$/)
      .and.equal(pinOf('KK-261122-01123A', key))
      .and.not.equal(pinOf('KK-261122-01123A', Buffer.alloc(32, 8)));
  });
});

describe('Dates', () => {
  it("are Bantul's: seven hours ahead of UTC", () => {
    expect(plainDateOf(new Date('2026-11-22T17:00:00Z'))).to.equal('2026-11-23');
  });
  it('are printed DD-MM-YYYY', () => {
    expect(printedDate('1985-03-12')).to.equal('12-03-1985');
  });
});

describe("Officer's words", () => {
  it('may not hold a number of a person', () => {
    for (const note of ['NIK 3402155203850002', 'telepon 0812-3456-7890', 'nik 3402 1552 0385 0002'])
      expect(holdsPersonalNumber(note), note).to.equal(true);
    for (const note of ['Foto ijazah buram, mohon ulang', 'Surat no. 12/2026 tanggal 21-11-2026'])
      expect(holdsPersonalNumber(note), note).to.equal(false);
  });
});
