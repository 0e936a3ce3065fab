import { fill } from '../language/placeholders.ts';
import { INDONESIAN } from '../language/indonesian.ts';
import { eventTexts } from './event-texts.ts';
import { Type, type Static } from '@sinclair/typebox';
import { changeMember, memberOf } from '../card/register.ts';
import type { PlainDate } from '../family-card.ts';
import { F_1_02, F_1_06, KK_LAMA } from './common-evidence.ts';
import { changeElements } from './element-changes.ts';
import { defineEvent, withFacts, withRegister, type ElementChange } from './event.ts';
import { date, documentNumber, form, nik, text } from './fields.ts';

const document = (title: string) =>
  form({
    from: Type.Optional(text(fill(INDONESIAN.fields['paper-before'], { paper: title }), 30)),
    to: documentNumber(fill(INDONESIAN.fields['paper-after'], { paper: title })),
    expires: Type.Optional(date(fill(INDONESIAN.fields['paper-valid-until'], { paper: title }))),
  });

const Immigration = form(
  {
    person: nik(INDONESIAN.fields['nik']),
    /** Column 14. */
    passport: Type.Optional(document(INDONESIAN.fields['nomor-paspor'])),
    /** Column 15. */
    kitap: Type.Optional(document(INDONESIAN.fields['nomor-kitap'])),
  },
  // Beside `person`, what is new.
  { minProperties: 2, title: INDONESIAN.fields['perubahan'], remedy: INDONESIAN.faults['isi-paling-sedikit-satu'] },
);
type Immigration = Static<typeof Immigration>;

/** Each document in its own field and its own column (rule R43). */
function changesIn({ person, passport, kitap }: Immigration): ElementChange[] {
  const change = (element: 'paspor' | 'kitap', document: Immigration['kitap']): ElementChange[] =>
    document === undefined
      ? []
      : [{ nik: person, element, to: document.to, ...(document.from === undefined ? {} : { from: document.from }) }];
  return [...change('paspor', passport), ...change('kitap', kitap)];
}

/** A new document never keeps the end of the old one: where the application does not give it, it is not known. */
function withEnd<Field extends 'passportExpiry' | 'kitapExpiry'>(
  field: Field,
  document: Immigration['kitap'],
  before: PlainDate | undefined,
): { readonly [name in Field]?: PlainDate } {
  const end = document === undefined ? before : document.expires;
  return end === undefined ? {} : ({ [field]: end } as { [name in Field]: PlainDate });
}

/** E23, columns 14 and 15; the expiry is stored and not printed. */
export const dokumenImigrasi = defineEvent({
  code: 'E23',
  name: 'dokumen-imigrasi',
  tile: INDONESIAN.events['tile.kewarganegaraan-paspor'],
  ...eventTexts('dokumen-imigrasi'),
  law: 'Permendagri 108/2019 art. 15(1)k; UU 24/2013 art. 63(4)',
  changesMembers: false,
  entry: true,
  data: Immigration,
  boxes: () => ['I.B.3'],
  evidence: [
    F_1_02,
    F_1_06,
    KK_LAMA,
    {
      anyOf: ['kitap'],
      mark: 'A',
      law: 'Permendagri 108/2019 art. 15(1)k',
      when: ({ data }) => data.kitap !== undefined,
    },
    {
      anyOf: ['paspor'],
      mark: 'A',
      law: 'Permendagri 108/2019 art. 15(1)k',
      when: ({ data }) => data.passport !== undefined,
    },
  ],
  effect: (plan, data) => {
    const changed = changeElements(plan, changesIn(data));
    const register = changeMember(changed.register, data.person, ({ passportExpiry, kitapExpiry, ...row }) => ({
      ...row,
      ...withEnd('passportExpiry', data.passport, passportExpiry),
      ...withEnd('kitapExpiry', data.kitap, kitapExpiry),
    }));
    const foreigner = memberOf(plan.register, data.person)?.citizenship === 'WNA';
    const planned = withRegister(changed, register);
    return data.kitap !== undefined && foreigner
      ? withFacts(planned, { fact: 'itap-renewed', nik: data.person })
      : planned;
  },
});
