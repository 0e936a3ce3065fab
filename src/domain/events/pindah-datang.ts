import { fill } from '../language/placeholders.ts';
import { INDONESIAN } from '../language/indonesian.ts';
import { eventTexts } from './event-texts.ts';
import { Type, type Static } from '@sinclair/typebox';
import { isOfBantul } from '../card/address.ts';
import { cardOf, headOf, memberOf } from '../card/register.ts';
import { F_1_02, KK_LAMA } from './common-evidence.ts';
import { defineEvent, issuing, withFacts, type EventContext } from './event.ts';
import { Partner, choice, form } from './fields.ts';
import { comesFirst, kabupatenName, nameOr, notFound } from './outside-bantul.ts';

const Arrival = form({
  persons: Type.Array(Partner, {
    minItems: 1,
    maxItems: 20,
    title: INDONESIAN.fields['yang-datang'],
    remedy: INDONESIAN.faults['tuliskan-siapa-yang-pindah'],
  }),
  from: choice(INDONESIAN.fields['asal'], ['kabupaten-lain', 'luar-negeri', 'rentan-adminduk']),
});
type Arrival = Static<typeof Arrival>;

/** SIAK shows all of them on a card of Bantul: only the card is wanted. */
function arrived({ before }: EventContext, data: Arrival): boolean {
  return data.persons.every((person) => memberOf(before, person.nik) !== undefined);
}

/** E13: the card is issued by the service for moves; here only when the arrival is in SIAK already. */
export const pindahDatang = defineEvent({
  code: 'E13',
  name: 'pindah-datang',
  tile: INDONESIAN.events['tile.pindah-alamat'],
  ...eventTexts('pindah-datang'),
  law: 'Perpres 96/2018 art. 25; Permendagri 108/2019 art. 30; SOP keterkaitan 2',
  changesMembers: true,
  entry: true,
  data: Arrival,
  boxes: () => ['I.B.2'],
  evidence: [F_1_02, KK_LAMA],
  elsewhere: (c, data) => {
    if (arrived(c, data)) return undefined;
    if (data.from === 'rentan-adminduk')
      return {
        service: 'loket-disdukcapil',
        blocks: true,
        rule: 'R55',
        text: INDONESIAN.advice['pendataan-penduduk-rentan-dilakukan'],
        missing: [INDONESIAN.advice['pendataan-di-loket-disdukcapil']],
      };
    const first = data.persons.find((person) => memberOf(c.before, person.nik) === undefined)!;
    const who = first.nik === c.applicant ? INDONESIAN.advice['you'] : nameOr(first, 'who-arrives');
    if (data.from === 'luar-negeri')
      return {
        service: 'pindah-datang',
        blocks: true,
        rule: 'R55',
        text: fill(INDONESIAN.advice['masih-tercatat-pindah'], { who }),
        missing: [INDONESIAN.advice['skpln-atau-surat-keterangan']],
      };
    if (first.kabupaten === undefined) return comesFirst(INDONESIAN.advice['another-kabupaten'], who);
    if (!isOfBantul({ kabupaten: first.kabupaten })) return comesFirst(kabupatenName(first.kabupaten), who);
    return c.read ? notFound(first) : undefined;
  },
  effect: (plan, data) => {
    const heads = data.persons.flatMap((person) => {
      const card = cardOf(plan.register, person.nik);
      return card === undefined ? [] : [headOf(card)?.nik ?? person.nik];
    });
    return withFacts(issuing(plan, ...heads), { fact: 'already', what: 'pindah datang' });
  },
});
