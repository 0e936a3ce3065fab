import { INDONESIAN } from '../language/indonesian.ts';
import { eventTexts } from './event-texts.ts';
import { F_1_02, KK_LAMA } from './common-evidence.ts';
import { cardOf } from '../card/register.ts';
import { defineEvent } from './event.ts';
import { homeCard } from './household.ts';
import {
  Death,
  areTakenIn,
  areWithParent,
  die,
  entrustedAs,
  handInNotice,
  onlyMinorsRemain,
  survivors,
} from './meninggal.ts';
import { anggotaMeninggal } from './anggota-meninggal.ts';

/** E08: the same death, of the head: a new card with a new number, every row relative to the new head. */
export const kepalaMeninggal = defineEvent({
  code: 'E08',
  name: 'kepala-meninggal',
  tile: INDONESIAN.events['tile.ada-yang'],
  ...eventTexts('kepala-meninggal'),
  law: 'Permendagri 108/2019 art. 10(3), 10(4); UU 23/2006 art. 61(3); SE 470/13287',
  assumed:
    'Bila keluarga tidak menyebut kepala baru, suami/istri yang tinggal menjadi kepala; selain itu selalu ditanyakan. ' +
    'Istri lain dari suami yang meninggal dicatat FAMILI LAIN sampai keluarga mengubahnya.',
  changesMembers: true,
  entry: true,
  data: Death,
  boxes: (c, data, plan) =>
    (onlyMinorsRemain(c, data, plan) && entrustedAs(c, data, plan) === 'masuk-kk-saudara') || areTakenIn(c, data, plan)
      ? ['I.B.1', 'I.B.2']
      : ['I.A.2'],
  evidence: [
    F_1_02,
    { ...(anggotaMeninggal.evidence[1] as (typeof anggotaMeninggal.evidence)[number]) },
    {
      ...KK_LAMA,
      mark: 'F',
      // Of the family of the dead head; the relative's card is read in SIAK.
      each: (c) => [cardOf(c.before, c.data.person)?.kkNumber ?? homeCard(c)?.kkNumber ?? ''].filter((kk) => kk !== ''),
    },
    {
      anyOf: ['pernyataan-wali'],
      mark: 'PA',
      law: 'SE 470/13287 (all remaining under 17)',
      when: (c) => onlyMinorsRemain(c, c.data, c.plan) && entrustedAs(c, c.data, c.plan) === undefined,
      answered: () => false,
      missing: () => INDONESIAN.advice['pilihan-saudara-dewasa-pindah'],
    },
    {
      anyOf: ['pernyataan-wali'],
      mark: 'PA',
      law: 'SE 470/13287 (all remaining under 17)',
      when: (c) => onlyMinorsRemain(c, c.data, c.plan) && !areWithParent(c, c.data, c.plan),
    },
    {
      anyOf: ['pernyataan-menerima'],
      mark: 'PA',
      law: 'SE 470/13287 (under 17 who joins a card)',
      when: (c) => onlyMinorsRemain(c, c.data, c.plan) && entrustedAs(c, c.data, c.plan) !== 'pindah-menjadi-kepala',
    },
  ],
  elsewhere: (c, data, plan) =>
    survivors(c, data, plan).length === 0 && cardOf(c.before, data.person) !== undefined
      ? {
          service: 'akta-kematian',
          blocks: true,
          text: INDONESIAN.advice['almarhum-satu-satunya-orang'],
          missing: [INDONESIAN.advice['kutipan-akta-kematian']],
        }
      : undefined,
  effect: die,
  notices: handInNotice,
  effectiveOn: (data) => data.date,
});
