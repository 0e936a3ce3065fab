import { fill } from '../language/placeholders.ts';
import { INDONESIAN } from '../language/indonesian.ts';
import { eventTexts } from './event-texts.ts';
import { Type, type Static } from '@sinclair/typebox';
import { isOfBantul } from '../card/address.ts';
import { isNamedParent } from '../card/couples.ts';
import { formHousehold, leave } from '../card/leave.ts';
import { isDivorced, isMarried, withMaritalStatus } from '../card/marital.ts';
import { inOtherMarriage, mayBeSpouses } from '../card/marriages.ts';
import { isEmptyCell } from '../card/names.ts';
import { addMembers, cardOf, changeMember, headOf, memberOf, withRelation } from '../card/register.ts';
import type { CardRegister } from '../card/register.ts';
import { shdkForWord } from '../card/relation-words.ts';
import { isAdult } from '../card/age.ts';
import type { FamilyCard, FamilyMember } from '../family-card.ts';
import { F_1_02, F_1_03, KK_LAMA, ownerStatement, signedByAll } from './common-evidence.ts';
import {
  defineEvent,
  issuing,
  withFacts,
  withRegister,
  type EventContext,
  type EvidenceContext,
  type Plan,
} from './event.ts';
import { AddressChoice, House, Partner, date, form, nik, succession, text, yes } from './fields.ts';
import { addressOf, throughMember } from './household.ts';
import { changedToo, otherFamilies } from './other-families.ts';
import { kabupatenName, notFound } from './outside-bantul.ts';

const Divorce = form({
  partners: Type.Tuple([Partner, Partner], {
    title: INDONESIAN.fields['suami-dan-istri'],
    remedy: INDONESIAN.faults['isi-nik-keduanya'],
  }),
  date: date(INDONESIAN.fields['tanggal-perceraian-pada-akta']),
  /** False: F-1.05 for a divorce that was never registered. */
  registered: yes(INDONESIAN.fields['perceraian-tercatat']),
  aktaNumber: Type.Optional(text(INDONESIAN.fields['nomor-akta-cerai'], 60)),
  /** Who goes; absent when both stand on different cards already. */
  leaver: Type.Optional(nik(INDONESIAN.fields['nik-yang-keluar-dari'])),
  /** Where to: a card of their own, or onto a card (back to the parents), or out of Bantul. */
  to: Type.Optional(
    Type.Union(
      [
        form({ newCard: Type.Object({}, { additionalProperties: false }) }),
        form({
          cardOf: nik(INDONESIAN.fields['nik-anggota-kk-yang-dituju']),
          relation: text(INDONESIAN.fields['hubungan-dengan-kepala-keluarga'], 30),
        }),
        form({ kabupaten: text(INDONESIAN.fields['kabupaten-kota-tujuan'], 60) }),
      ],
      { title: INDONESIAN.fields['tujuan'], remedy: INDONESIAN.faults['pilih-ke-mana-yang'] },
    ),
  ),
  address: Type.Optional(AddressChoice),
  house: Type.Optional(House),
  /** Children and others who go with the leaver. */
  companions: Type.Optional(
    Type.Array(nik(INDONESIAN.fields['nik-yang-ikut']), {
      maxItems: 20,
      title: INDONESIAN.fields['anak-yang-ikut'],
      remedy: INDONESIAN.faults['pilih-anak-yang-ikut'],
    }),
  ),
  ...succession,
});
type Divorce = Static<typeof Divorce>;

function leaverOf(register: CardRegister, data: Divorce): string | undefined {
  const [a, b] = data.partners.map((partner) => cardOf(register, partner.nik));
  const named = data.partners.some((partner) => partner.nik === data.leaver);
  return a !== undefined && a === b && named ? data.leaver : undefined;
}

/**
 * Columns 10 and 11 of one of the two after the divorce; a husband of another living wife stays married. `was`: the
 * cards on which both still stood.
 */
function divorced(
  register: CardRegister,
  [person, other]: readonly [string, string],
  was: CardRegister,
  data: Divorce,
): CardRegister {
  const status = data.registered ? 'CERAI HIDUP TERCATAT' : 'CERAI HIDUP BELUM TERCATAT';
  const kept = inOtherMarriage(was, person, other);
  return changeMember(register, person, (row) =>
    kept === undefined
      ? withMaritalStatus(row, status, data.date)
      : withMaritalStatus(row, kept.maritalStatus, kept.maritalDate),
  );
}

