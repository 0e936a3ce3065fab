import { INDONESIAN } from '../language/indonesian.ts';
import { eventTexts } from './event-texts.ts';
import { F_1_02, F_1_06, KK_LAMA } from './common-evidence.ts';
import { Changes, changeElements, changesOf } from './element-changes.ts';
import { defineEvent } from './event.ts';

/** E21, column 9. */
export const golonganDarah = defineEvent({
  code: 'E21',
  name: 'golongan-darah',
  tile: INDONESIAN.events['tile.sekolah-pekerjaan'],
  ...eventTexts('golongan-darah'),
  law: 'kolom 9 KK; aplikasi IKD (tidak tercantum dalam Permendagri 108/2019 art. 15(1))',
  assumed: 'A5: hasil pemeriksaan laboratorium, PMI, atau puskesmas.',
  changesMembers: false,
  entry: true,
  data: Changes,
  boxes: () => ['I.B.3'],
  evidence: [
    F_1_02,
    F_1_06,
    KK_LAMA,
    { anyOf: ['hasil-golongan-darah', 'kartu-donor'], mark: 'F', law: 'our assumption A5' },
  ],
  effect: (plan, data) => changeElements(plan, changesOf('golongan-darah', data)),
});
