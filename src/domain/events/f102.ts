import type { Reason } from '../reasons.ts';

/** Boxes of form F-1.02 part II, group I Kartu Keluarga (Permendagri 109/2019). */
export const F102_BOXES = {
  'I.A.1': 'KK baru: membentuk keluarga baru',
  'I.A.2': 'KK baru: penggantian kepala keluarga',
  'I.A.3': 'KK baru: pisah KK',
  'I.A.4': 'KK baru: pindah datang',
  'I.A.5': 'KK baru: WNI dari luar negeri karena pindah',
  'I.A.6': 'KK baru: rentan adminduk',
  'I.B.1': 'Perubahan data: menumpang dalam KK',
  'I.B.2': 'Perubahan data: peristiwa penting',
  'I.B.3': 'Perubahan data: perubahan elemen data yang tercantum dalam KK',
  'I.C.1': 'Hilang',
  'I.C.2': 'Rusak',
} as const;
export type F102Box = keyof typeof F102_BOXES;

/** The SOP's reason for a box (SOP IKMT-PP-01-07; Perpres 96/2018 art. 10). */
function reasonOf(box: F102Box): Reason {
  if (box.startsWith('I.A')) return 'baru';
  if (box.startsWith('I.B')) return 'perubahan-data';
  return box === 'I.C.1' ? 'hilang' : 'rusak';
}

const WEIGHT: readonly Reason[] = ['baru', 'perubahan-data', 'hilang', 'rusak'];

/**
 * Of several events the one reason that the file carries: a new card counts more than changed data, those more than a
 * reprint.
 */
export function mainReason(boxes: readonly F102Box[]): Reason {
  const reasons = boxes.map(reasonOf);
  return WEIGHT.find((reason) => reasons.includes(reason)) ?? 'perubahan-data';
}
