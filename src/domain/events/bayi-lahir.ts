import { fill } from '../language/placeholders.ts';
import { INDONESIAN } from '../language/indonesian.ts';
import { eventTexts } from './event-texts.ts';
import { Type, type Static } from '@sinclair/typebox';
import { isNamedParent, spousesOf } from '../card/couples.ts';
import { kinshipOf } from '../card/kinship.ts';
import { leave } from '../card/leave.ts';
import { isMarried } from '../card/marital.ts';
import { plainName, sameName } from '../card/names.ts';
import { addMembers, awaitNik, cardOf, headOf, memberOf, type CardRegister } from '../card/register.ts';
import { relationTo } from '../card/relation.ts';
import type { FamilyCard, FamilyMember } from '../family-card.ts';
import { toPlainDate } from '../plain-date.ts';
import { Biodata, isRegistered, rowFrom } from './biodata.ts';
import { relationOfChildOf } from './baby-relation.ts';
import { changesCards, consentOfParents, statementOfGuardian } from './care.ts';
import { F_1_02, F_1_03, KK_LAMA, signedByAll } from './common-evidence.ts';
import { defineEvent, issuing, withFacts, withRegister, type EventContext, type Plan } from './event.ts';
import { form, nik, text, yes } from './fields.ts';
import { homeCard } from './household.ts';

const Child = form({
  ...Biodata.properties,
  /** NIK of the mother or father who stands on a card of Bantul; the child goes onto that card. */
  mother: Type.Optional(nik(INDONESIAN.fields['nik-ibu-pada-kk'])),
  father: Type.Optional(nik(INDONESIAN.fields['nik-ayah-pada-kk'])),
  relation: Type.Optional(text(INDONESIAN.fields['hubungan-dengan-kepala-keluarga'], 20)),
  foundling: Type.Optional(yes(INDONESIAN.fields['anak-yang-ditemukan-asal'])),
});
type Child = Static<typeof Child>;

const Birth = form({
  children: Type.Array(Child, {
    minItems: 1,
    maxItems: 6,
    title: INDONESIAN.fields['anak-yang-lahir'],
    remedy: INDONESIAN.faults['isi-data-setiap-anak'],
  }),
  /** Whose card, when mother and father stand on different ones: NIK of one of its members. */
  onCardOf: Type.Optional(nik(INDONESIAN.fields['nik-anggota-kk-yang'])),
});
type Birth = Static<typeof Birth>;

/** The parent of Bantul whose card lists the child: the mother unless the family says otherwise. */
function parentOnCard({ before }: EventContext, child: Child, data: Birth): FamilyMember | undefined {
  const parents = [child.mother, child.father].flatMap((parent) => memberOf(before, parent ?? '') ?? []);
  const chosen = data.onCardOf === undefined ? undefined : cardOf(before, data.onCardOf);
  return parents.find((parent) => chosen?.members.includes(parent)) ?? parents[0];
}

function cardFor(now: EventContext, before: EventContext, child: Child, data: Birth): FamilyCard | undefined {
  if (data.onCardOf !== undefined) return cardOf(now.before, data.onCardOf);
  const parent = parentOnCard(now, child, data);
  return parent === undefined ? homeCard(before, now.before) : cardOf(now.before, parent.nik);
}

/** A parent's row as the events leave it; the row of before when the parent has died or left meanwhile. */
const parentRow = (now: EventContext, before: EventContext, parent: string | undefined) =>
  memberOf(now.before, parent ?? '') ?? memberOf(before.before, parent ?? '');

/** Names in 16/17: of the parents' own rows when they are known by NIK, else as typed; "-" when left out. */
function named(now: EventContext, before: EventContext, child: Child): Child {
  const [mother, father] = [parentRow(now, before, child.mother), parentRow(now, before, child.father)];
  return {
    ...child,
    ...(mother === undefined ? {} : { motherName: mother.name }),
    ...(father === undefined ? {} : { fatherName: father.name }),
    ...(child.fatherLeftOut === true ? { fatherName: '-' } : {}),
    ...(child.motherLeftOut === true ? { motherName: '-' } : {}),
  };
}