function part(register: CardRegister, data: Divorce, leaver: string, c: EventContext): CardRegister {
  const card = withGuests(cardOf(register, leaver)!, register, data.companions);
  const stays = data.partners.find((partner) => partner.nik !== leaver)!.nik;
  const going = [leaver, ...(data.companions ?? []).filter((companion) => companion !== stays)];
  const rows = card.members.filter((row) => going.includes(row.nik));
  const left = leave(register, going, { ...data, divorced: true, today: c.today });
  const restated = withStepchildRelations(
    left,
    stays,
    rows.find((row) => row.nik === leaver)!,
    data,
  );
  const target = data.to !== undefined && 'cardOf' in data.to ? data.to : undefined;
  if (target !== undefined && cardOf(restated, target.cardOf) !== undefined)
    return join(restated, target, leaver, rows, card.members, data);
  const lines = addressOf(register, data.address, card);
  return formHousehold(restated, card, rows, leaver, { ...data, divorced: true }, lines).register;
}

/** The card with the companions who stand on another one, as relatives: columns 16/17 say whose children they are. */
function withGuests(card: FamilyCard, register: CardRegister, companions: readonly string[] = []): FamilyCard {
  const guests = [...new Set(companions)]
    .filter((nik) => !card.members.some((row) => row.nik === nik))
    .flatMap((nik) => memberOf(register, nik) ?? [])
    .map((row) => ({ ...row, shdk: 'FAMILI LAIN' }));
  return { ...card, members: [...card.members, ...guests] };
}

/** Back to a card that is there, as a rule the parents': relations of the companions run over the leaver. */
function join(
  register: CardRegister,
  { cardOf: member, relation }: { readonly cardOf: string; readonly relation: string },
  leaver: string,
  rows: readonly FamilyMember[],
  before: readonly FamilyMember[],
  data: Divorce,
): CardRegister {
  const own = shdkForWord(relation) ?? 'FAMILI LAIN';
  const leaverRow = before.find((row) => row.nik === leaver)!;
  const guests = rows.map((row) => {
    const isChild = isNamedParent(leaverRow, row);
    const shdk = row.nik === leaver ? own : throughMember(own, isChild ? 'ANAK' : 'FAMILI LAIN');
    return { ...row, shdk: data.relations?.[row.nik] ?? shdk };
  });
  return addMembers(register, member, guests);
}

/**
 * A child of the leaver alone who stays with the other is no longer ANAK: the marriage that made the child ANAK has
 * ended.
 */
function withStepchildRelations(
  register: CardRegister,
  stays: string,
  leaver: FamilyMember,
  data: Divorce,
): CardRegister {
  const card = cardOf(register, stays);
  const row = memberOf(register, stays);
  if (card === undefined || row === undefined || row.shdk !== 'KEPALA KELUARGA') return register;
  const theirs = card.members.filter(
    (child) => child.shdk === 'ANAK' && isNamedParent(leaver, child) && !isNamedParent(row, child),
  );
  return theirs.reduce((now, child) => {
    const named = row.sex === 'PEREMPUAN' ? child.mother : child.father;
    const shdk = data.relations?.[child.nik] ?? (isEmptyCell(named) ? child.shdk : 'LAINNYA');
    return withRelation(now, child.nik, shdk);
  }, register);
}

function divorce(plan: Plan, data: Divorce, c: EventContext): Plan {
  const [a, b] = data.partners.map((partner) => partner.nik) as [string, string];
  if (a === b) return plan; // rule R05 speaks
  const leaver = leaverOf(plan.register, data);
  const parted = leaver === undefined ? plan.register : part(plan.register, data, leaver, c);
  // Statuses after the parting: the relations of the rows follow the marriage as it was.
  const register = divorced(divorced(parted, [a, b], plan.register, data), [b, a], plan.register, data);
  const issued = [c.applicant, leaver].find((person) => person !== undefined && (person === a || person === b));
  const already = [a, b].every((person) => {
    const row = memberOf(plan.register, person);
    return row !== undefined && isDivorced(row.maritalStatus) && row.maritalDate === data.date;
  });
  return withFacts(
    issuing(withRegister(plan, register), issued ?? a),
    { fact: 'divorce', partners: [a, b], date: data.date, wereSpouses: wereSpouses(plan.register, data) },
    ...(already && leaver === undefined ? [{ fact: 'already' as const, what: 'perceraian' }] : []),
  );
}

/**
 * Whether the cards show the two as a couple, or as divorced on this date already. A status that nobody has read, and a
 * person whom no card shows, contradict nothing.
 */
