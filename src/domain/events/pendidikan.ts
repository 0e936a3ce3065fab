import { INDONESIAN } from '../language/indonesian.ts';
import { eventTexts } from './event-texts.ts';
import { F_1_02, F_1_06, KK_LAMA } from './common-evidence.ts';
import { Changes, changeElements, changesOf } from './element-changes.ts';
import { defineEvent } from './event.ts';
import { canonicalValue } from './synonyms.ts';

/** E18, column 7: only what is finished. */
export const pendidikan = defineEvent({
  code: 'E18',
  name: 'pendidikan',
  tile: INDONESIAN.events['tile.sekolah-pekerjaan'],
  ...eventTexts('pendidikan'),
  law: 'Permendagri 108/2019 art. 15(1)f',
  assumed: 'Surat keterangan lulus diterima sampai ijazah terbit (belum dipastikan).',
  changesMembers: false,
  entry: true,
  data: Changes,
  boxes: () => ['I.B.3'],
  evidence: [
    F_1_02,
    F_1_06,
    KK_LAMA,
    {
      anyOf: ['ijazah', 'surat-lulus'],
      mark: 'F',
      law: 'Permendagri 108/2019 art. 15(4)',
      when: ({ data }) =>
        data.changes.some(
          ({ to }) => !['TIDAK/BELUM SEKOLAH', 'BELUM TAMAT SD/SEDERAJAT'].includes(canonicalValue('pendidikan', to)),
        ),
    },
  ],
  effect: (plan, data) => changeElements(plan, changesOf('pendidikan', data)),
});
