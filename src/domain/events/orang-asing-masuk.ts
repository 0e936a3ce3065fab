import { INDONESIAN } from '../language/indonesian.ts';
import { eventTexts } from './event-texts.ts';
import { Type, type Static } from '@sinclair/typebox';
import { isMarried, withMaritalStatus } from '../card/marital.ts';
import { earlierMarriages } from '../card/marriages.ts';
import {
  addCard,
  addMembers,
  awaitNik,
  cardOf,
  changeMember,
  headOf,
  memberOf,
  type CardRegister,
} from '../card/register.ts';
import { kinshipOf } from '../card/kinship.ts';
import { relationTo, spouseWord } from '../card/relation.ts';
import { orderRows } from '../card/row-order.ts';
import { leave } from '../card/leave.ts';
import type { FamilyMember } from '../family-card.ts';
import { Biodata, rowFrom } from './biodata.ts';
import { consentOfParents, statementOfGuardian } from './care.ts';
import { F_1_02, F_1_03, KK_LAMA, ownerStatement } from './common-evidence.ts';
import { defineEvent, issuing, withFacts, withRegister, type EventContext, type Plan } from './event.ts';
import { AddressChoice, House, choice, date, documentNumber, form, nik, succession, yes } from './fields.ts';
import { addressOf, changeHead, joinHousehold, leftInPlace } from './household.ts';
import { changedToo, otherFamilies } from './other-families.ts';
import { marriesAnotherWife } from './wedding.ts';

const ForeignSpouse = form({
  /** The Indonesian husband or wife. */
  citizen: nik(INDONESIAN.fields['nik-suami-istri-wni']),
  weddingDate: Type.Optional(date(INDONESIAN.fields['tanggal-perkawinan'])),
  foreigner: form({
    ...Biodata.properties,
    passport: Type.Optional(documentNumber(INDONESIAN.fields['nomor-paspor'])),
    passportExpires: Type.Optional(date(INDONESIAN.fields['paspor-berlaku-sampai'])),
    kitap: Type.Optional(documentNumber(INDONESIAN.fields['nomor-kitap'])),
    kitapExpires: Type.Optional(date(INDONESIAN.fields['kitap-berlaku-sampai'])),
    permit: Type.Optional(choice(INDONESIAN.fields['izin-tinggal'], ['KITAP', 'KITAS', 'lainnya'])),
  }),
  /** Whether the foreigner is to be listed; only with KITAP (rule R40). */
  listed: yes(INDONESIAN.fields['orang-asing-dicantumkan-pada']),
  /** Who is head: the citizen when not said. */
  foreignerIsHead: Type.Optional(yes(INDONESIAN.fields['orang-asing-menjadi-kepala'])),
  /** Children of the citizen who come onto the new card. */
  companions: Type.Optional(
    Type.Array(nik(INDONESIAN.fields['nik-yang-ikut']), {
      maxItems: 20,
      title: INDONESIAN.fields['anak-yang-ikut'],
      remedy: INDONESIAN.faults['pilih-anak-yang-ikut'],
    }),
  ),
  address: Type.Optional(AddressChoice),
  house: Type.Optional(House),
  ...succession,
});
type ForeignSpouse = Static<typeof ForeignSpouse>;

const isHead = ({ before }: EventContext, person: string) => {
  const card = cardOf(before, person);
  return card !== undefined && headOf(card)?.nik === person;
};

/** `known`: as SIAK has the foreigner on another card. */
function foreignRow(
  data: ForeignSpouse,
  given: string,
  citizen: FamilyMember,
  known: FamilyMember | undefined,
): FamilyMember {
  const { foreigner } = data;
  const row = known ?? rowFrom({ ...foreigner, citizenship: 'WNA', maritalStatus: 'KAWIN TERCATAT' }, given, '');
  const wedding = data.weddingDate ?? citizen.maritalDate;
  return {
    ...withMaritalStatus(row, isMarried(citizen.maritalStatus) ? citizen.maritalStatus : 'KAWIN TERCATAT', wedding),
    shdk: spouseWord(row),
    ...(foreigner.passport === undefined ? {} : { passportNumber: foreigner.passport }),
    ...(foreigner.passportExpires === undefined ? {} : { passportExpiry: foreigner.passportExpires }),
    ...(foreigner.kitap === undefined ? {} : { kitapNumber: foreigner.kitap }),
    ...(foreigner.kitapExpires === undefined ? {} : { kitapExpiry: foreigner.kitapExpires }),
  };
}