function wereSpouses(register: CardRegister, data: Divorce): boolean {
  const [a, b] = data.partners.map((partner) => partner.nik) as [string, string];
  const known = [a, b].flatMap((nik) => memberOf(register, nik) ?? []).filter((row) => !isEmptyCell(row.maritalStatus));
  const bothMarried = known.length === 2 && known.every((row) => isMarried(row.maritalStatus));
  if (bothMarried) return mayBeSpouses(register, a, b);
  return known.every(
    (row) => isMarried(row.maritalStatus) || (isDivorced(row.maritalStatus) && row.maritalDate === data.date),
  );
}

/** E06. */
export const ceraiHidup = defineEvent({
  code: 'E06',
  name: 'cerai-hidup',
  tile: INDONESIAN.events['tile.bercerai'],
  ...eventTexts('cerai-hidup'),
  law: 'Perpres 96/2018 art. 11(1)a; Permendagri 108/2019 art. 10(2)',
  assumed:
    'A6: pernyataan pengasuhan anak. Suami yang masih mempunyai istri lain tetap berstatus KAWIN. Mertua yang tinggal ' +
    'tetap seperti di SIAK sampai keluarga mengubahnya.',
  changesMembers: true,
  entry: true,
  data: Divorce,
  boxes: (c, data) => {
    if (leaverOf(c.before, data) === undefined) return ['I.B.2'];
    const goesToCard = data.to !== undefined && 'cardOf' in data.to;
    const main = c.applicant === data.leaver || !data.partners.some((partner) => partner.nik === c.applicant);
    if (!main) return headLeaves(c, data) ? ['I.A.2', 'I.B.2'] : ['I.B.2'];
    return goesToCard ? ['I.B.1'] : ['I.A.1'];
  },
  evidence: [
    F_1_02,
    {
      anyOf: ['akta-cerai', 'akta-perceraian'],
      mark: 'FO',
      law: 'Perpres 96/2018 art. 11(1)a',
      when: ({ data }) => data.registered,
      missing: () => INDONESIAN.advice['akta-cerai-dari-pengadilan'],
    },
    {
      anyOf: ['f-1-05-perceraian'],
      mark: 'PA',
      law: 'Permendagri 108/2019 art. 10(2)',
      when: ({ data }) => !data.registered,
      fits: (paper, { data }) =>
        signedByAll(
          paper,
          data.partners.map((partner) => partner.nik),
        ),
    },
    KK_LAMA,
    {
      anyOf: ['kesepakatan-pengasuhan'],
      mark: 'P',
      law: 'our assumption A6',
      when: (c) => minorsWhoMove(c).length > 0,
    },
    F_1_03,
    ownerStatement<Divorce>(),
    {
      anyOf: ['pernyataan-menerima'],
      mark: 'PA',
      law: 'SE 470/13287 (menumpang)',
      when: ({ data }) => data.to !== undefined && 'cardOf' in data.to,
    },
  ],
  elsewhere: (c, data) => {
    if (data.to !== undefined && 'cardOf' in data.to && c.read && memberOf(c.before, data.to.cardOf) === undefined)
      return notFound({ nik: data.to.cardOf });
    if (data.to === undefined || !('kabupaten' in data.to) || isOfBantul({ kabupaten: data.to.kabupaten }))
      return undefined;
    return {
      service: 'pindah-keluar',
      blocks: true,
      rule: 'R55',
      text: fill(INDONESIAN.advice['yang-keluar-pindah-ke'], { kabupaten: kabupatenName(data.to.kabupaten) }),
      missing: [INDONESIAN.advice['skpwni-surat-keterangan-pindah']],
    };
  },
  effect: divorce,
  notices: (c, data, plan) => {
    const others = otherFamilies(c, plan);
    const notices = others.length === 0 ? [] : [changedToo(others, c.applicant)];
    return data.registered ? notices : [...notices, INDONESIAN.results['unregistered-divorce']];
  },
  effectiveOn: (data) => data.date,
});

function headLeaves({ before }: EventContext, data: Divorce): boolean {
  const card = data.leaver === undefined ? undefined : cardOf(before, data.leaver);
  return card !== undefined && headOf(card)?.nik === data.leaver;
}

function minorsWhoMove({ plan, data, today }: EvidenceContext<Divorce>): FamilyMember[] {
  return (data.companions ?? [])
    .flatMap((child) => memberOf(plan.register, child) ?? [])
    .filter((row) => !isAdult(row, today));
}
