import { INDONESIAN } from '../language/indonesian.ts';
import { eventTexts } from './event-texts.ts';
import { F_1_02 } from './common-evidence.ts';
import { Reprint, reprint } from './cetak-ulang.ts';
import { defineEvent } from './event.ts';

/** E27. */
export const kkRusak = defineEvent({
  code: 'E27',
  name: 'kk-rusak',
  tile: INDONESIAN.events['tile.kk-rusak'],
  ...eventTexts('kk-rusak'),
  law: 'Perpres 96/2018 art. 13; SOP IKMT-PP-01-07 step 3',
  assumed: 'KK yang sama sekali tidak terbaca: F-1.04 menggantikan foto KK rusak (belum dipastikan).',
  changesMembers: false,
  entry: false,
  data: Reprint,
  boxes: () => ['I.C.2'],
  evidence: [
    F_1_02,
    { anyOf: ['kk-rusak', 'f-1-04'], mark: 'A', law: 'Perpres 96/2018 art. 13' },
    { anyOf: ['ktp-el'], mark: 'F', law: 'Perpres 96/2018 art. 13' },
  ],
  effect: reprint,
});
