import { fill } from '../language/placeholders.ts';
import { INDONESIAN } from '../language/indonesian.ts';
import { eventTexts } from './event-texts.ts';
import { F_1_02, KK_LAMA, nameOf } from './common-evidence.ts';
import { defineEvent } from './event.ts';
import { Death, die, handInNotice } from './meninggal.ts';

/** E07, cerai mati included. Without an akta the resident is sent to it and the application waits. */
export const anggotaMeninggal = defineEvent({
  code: 'E07',
  name: 'anggota-meninggal',
  tile: INDONESIAN.events['tile.ada-yang'],
  ...eventTexts('anggota-meninggal'),
  law: 'UU 23/2006 art. 44; Perpres 96/2018 art. 12',
  assumed:
    'Suami dengan istri lain yang masih hidup tetap seperti tercatat, termasuk tanggal perkawinan pertamanya; rule R26 ' +
    'memberi tahu petugas.',
  changesMembers: true,
  entry: true,
  data: Death,
  boxes: () => ['I.B.2'],
  evidence: [
    F_1_02,
    {
      anyOf: ['akta-kematian'],
      mark: 'F',
      law: 'Perpres 96/2018 art. 12; UU 23/2006 art. 44',
      each: ({ data }) => [data.person],
      missing: (c, person) =>
        fill(INDONESIAN.advice['kutipan-akta-kematian-belum'], { name: nameOf(c, person) || (c.data.name ?? '') }),
    },
    KK_LAMA,
  ],
  effect: die,
  notices: handInNotice,
  effectiveOn: (data) => data.date,
});
