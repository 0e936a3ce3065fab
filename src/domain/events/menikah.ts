import { INDONESIAN } from '../language/indonesian.ts';
import { eventTexts } from './event-texts.ts';
import { cardOf, headOf } from '../card/register.ts';
import { F_1_02, F_1_03, KK_LAMA, ownerStatement } from './common-evidence.ts';
import { defineEvent } from './event.ts';
import { otherFamiliesNotice } from './other-families.ts';
import { partnerFromElsewhere } from './outside-bantul.ts';
import { Wedding, hostOf, weddingBoxes, weddingEffect, weddingForm } from './wedding.ts';

/** E01. */
export const menikah = defineEvent({
  code: 'E01',
  name: 'menikah',
  tile: INDONESIAN.events['tile.menikah'],
  ...eventTexts('menikah'),
  law: 'Perpres 96/2018 art. 11(1); Permendagri 108/2019 art. 10',
  assumed:
    'Pasangan yang tetap tinggal pada KK orang tua dicatat sebagai MENANTU dengan nomor tetap; pernyataan menerima ' +
    'dari kepala keluarga diminta seperti pada numpang KK.',
  changesMembers: true,
  entry: true,
  data: Wedding,
  boxes: weddingBoxes,
  evidence: [
    F_1_02,
    { anyOf: ['buku-nikah', 'akta-perkawinan'], mark: 'FO', law: 'Perpres 96/2018 art. 11(1); abroad: art. 39' },
    KK_LAMA,
    F_1_03,
    ownerStatement<Wedding>(),
    {
      anyOf: ['pernyataan-menerima'],
      mark: 'PA',
      law: 'SE 470/13287 (menumpang)',
      when: (c) =>
        weddingForm(c, c.data) === 'join' && headOf(cardOf(c.before, hostOf(c.data))!)?.nik !== hostOf(c.data),
    },
  ],
  elsewhere: (c, data) => partnerFromElsewhere(c, data.partners),
  effect: (plan, data, c) => weddingEffect(plan, data, c, true),
  notices: otherFamiliesNotice,
  effectiveOn: (data) => data.weddingDate,
});
