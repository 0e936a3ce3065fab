import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { USUAL_CALENDAR, handlingMinutes, isOfficeDay, officeMinutes } from '../../src/domain/office-calendar.ts';
import { readOfficeCalendar } from '../../src/domain/read-office-calendar.ts';
import { measureTask, quantile, summarizeSteps } from '../../src/domain/sop-measure.ts';

/** A moment of the office, WIB. */
const wib = (text: string) => new Date(`${text}:00+07:00`);

describe('Office time', () => {
  // 23 November 2026 is a Monday.
  const minutes = (from: string, to: string) => officeMinutes(USUAL_CALENDAR, wib(from), wib(to));

  it('counts minutes within the hours of the office', () => {
    expect(minutes('2026-11-23T08:00', '2026-11-23T08:45')).to.equal(45);
    expect(minutes('2026-11-23T07:00', '2026-11-23T08:00')).to.equal(30);
  });

  it('leaves out lunch, night, weekend and holidays', () => {
    expect(minutes('2026-11-23T11:50', '2026-11-23T13:10')).to.equal(20);
    expect(minutes('2026-11-23T15:50', '2026-11-24T07:40')).to.equal(20);
    expect(minutes('2026-11-27T16:20', '2026-11-30T07:40')).to.equal(20);
    expect(minutes('2026-12-23T15:50', '2026-12-28T07:40')).to.equal(20); // Christmas is a Friday, its eve leave
    expect(minutes('2026-11-23T12:00', '2026-11-23T12:00')).to.equal(0);
    expect(minutes('2026-11-23T12:00', '2026-11-22T12:00')).to.equal(0);
  });

  it('gives a week of 37.5 hours (Perpres 21/2023)', () => {
    expect(minutes('2026-11-23T00:00', '2026-11-30T00:00')).to.equal(37.5 * 60);
  });

  it('gives work that was begun and ended at night the time that it took', () => {
    const took = (from: string, to: string) => handlingMinutes(USUAL_CALENDAR, wib(from), wib(to));
    expect(took('2026-11-23T19:00', '2026-11-23T19:12')).to.equal(12);
    expect(took('2026-11-23T15:58', '2026-11-24T07:33')).to.equal(5);
    expect(took('2026-11-24T08:00', '2026-11-24T07:00')).to.equal(0);
  });

  it('reads the file of the office, and says in Indonesian what cannot be', () => {
    const calendar = readOfficeCalendar({
      jam: { senin: ['08.00-12.00'], sabtu: ['08:00 - 10:00'] },
      libur: ['2026-11-23', '12-25'],
    });
    if (typeof calendar === 'string') throw new Error(calendar);
    expect(isOfficeDay(calendar, '2026-11-23')).to.equal(false);
    expect(isOfficeDay(calendar, '2026-11-24')).to.equal(false);
    expect(isOfficeDay(calendar, '2026-11-28')).to.equal(true);
    expect(officeMinutes(calendar, wib('2026-11-28T09:00'), wib('2026-12-01T09:00'))).to.equal(60 + 240);
    const week = { jam: { senin: ['08.00-12.00'] }, libur: [] };
    const faults: [unknown, string][] = [
      [[], 'Isinya harus'],
      [{ jam: { monday: [] }, libur: [] }, '"monday" bukan nama hari'],
      [{ jam: { senin: '08.00-12.00' }, libur: [] }, 'hari senin'],
      [{ jam: { senin: ['12.00-08.00'] }, libur: [] }, 'tidak terbaca'],
      [{ jam: { senin: ['08.00-12.00', '11.00-13.00'] }, libur: [] }, 'berurutan'],
      [{ jam: {}, libur: [] }, 'Tidak ada jam kerja'],
      [{ jam: { senin: ['08.00-12.00'] }, libur: ['2026-02-30'] }, '"2026-02-30"'],
      [{ jam: { senin: ['08.00-12.00'] }, libur: [], khusus: {} }, '"khusus" harus daftar'],
      [{ ...week, khusus: [{ dari: '2027-03-09', sampai: '2027-02-08', jam: {} }] }, 'Masa khusus'],
      [{ ...week, khusus: [{ dari: '2027-02-08', sampai: '2027-03-09', jam: { senin: ['8'] } }] }, 'mulai 2027-02-08'],
    ];
    for (const [content, sentence] of faults) expect(readOfficeCalendar(content)).to.contain(sentence);
  });
});

describe('The holidays of 2026', () => {
  it('are the same in the example for the office and without a file', () => {
    const file = new URL('../../docs/holidays.example.json', import.meta.url);
    const content: unknown = JSON.parse(readFileSync(file, 'utf8'));
    const calendar = readOfficeCalendar(content);
    if (typeof calendar === 'string') throw new Error(calendar);
    expect([...calendar.holidays].toSorted()).to.deep.equal([...USUAL_CALENDAR.holidays].toSorted());
    expect(calendar.hours).to.deep.equal(USUAL_CALENDAR.hours);
    expect(calendar.holidays.size, '17 holidays and 8 days of collective leave').to.equal(25);
  });
});

describe('Steps against the SOP', () => {
  const task = (step: 3 | 5, appeared: string, taken: string | null, decided: string) =>
    measureTask(USUAL_CALENDAR, {
      step,
      appearedAt: wib(appeared),
      takenAt: taken === null ? null : wib(taken),
      decidedAt: wib(decided),
    });

  it('count the work, not the queue: two hours of waiting and four minutes of work are in time', () => {
    expect(task(3, '2026-11-23T08:00', '2026-11-23T10:00', '2026-11-23T10:04')).to.deep.equal({
      step: 3,
      minutes: 4,
      waited: 120,
      late: false,
    });
    expect(task(3, '2026-11-23T08:00', '2026-11-23T08:00', '2026-11-23T08:06').late).to.equal(true);
  });

  it('call nothing late of which nobody knows when it was begun', () => {
    expect(task(5, '2026-11-23T08:00', null, '2026-11-23T10:00')).to.include({ minutes: null, late: false });
  });

  it('are summed up by step', () => {
    const summary = summarizeSteps([
      task(5, '2026-11-23T08:00', '2026-11-23T09:00', '2026-11-23T09:01'),
      task(5, '2026-11-23T08:00', '2026-11-23T09:00', '2026-11-23T09:02'),
      task(5, '2026-11-23T08:00', '2026-11-23T09:00', '2026-11-23T09:10'),
      task(5, '2026-11-23T08:00', null, '2026-11-23T09:10'),
    ]);
    expect(summary.find(({ step }) => step === 5)).to.deep.include({
      visits: 4,
      measured: 3,
      late: 2,
      median: 2,
      ninetieth: 10,
      longest: 10,
    });
    expect(summary.find(({ step }) => step === 7)).to.deep.include({ visits: 0, median: null });
    expect(quantile([], 0.5)).to.equal(null);
  });
});
