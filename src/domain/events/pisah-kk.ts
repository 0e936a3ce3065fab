import { fill } from '../language/placeholders.ts';
import { INDONESIAN } from '../language/indonesian.ts';
import { eventTexts } from './event-texts.ts';
import { Type, type Static } from '@sinclair/typebox';
import { isAwaited } from '../card/awaited.ts';
import { formHousehold, leave } from '../card/leave.ts';
import { cardOf, headOf } from '../card/register.ts';
import { consentOfParents, statementOfGuardian } from './care.ts';
import { F_1_02, KK_LAMA, nameOf } from './common-evidence.ts';
import { alreadyThere, defineEvent, issuing, withFacts, withRegister, type EventContext, type Plan } from './event.ts';
import { form, nik, succession } from './fields.ts';
import { leftInPlace } from './household.ts';
import { changedToo, otherFamilies } from './other-families.ts';

const Split = form({
  leavers: Type.Array(nik(INDONESIAN.fields['nik-yang-pisah']), {
    minItems: 1,
    maxItems: 20,
    title: INDONESIAN.fields['siapa-yang-pisah'],
    remedy: INDONESIAN.faults['pilih-siapa-yang-pindah-ke'],
  }),
  head: nik(INDONESIAN.fields['nik-kepala-kk-yang']),
  ...succession,
});
type Split = Static<typeof Split>;

function split(plan: Plan, data: Split, c: EventContext): Plan {
  const card = cardOf(plan.register, data.head);
  if (card === undefined) return plan;
  // Another event of this application, a wedding, has given them a card of their own already.
  if (isAwaited(card.kkNumber) && headOf(card)?.nik === data.head)
    return withFacts(issuing(plan, data.head), { fact: 'split', nik: data.head }, ...leftInPlace(data.leavers, card));
  // Nobody stays behind and the head is the same: they have a card of their own already, and its number stays. Where
  // SIAK is not read the rows are the applicant's own, who may have left out those who stay.
  const staying = card.members.filter((row) => row.nik !== data.head && !data.leavers.includes(row.nik));
  if (c.read && headOf(card)?.nik === data.head && staying.length === 0)
    return withFacts(
      issuing(plan, data.head),
      { fact: 'split', nik: data.head },
      ...leftInPlace(data.leavers, card),
      ...alreadyThere(plan, plan.register, 'pisah KK'),
    );
  const going = [...new Set([data.head, ...data.leavers])];
  const rows = card.members.filter((row) => going.includes(row.nik));
  const left = leave(
    plan.register,
    rows.map((row) => row.nik),
    { ...data, today: c.today },
  );
  const { register } = formHousehold(left, card, rows, data.head, data);
  return withFacts(
    issuing(withRegister(plan, register), data.head),
    { fact: 'split', nik: data.head },
    ...leftInPlace(data.leavers, card),
  );
}

/** E10: at the same address, from one's own wish; because of a wedding or a divorce it is E01 or E06. */
export const pisahKk = defineEvent({
  code: 'E10',
  name: 'pisah-kk',
  tile: INDONESIAN.events['tile.pisah-kk'],
  ...eventTexts('pisah-kk'),
  law: 'Permendagri 108/2019 art. 10(4)',
  assumed: 'Persetujuan kepala keluarga lama tidak diminta: tidak ada di peraturan.',
  changesMembers: true,
  entry: true,
  data: Split,
  boxes: () => ['I.A.3'],
  evidence: [
    F_1_02,
    KK_LAMA,
    {
      anyOf: ['ktp-el'],
      mark: 'A',
      law: 'Permendagri 108/2019 art. 10(4)',
      each: ({ data }) => [data.head],
      missing: (c, person) => fill(INDONESIAN.advice['ktp-el'], { name: nameOf(c, person) }),
    },
    consentOfParents<Split>(({ leavers }) => leavers),
    statementOfGuardian<Split>(({ leavers }) => leavers),
  ],
  effect: split,
  notices: (c, _data, plan) => {
    const others = otherFamilies(c, plan);
    return others.length === 0 ? [] : [changedToo(others, c.applicant)];
  },
});
