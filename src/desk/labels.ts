import type { ReturnReason } from '../cases/return-reason.ts';
import { failureText } from '../domain/labels.ts';
import type { SigningStatus } from '../store/store.ts';

export * from '../domain/labels.ts';

export const STATUS_LABELS: Record<SigningStatus, string> = {
  waiting: 'Menunggu giliran',
  signing: 'Sedang ditandatangani',
  signed: 'Sudah ditandatangani',
  returned: 'Kembali',
  refused: 'Tidak dapat ditandatangani',
  'not-processed': 'Tidak diproses',
};

export function returnText({ code, by, note }: ReturnReason): string {
  const words = note === null ? '' : `: “${note}”`;
  if (code === 'REJECTED_BY_HEAD') return `${by ?? 'Kepala Dinas'} mengembalikan draf${words}`;
  if (code === 'DRAFT_WRONG') return `${by ?? 'Rekan Anda'} menilai draf keliru${words}. Entri SIAK dibatalkan.`;
  if (code === 'ENTRY_DIFFERS')
    return `${by ?? 'Petugas kedua'} tidak menemukan entri yang cocok di SIAK${words}. Perbaiki di SIAK, lalu tulis lagi referensinya.`;
  if (code === 'SIAK_CARD_WRONG')
    return `${by ?? 'Petugas cetak'} mengembalikan KK dari SIAK${words}. Batalkan atau perbaiki entrinya di SIAK.`;
  if (code === 'INVALID') return `${by ?? 'Kasi/Kabid'} menilai data tidak valid${words}. Pemohon sudah menjawab.`;
  if (code === 'COMPLETED_BY_APPLICANT') return `Pemohon mengirim kelengkapan yang diminta${words}`;
  if (code === 'CAME_BACK') return 'Langkah sesudahnya tidak berhasil. Lihat riwayat berkas, lalu putuskan lagi.';
  return failureText(code);
}