function addChild(application: EventContext, data: Birth, plan: Plan, child: Child): Plan {
  // A wedding of the same application may have given the parents another card.
  const c = { ...application, before: plan.register };
  const card = cardFor(c, application, child, data);
  const head = card === undefined ? undefined : headOf(card);
  if (card === undefined || head === undefined) return plan;
  const full = named(c, application, child);
  const registered = isRegistered(child) ? memberOf(plan.register, child.nik!) : undefined;
  if (registered !== undefined && !card.members.includes(registered))
    return moveChild(plan, card, head, registered, { said: child.relation, application });
  if (isThere(card, full))
    return withFacts(issuing(plan, head.nik), { fact: 'already', what: `kelahiran ${plainName(full.name ?? '')}` });
  const shdk =
    child.relation === undefined ? relationTold(c, application, child, data, head) : plainName(child.relation);
  const { register, nik: given } = numberFor(plan.register, child);
  const row = rowFrom(full, given, shdk);
  return withFacts(issuing(withRegister(plan, addMembers(register, head.nik, [row])), head.nik), {
    fact: 'birth',
    nik: given,
    fatherNamed: row.father !== '-',
    aktaThere: isRegistered(child),
  });
}

/** A child whom SIAK shows on another card comes from there, as SIAK has it: the akta changes nobody's columns here. */
function moveChild(
  plan: Plan,
  card: FamilyCard,
  head: FamilyMember,
  child: FamilyMember,
  { said, application }: { readonly said: string | undefined; readonly application: EventContext },
): Plan {
  const parent = card.members.find((row) => isNamedParent(row, child));
  const shdk = said === undefined ? relationOfChildOf(parent?.shdk ?? 'FAMILI LAIN') : plainName(said);
  const left = leave(plan.register, [child.nik], { today: application.today });
  const moved = addMembers(left, head.nik, [{ ...child, shdk }]);
  return withFacts(issuing(withRegister(plan, moved), head.nik), { fact: 'joined', nik: child.nik });
}

/** By the parent on the card; by what a parent who died or left meanwhile was to the head of now. */
function relationTold(now: EventContext, before: EventContext, child: Child, data: Birth, head: FamilyMember): string {
  const parent = parentOnCard(now, child, data);
  if (parent !== undefined) return relationOfChildOf(parent.shdk);
  const late = parentOnCard(before, child, data);
  if (late === undefined) return relationOfChildOf('LAINNYA');
  const rows = cardOf(before.before, late.nik)?.members ?? [];
  const headRow = rows.find((row) => row.nik === head.nik);
  return headRow === undefined ? 'FAMILI LAIN' : relationOfChildOf(relationTo(headRow, late, kinshipOf(rows)).shdk);
}

function numberFor(
  register: CardRegister,
  { nik: known }: Child,
): { readonly register: CardRegister; readonly nik: string } {
  return known === undefined || !isRegistered({ nik: known }) ? awaitNik(register) : { register, nik: known };
}

/** SIAK has the child already: the akta was made first. */
function isThere({ members }: FamilyCard, { name = '', nik: known, birthDate = '' }: Child): boolean {
  return members.some(
    (row) => row.nik === known || (sameName(row.name, name) && row.birthDate === toPlainDate(birthDate)),
  );
}

/** Whether a father's name rests on the marriage of the parents, whose proof is then asked (rule R38 without it). */
function restsOnMarriage(c: EventContext, child: Child): boolean {
  return child.nik === undefined && child.fatherLeftOut !== true && motherIsMarried(c, child);
}

function motherIsMarried({ before }: EventContext, child: Child): boolean {
  const mother = memberOf(before, child.mother ?? '');
  if (mother === undefined) return child.fatherName !== undefined || child.father !== undefined;
  const rows = cardOf(before, mother.nik)?.members ?? [];
  return isMarried(mother.maritalStatus) || spousesOf(mother.nik, rows).length > 0;
}

const noNikYet = (child: Child) => !isRegistered(child);
const niksOf = ({ children }: Birth) => children.flatMap(({ nik: known }) => known ?? []);

