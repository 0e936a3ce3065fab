import { expect } from 'chai';
import { officeDuration, officeTimeBefore } from '../../src/domain/office-age.ts';
import { USUAL_CALENDAR, officeMinutes } from '../../src/domain/office-calendar.ts';
import { searchExpression } from '../../src/domain/work-query.ts';

describe('What an officer searches for', () => {
  const expressions: readonly (readonly [typed: string, expression: string | undefined, why: string])[] = [
    ['KK-261122-7Q4F2M', "'kk2611227q4f2m'", 'an application number is one word'],
    ['kk 261122 7q4f2m', "'kk2611227q4f2m'", 'however it is typed'],
    ['7Q4F2M', "'7q4f2m':*", 'its random part alone'],
    ['Slamet Hartono', "'slamet':* & 'hartono':*", 'words of a name, each by its beginning'],
    ['  Dr. Sri  Wahyuni, S.E. ', "'dr' & 'sri':* & 'wahyuni':*", 'two letters are a whole word, one says nothing'],
    ['José', "'jose':*", 'marks over letters do not count'],
    ['340215 520385 0002', "'3402155203850002':*", 'a NIK in groups'],
    ['34021552', "'34021552':*", 'the beginning of a NIK'],
    ['0812-3456-7890', "('081234567890':* | '81234567890':*)", 'a phone number with its zero'],
    ['+62 812 3456 7890', "('6281234567890':* | '81234567890':*)", 'and with its country'],
    ["O'Brien & Co | ! :*", "'brien':* & 'co'", 'signs of the search language are separators'],
    ["'; drop table cases --", "'drop':* & 'table':* & 'cases':*", 'as are those of SQL'],
    ['ab', undefined, 'two letters alone are too few'],
    ['  ', undefined, 'nothing is too little'],
    ['12', undefined, 'as are two digits'],
  ];
  for (const [typed, expression, why] of expressions)
    it(`"${typed}": ${why}`, () => {
      expect(searchExpression(typed)).to.equal(expression);
    });

  it('takes at most six words of forty letters', () => {
    expect(searchExpression('abc '.repeat(20))?.split(' & ')).to.have.length(6);
    expect(searchExpression('x'.repeat(500))).to.equal(`'${'x'.repeat(40)}':*`);
  });
});

describe('Age in office hours', () => {
  const wib = (text: string) => new Date(`${text}+07:00`);

  it('finds the moment before which a wait is longer than so many office minutes', () => {
    for (const [now, minutes] of [
      ['2026-11-26T10:00:00', 30],
      ['2026-11-30T07:45:00', 450],
      ['2026-11-29T12:00:00', 60],
      ['2026-01-02T08:00:00', 2_000],
    ] as const) {
      const before = officeTimeBefore(USUAL_CALENDAR, wib(now), minutes);
      expect(officeMinutes(USUAL_CALENDAR, before, wib(now)), now).to.be.within(minutes, minutes + 0.1);
    }
  });

  it('is zero minutes back to now itself', () => {
    const now = wib('2026-11-26T10:00:00');
    expect(now.getTime() - officeTimeBefore(USUAL_CALENDAR, now, 0).getTime()).to.be.at.most(1_000);
  });

  it('is shown in minutes, hours and days of work', () => {
    expect([0, 35, 60, 310, 450, 451, 1_080].map(officeDuration)).to.deep.equal([
      'baru saja',
      '35 menit kerja',
      '1 jam kerja',
      '5 jam 10 menit kerja',
      '1 hari kerja',
      '1 hari kerja',
      '2 hari 3 jam kerja',
    ]);
  });
});
