import { ruleText } from './rule-text.ts';
import { isAwaited } from '../card/awaited.ts';
import { ageOn } from '../card/age.ts';
import { isEmptyCell, plainName, sameName } from '../card/names.ts';
import { memberOf } from '../card/register.ts';
import { isRegistered, type Biodata } from '../events/biodata.ts';
import { toPlainDate } from '../plain-date.ts';
import { parseNik } from '../nik.ts';
import { plainNumber } from '../events/read-application.ts';
import { typedNiks } from './people.ts';
import { draftRows, eventsNamed, type Hit, type Rule, type RuleContext } from './rule.ts';

/** Rules about NIK, and about persons who have none yet. */
const isWellFormed = (nik: string) => /^[1-9]\d{15}$/.test(plainNumber(nik));

/** Day digits 41-71 mean a woman; also where the digits are no calendar date. */
const digitsOf = (nik: string) => ({ day: Number(nik.slice(6, 8)), month: nik.slice(8, 10), year: nik.slice(10, 12) });

const once = (hits: readonly Hit[]) =>
  hits.filter((hit, i) => hits.findIndex((other) => other.subject === hit.subject) === i);

interface NewPerson {
  readonly person: Biodata;
  readonly field: string;
  readonly foreigner: boolean;
  readonly hasMother: boolean;
  readonly hasFather: boolean;
}

/** Persons who are registered for the first time: children of E03 and the foreign spouse of E24. */
export function newPeople(c: Pick<RuleContext, 'application'>): NewPerson[] {
  return c.application.events.flatMap((declared, i): NewPerson[] => {
    if (declared.event === 'bayi-lahir')
      return declared.data.children.map((child, n) => ({
        person: child,
        field: `/events/${i}/data/children/${n}`,
        foreigner: false,
        hasMother: child.mother !== undefined,
        hasFather: child.father !== undefined,
      }));
    if (declared.event === 'orang-asing-masuk' && declared.data.listed)
      return [
        {
          person: declared.data.foreigner,
          field: `/events/${i}/data/foreigner`,
          foreigner: true,
          hasMother: false,
          hasFather: false,
        },
      ];
    return [];
  });
}

const noNik = (person: { readonly nik?: string | undefined }) => !isRegistered(person);
const nameOf = (person: Biodata) =>
  isEmptyCell(person.name) ? ruleText('word.anggota-baru') : plainName(person.name!);

/** F-1.01 items that are still empty, in the words of the form. */
function missingItems({ person, foreigner, hasMother, hasFather }: NewPerson, c: RuleContext): string[] {
  const born = toPlainDate(person.birthDate ?? '');
  // Of a small child the age decides school, work and marriage.
  const grown = born !== undefined && ageOn(born, c.today) >= 7;
  const needed: readonly (readonly [string, string | undefined])[] = [
    [ruleText('word.nama'), person.name],
    [ruleText('word.jenis-kelamin'), person.sex],
    [ruleText('word.tempat-lahir'), person.birthPlace],
    [ruleText('word.tanggal-lahir'), person.birthDate],
    [ruleText('word.agama'), person.religion],
    [ruleText('word.golongan-darah'), person.bloodType],
    [ruleText('word.kewarganegaraan'), foreigner ? 'WNA' : person.citizenship],
    ...(grown || foreigner
      ? ([
          [ruleText('word.pendidikan'), person.education],
          [ruleText('word.pekerjaan'), person.occupation],
        ] as const)
      : []),
    ...(grown && !foreigner ? ([[ruleText('word.status-perkawinan'), person.maritalStatus]] as const) : []),
    [ruleText('word.nama-ibu'), hasMother || person.motherLeftOut === true ? 'ada' : person.motherName],
    [ruleText('word.nama-ayah'), hasFather || person.fatherLeftOut === true ? 'ada' : person.fatherName],
  ];
  return needed.filter(([, value]) => value === undefined || value.trim() === '').map(([word]) => word);
}

/** SIAK has the biodata of who has a NIK; the name shows that it is the right one. */
function namelessOf({ person, field }: NewPerson, { before }: RuleContext): Hit[] {
  const nik = person.nik!;
  return isEmptyCell(person.name) && memberOf(before, nik) === undefined
    ? [{ subject: nik, words: { nik }, field: `${field}/name`, sentence: ruleText('R07.nama') }]
    : [];
}

