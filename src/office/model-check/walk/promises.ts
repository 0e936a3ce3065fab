import { LONGEST_WAIT_DAYS } from './terms.ts';
import type { Facts } from './facts.ts';

/**
 * What must be true wherever an act stands in the diagram; the sentence says what is wrong otherwise, and what to do.
 */
interface Promise {
  readonly holds: (facts: Facts) => boolean;
  readonly sentence: string;
}

const examined: Promise = {
  holds: ({ examination }) => examination === 'complete',
  sentence:
    'Berkas dapat sampai di sini tanpa dinyatakan lengkap oleh petugas (langkah 3). Periksa gerbang sebelum ini.',
};
const rendered: Promise = {
  holds: (facts) => facts.rendered,
  sentence: 'Tugas ini dapat terjadi tanpa draf yang baru dicetak. Lewatkan berkas ke "Cetak draf KK" dahulu.',
};
const verified: Promise = {
  holds: ({ verification }) => verification === 'valid',
  sentence:
    'Draf dapat sampai di sini tanpa dinyatakan valid oleh Kasi/Kabid (langkah 5 dan 6). Periksa syarat gerbang sebelum ini.',
};
const signed: Promise = {
  holds: (facts) => facts.signed,
  sentence: 'Ini dapat terjadi sebelum KK ditandatangani (langkah 7). Pindahkan ke sesudah tanda tangan.',
};
const undone: Promise = {
  holds: ({ entry }) => entry === 'none',
  sentence:
    'Pemohon diberi tahu sementara entri SIAK masih berlaku. Batalkan entri SIAK dahulu (kejadian kompensasi dan kejadian tepi "Bila dibatalkan").',
};
const termOver: Promise = {
  holds: ({ days }) => days === LONGEST_WAIT_DAYS,
  sentence: `Permohonan ditutup bukan sesudah ${LONGEST_WAIT_DAYS} hari menunggu. Jumlah semua waktu tunggu harus ${LONGEST_WAIT_DAYS} hari.`,
};

