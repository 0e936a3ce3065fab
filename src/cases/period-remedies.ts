import { faultOfPeriod, type Period, type PeriodFault } from '../domain/period.ts';
import { plainDateOf } from '../domain/plain-date.ts';
import { NotNow } from './not-possible.ts';

const REMEDIES: Record<PeriodFault, string> = {
  NO_DAY: 'Isi tanggal mulai dan tanggal akhir.',
  BACKWARDS: 'Tanggal akhir lebih dahulu daripada tanggal mulai. Tukar atau perbaiki tanggalnya.',
  OVER: 'Masa ini sudah lewat. Pilih tanggal akhir hari ini atau sesudahnya.',
  TOO_FAR: 'Masa ini lebih dari satu tahun ke depan. Periksa tahunnya.',
};

/** Throws NotNow with the remedy when these days cannot be written down today. */
export function requirePeriod(period: Period, now: Date): void {
  const fault = faultOfPeriod(period, plainDateOf(now));
  if (fault !== undefined) throw new NotNow(REMEDIES[fault]);
}
