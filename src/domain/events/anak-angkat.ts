import { INDONESIAN } from '../language/indonesian.ts';
import { eventTexts } from './event-texts.ts';
import { Type, type Static } from '@sinclair/typebox';
import { leave } from '../card/leave.ts';
import { addMembers, cardOf, headOf, memberOf } from '../card/register.ts';
import { relationOfChildOf } from './baby-relation.ts';
import { F_1_02, F_1_03, KK_LAMA } from './common-evidence.ts';
import { alreadyThere, defineEvent, issuing, withFacts, withRegister, type EventContext, type Plan } from './event.ts';
import { date, form, nik, succession, text } from './fields.ts';
import { changedToo, otherFamilies } from './other-families.ts';

const Adoption = form({
  child: nik(INDONESIAN.fields['nik-anak']),
  /** One of the adoptive parents; the child goes onto that card. */
  parent: nik(INDONESIAN.fields['nik-orang-tua-angkat']),
  decidedOn: Type.Optional(date(INDONESIAN.fields['tanggal-penetapan-pengadilan'])),
  decision: Type.Optional(text(INDONESIAN.fields['nomor-penetapan-pengadilan'], 60)),
  /** A wish that the law does not grant (rule R66); asked so that it can be explained. */
  wantsParentNames: Type.Optional(
    form({
      father: Type.Optional(text(INDONESIAN.fields['nama-ayah'])),
      mother: Type.Optional(text(INDONESIAN.fields['nama-ibu'])),
    }),
  ),
  ...succession,
});
type Adoption = Static<typeof Adoption>;

function adopt(plan: Plan, data: Adoption, c: EventContext): Plan {
  const [child, parent] = [memberOf(plan.register, data.child), memberOf(plan.register, data.parent)];
  const card = cardOf(plan.register, data.parent);
  if (child === undefined || parent === undefined || card === undefined || child.nik === parent.nik) return plan;
  const row = { ...child, shdk: relationOfChildOf(parent.shdk) };
  const left = leave(plan.register, [child.nik], { ...data, today: c.today });
  const register = addMembers(left, parent.nik, [row]);
  return withFacts(
    issuing(withRegister(plan, register), headOf(card)?.nik ?? parent.nik),
    { fact: 'adopted', nik: child.nik },
    ...alreadyThere(plan, register, 'pengangkatan anak'),
  );
}

/** E04: a child without a court order comes by E11 (titipan, surat pengasuhan). */
export const anakAngkat = defineEvent({
  code: 'E04',
  name: 'anak-angkat',
  tile: INDONESIAN.events['tile.anak-angkat'],
  ...eventTexts('anak-angkat'),
  law: 'UU 23/2006 art. 47; UU 35/2014 art. 39(2); Perpres 96/2018 art. 47 (article unconfirmed)',
  changesMembers: true,
  entry: true,
  data: Adoption,
  boxes: () => ['I.B.2'],
  evidence: [
    F_1_02,
    { anyOf: ['penetapan-pengadilan'], mark: 'AO', law: 'UU 23/2006 art. 47' },
    {
      anyOf: ['akta-kelahiran-catatan-pinggir'],
      mark: 'A',
      law: 'UU 23/2006 art. 47',
      missing: () => INDONESIAN.advice['kutipan-akta-kelahiran-dengan'],
    },
    KK_LAMA,
    F_1_03,
  ],
  effect: adopt,
  notices: (c, _data, plan) => {
    const others = otherFamilies(c, plan);
    return others.length === 0 ? [] : [changedToo(others, c.applicant)];
  },
  effectiveOn: (data) => data.decidedOn,
});
