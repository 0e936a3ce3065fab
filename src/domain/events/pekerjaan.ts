import { INDONESIAN } from '../language/indonesian.ts';
import { eventTexts } from './event-texts.ts';
import { F_1_02, F_1_06, KK_LAMA } from './common-evidence.ts';
import { Changes, changeElements, changesOf } from './element-changes.ts';
import { defineEvent } from './event.ts';
import { canonicalValue } from './synonyms.ts';

/** Appointed or pensioned: a decree names them. */
const BY_DECREE = [
  'PENSIUNAN',
  'PEGAWAI NEGERI SIPIL (PNS)',
  'TENTARA NASIONAL INDONESIA (TNI)',
  'KEPOLISIAN RI (POLRI)',
  'KARYAWAN BUMN',
  'KARYAWAN BUMD',
];
/** Employed: the employer writes a letter. Whoever works without an employer signs F-1.06, that is enough (A5). */
const EMPLOYED = ['KARYAWAN SWASTA', 'KARYAWAN HONORER'];

const becomes = (changes: Changes['changes'], occupations: readonly string[]) =>
  changes.some(({ to }) => occupations.includes(canonicalValue('pekerjaan', to)));

/** E19, column 8. */
export const pekerjaan = defineEvent({
  code: 'E19',
  name: 'pekerjaan',
  tile: INDONESIAN.events['tile.sekolah-pekerjaan'],
  ...eventTexts('pekerjaan'),
  law: 'Permendagri 108/2019 art. 15(1)g',
  assumed: 'A5: petani, pedagang, buruh, wiraswasta, ibu rumah tangga, dan belum bekerja cukup dengan F-1.06.',
  changesMembers: false,
  entry: true,
  data: Changes,
  boxes: () => ['I.B.3'],
  evidence: [
    F_1_02,
    F_1_06,
    KK_LAMA,
    {
      anyOf: ['sk-pekerjaan'],
      mark: 'F',
      law: 'Permendagri 108/2019 art. 15(4)',
      when: ({ data }) => becomes(data.changes, BY_DECREE),
    },
    {
      anyOf: ['surat-kerja', 'sk-pekerjaan'],
      mark: 'F',
      law: 'Permendagri 108/2019 art. 15(4)',
      when: ({ data }) => becomes(data.changes, EMPLOYED),
    },
  ],
  effect: (plan, data) => changeElements(plan, changesOf('pekerjaan', data)),
});
