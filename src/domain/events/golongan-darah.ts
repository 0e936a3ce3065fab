import { F_1_02, F_1_06, KK_LAMA } from './common-evidence.ts';
import { Changes, changeElements, changesOf } from './element-changes.ts';
import { defineEvent } from './event.ts';

/** E21, column 9. */
export const golonganDarah = defineEvent({
  code: 'E21',
  name: 'golongan-darah',
  tile: 'Sekolah, pekerjaan, agama, golongan darah',
  title: 'Golongan darah',
  says: ['golongan darah di KK kosong', 'hasil donor PMI'],
  question: 'Golongan darah siapa, dan apa hasil pemeriksaannya?',
  text: 'Unggah hasil pemeriksaan golongan darah atau kartu donor PMI.',
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
