import { agamaKepercayaan } from './agama-kepercayaan.ts';
import { alamatWilayah } from './alamat-wilayah.ts';
import { anakAngkat } from './anak-angkat.ts';
import { anggotaMeninggal } from './anggota-meninggal.ts';
import { bayiLahir } from './bayi-lahir.ts';
import { ceraiHidup } from './cerai-hidup.ts';
import { dokumenImigrasi } from './dokumen-imigrasi.ts';
import { gantiKepala } from './ganti-kepala.ts';
import { gantiNama } from './ganti-nama.ts';
import { golonganDarah } from './golongan-darah.ts';
import { kawinBelumTercatat } from './kawin-belum-tercatat.ts';
import { kepalaMeninggal } from './kepala-meninggal.ts';
import { kewarganegaraan } from './kewarganegaraan.ts';
import { kkHilang } from './kk-hilang.ts';
import { kkRusak } from './kk-rusak.ts';
import { menikah } from './menikah.ts';
import { numpangKk } from './numpang-kk.ts';
import { orangAsingMasuk } from './orang-asing-masuk.ts';
import { pekerjaan } from './pekerjaan.ts';
import { pembetulan } from './pembetulan.ts';
import { pendidikan } from './pendidikan.ts';
import { pengakuanPengesahan } from './pengakuan-pengesahan.ts';
import { penulisanLama } from './penulisan-lama.ts';
import { pindahDalamBantul } from './pindah-dalam-bantul.ts';
import { pindahDatang } from './pindah-datang.ts';
import { pindahKeluar } from './pindah-keluar.ts';
import { pisahKk } from './pisah-kk.ts';
import { poligami } from './poligami.ts';
import { INDONESIAN } from '../language/indonesian.ts';
import type { FamilyEvent } from './event.ts';

/**
 * Every family event that leads to "penerbitan KK", in the order of their codes E01 to E28. A new event is one file and one line
 * here.
 */
export const EVENTS = [
  menikah,
  kawinBelumTercatat,
  bayiLahir,
  anakAngkat,
  pengakuanPengesahan,
  ceraiHidup,
  anggotaMeninggal,
  kepalaMeninggal,
  gantiKepala,
  pisahKk,
  numpangKk,
  pindahDalamBantul,
  pindahDatang,
  pindahKeluar,
  alamatWilayah,
  pembetulan,
  gantiNama,
  pendidikan,
  pekerjaan,
  agamaKepercayaan,
  golonganDarah,
  kewarganegaraan,
  dokumenImigrasi,
  orangAsingMasuk,
  penulisanLama,
  kkHilang,
  kkRusak,
  poligami,
] as const;

export type EventName = (typeof EVENTS)[number]['name'];

export function eventNamed(name: EventName): FamilyEvent {
  return EVENTS.find((event) => event.name === name)!;
}

/** The first page: one question, and the tiles in the resident's words. */
export const FIRST_QUESTION = INDONESIAN.events.question;

/** Each tile with the events behind it; the answers or SIAK decide which one it is. */
export function tiles(): { readonly tile: string; readonly events: readonly EventName[] }[] {
  const names = [...new Set(EVENTS.map((event) => event.tile))];
  return names.map((tile) => ({
    tile,
    events: EVENTS.filter((event) => event.tile === tile).map((event) => event.name),
  }));
}
