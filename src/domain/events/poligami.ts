import { INDONESIAN } from '../language/indonesian.ts';
import { eventTexts } from './event-texts.ts';
import { Type, type Static } from '@sinclair/typebox';
import { withMaritalStatus } from '../card/marital.ts';
import { earlierMarriages } from '../card/marriages.ts';
import { cardOf, changeMember, headOf, type CardRegister } from '../card/register.ts';
import { consentOfParents, statementOfGuardian } from './care.ts';
import { F_1_02, F_1_03, KK_LAMA, ownerStatement, signedByAll } from './common-evidence.ts';
import { alreadyThere, defineEvent, issuing, withFacts, withRegister, type EventContext, type Plan } from './event.ts';
import { AddressChoice, House, Partner, date, form, nik, succession, text, yes } from './fields.ts';
import { foundHousehold, joinHousehold } from './household.ts';
import { changedToo, otherFamilies } from './other-families.ts';
import { partnerFromElsewhere } from './outside-bantul.ts';

const SecondWife = form({
  husband: Partner,
  wife: Partner,
  weddingDate: date(INDONESIAN.fields['tanggal-perkawinan']),
  registered: yes(INDONESIAN.fields['sudah-punya-buku-nikah']),
  /** (a) both wives on his card, or (b) the second wife heads her own card. */
  together: yes(INDONESIAN.fields['satu-kk-bersama']),
  address: Type.Optional(AddressChoice),
  house: Type.Optional(House),
  companions: Type.Optional(
    Type.Array(
      form({
        nik: nik(INDONESIAN.fields['nik-yang-ikut']),
        relation: Type.Optional(text(INDONESIAN.fields['hubungan'], 30)),
      }),
      {
        maxItems: 20,
        title: INDONESIAN.fields['anak-yang-ikut'],
        remedy: INDONESIAN.faults['pilih-siapa-yang-ikut'],
      },
    ),
  ),
  ...succession,
});
type SecondWife = Static<typeof SecondWife>;

const isHeadIn = (register: CardRegister, person: string) => {
  const card = cardOf(register, person);
  return card !== undefined && headOf(card)?.nik === person;
};
const isHead = ({ before }: EventContext, person: string) => isHeadIn(before, person);
/** Who lives on somebody else's card. */
const isGuestIn = (register: CardRegister, person: string) =>
  cardOf(register, person) !== undefined && !isHeadIn(register, person);

/** The husband keeps status and date of the first wedding; the first wife changes in nothing. */
function marrySecond(plan: Plan, data: SecondWife, c: EventContext): Plan {
  const status = data.registered ? 'KAWIN TERCATAT' : 'KAWIN BELUM TERCATAT';
  const wife = data.wife.nik;
  if (wife === data.husband.nik) return plan; // rule R05 speaks
  const married = changeMember(plan.register, wife, (row) => withMaritalStatus(row, status, data.weddingDate));
  const settle = { ...data, today: c.today };
  const companions = data.companions ?? [];
  const fact = {
    fact: 'wedding' as const,
    partners: [data.husband.nik, wife],
    date: data.weddingDate,
    registered: data.registered,
    // That the husband has a wife is what this event says.
    earlier: earlierMarriages(plan.register, [data.husband.nik, wife], [wife]),
  };
  if (data.together) {
    const joined = joinHousehold(
      married,
      { host: data.husband.nik, guest: wife, companions, registered: data.registered },
      settle,
    );
    const brought = companions.map(({ nik: companion }) => ({ fact: 'stepchild' as const, nik: companion }));
    const card = cardOf(joined, wife);
    const onOneCard = card !== undefined && card === cardOf(joined, data.husband.nik);
    const already = onOneCard ? alreadyThere(plan, joined, 'perkawinan') : [];
    return withFacts(issuing(withRegister(plan, joined), data.husband.nik), fact, ...brought, ...already);
  }
  const register = isHead(c, wife)
    ? married
    : foundHousehold(
        married,
        {
          head: wife,
          companions,
          registered: data.registered,
          ...(data.address === undefined ? {} : { address: data.address }),
        },
        settle,
      );
  const already = cardOf(register, wife) === undefined ? [] : alreadyThere(plan, register, 'perkawinan');
  return withFacts(issuing(withRegister(plan, register), wife), fact, ...already);
}

/** E28: a husband stands on one card only (UU 23/2006 art. 62). */
export const poligami = defineEvent({
  code: 'E28',
  name: 'poligami',
  tile: INDONESIAN.events['tile.menikah'],
  ...eventTexts('poligami'),
  law: 'UU 23/2006 art. 62; UU 1/1974 art. 3(2), 4, 5',
  changesMembers: true,
  entry: true,
  data: SecondWife,
  boxes: (c, data) => {
    if (data.together) return ['I.B.1', 'I.B.2'];
    return isHead(c, data.wife.nik) ? ['I.B.2'] : ['I.A.1'];
  },
  evidence: [
    F_1_02,
    {
      anyOf: ['buku-nikah', 'akta-perkawinan'],
      mark: 'F',
      law: 'Perpres 96/2018 art. 11(1)',
      when: ({ data }) => data.registered,
    },
    {
      anyOf: ['izin-poligami'],
      mark: 'F',
      law: 'UU 1/1974 art. 3(2), 4, 5',
      when: ({ data }) => data.registered,
    },
    {
      anyOf: ['f-1-05-perkawinan'],
      mark: 'PA',
      law: 'surat Ditjen Dukcapil 472.2/15145',
      when: ({ data }) => !data.registered,
      fits: (paper, { data }) => signedByAll(paper, [data.husband.nik, data.wife.nik]),
    },
    {
      anyOf: ['izin-istri'],
      mark: 'A',
      law: 'surat Ditjen Dukcapil 472.2/15145',
      when: ({ data }) => !data.registered,
    },
    KK_LAMA,
    F_1_03,
    ownerStatement<SecondWife>(),
    {
      anyOf: ['pernyataan-menerima'],
      mark: 'PA',
      law: 'SE 470/13287 (menumpang)',
      when: (c) => c.data.together && isGuestIn(c.plan.register, c.data.husband.nik),
    },
    consentOfParents<SecondWife>(({ companions = [] }) => companions.map((companion) => companion.nik)),
    statementOfGuardian<SecondWife>(({ companions = [] }) => companions.map((companion) => companion.nik)),
  ],
  elsewhere: (c, data) => partnerFromElsewhere(c, data.together ? [data.husband, data.wife] : [data.wife]),
  effect: marrySecond,
  notices: (c, data, plan) => {
    const others = otherFamilies(c, plan);
    return [
      ...(data.registered ? [] : [INDONESIAN.results['unregistered-wedding']]),
      ...(others.length === 0 ? [] : [changedToo(others, c.applicant)]),
    ];
  },
  effectiveOn: (data) => data.weddingDate,
});
