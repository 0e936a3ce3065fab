import { INDONESIAN } from '../language/indonesian.ts';
import { eventTexts } from './event-texts.ts';
import { Type, type Static } from '@sinclair/typebox';
import { Rt, Rw, rtOrRw } from '../card/address.ts';
import { plainName } from '../card/names.ts';
import { headOf, replaceCard } from '../card/register.ts';
import { F_1_02, F_1_06, KK_LAMA } from './common-evidence.ts';
import { defineEvent, issuing, withFacts, withRegister, type EventContext, type Plan } from './event.ts';
import { choice, form, text } from './fields.ts';
import { homeCard } from './household.ts';

const AreaChange = form(
  {
    street: Type.Optional(text(INDONESIAN.fields['nama-jalan-atau-padukuhan'], 120)),
    rt: Type.Optional(Rt),
    rw: Type.Optional(Rw),
    /** The Dinas itself changed the wilayah: no letter is asked. */
    by: choice(INDONESIAN.fields['dasar-perubahan'], ['surat-kalurahan', 'penataan-wilayah']),
  },
  // Beside `by`, what is to be written otherwise.
  { minProperties: 2, title: INDONESIAN.fields['perubahan'], remedy: INDONESIAN.faults['isi-paling-sedikit-satu'] },
);
type AreaChange = Static<typeof AreaChange>;

function rename(plan: Plan, data: AreaChange, c: EventContext): Plan {
  const card = homeCard({ ...c, before: plan.register });
  if (card === undefined) return plan;
  const changed = {
    ...card,
    ...(data.street === undefined ? {} : { address: plainName(data.street) }),
    ...(data.rt === undefined ? {} : { rt: rtOrRw(data.rt) }),
    ...(data.rw === undefined ? {} : { rw: rtOrRw(data.rw) }),
  };
  const already = changed.address === card.address && changed.rt === card.rt && changed.rw === card.rw;
  const register = already ? plan.register : replaceCard(plan.register, card.kkNumber, changed);
  return withFacts(
    issuing(withRegister(plan, register), headOf(card)?.nik ?? card.members[0]!.nik),
    { fact: 'address-changed', kkNumber: card.kkNumber },
    ...(already ? [{ fact: 'already' as const, what: 'alamat' }] : []),
  );
}

/** E15: the house stays where it is. */
export const alamatWilayah = defineEvent({
  code: 'E15',
  name: 'alamat-wilayah',
  tile: INDONESIAN.events['tile.rt-rw'],
  ...eventTexts('alamat-wilayah'),
  law: 'Permendagri 108/2019 art. 15(2)',
  assumed: 'A5: surat keterangan kalurahan; tidak diminta bila Dinas sendiri menata wilayah.',
  changesMembers: false,
  entry: true,
  data: AreaChange,
  boxes: () => ['I.B.3'],
  evidence: [
    F_1_02,
    F_1_06,
    KK_LAMA,
    {
      anyOf: ['surat-kalurahan'],
      mark: 'F',
      law: 'our assumption A5',
      when: ({ data }) => data.by === 'surat-kalurahan',
    },
  ],
  effect: rename,
});
