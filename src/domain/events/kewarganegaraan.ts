import { INDONESIAN } from '../language/indonesian.ts';
import { eventTexts } from './event-texts.ts';
import { Type, type Static } from '@sinclair/typebox';
import { leave } from '../card/leave.ts';
import { cardOf, changeMember, headOf, memberOf } from '../card/register.ts';
import { F_1_02, F_1_06, KK_LAMA } from './common-evidence.ts';
import { changeElements } from './element-changes.ts';
import { defineEvent, issuing, withFacts, withRegister, type EventContext, type Plan } from './event.ts';
import { choice, date, documentNumber, form, nik, succession } from './fields.ts';
import { entrust, Guardian } from './guardian.ts';

const Citizenship = form({
  person: nik(INDONESIAN.fields['nik']),
  from: Type.Optional(choice(INDONESIAN.fields['semula'], ['WNI', 'WNA'])),
  to: choice(INDONESIAN.fields['menjadi'], ['WNI', 'WNA']),
  decidedOn: Type.Optional(date(INDONESIAN.fields['tanggal-keputusan'])),
  oathOn: Type.Optional(date(INDONESIAN.fields['tanggal-sumpah'])),
  /** Of who becomes WNA and stays in Indonesia. */
  passport: Type.Optional(documentNumber(INDONESIAN.fields['nomor-paspor'])),
  kitap: Type.Optional(
    form({
      number: documentNumber(INDONESIAN.fields['nomor-kitap']),
      expires: date(INDONESIAN.fields['berlaku-sampai']),
    }),
  ),
  guardian: Type.Optional(Guardian),
  ...succession,
});
type Citizenship = Static<typeof Citizenship>;

function become(plan: Plan, data: Citizenship, c: EventContext): Plan {
  const changed = changeElements(plan, [
    {
      nik: data.person,
      element: 'kewarganegaraan',
      to: data.to,
      ...(data.from === undefined ? {} : { from: data.from }),
    },
  ]);
  if (data.to === 'WNI') {
    // The old passport is handed in and the KITAP ends: columns 14 and 15 are emptied with column 13.
    const register = changeMember(changed.register, data.person, (row) => {
      const { passportNumber: _p, passportExpiry: _pe, kitapNumber: _k, kitapExpiry: _ke, ...rest } = row;
      return rest;
    });
    return withFacts(withRegister(changed, register), { fact: 'no-longer-foreign', nik: data.person });
  }
  if (data.kitap === undefined) return leaveAsForeigner(plan, data, c);
  const { number, expires } = data.kitap;
  const register = changeMember(changed.register, data.person, (row) => ({
    ...row,
    kitapNumber: number,
    kitapExpiry: expires,
    ...(data.passport === undefined ? {} : { passportNumber: data.passport }),
  }));
  return withFacts(withRegister(changed, register), { fact: 'foreigner-new', nik: data.person });
}

/** An Orang Asing without KITAP stands on no card (UU 23/2006 art. 62; Perpres 96/2018 art. 11). */
function leaveAsForeigner(plan: Plan, data: Citizenship, c: EventContext): Plan {
  const card = cardOf(plan.register, data.person);
  const row = memberOf(plan.register, data.person);
  if (card === undefined || row === undefined) return plan;
  const staying = card.members.filter((member) => member.nik !== data.person);
  const options = { ...data, today: c.today };
  const register = entrust(plan.register, card, staying, data, options) ?? leave(plan.register, [data.person], options);
  return withFacts(issuing(withRegister(plan, register), ...staying.map((member) => member.nik)), {
    fact: 'left-citizenship',
    nik: data.person,
    name: row.name,
  });
}

const leavesAsHead = ({ before }: EventContext, data: Citizenship) => {
  const card = cardOf(before, data.person);
  return data.to === 'WNA' && data.kitap === undefined && card !== undefined && headOf(card)?.nik === data.person;
};

/** E22, columns 13-15. */
export const kewarganegaraan = defineEvent({
  code: 'E22',
  name: 'kewarganegaraan',
  tile: INDONESIAN.events['tile.kewarganegaraan-paspor'],
  ...eventTexts('kewarganegaraan'),
  law: 'Permendagri 108/2019 art. 15(1)j',
  assumed: 'Sebagian kantor menerbitkan KK baru; di sini perubahan data, nomor tetap (belum dipastikan).',
  changesMembers: true,
  entry: true,
  data: Citizenship,
  boxes: (c, data) => (leavesAsHead(c, data) ? ['I.A.2', 'I.B.3'] : ['I.B.3']),
  evidence: [
    F_1_02,
    F_1_06,
    KK_LAMA,
    { anyOf: ['keputusan-kewarganegaraan'], mark: 'FO', law: 'Permendagri 108/2019 art. 15(1)j' },
    {
      anyOf: ['berita-acara-sumpah'],
      mark: 'F',
      law: 'Permendagri 108/2019 art. 15(1)j',
      when: ({ data }) => data.to === 'WNI' && data.oathOn !== undefined,
    },
    {
      anyOf: ['ktp-el-orang-asing'],
      mark: 'A',
      law: 'F-1.02 II.E',
      when: ({ data }) => data.to === 'WNI',
    },
    {
      anyOf: ['kitap'],
      mark: 'A',
      law: 'Perpres 96/2018 art. 11(2)',
      when: ({ data }) => data.to === 'WNA' && data.kitap !== undefined,
    },
  ],
  effect: become,
  effectiveOn: (data) => data.oathOn ?? data.decidedOn,
});
