import { expect } from 'chai';
import { USUAL_CALENDAR } from '../../src/domain/office-calendar.ts';
import { calendarHealth } from '../../src/office/calendar-health.ts';
import { healthOf } from '../../src/office/health.ts';

describe('The calendar in /healthz', () => {
  const now = () => new Date('2026-11-26T03:00:00Z');
  const says = async (rehearsal: boolean, ...days: string[]) => {
    const calendar = { ...USUAL_CALENDAR, holidays: new Set(days) };
    return (await healthOf({ calendar: calendarHealth(calendar, now, rehearsal) })())['calendar'];
  };

  it('says which year is missing and what to do', async () => {
    expect(await says(false, '12-25', '2025-03-31'))
      .to.contain('hari libur 2026 belum ada')
      .and.contain('OFFICE_CALENDAR_FILE');
  });

  it('is silent when the year is there, and in a rehearsal without a file', async () => {
    expect(await says(false, '2026-03-20')).to.equal('ok');
    expect(await says(true, '12-25')).to.equal('ok');
  });
});
