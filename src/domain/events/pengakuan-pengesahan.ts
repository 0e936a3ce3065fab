import { fill } from '../language/placeholders.ts';
import { INDONESIAN } from '../language/indonesian.ts';
import { eventTexts } from './event-texts.ts';
import { Type, type Static } from '@sinclair/typebox';
import { leave } from '../card/leave.ts';
import { plainName } from '../card/names.ts';
import { addMembers, cardOf, changeMember, headOf, memberOf, withRelation } from '../card/register.ts';
import { relationOfChildOf } from './baby-relation.ts';
import { changesCards, consentOfParents, statementOfGuardian } from './care.ts';
import { F_1_02, F_1_03, KK_LAMA } from './common-evidence.ts';
import {
  alreadyThere,
  defineEvent,
  issuing,
  withFacts,
  withRegister,
  type EventContext,
  type Fact,
  type Plan,
} from './event.ts';
import { choice, date, form, nik, succession, text, yes } from './fields.ts';
import { changedToo, otherFamilies } from './other-families.ts';

const Recognition = form({
  child: nik(INDONESIAN.fields['nik-anak']),
  kind: choice(INDONESIAN.fields['akta'], ['pengakuan', 'pengesahan']),
  father: Type.Optional(nik(INDONESIAN.fields['nik-ayah'])),
  fatherName: Type.Optional(text(INDONESIAN.fields['nama-ayah'])),
  /** What the family says column 16 held. */
  from: Type.Optional(text(INDONESIAN.fields['semula'])),
  aktaNumber: Type.Optional(text(INDONESIAN.fields['nomor-akta'], 60)),
  aktaDate: Type.Optional(date(INDONESIAN.fields['tanggal-akta'])),
  /** A child born before the religious wedding needs the court (PP96 art. 50, 52). */
  bornBeforeWedding: Type.Optional(yes(INDONESIAN.fields['anak-lahir-sebelum-perkawinan'])),
  /** The child goes onto the father's card. */
  movesToFather: Type.Optional(yes(INDONESIAN.fields['anak-pindah-ke-kk'])),
  ...succession,
});
type Recognition = Static<typeof Recognition>;

function recognise(plan: Plan, data: Recognition, c: EventContext): Plan {
  const child = memberOf(plan.register, data.child);
  const father = data.father === undefined ? undefined : memberOf(plan.register, data.father);
  const name = father?.name ?? data.fatherName;
  if (child === undefined || name === undefined) return plan;
  const withFather = changeMember(plan.register, child.nik, (row) => ({ ...row, father: plainName(name) }));
  const [childCard, fatherCard] = [cardOf(withFather, child.nik)!, father && cardOf(withFather, father.nik)];
  const change = {
    fact: 'change' as const,
    change: {
      nik: child.nik,
      element: 'nama-ayah' as const,
      to: name,
      ...(data.from === undefined ? {} : { from: data.from }),
    },
  };
  const done = (register: Plan['register'], person = child.nik, ...more: readonly Fact[]) =>
    withFacts(
      issuing(withRegister(plan, register), person),
      change,
      ...more,
      ...alreadyThere(plan, register, `${data.kind} anak`),
    );
  if (father === undefined || fatherCard === undefined) return done(withFather);
  const shdk = relationOfChildOf(father.shdk);
  if (childCard === fatherCard) {
    const register = becomesChild(child.shdk, shdk) ? withRelation(withFather, child.nik, shdk) : withFather;
    return done(register);
  }
  if (data.movesToFather !== true) return done(withFather);
  const row = { ...memberOf(withFather, child.nik)!, shdk };
  const left = leave(withFather, [child.nik], { ...data, today: c.today });
  const register = addMembers(left, father.nik, [row]);
  return done(register, headOf(fatherCard)?.nik ?? father.nik, { fact: 'joined', nik: child.nik });
}

/** A child of head or spouse is already ANAK or CUCU; only a looser relation is derived anew. */
const becomesChild = (now: string, derived: string) => now !== derived && ['FAMILI LAIN', 'LAINNYA'].includes(now);

/** E05: column 16 after the akta; the recording itself is pencatatan sipil. */
export const pengakuanPengesahan = defineEvent({
  code: 'E05',
  name: 'pengakuan-pengesahan',
  tile: INDONESIAN.events['tile.anak-angkat'],
  ...eventTexts('pengakuan-pengesahan'),
  law: 'UU 24/2013 art. 49, 50; Perpres 96/2018 art. 50, 52',
  changesMembers: true,
  entry: true,
  data: Recognition,
  boxes: (_c, data) => (data.movesToFather === true ? ['I.B.2', 'I.B.1'] : ['I.B.2']),
  evidence: [
    F_1_02,
    {
      anyOf: ['akta-pengakuan-anak', 'akta-pengesahan-anak'],
      mark: 'F',
      law: 'UU 24/2013 art. 49, 50',
      fits: (paper, { data }) => paper.document === `akta-${data.kind}-anak`,
      missing: ({ data }) => fill(INDONESIAN.advice['kutipan-akta-anak-belum'], { kind: data.kind }),
    },
    { anyOf: ['akta-kelahiran-catatan-pinggir'], mark: 'F', law: 'Perpres 96/2018 art. 50, 52' },
    {
      anyOf: ['penetapan-pengadilan'],
      mark: 'F',
      law: 'Perpres 96/2018 art. 50, 52',
      when: ({ data }) => data.bornBeforeWedding === true,
    },
    KK_LAMA,
    F_1_03,
    {
      anyOf: ['pernyataan-menerima'],
      mark: 'PA',
      law: 'SE 470/13287 (under 17 who moves)',
      when: (c) => c.data.movesToFather === true && changesCards(c, c.plan, c.data.child),
    },
    consentOfParents<Recognition>(({ child }) => [child]),
    statementOfGuardian<Recognition>(({ child }) => [child]),
  ],
  effect: recognise,
  notices: (c, _data, plan) => {
    const others = otherFamilies(c, plan);
    return others.length === 0 ? [] : [changedToo(others, c.applicant)];
  },
  effectiveOn: (data) => data.aktaDate,
});
