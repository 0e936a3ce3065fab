import { INDONESIAN } from '../language/indonesian.ts';
import { eventTexts } from './event-texts.ts';
import { F_1_02, F_1_03, KK_LAMA, ownerStatement } from './common-evidence.ts';
import { defineEvent } from './event.ts';
import { otherFamiliesNotice } from './other-families.ts';
import { partnerFromElsewhere } from './outside-bantul.ts';
import {
  CONSENT_FOR_COMPANIONS,
  STATEMENT_OF_HOST,
  Wedding,
  hasAnotherWife,
  weddingBoxes,
  weddingEffect,
} from './wedding.ts';

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
    { anyOf: ['izin-poligami'], mark: 'F', law: 'UU 1/1974 art. 3(2), 4, 5', when: hasAnotherWife },
    KK_LAMA,
    F_1_03,
    ownerStatement<Wedding>(),
    STATEMENT_OF_HOST,
    ...CONSENT_FOR_COMPANIONS,
  ],
  elsewhere: (c, data) => partnerFromElsewhere(c, data.partners),
  effect: (plan, data, c) => weddingEffect(plan, data, c, true),
  notices: otherFamiliesNotice,
  effectiveOn: (data) => data.weddingDate,
});
