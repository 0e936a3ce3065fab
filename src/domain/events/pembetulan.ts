import { INDONESIAN } from '../language/indonesian.ts';
import { eventTexts } from './event-texts.ts';
import { Type, type Static } from '@sinclair/typebox';
import { isEmptyCell, sameLetters } from '../card/names.ts';
import { cardOf, type CardRegister } from '../card/register.ts';
import { changeElements, changeForm } from './element-changes.ts';
import { F_1_02, F_1_06, KK_LAMA, signedByAll } from './common-evidence.ts';
import { defineEvent, type ElementChange } from './event.ts';
import { choice, form, yes } from './fields.ts';

export const CORRECTABLE = [
  'nama',
  'jenis-kelamin',
  'tempat-lahir',
  'tanggal-lahir',
  'nama-ayah',
  'nama-ibu',
  'shdk',
  'status-perkawinan',
  'tanggal-perkawinan',
] as const;

const Correction = form({
  changes: Type.Array(form({ ...changeForm, element: choice(INDONESIAN.fields['data-yang-salah'], CORRECTABLE) }), {
    minItems: 1,
    maxItems: 30,
    title: INDONESIAN.fields['pembetulan'],
    remedy: INDONESIAN.faults['isi-paling-sedikit-satu-data'],
  }),
  /** A real change of sex, not a writing error: the court decides. */
  sexChanged: Type.Optional(yes(INDONESIAN.fields['perubahan-jenis-kelamin-dengan'])),
});
type Correction = Static<typeof Correction>;

const touches = (data: Correction, ...elements: readonly string[]) =>
  data.changes.some((change) => elements.includes(change.element));

/** E16: a writing error; the NIK never changes (art. 15(3)). */
export const pembetulan = defineEvent({
  code: 'E16',
  name: 'pembetulan',
  tile: INDONESIAN.events['tile.data-salah'],
  ...eventTexts('pembetulan'),
  law: 'Permendagri 108/2019 art. 15(1) a-d, i, l, 15(3), 88, 89; Permendagri 73/2022 art. 4(4); Perpres 96/2018 art. 59',
  assumed:
    'SHDK yang dibetulkan tidak mengganti kepala keluarga; untuk itu pilih "Ganti kepala keluarga". Status dan tanggal ' +
    'perkawinan yang salah tulis dibetulkan dengan buku nikah atau akta (art. 15(1)h).',
  changesMembers: false,
  entry: true,
  data: Correction,
  boxes: () => ['I.B.3'],
  evidence: [
    F_1_02,
    F_1_06,
    KK_LAMA,
    {
      anyOf: ['akta-kelahiran', 'ijazah', 'buku-nikah', 'paspor', 'akta-perkawinan', 'sptjm-data'],
      mark: 'F',
      law: 'Permendagri 108/2019 art. 15(4); Permendagri 73/2022 art. 4(4); SE 470/13287 (SPTJM)',
      when: ({ data }) => touches(data, 'nama', 'tempat-lahir', 'tanggal-lahir', 'nama-ayah', 'nama-ibu'),
      fits: (paper) => paper.document !== 'sptjm-data' || signedByAll(paper, []),
    },
    {
      anyOf: ['akta-kelahiran', 'penetapan-pengadilan'],
      mark: 'F',
      law: 'Permendagri 108/2019 art. 15(1)b',
      when: ({ data }) => touches(data, 'jenis-kelamin') && data.sexChanged !== true,
    },
    {
      anyOf: ['penetapan-pengadilan'],
      mark: 'FO',
      law: 'UU 23/2006 art. 56 (peristiwa penting lainnya)',
      when: ({ data }) => touches(data, 'jenis-kelamin') && data.sexChanged === true,
    },
    {
      anyOf: ['akta-kelahiran', 'buku-nikah', 'akta-perkawinan'],
      mark: 'F',
      law: 'Permendagri 108/2019 art. 15(1)i',
      when: ({ data }) => touches(data, 'shdk'),
      missing: () => INDONESIAN.advice['akta-kelahiran-buku-nikah'],
    },
    {
      anyOf: [
        'buku-nikah',
        'akta-perkawinan',
        'akta-cerai',
        'akta-perceraian',
        'akta-kematian',
        'f-1-05-perkawinan',
        'f-1-05-perceraian',
      ],
      mark: 'F',
      law: 'Permendagri 108/2019 art. 15(1)h',
      when: ({ data }) => touches(data, 'status-perkawinan', 'tanggal-perkawinan'),
    },
  ],
  effect: (plan, data) =>
    changeElements(
      plan,
      data.changes.map(({ person, element, from, to }): ElementChange => ({ nik: person, element, from, to })),
    ),
  notices: (_c, data, plan) => [...nikNotice(data), ...parentNotice(plan.register, data)],
});

function nikNotice(data: Correction): string[] {
  const [born, sex] = [touches(data, 'tanggal-lahir'), touches(data, 'jenis-kelamin')];
  if (!born && !sex) return [];
  return [INDONESIAN.results[`nik-stays.${born && sex ? 'both' : born ? 'tanggal-lahir' : 'jenis-kelamin'}`]];
}

/**
 * After the correction a parent's name differs from that parent's own row on the same card: which one is wrong is
 * asked.
 */
function parentNotice(register: CardRegister, data: Correction): string[] {
  return data.changes.flatMap(({ person, element }) => {
    if (element !== 'nama-ayah' && element !== 'nama-ibu') return [];
    const [field, sex] =
      element === 'nama-ibu' ? (['mother', 'PEREMPUAN'] as const) : (['father', 'LAKI-LAKI'] as const);
    const card = cardOf(register, person);
    const child = card?.members.find((row) => row.nik === person);
    const parent = card?.members.find(
      (row) => ['KEPALA KELUARGA', 'SUAMI', 'ISTRI'].includes(row.shdk) && row.sex === sex,
    );
    if (child?.shdk !== 'ANAK' || parent === undefined || isEmptyCell(child[field])) return [];
    return sameLetters(child[field], parent.name) ? [] : [INDONESIAN.results[`other-${field}`]];
  });
}
