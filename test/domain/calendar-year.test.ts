import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { yearWithoutHolidays } from '../../src/domain/calendar-year.ts';
import { USUAL_CALENDAR, isOfficeDay, type OfficeCalendar } from '../../src/domain/office-calendar.ts';
import { readOfficeCalendar } from '../../src/domain/read-office-calendar.ts';

describe('The year of the office calendar', () => {
  const withDays = (...days: string[]): OfficeCalendar => ({ ...USUAL_CALENDAR, holidays: new Set(days) });

  it('is missing when only holidays of every year are written down: Lebaran moves', () => {
    expect(yearWithoutHolidays(withDays('01-01', '12-25'), '2026-06-10')).to.equal(2026);
  });

  it('is known for 2026 without a file, and for no year after it', () => {
    expect(yearWithoutHolidays(USUAL_CALENDAR, '2026-11-30')).to.equal(undefined);
    expect(yearWithoutHolidays(USUAL_CALENDAR, '2026-12-01')).to.equal(2027);
  });

  it('is missing when the file is of another year', () => {
    expect(yearWithoutHolidays(withDays('2026-03-20', '12-25'), '2027-01-02')).to.equal(2027);
    expect(yearWithoutHolidays(withDays('2027-03-10', '12-25'), '2026-11-26')).to.equal(2026);
  });

  it('is there with a day of this year; from December on the next year is due too', () => {
    const calendar = withDays('2026-03-20');
    expect(yearWithoutHolidays(calendar, '2026-11-30')).to.equal(undefined);
    expect(yearWithoutHolidays(calendar, '2026-12-01')).to.equal(2027);
    expect(yearWithoutHolidays(withDays('2026-03-20', '2027-03-10'), '2026-12-31')).to.equal(undefined);
  });

  it('is shown by a file to copy, which is well-formed', () => {
    const file = new URL('../../docs/holidays.example.json', import.meta.url);
    const calendar = readOfficeCalendar(JSON.parse(readFileSync(file, 'utf8')));
    if (typeof calendar === 'string') throw new Error(calendar);
    expect(yearWithoutHolidays(calendar, '2026-11-26')).to.equal(undefined);
    expect(isOfficeDay(calendar, '2026-08-17')).to.equal(false);
    expect(isOfficeDay(calendar, '2026-08-18')).to.equal(true);
  });
});