function admit(plan: Plan, data: ForeignSpouse, c: EventContext): Plan {
  const row = memberOf(plan.register, data.citizen);
  const card = cardOf(plan.register, data.citizen);
  if (row === undefined || card === undefined) return plan;
  const { weddingDate } = data;
  const known = data.foreigner.nik;
  if (known === data.citizen) return plan; // rule R05 speaks
  const wedded =
    isMarried(row.maritalStatus) || weddingDate === undefined
      ? plan.register
      : changeMember(plan.register, data.citizen, (member) => withMaritalStatus(member, 'KAWIN TERCATAT', weddingDate));
  const numbered: { readonly register: CardRegister; readonly nik: string } =
    known === undefined || known === '' ? awaitNik(wedded) : { register: wedded, nik: known };
  const registered = memberOf(wedded, numbered.nik);
  const foreigner = data.listed
    ? foreignRow(data, numbered.nik, memberOf(wedded, data.citizen)!, registered)
    : undefined;
  const settle = { ...data, today: c.today };
  // Whom SIAK shows on another card comes from there.
  const base = foreigner === undefined ? wedded : leave(numbered.register, [foreigner.nik], settle);
  const facts = [
    {
      fact: 'wedding' as const,
      partners: [data.citizen, ...(foreigner === undefined ? [] : [foreigner.nik])],
      registered: true,
      // A status KAWIN without a spouse on the card is this very marriage.
      earlier: earlierMarriages(plan.register, [data.citizen, known ?? '']).filter(({ to }) => to !== undefined),
      ...(weddingDate === undefined ? {} : { date: weddingDate }),
    },
    ...(foreigner === undefined
      ? []
      : [{ fact: registered === undefined ? ('foreigner-new' as const) : ('joined' as const), nik: foreigner.nik }]),
  ];
  const head = data.foreignerIsHead === true ? foreigner?.nik : undefined;
  const issued = (register: CardRegister) =>
    withFacts(
      issuing(
        withRegister(plan, head === undefined ? register : changeHead(register, card.kkNumber, head, data)),
        data.citizen,
      ),
      ...facts,
    );
  if (foreigner !== undefined && card.members.some(({ nik: person }) => person === foreigner.nik)) {
    const told = changeMember(wedded, foreigner.nik, ({ shdk }) => ({ ...foreigner, shdk }));
    const couple = { host: data.citizen, guest: foreigner.nik, companions: [], registered: true };
    return issued(joinHousehold(told, couple, settle));
  }
  if (isHead({ ...c, before: plan.register }, data.citizen))
    return issued(foreigner === undefined ? base : addMembers(base, data.citizen, [foreigner]));
  const citizen = memberOf(base, data.citizen)!;
  const foreignHead = head !== undefined;
  const couple = [
    { ...citizen, shdk: foreignHead ? spouseWord(citizen) : 'KEPALA KELUARGA' },
    ...(foreigner === undefined ? [] : [{ ...foreigner, shdk: foreignHead ? 'KEPALA KELUARGA' : foreigner.shdk }]),
  ];
  const lines = addressOf(base, data.address, card);
  const children = card.members.filter((member) => data.companions?.includes(member.nik) && member.nik !== citizen.nik);
  const told = children.map((child) => ({
    ...child,
    shdk: data.relations?.[child.nik] ?? relationTo(citizen, child, kinshipOf(card.members)).shdk,
  }));
  const left = leave(base, [data.citizen, ...children.map((child) => child.nik)], settle);
  const rows = orderRows([...couple, ...told]);
  const { register } = addCard(left, { ...lines, headName: rows[0]!.name, members: rows });
  return withFacts(
    issuing(withRegister(plan, register), data.citizen),
    ...facts,
    ...leftInPlace(data.companions, card),
  );
}

/** E24. */
export const orangAsingMasuk = defineEvent({
  code: 'E24',
  name: 'orang-asing-masuk',
  tile: INDONESIAN.events['tile.kewarganegaraan-paspor'],
  ...eventTexts('orang-asing-masuk'),
  law: 'Perpres 96/2018 art. 11(2); UU 23/2006 art. 62',
  changesMembers: true,
  entry: true,
  data: ForeignSpouse,
  boxes: (c, data) => {
    if (!isHead(c, data.citizen)) return ['I.A.1'];
    if (!data.listed) return ['I.B.3'];
    return data.foreignerIsHead === true ? ['I.A.2', 'I.B.1'] : ['I.B.1'];
  },
  evidence: [
    F_1_02,
    { anyOf: ['buku-nikah', 'akta-perkawinan'], mark: 'F', law: 'Perpres 96/2018 art. 11(1); abroad: art. 39' },
    {
      anyOf: ['izin-poligami'],
      mark: 'F',
      law: 'UU 1/1974 art. 3(2), 4, 5',
      when: ({ plan, data }) => marriesAnotherWife(plan, data.citizen),
    },
    KK_LAMA,
    {
      anyOf: ['kitap'],
      mark: 'A',
      law: 'Perpres 96/2018 art. 11(2)',
      when: ({ data }) => data.listed,
    },
    {
      anyOf: ['paspor'],
      mark: 'A',
      law: 'Perpres 96/2018 art. 11(2)',
      when: ({ data }) => data.listed,
    },
    {
      anyOf: ['f-1-01'],
      mark: 'P',
      law: 'Perpres 96/2018 art. 4 (biodata)',
      when: ({ data }) => data.listed && (data.foreigner.nik ?? '') === '',
    },
    F_1_03,
    ownerStatement<ForeignSpouse>(),
    consentOfParents<ForeignSpouse>(({ companions = [] }) => companions),
    statementOfGuardian<ForeignSpouse>(({ companions = [] }) => companions),
  ],
  effect: admit,
  notices: (c, data, plan) => {
    const others = otherFamilies(c, plan);
    const who = data.foreigner.sex === 'PEREMPUAN' ? 'wife' : 'husband';
    return [
      ...(data.listed ? [] : [INDONESIAN.results[`kitap-first.${who}`]]),
      ...(others.length === 0 ? [] : [changedToo(others, c.applicant)]),
    ];
  },
  effectiveOn: (data) => data.weddingDate,
});
