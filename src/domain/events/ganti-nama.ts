import { INDONESIAN } from '../language/indonesian.ts';
import { eventTexts } from './event-texts.ts';
import { Type, type Static } from '@sinclair/typebox';
import { F_1_02, F_1_06, KK_LAMA } from './common-evidence.ts';
import { Changes, changeElements, changesOf } from './element-changes.ts';
import { defineEvent } from './event.ts';
import { date, form, text } from './fields.ts';

const NameChange = form({
  ...Changes.properties,
  decision: Type.Optional(text(INDONESIAN.fields['nomor-penetapan-pengadilan-negeri'], 60)),
  decidedOn: Type.Optional(date(INDONESIAN.fields['tanggal-penetapan-pengadilan-negeri'])),
});
type NameChange = Static<typeof NameChange>;

/** E17: another name, not another spelling. The court decides, the akta notes it, the card follows. */
export const gantiNama = defineEvent({
  code: 'E17',
  name: 'ganti-nama',
  tile: INDONESIAN.events['tile.ganti-nama'],
  ...eventTexts('ganti-nama'),
  law: 'UU 23/2006 art. 52; Permendagri 73/2022 art. 4(3)',
  changesMembers: false,
  entry: true,
  data: NameChange,
  boxes: () => ['I.B.3'],
  evidence: [
    F_1_02,
    F_1_06,
    KK_LAMA,
    {
      anyOf: ['penetapan-pengadilan'],
      mark: 'FO',
      law: 'Permendagri 73/2022 art. 4(3)',
      missing: () => INDONESIAN.advice['salinan-penetapan-pengadilan-negeri'],
    },
    {
      anyOf: ['akta-kelahiran-catatan-pinggir'],
      mark: 'F',
      law: 'UU 23/2006 art. 52',
      missing: () => INDONESIAN.advice['kutipan-akta-kelahiran-dengan-catatan'],
    },
  ],
  effect: (plan, data: NameChange) => changeElements(plan, changesOf('nama', data)),
  effectiveOn: (data) => data.decidedOn,
});
