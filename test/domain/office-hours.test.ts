import { expect } from 'chai';
import { USUAL_CALENDAR, officeMinutes, type OfficeCalendar } from '../../src/domain/office-calendar.ts';
import { isOpen, nextWorkingDay, weekHours, whenRead } from '../../src/domain/office-hours.ts';
import { readOfficeCalendar } from '../../src/domain/read-office-calendar.ts';
import { INDONESIAN } from '../languages.ts';

/** A moment of the office, WIB. */
const wib = (text: string) => new Date(`${text}:00+07:00`);
const calendarOf = (content: unknown): OfficeCalendar => {
  const calendar = readOfficeCalendar(content);
  if (typeof calendar === 'string') throw new Error(calendar);
  return calendar;
};

describe('When a person reads, as applicants are told', () => {
  const told = (moment: string) => whenRead(INDONESIAN, USUAL_CALENDAR, wib(moment));
  const from = (when: string) => `Sekarang di luar jam layanan. Petugas membacanya mulai ${when}.`;
  const until = (clock: string) => `Petugas membacanya pada jam layanan, hari ini sampai pukul ${clock}.`;

  // Day by day: a Monday; the Friday of the same week; Idul Fitri of 2026 and its leave.
  const situations: readonly (readonly [kind: string, moment: string, sentence: string])[] = [
    ['before opening', '2026-11-23T07:29', from('hari ini pukul 07.30')],
    ['at opening', '2026-11-23T07:30', until('16.00')],
    ['at lunch', '2026-11-23T12:00', from('hari ini pukul 13.00')],
    ['after lunch', '2026-11-23T13:00', until('16.00')],
    ['at closing', '2026-11-23T16:00', from('Selasa, 24 November pukul 07.30')],
    ['at night', '2026-11-23T23:59', from('Selasa, 24 November pukul 07.30')],
    ['after midnight', '2026-11-24T00:00', from('hari ini pukul 07.30')],
    ['on a Friday', '2026-11-27T09:00', until('16.30')],
    ['at the Friday prayer', '2026-11-27T11:30', from('hari ini pukul 13.00')],
    ['on a Friday evening', '2026-11-27T16:30', from('Senin, 30 November pukul 07.30')],
    ['on a Sunday', '2026-11-29T10:00', from('Senin, 30 November pukul 07.30')],
    ['on a holiday with a fixed date', '2026-08-17T10:00', from('Selasa, 18 Agustus pukul 07.30')],
    ['on collective leave (cuti bersama)', '2026-12-24T10:00', from('Senin, 28 Desember pukul 07.30')],
    ['before a row of leave and holidays', '2026-03-17T20:00', from('Rabu, 25 Maret pukul 07.30')],
  ];
  for (const [kind, moment, sentence] of situations)
    it(`${kind}: ${sentence}`, () => {
      expect(told(moment)).to.equal(sentence);
    });

  it('follows the file of the office: its hours, its holidays, its Saturday', () => {
    const own = calendarOf({ jam: { senin: ['09.00-11.00'], sabtu: ['08.00-10.00'] }, libur: ['2026-11-28'] });
    expect(whenRead(INDONESIAN, own, wib('2026-11-23T10:00'))).to.equal(until('11.00'));
    expect(whenRead(INDONESIAN, own, wib('2026-11-27T10:00'))).to.equal(from('Senin, 30 November pukul 09.00'));
    expect(whenRead(INDONESIAN, own, wib('2026-12-04T10:00'))).to.equal(from('Sabtu, 5 Desember pukul 08.00'));
    expect(nextWorkingDay(INDONESIAN, own, wib('2026-11-27T10:00'))).to.equal('Senin, 30 November');
  });

  it('is said without a day when the file closes the office for longer than a month', () => {
    const closed = calendarOf({
      jam: { senin: ['09.00-11.00'] },
      libur: ['2026-11-30', '2026-12-07', '2026-12-14', '2026-12-21', '2026-12-28'],
    });
    expect(whenRead(INDONESIAN, closed, wib('2026-11-28T10:00'))).to.equal(
      'Petugas membacanya pada hari kerja berikutnya.',
    );
    expect(nextWorkingDay(INDONESIAN, closed, wib('2026-11-28T10:00'))).to.equal('hari kerja berikutnya');
  });

  it('agrees with what is counted as office time, every half hour of a year', () => {
    const different: string[] = [];
    for (let at = Date.parse('2026-01-01T00:00:00+07:00'); at < Date.parse('2027-01-01'); at += 1_800_000) {
      const counts = officeMinutes(USUAL_CALENDAR, new Date(at), new Date(at + 60_000)) > 0;
      if (counts !== isOpen(USUAL_CALENDAR, new Date(at))) different.push(new Date(at).toISOString());
    }
    expect(different).to.deep.equal([]);
  });
});

describe('The shorter hours of Ramadan', () => {
  const calendar = calendarOf({
    jam: { senin: ['07.30-12.00', '13.00-16.00'], selasa: ['07.30-12.00', '13.00-16.00'] },
    libur: [],
    khusus: [{ dari: '2027-02-08', sampai: '2027-03-09', jam: { senin: ['08.00-14.00'] } }],
  });

  it('count from the first to the last day that the file names', () => {
    expect(isOpen(calendar, wib('2027-02-08T07:45'))).to.equal(false);
    expect(isOpen(calendar, wib('2027-02-08T12:30'))).to.equal(true);
    expect(isOpen(calendar, wib('2027-03-08T15:00'))).to.equal(false);
    expect(isOpen(calendar, wib('2027-03-15T15:00'))).to.equal(true);
    expect(officeMinutes(calendar, wib('2027-02-08T00:00'), wib('2027-02-09T00:00'))).to.equal(360);
  });

  it('close a weekday that they do not name', () => {
    expect(nextWorkingDay(INDONESIAN, calendar, wib('2027-03-08T10:00'))).to.equal('Senin, 15 Maret');
    expect(whenRead(INDONESIAN, calendar, wib('2027-02-09T10:00'))).to.contain('mulai Senin, 15 Februari pukul 08.00');
  });

  it('stand on the pages while they are in force', () => {
    expect(weekHours(INDONESIAN, calendar, '2027-02-07')).to.equal('Senin–Selasa 07.30–12.00 dan 13.00–16.00 WIB');
    expect(weekHours(INDONESIAN, calendar, '2027-02-08')).to.equal('Senin 08.00–14.00 WIB');
  });
});

describe('The hours of the week in one line', () => {
  it('put equal days that follow each other together', () => {
    expect(weekHours(INDONESIAN, USUAL_CALENDAR, '2026-11-23')).to.equal(
      'Senin–Kamis 07.30–12.00 dan 13.00–16.00, Jumat 07.30–11.30 dan 13.00–16.30 WIB',
    );
    const gap = calendarOf({ jam: { senin: ['08.00-10.00'], rabu: ['08.00-10.00'] }, libur: [] });
    expect(weekHours(INDONESIAN, gap, '2026-11-23')).to.equal('Senin 08.00–10.00, Rabu 08.00–10.00 WIB');
  });
});