/** A child who comes from another card onto that of somebody else than its parents: the head agrees, as to a guest. */
const isReceived = (c: EventContext, plan: Plan, person: string): boolean => {
  const card = cardOf(plan.register, person);
  const [child, head] = [memberOf(c.before, person), card === undefined ? undefined : headOf(card)];
  return changesCards(c, plan, person) && head !== undefined && child !== undefined && !isNamedParent(head, child);
};

/** E03. */
export const bayiLahir = defineEvent({
  code: 'E03',
  name: 'bayi-lahir',
  tile: INDONESIAN.events['tile.bayi-lahir'],
  ...eventTexts('bayi-lahir'),
  textFor: ({ birth }) => INDONESIAN.events[birth === 'akta-first' ? 'bayi-lahir.text.akta-first' : 'bayi-lahir.text'],
  law: 'Perpres 96/2018 art. 4, 12; UU 23/2006 art. 27',
  assumed: 'A1: KK dahulu dengan surat keterangan kelahiran, akta sesudahnya.',
  changesMembers: true,
  entry: true,
  data: Birth,
  boxes: () => ['I.B.2'],
  evidence: [
    F_1_02,
    {
      anyOf: ['akta-kelahiran', 'surat-kelahiran', 'f-2-03'],
      mark: 'A',
      law: 'Perpres 96/2018 art. 4, 12; F-2.03',
      each: ({ data }) =>
        data.children.map((child, i) =>
          plainName(child.name ?? fill(INDONESIAN.advice['child-numbered'], { number: String(i + 1) })),
        ),
      fits: (paper) => paper.document !== 'f-2-03' || signedByAll(paper, []),
      missing: (_c, child) => fill(INDONESIAN.advice['surat-keterangan-kelahiran-atau'], { child: child ?? '' }),
    },
    {
      anyOf: ['f-1-01'],
      mark: 'P',
      law: 'Perpres 96/2018 art. 4 (biodata)',
      when: ({ data }) => data.children.some(noNikYet),
    },
    {
      anyOf: ['buku-nikah', 'akta-perkawinan', 'f-1-05-perkawinan', 'f-2-04', 'akta-kelahiran'],
      mark: 'F',
      law: 'Permendagri 108/2019 (akta kelahiran, name of the father)',
      when: (c) => c.data.children.some((child) => restsOnMarriage(c, child)),
    },
    KK_LAMA,
    F_1_03,
    consentOfParents<Birth>(niksOf),
    statementOfGuardian<Birth>(niksOf),
    {
      anyOf: ['pernyataan-menerima'],
      mark: 'PA',
      law: 'SE 470/13287 (under 17 who joins a card)',
      when: (c) => niksOf(c.data).some((person) => isReceived(c, c.plan, person)),
    },
  ],
  elsewhere: (c, data) => {
    if (data.children.some((child) => child.foundling === true))
      return {
        service: 'akta-kelahiran',
        blocks: true,
        text: INDONESIAN.advice['untuk-anak-yang-asal'],
        missing: [INDONESIAN.advice['berita-acara-penemuan-anak'], INDONESIAN.advice['kutipan-akta-kelahiran']],
      };
    const waits = c.office.birth === 'akta-first' && data.children.some(noNikYet);
    return waits
      ? {
          service: 'akta-kelahiran',
          blocks: true,
          text: INDONESIAN.advice['akta-kelahiran-kk-dan'],
          missing: [INDONESIAN.advice['kutipan-akta-kelahiran']],
        }
      : undefined;
  },
  effect: (plan, data, c) => data.children.reduce((now, child) => addChild(c, data, now, child), plan),
  notices: (_c, _data, plan) => {
    const births = plan.facts.filter((fact) => fact.fact === 'birth');
    return [
      ...(births.some((birth) => !birth.aktaThere) ? [INDONESIAN.results['akta-next']] : []),
      ...(births.some((birth) => !birth.fatherNamed) ? [INDONESIAN.results['child-of-a-mother']] : []),
    ];
  },
  effectiveOn: (data) => toPlainDate(data.children[0]?.birthDate ?? ''),
});
