import type { ReturnReason } from '../cases/return-reason.ts';
import type { Others } from '../cases/who-may-do.ts';
import type { FailureCode } from '../domain/failures.ts';
import { failureText } from '../domain/labels.ts';
import { siakRefusalText } from '../domain/siak-refusals.ts';
import type { SigningStatus } from '../store/store.ts';

export * from '../domain/labels.ts';

/** What officers write often; it fills the box, and they change it. */
export const REPLY_TEXTS: readonly { readonly label: string; readonly text: string }[] = [
  {
    label: 'Sedang diperiksa',
    text: 'Permohonan Anda sedang kami periksa. Kami kabari lewat WhatsApp ini begitu ada perkembangan.',
  },
  {
    label: 'Foto ulang',
    text: 'Mohon kirim ulang fotonya di tempat terang, seluruh lembar masuk dalam foto, dan semua tulisan terbaca.',
  },
  {
    label: 'Datang ke loket',
    text: 'Untuk hal ini silakan datang ke petugas Dukcapil di kapanewon pada jam kerja dengan membawa KTP-el dan dokumen aslinya.',
  },
  {
    label: 'Data KK keliru',
    text: 'Terima kasih sudah memberi tahu. Mohon kirim foto dokumen yang menunjukkan data yang benar di sini; kami periksa dan perbaiki.',
  },
  { label: 'Terima kasih', text: 'Terima kasih, keterangan Anda sudah kami terima.' },
];

export const STATUS_LABELS: Record<SigningStatus, string> = {
  waiting: 'Menunggu giliran',
  signing: 'Sedang ditandatangani',
  signed: 'Sudah ditandatangani',
  returned: 'Kembali',
  refused: 'Tidak dapat ditandatangani',
  'not-processed': 'Tidak diproses',
};

/** Whose a task is that an officer may not do themselves, after the sentence that says why. */
export function othersText(others: Others | null): string {
  if (others === null) return '';
  const { present, absent } = others;
  if (present.length > 0) return `Yang dapat mengerjakannya: ${present.join(', ')}.`;
  if (absent.length > 0) return `Yang dapat mengerjakannya sedang tidak bertugas: ${absent.join(', ')}.`;
  return 'Saat ini tidak ada rekan yang dapat mengerjakannya; Admin dan Kepala Dinas diberi tahu di halaman mereka.';
}

/** Why an officer may not do a task, and who may. */
export const blockedText = (blocked: FailureCode | null, others: Others | null): string =>
  blocked === null ? '' : `${failureText(blocked)} ${othersText(others)}`.trimEnd();

export function returnText({ code, by, note, siakCode }: ReturnReason): string {
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
  if (code === 'SIAK_REFUSED') return siakRefusalText(siakCode);
  return failureText(code);
}
