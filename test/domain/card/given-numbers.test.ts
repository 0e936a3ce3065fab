import { expect } from 'chai';
import {
  awaitedNumbers,
  oddities,
  readGivenNumbers,
  withGivenNumbers,
  type AwaitedNumber,
} from '../../../src/domain/card/given-numbers.ts';
import { awaitedKkNumber, awaitedNik } from '../../../src/domain/card/awaited.ts';
import { FAMILY } from '../../cases/external-services.ts';

const KK = awaitedKkNumber(1);
const NIK = awaitedNik(1);
const TODAY = '2026-11-26';
const [head, second] = FAMILY.members;
const BABY = { ...second!, nik: NIK, name: 'KIRANA WULANDARI', sex: 'PEREMPUAN', birthDate: '2026-11-01' } as const;
const PLANNED = { ...FAMILY, kkNumber: KK, members: [head!, BABY] };
const nobody = () => false;

describe('Numbers that SIAK gives', () => {
  const awaited = awaitedNumbers([PLANNED, { ...FAMILY, members: [BABY] }]);

  it('are the new KK number and the NIK of whoever has none, each once, the numbers that stay not among them', () => {
    expect(awaited.map(({ placeholder, kind, name }) => ({ placeholder, kind, name }))).to.deep.equal([
      { placeholder: KK, kind: 'kk', name: FAMILY.headName },
      { placeholder: NIK, kind: 'nik', name: BABY.name },
    ]);
    expect(awaitedNumbers([FAMILY])).to.deep.equal([]);
  });

  it('take the place of their place-holders on the card, and nothing else changes', () => {
    const card = withGivenNumbers(PLANNED, { [KK]: '3402152611260001', [NIK]: '3402154111260003' });
    expect(card).to.deep.equal({
      ...FAMILY,
      kkNumber: '3402152611260001',
      members: [head, { ...BABY, nik: '3402154111260003' }],
    });
  });

  it('are read with blanks, dots and dashes, as they are copied from a screen', () => {
    expect(
      readGivenNumbers(awaited, { [KK]: '340215 261126 0001', [NIK]: '3402-1541.1126 0003' }, nobody),
    ).to.deep.equal({ [KK]: '3402152611260001', [NIK]: '3402154111260003' });
  });

  const GOOD = { [KK]: '3402152611260001', [NIK]: '3402154111260003' };
  const refused: Record<string, [string, Record<string, unknown>]> = {
    'one of them lacks': ['SIAK_NUMBERS_MISSING', { [KK]: GOOD[KK] }],
    'one of them is blank': ['SIAK_NUMBERS_MISSING', { ...GOOD, [NIK]: '   ' }],
    'a number came as something else than text': ['SIAK_NUMBERS_MISSING', { ...GOOD, [NIK]: 3402154111260003 }],
    'fifteen digits': ['SIAK_NUMBER_MALFORMED', { ...GOOD, [NIK]: '340215411126000' }],
    'seventeen digits': ['SIAK_NUMBER_MALFORMED', { ...GOOD, [KK]: '34021526112600011' }],
    'a letter O for a zero': ['SIAK_NUMBER_MALFORMED', { ...GOOD, [KK]: '34O2152611260001' }],
    'the place-holder itself': ['SIAK_NUMBER_MALFORMED', { ...GOOD, [KK]: KK }],
    'the same number twice': ['SIAK_NUMBER_TWICE', { [KK]: GOOD[KK], [NIK]: GOOD[KK] }],
  };
  for (const [what, [code, typed]] of Object.entries(refused))
    it(`are not taken: ${what}`, () => expect(readGivenNumbers(awaited, typed, nobody)).to.equal(code));

  it('are not taken when one belongs to somebody already', () => {
    expect(readGivenNumbers(awaited, GOOD, (kind, number) => kind === 'nik' && number === GOOD[NIK])).to.equal(
      'SIAK_NUMBER_IN_USE',
    );
  });

  describe('that are odd are taken, and the officers read what is odd', () => {
    const [kk, nik] = awaited as [AwaitedNumber, AwaitedNumber];
    const region = kk.region!;
    const odd: Record<string, [AwaitedNumber, string, RegExp | undefined]> = {
      'a KK number of today in the region of the address': [kk, `${region}2611260001`, undefined],
      'a KK number of another kapanewon': [kk, '3402012611260001', /kode wilayah alamat KK/],
      'a KK number of another kabupaten': [kk, '3404012611260001', /bukan terbitan Bantul/],
      'a KK number of a day years ago': [kk, `${region}2611100001`, /nomor KK lama/],
      'a KK number of tomorrow': [kk, `${region}2711260001`, /bukan tanggal entri/],
      'a KK number of no day at all': [kk, `${region}9913260001`, /Tanggal di dalam Nomor KK tidak lazim/],
      'a NIK of the newborn girl': [nik, `${region}4111260003`, undefined],
      'a NIK of a boy': [nik, `${region}0111260003`, /Jenis kelamin berbeda/],
      'a NIK of another day': [nik, `${region}4211260003`, /Tanggal lahir berbeda/],
      'a NIK of another region': [nik, '3404014111260003', /kode wilayah/],
      'a NIK of no date': [nik, `${region}9999260003`, /Susunan NIK tidak lazim/],
    };
    for (const [what, [awaitedOne, number, sentence]] of Object.entries(odd))
      it(what, () => {
        const said = oddities(awaitedOne, number, TODAY).join(' ');
        if (sentence === undefined) expect(said).to.equal('');
        else expect(said).to.match(sentence);
      });
  });
});
