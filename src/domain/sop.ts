/** The lanes of the diagram: who acts in SOP IKMT-PP-01-07, "Pelaksana". */
export const LANES = ['pemohon', 'petugas-entri', 'kasi', 'kepala-dinas', 'petugas-cetak'] as const;
export type Lane = (typeof LANES)[number];

/** As the SOP writes them, and the diagram after it. */
export const LANE_NAMES: Record<Lane, string> = {
  pemohon: 'Pemohon',
  'petugas-entri': 'Petugas unit layanan & entri',
  kasi: 'Kasi/Kabid',
  'kepala-dinas': 'Kepala Dinas',
  'petugas-cetak': 'Petugas cetak',
};

/** SOP IKMT-PP-01-07 (30 January 2023), columns "Pelaksana" and "Waktu". The only place where these minutes stand:
 *  the diagram's timers are checked against it; the timeline, the tracking page and the reminders read it. `title` is
 *  what officers read, in the SOP's words; what applicants read is of their language (`domain/language/tracking.ts`). */
export const SOP_STEPS = [
  {
    step: 1,
    lane: 'pemohon',
    title: 'Mengisi permohonan dan mengunggah foto',
    minutes: 3,
  },
  { step: 2, lane: 'petugas-entri', title: 'Membuka permohonan', minutes: 1 },
  {
    step: 3,
    lane: 'petugas-entri',
    title: 'Memeriksa berkas dan entri SIAK',
    minutes: 5,
  },
  { step: 4, lane: 'petugas-entri', title: 'Mengajukan cetak draf KK', minutes: 1 },
  {
    step: 5,
    lane: 'kasi',
    title: 'Verifikasi elektronik draf KK',
    minutes: 1,
  },
  { step: 6, lane: 'kasi', title: 'Menilai indikasi data tidak valid', minutes: 1 },
  {
    step: 7,
    lane: 'kepala-dinas',
    title: 'Menandatangani secara elektronik',
    minutes: 1,
  },
  {
    step: 8,
    lane: 'petugas-cetak',
    title: 'Mengirim KK lewat WhatsApp',
    minutes: 1,
  },
  { step: 9, lane: 'pemohon', title: 'Menerima dan mencetak KK', minutes: 0 },
  {
    step: 10,
    lane: 'petugas-cetak',
    title: 'Mengarsipkan secara digital berlapis',
    minutes: 1,
  },
] as const;

export type SopStep = (typeof SOP_STEPS)[number]['step'];

/** The human decisions of the SOP. Step 6 is the gateway that step 5's answer decides. */
export const HUMAN_STEPS = [2, 3, 4, 5, 7, 8] as const;
export type HumanStep = (typeof HUMAN_STEPS)[number];

export function sopMinutes(step: SopStep): number {
  return SOP_STEPS.find((row) => row.step === step)!.minutes;
}
