import { INDONESIAN } from '../language/indonesian.ts';
import { eventTexts } from './event-texts.ts';
import type { Static } from '@sinclair/typebox';
import { cardOf, headOf } from '../card/register.ts';
import { F_1_02, KK_LAMA } from './common-evidence.ts';
import { defineEvent, isReportedDead, issuing, withFacts, withRegister, type EventContext } from './event.ts';
import { changeHead } from './household.ts';
import { form, nik, succession } from './fields.ts';

const NewHead = form({ newHead: nik(INDONESIAN.fields['nik-kepala-keluarga-baru']), relations: succession.relations });
type NewHead = Static<typeof NewHead>;

const headBefore = ({ before }: EventContext, { newHead }: NewHead): string | undefined => {
  const card = cardOf(before, newHead);
  return card === undefined ? undefined : headOf(card)?.nik;
};

/** E09: nobody died and nobody left; the old head may stay on the card (a wife as head has SUAMI). */
export const gantiKepala = defineEvent({
  code: 'E09',
  name: 'ganti-kepala',
  tile: INDONESIAN.events['tile.ganti-kepala'],
  ...eventTexts('ganti-kepala'),
  law: 'Permendagri 108/2019 art. 10; UU 23/2006 art. 61(3)',
  assumed:
    'A6: pernyataan kepala lama dan baru. Kepala lama yang sudah pindah diurus lebih dahulu dengan peristiwa pindah.',
  changesMembers: true,
  entry: true,
  data: NewHead,
  boxes: () => ['I.A.2'],
  evidence: [
    F_1_02,
    KK_LAMA,
    {
      anyOf: ['pernyataan-ganti-kepala'],
      mark: 'PA',
      law: 'our assumption A6',
      // Who has died signs nothing; the akta kematian is asked for in its place.
      when: (c) => !isReportedDead(c.plan, headBefore(c, c.data) ?? ''),
    },
  ],
  effect: (plan, data: NewHead, c) => {
    const card = cardOf(plan.register, data.newHead);
    if (card === undefined) return plan;
    // Head by another event of the same application (a death) is no head in SIAK yet.
    const already = headBefore(c, data) === data.newHead;
    const register = changeHead(plan.register, card.kkNumber, data.newHead, data);
    const planned = issuing(withRegister(plan, register), data.newHead);
    return already
      ? withFacts(planned, { fact: 'already', what: 'kepala keluarga' })
      : withFacts(planned, { fact: 'new-head', nik: data.newHead });
  },
});
