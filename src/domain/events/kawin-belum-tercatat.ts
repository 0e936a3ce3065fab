import { INDONESIAN } from '../language/indonesian.ts';
import { eventTexts } from './event-texts.ts';
import { Type, type Static } from '@sinclair/typebox';
import { F_1_02, F_1_03, KK_LAMA, ownerStatement, signedByAll } from './common-evidence.ts';
import { defineEvent } from './event.ts';
import { form, text } from './fields.ts';
import {
  CONSENT_FOR_COMPANIONS,
  STATEMENT_OF_HOST,
  Wedding,
  hasAnotherWife,
  weddingBoxes,
  weddingEffect,
} from './wedding.ts';
import { otherFamiliesNotice } from './other-families.ts';
import { partnerFromElsewhere } from './outside-bantul.ts';

const UnregisteredWedding = form({
  ...Wedding.properties,
  witnesses: Type.Optional(
    Type.Array(text(INDONESIAN.fields['nama-saksi']), {
      maxItems: 4,
      title: INDONESIAN.fields['dua-saksi'],
      remedy: INDONESIAN.faults['tuliskan-nama-dua-saksi'],
    }),
  ),
});
type UnregisteredWedding = Static<typeof UnregisteredWedding>;

/** E02: a couple without buku nikah, or one on a card with the old word KAWIN. */
export const kawinBelumTercatat = defineEvent({
  code: 'E02',
  name: 'kawin-belum-tercatat',
  tile: INDONESIAN.events['tile.menikah'],
  ...eventTexts('kawin-belum-tercatat'),
  law: 'Permendagri 108/2019 art. 10(2); surat Ditjen Dukcapil 472.2/15145 (4-11-2021)',
  changesMembers: true,
  entry: true,
  data: UnregisteredWedding,
  boxes: weddingBoxes,
  evidence: [
    F_1_02,
    {
      anyOf: ['f-1-05-perkawinan'],
      mark: 'PA',
      law: 'Permendagri 108/2019 art. 10(2); surat 472.2/15145',
      fits: (paper, { data }) =>
        signedByAll(
          paper,
          data.partners.map((partner) => partner.nik),
        ),
    },
    {
      anyOf: ['izin-istri'],
      mark: 'A',
      law: 'surat Ditjen Dukcapil 472.2/15145',
      when: hasAnotherWife,
    },
    KK_LAMA,
    F_1_03,
    ownerStatement<UnregisteredWedding>(),
    STATEMENT_OF_HOST,
    ...CONSENT_FOR_COMPANIONS,
  ],
  elsewhere: (c, data) => partnerFromElsewhere(c, data.partners),
  effect: (plan, data, c) => weddingEffect(plan, data, c, false),
  notices: (c, data, plan) => [INDONESIAN.results['unregistered-wedding'], ...otherFamiliesNotice(c, data, plan)],
  effectiveOn: (data) => data.weddingDate,
});