/** Two children of one name and birth date: twins of whom one name was forgotten, or one child written twice. */
function namesakes(c: RuleContext): Hit[] {
  const children = newPeople(c).filter(({ foreigner, person }) => !foreigner && !isEmptyCell(person.name));
  const isNamesake = (a: Biodata, b: Biodata) =>
    sameName(a.name!, b.name!) && toPlainDate(a.birthDate ?? '') === toPlainDate(b.birthDate ?? '');
  return children.flatMap(({ person, field }, i): Hit[] =>
    children.slice(0, i).some((other) => isNamesake(other.person, person))
      ? [{ words: { nama: nameOf(person) }, field: `${field}/name`, sentence: ruleText('R07.kembar') }]
      : [],
  );
}

export const NIK_RULES: readonly Rule[] = [
  {
    id: 'R01',
    name: 'nik_shape',
    where: 'application',
    severity: 'refuse',
    source: 'Permendagri 108/2019 (NIK 16 angka); UU 23/2006 art. 13',
    sentence: ruleText('R01'),
    check: (c) =>
      typedNiks(c)
        .filter(({ nik }) => !isWellFormed(nik) && !isAwaited(nik))
        .map(({ nik, name, field }) => ({ subject: nik, words: { nama: name }, field })),
  },
  {
    id: 'R02',
    name: 'nik_date',
    where: 'application',
    severity: 'warn',
    source: 'plausibility; NIK is permanent (UU 23/2006 art. 13)',
    sentence:
      'NIK {nama}: angka ke-7 sampai ke-12 tidak lazim. Cocokkan dengan KTP-el; bila memang demikian, lanjutkan.',
    check: (c) =>
      once(
        typedNiks(c)
          .filter(({ nik }) => isWellFormed(nik) && parseNik(plainNumber(nik)) === undefined)
          .map(({ nik, name, field }) => ({ subject: nik, words: { nama: name }, field })),
      ),
  },
  {
    id: 'R03',
    name: 'nik_sex',
    where: 'draft vs SIAK',
    severity: 'warn',
    source: 'Permendagri 108/2019 art. 15(3)',
    sentence: 'Jenis kelamin {nama} berbeda dengan NIK. NIK tidak ikut berubah; periksa akta kelahiran.',
    check: (c) =>
      draftRows(c)
        .filter(({ row }) => !isEmptyCell(row.sex))
        .filter(({ row }) => {
          const { day } = digitsOf(row.nik);
          const said = day >= 41 && day <= 71 ? 'PEREMPUAN' : day >= 1 && day <= 31 ? 'LAKI-LAKI' : undefined;
          return !isAwaited(row.nik) && said !== undefined && row.sex !== said;
        })
        .map(({ row }) => ({ subject: row.nik, words: { nama: row.name } })),
  },
  {
    id: 'R04',
    name: 'nik_birth',
    where: 'draft vs SIAK',
    severity: 'warn',
    source: 'Permendagri 108/2019 art. 15(3)',
    sentence: 'Tanggal lahir {nama} berbeda dengan NIK. NIK tidak ikut berubah; periksa akta kelahiran.',
    check: (c) =>
      draftRows(c)
        .filter(({ row }) => {
          const parts = parseNik(row.nik);
          if (parts === undefined || isEmptyCell(row.birthDate)) return false;
          const [year, month, day] = row.birthDate.split('-').map(Number);
          return year! % 100 !== parts.year || month !== parts.month || day !== parts.day;
        })
        .map(({ row }) => ({ subject: row.nik, words: { nama: row.name } })),
  },
  {
    id: 'R05',
    name: 'nik_twice',
    where: 'application',
    severity: 'refuse',
    source: 'UU 23/2006 art. 13 (NIK tunggal)',
    sentence: ruleText('R05'),
    check: (c) => {
      const lists: readonly (readonly { readonly name: string; readonly nik: string; readonly field: string }[])[] = [
        (c.application.listed ?? []).flatMap(({ name, nik }, i) =>
          noNik({ nik }) ? [] : [{ name: plainName(name), nik: nik!, field: `/listed/${i}/nik` }],
        ),
        ...c.application.events.flatMap((declared, i) => {
          const at = `/events/${i}/data`;
          if (!('partners' in declared.data)) return [];
          return [
            declared.data.partners.map(({ nik, name }, n) => ({
              nik,
              name: name === undefined ? ruleText(n === 0 ? 'word.yang-pertama' : 'word.yang-kedua') : plainName(name),
              field: `${at}/partners/${n}/nik`,
            })),
          ];
        }),
        newPeople(c).flatMap(({ person, field }) =>
          noNik(person) ? [] : [{ nik: person.nik!, name: nameOf(person), field: `${field}/nik` }],
        ),
      ];
      const doubled = lists.flatMap((list) =>
        list.flatMap(({ nik, name, field }, i): Hit[] => {
          const first = list.slice(0, i).find((other) => other.nik === nik);
          return first === undefined ? [] : [{ subject: nik, words: { nama: name, nama2: first.name }, field }];
        }),
      );
      const taken = newPeople(c).flatMap(({ person, field }): Hit[] => {
        const holder = noNik(person) ? undefined : memberOf(c.before, person.nik!);
        return holder === undefined || sameName(holder.name, nameOf(person))
          ? []
          : [{ subject: holder.nik, words: { nama: nameOf(person), nama2: holder.name }, field: `${field}/nik` }];
      });
      return [...doubled, ...taken];
    },
  },
  {
    id: 'R06',
    name: 'nik_absent',
    where: 'application',
    severity: 'refuse',
    source: 'Perpres 96/2018 art. 4; Permendagri 108/2019 (biodata first)',
    sentence: ruleText('R06'),
    check: (c) => [
      ...(c.application.listed ?? []).flatMap((person, i): Hit[] =>
        noNik(person) && person.withoutNik === undefined
          ? [{ words: { nama: plainName(person.name) }, field: `/listed/${i}/nik` }]
          : [],
      ),
      ...newPeople(c).flatMap(({ person, field, foreigner }): Hit[] => {
        const born = toPlainDate(person.birthDate ?? '');
        // The event itself says "new-born"; somebody older has to be marked.
        const newborn = born === undefined || ageOn(born, c.today) < 1;
        const marked = person.withoutNik !== undefined || foreigner || newborn;
        return noNik(person) && !marked ? [{ words: { nama: nameOf(person) }, field: `${field}/nik` }] : [];
      }),
    ],
  },
  {
    id: 'R07',
    name: 'f101_incomplete',
    where: 'application',
    severity: 'refuse',
    source: 'Perpres 96/2018 art. 4; F-1.01 (Permendagri 109/2019)',
    sentence: ruleText('R07'),
    check: (c) => [
      ...newPeople(c).flatMap((person): Hit[] => {
        if (!noNik(person.person)) return namelessOf(person, c);
        const items = missingItems(person, c);
        return items.length === 0
          ? []
          : [{ words: { nama: nameOf(person.person), isian: items.join(', ') }, field: person.field }];
      }),
      ...namesakes(c),
    ],
  },
  {
    id: 'R08',
    name: 'kk_shape',
    where: 'application',
    severity: 'refuse',
    source: 'plausibility',
    sentence: ruleText('R08'),
    check: (c) =>
      typedKkNumbers(c)
        .filter(({ number }) => !/^\d{16}$/.test(plainNumber(number)))
        .map(({ number, field }) => ({ subject: number, field })),
  },
  {
    id: 'R09',
    name: 'kk_region',
    where: 'application',
    severity: 'warn',
    source: 'plausibility (first six digits = wilayah at issue)',
    sentence:
      'Nomor KK tidak diawali 3402. Cocokkan dengan KK; bila KK dari kabupaten lain, gunakan layanan pindah datang.',
    check: (c) =>
      typedKkNumbers(c)
        .filter(({ number }) => /^\d{16}$/.test(plainNumber(number)) && !plainNumber(number).startsWith('3402'))
        .map(({ number, field }) => ({ subject: number, field })),
  },
];

function typedKkNumbers(c: RuleContext): { readonly number: string; readonly field: string }[] {
  const reprints = (['kk-hilang', 'kk-rusak'] as const).flatMap((name) => eventsNamed(c, name));
  return [
    { number: c.application.kkNumber ?? '', field: '/kkNumber' },
    ...reprints.map(({ kkNumber = '' }) => ({ number: kkNumber, field: '/events/0/data/kkNumber' })),
  ].filter(({ number }) => number.trim() !== '');
}