/** By act: a job type with its header, a user task, a message that is waited for, an end. */
export const PROMISES: Readonly<Record<string, readonly Promise[]>> = {
  'decide:examine-application': [
    {
      holds: ({ opened }) => opened,
      sentence: 'Berkas dapat diperiksa sebelum dibuka petugas (langkah 2). Pulihkan urutannya.',
    },
    {
      holds: ({ signed: done }) => !done,
      sentence: 'Berkas yang KK-nya sudah ditandatangani kembali diperiksa. Putuskan jalan kembali ini.',
    },
  ],
  'send-message:incomplete': [
    {
      holds: ({ examination }) => examination === 'incomplete',
      sentence:
        'Permintaan kelengkapan dapat dikirim untuk berkas yang dinyatakan lengkap. Periksa arah dan syarat gerbang sebelum ini.',
    },
  ],
  'decide:reach-applicant': [
    {
      holds: ({ applicantInformed: told }) => !told,
      sentence: 'Petugas diminta menghubungi pemohon yang sudah tahu. Periksa jalan ke tugas ini.',
    },
  ],
  'message:completion-received': [
    {
      holds: ({ applicantInformed: told }) => told,
      sentence:
        'Kantor menunggu kelengkapan dari pemohon yang belum tahu apa yang diminta. Hubungkan "Tidak terkirim" ke "Hubungi pemohon".',
    },
  ],
  'send-message:reminder': [
    {
      holds: ({ applicantInformed: told }) => told,
      sentence: 'Pengingat dikirim kepada pemohon yang belum tahu apa yang diminta. Periksa jalannya.',
    },
    {
      holds: ({ days }) => days < LONGEST_WAIT_DAYS,
      sentence: `Pengingat dikirim sesudah tenggat ${LONGEST_WAIT_DAYS} hari habis. Periksa syarat gerbang "30 hari habis?".`,
    },
  ],
  'send-message:closed': [termOver, undone],
  'close-case:closed': [termOver],
  'enter-siak': [examined, entryNeeded()],
  'decide:enter-siak-manually': [examined, entryNeeded()],
  'confirm-siak-entry': [examined],
  'decide:check-siak-entry': [
    examined,
    {
      holds: ({ entry }) => entry !== 'none',
      sentence: 'Entri dicocokkan sebelum ada yang mengentri. Pulihkan urutannya.',
    },
  ],
  'draft-card': [
    examined,
    {
      holds: ({ needsEntry, entry }) => !needsEntry || entry !== 'none',
      sentence:
        'Draf dapat disusun sebelum perubahan data dientri di SIAK (langkah 3). Periksa syarat gerbang "Perlu entri SIAK?".',
    },
    {
      holds: ({ way, needsEntry, entrySeen }) => way !== 'typed' || !needsEntry || entrySeen,
      sentence:
        'Entri yang diketik petugas dapat dipakai tanpa dicocokkan petugas kedua (empat mata). Periksa gerbang "Siapa mencocokkan?" dan "Entri cocok?".',
    },
  ],
  'render-card': [
    { holds: ({ drafted }) => drafted, sentence: 'Draf dicetak sebelum disusun dari data SIAK. Pulihkan urutannya.' },
  ],
  'decide:request-print': [rendered],
  'decide:verify-draft': [
    rendered,
    {
      holds: ({ requested }) => requested,
      sentence:
        'Draf dapat sampai kepada Kasi/Kabid tanpa diajukan petugas yang memeriksa (langkah 4). Periksa gerbang "Diajukan?".',
    },
  ],
  'send-message:invalid': [
    {
      holds: ({ verification }) => verification === 'invalid',
      sentence: 'Berkas yang dinyatakan valid dikembalikan kepada pemohon. Periksa arah dan syarat gerbang langkah 6.',
    },
    undone,
  ],
  'decide:approve-signing': [rendered, verified],
  'sign-card': [
    rendered,
    verified,
    {
      holds: ({ signing }) => signing === 'approved',
      sentence:
        'Tanda tangan dapat dibubuhkan tanpa persetujuan Kepala Dinas (langkah 7). Periksa syarat gerbang "Disetujui untuk TTE?".',
    },
    {
      holds: ({ signed: done }) => !done,
      sentence: 'KK dapat ditandatangani dua kali. Periksa jalan kembali ke sini.',
    },
  ],
  'decide:bring-signed-card': [
    examined,
    {
      holds: ({ way }) => way === 'siak-signed-pdf',
      sentence: 'KK dari SIAK ditunggu pada berkas yang KK-nya dicetak kantor sendiri. Periksa syarat ke tugas ini.',
    },
    {
      holds: ({ needsEntry, entry }) => !needsEntry || entry !== 'none',
      sentence: 'KK dari SIAK ditunggu sebelum perubahan data dientri di SIAK (langkah 3). Periksa jalan ke tugas ini.',
    },
  ],
  'take-signed-card': [
    examined,
    {
      holds: ({ signing }) => signing === 'approved',
      sentence:
        'KK dari SIAK dapat dicatat tanpa dinyatakan cocok oleh petugas cetak. Periksa syarat gerbang "KK dari SIAK cocok?".',
    },
    {
      holds: ({ signed: done }) => !done,
      sentence: 'KK dari SIAK dapat dicatat dua kali. Periksa jalan kembali ke sini.',
    },
  ],
  'send-message:refused': [
    {
      holds: ({ examination }) => examination === 'refused',
      sentence: 'Penolakan dapat dikirim untuk berkas yang tidak ditolak petugas. Periksa syarat gerbang sebelum ini.',
    },
    undone,
  ],
  'close-case:refused': [
    {
      holds: ({ examination, applicantInformed: told }) => examination === 'refused' || told,
      sentence: 'Permohonan dapat ditutup sebagai ditolak tanpa penolakan petugas. Periksa jalan ke sini.',
    },
  ],
  'send-message:card': [
    signed,
    {
      holds: ({ delivered }) => !delivered,
      sentence: 'KK dikirim lagi sesudah sampai. Periksa gerbang "Sudah diserahkan?".',
    },
  ],
  'message:card-received': [
    { holds: ({ sent }) => sent, sentence: 'Kantor menunggu tanda terima KK yang belum dikirim. Periksa jalannya.' },
  ],
  'decide:hand-over-card': [
    signed,
    {
      holds: ({ delivered }) => !delivered,
      sentence: 'Petugas diminta menyampaikan KK yang sudah sampai. Periksa jalan ke tugas ini.',
    },
  ],
  'archive-case': [
    signed,
    {
      holds: ({ delivered }) => delivered,
      sentence: 'Berkas dapat diarsipkan sebelum KK sampai kepada pemohon. Periksa syarat gerbang "Sudah diserahkan?".',
    },
  ],
  'send-message:withdrawn': [undone, notApproved()],
  'close-case:withdrawn': [notApproved()],
  /** The process ends as a whole. */
  end: [
    {
      holds: ({ archived, closed }) => archived || closed,
      sentence:
        'Berkas dapat berakhir di sini tanpa diarsipkan dan tanpa ditutup. Hubungkan ke arsip atau ke penutupan.',
    },
  ],
  /** A withdrawal is refused, the case goes on. */
  'withdrawal-refused': [
    {
      holds: ({ signing, signed: done }) => signing === 'approved' || done,
      sentence:
        'Pembatalan ditolak padahal Kepala Dinas belum menyetujui. Periksa gerbang "Sudah disetujui untuk TTE?" dan pemetaan "signing" pada jalan kembali.',
    },
  ],
};

function entryNeeded(): Promise {
  return {
    holds: ({ needsEntry }) => needsEntry,
    sentence:
      'KK hilang atau rusak dapat dientri di SIAK, padahal SOP langkah 3 tidak memintanya. Periksa syarat gerbang "Perlu entri SIAK?".',
  };
}

function notApproved(): Promise {
  return {
    holds: ({ signing, signed: done }) => signing !== 'approved' && !done,
    sentence:
      'Pembatalan dapat berlaku sesudah Kepala Dinas menyetujui. Periksa syarat gerbang "Sudah disetujui untuk TTE?".',
  };
}
