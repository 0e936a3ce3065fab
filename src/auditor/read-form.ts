import { REASONS, type Reason } from '../domain/application.ts';
import { readApplicationNumber } from '../domain/application-number.ts';
import { isPlainDate, plainDateOf } from '../domain/plain-date.ts';
import { faultOfSpan, momentsOf } from '../domain/period.ts';
import type { FieldName, Given, Question } from './questions/question.ts';

/** What stands in the fields of a form, as typed. */
export type Typed = Readonly<Record<FieldName, string>>;

export interface ReadQuestion {
  readonly given: Given;
  /** Indonesian sentence for each field that cannot be; empty: it may be asked. */
  readonly faults: Readonly<Partial<Record<FieldName, string>>>;
}

/** The form of a question that nobody filled in yet: this month. */
export function emptyForm(today: Date): Typed {
  const day = plainDateOf(today);
  return { nik: '', berkas: '', petugas: '', alasan: '', dari: `${day.slice(0, 8)}01`, sampai: day };
}

/** Only the fields that the question asks for are read. */
export function readQuestion({ fields, needs }: Question, typed: Typed, officers: readonly string[]): ReadQuestion {
  const asks = (name: FieldName) => fields.includes(name);
  const faults: Partial<Record<FieldName, string>> = {};
  const nik = asks('nik') ? typed.nik.replace(/[\s.-]/g, '') : '';
  if (nik !== '' && !/^\d{16}$/.test(nik)) faults.nik = 'NIK terdiri atas 16 angka.';
  const number = asks('berkas') && typed.berkas !== '' ? readApplicationNumber(typed.berkas) : undefined;
  if (asks('berkas') && typed.berkas !== '' && number === undefined)
    faults.berkas = 'Nomor ini tidak terbaca. Contoh yang benar: KK-261122-7Q4F2M.';
  if (needs.length > 0 && nik === '' && asks('berkas') && typed.berkas === '')
    faults.berkas = asks('nik') ? 'Isi NIK atau nomor permohonan.' : 'Isi nomor permohonan.';
  if (nik !== '' && typed.berkas !== '' && asks('berkas'))
    faults.berkas = 'Isi salah satu saja: NIK atau nomor permohonan.';
  const officer = asks('petugas') && typed.petugas !== '' ? typed.petugas : null;
  if (officer !== null && !officers.includes(officer)) faults.petugas = 'Pilih petugas dari daftar.';
  const reason = asks('alasan') && typed.alasan !== '' ? typed.alasan : null;
  if (reason !== null && !isReason(reason)) faults.alasan = 'Pilih alasan dari daftar.';
  const days = asks('dari') ? { validFrom: typed.dari, validTo: typed.sampai } : undefined;
  if (days !== undefined && !(isPlainDate(days.validFrom) && isPlainDate(days.validTo)))
    faults.dari = 'Isi kedua tanggal.';
  else if (days !== undefined && days.validTo < days.validFrom)
    faults.sampai = 'Tanggal akhir mendahului tanggal awal.';
  else if (days !== undefined && faultOfSpan(days)) faults.sampai = 'Paling lama dua tahun sekali tanya.';
  return {
    given: {
      nik: nik === '' ? null : nik,
      applicationNumber: number ?? null,
      officer,
      reason: reason !== null && isReason(reason) ? reason : null,
      span: days === undefined || faults.dari !== undefined ? { from: new Date(0), to: new Date(0) } : momentsOf(days),
    },
    faults,
  };
}

const isReason = (text: string): text is Reason => REASONS.some((known) => known === text);
