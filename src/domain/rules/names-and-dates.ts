import { ruleText } from './rule-text.ts';
import { ageOn, daysBetween } from '../card/age.ts';
import { isDivorced, isMarried } from '../card/marital.ts';
import { isEmptyCell, plainName } from '../card/names.ts';
import { cardOf, memberOf } from '../card/register.ts';
import { printedDate, toPlainDate } from '../plain-date.ts';
import type { FamilyMember, PlainDate } from '../family-card.ts';
import { newPeople } from './nik.ts';
import {
  declaredAs,
  draftRows,
  eventsNamed,
  factsOf,
  hasPaper,
  type Hit,
  type Rule,
  type RuleContext,
} from './rule.ts';

/** Rules about new names, birth dates and the dates of events. */
interface NewName {
  readonly name: string;
  readonly field: string;
  /** First registration: PM73 art. 4(2)c asks for two words. */
  readonly first: boolean;
}

/** Names that this application makes or changes. Names that stand in SIAK already are left in peace. */
function newNames(c: RuleContext): NewName[] {
  const born = newPeople(c)
    // An Orang Asing has the name of the passport; PM73 speaks of residents' new names.
    .filter(({ foreigner, person }) => !foreigner && person.name !== undefined)
    .map(({ person, field }) => ({ name: person.name!, field: `${field}/name`, first: true }));
  const changed = c.application.events.flatMap((declared, i): NewName[] => {
    const at = `/events/${i}/data/changes`;
    if (declared.event === 'ganti-nama')
      return declared.data.changes.map(({ to }, n) => ({ name: to, field: `${at}/${n}/to`, first: false }));
    if (declared.event !== 'pembetulan') return [];
    return declared.data.changes.flatMap(({ element, to }, n) =>
      element === 'nama' ? [{ name: to, field: `${at}/${n}/to`, first: false }] : [],
    );
  });
  return [...born, ...changed];
}

const nameHits = (names: readonly NewName[]): Hit[] =>
  names.map(({ name, field }) => ({ words: { nama: plainName(name) || ruleText('word.baru') }, field }));

interface BirthDate {
  readonly text: string;
  readonly name: string;
  readonly field: string;
}

/** Birth dates that are typed. */
function typedBirthDates(c: RuleContext): BirthDate[] {
  const born = newPeople(c)
    .filter(({ person }) => !isEmptyCell(person.birthDate))
    .map(({ person, field }) => ({
      text: person.birthDate!,
      name: person.name === undefined ? ruleText('word.anggota-baru') : plainName(person.name),
      field: `${field}/birthDate`,
    }));
  const corrected = c.application.events.flatMap((declared, i): BirthDate[] =>
    declared.event !== 'pembetulan'
      ? []
      : declared.data.changes.flatMap(({ element, to, person }, n) =>
          element === 'tanggal-lahir'
            ? [{ text: to, name: memberOf(c.before, person)?.name ?? '', field: `/events/${i}/data/changes/${n}/to` }]
            : [],
        ),
  );
  return [...born, ...corrected];
}

interface EventDate {
  /** Undefined: what was written is no date. */
  readonly date: PlainDate | undefined;
  readonly what: string;
  readonly proof: string;
  readonly niks: readonly string[];
  readonly field: string;
}

/** The dates of wedding, divorce, death, adoption and move, with the paper they come from. */
function eventDates(c: RuleContext): EventDate[] {
  const wedding = (date: PlainDate | undefined, proof: string, niks: readonly string[], at: string) =>
    date === undefined ? [] : [{ date, what: ruleText('word.perkawinan'), proof, niks, field: `${at}/weddingDate` }];
  const partners = (data: { readonly partners: readonly { readonly nik: string }[] }) =>
    data.partners.map(({ nik }) => nik);
  const deaths = [...declaredAs(c, 'anggota-meninggal'), ...declaredAs(c, 'kepala-meninggal')];
  return [
    ...declaredAs(c, 'menikah').flatMap(({ data, at }) =>
      wedding(data.weddingDate, ruleText('word.buku-nikah-atau-akta-perkawinan'), partners(data), at),
    ),
    ...declaredAs(c, 'kawin-belum-tercatat').flatMap(({ data, at }) =>
      wedding(data.weddingDate, ruleText('word.f-1-05'), partners(data), at),
    ),
    ...declaredAs(c, 'poligami').flatMap(({ data, at }) => {
      const proof = data.registered ? ruleText('word.buku-nikah') : ruleText('word.f-1-05');
      return wedding(data.weddingDate, proof, [data.husband.nik, data.wife.nik], at);
    }),
    ...declaredAs(c, 'orang-asing-masuk').flatMap(({ data, at }) =>
      wedding(data.weddingDate, ruleText('word.buku-nikah-atau-akta-perkawinan'), [data.citizen], at),
    ),
    ...declaredAs(c, 'cerai-hidup').map(({ data, at }) => ({
      ...{
        date: data.date,
        what: ruleText('word.perceraian'),
        proof: data.registered ? ruleText('word.akta-cerai') : ruleText('word.f-1-05'),
      },
      ...{ niks: partners(data), field: `${at}/date` },
    })),
    ...deaths.flatMap(({ data: { date, person }, at }) =>
      date === undefined
        ? []
        : [
            {
              date,
              what: ruleText('word.meninggal'),
              proof: ruleText('word.akta-kematian'),
              niks: [person],
              field: `${at}/date`,
            },
          ],
    ),
    ...declaredAs(c, 'anak-angkat').flatMap(({ data: { decidedOn: date, child }, at }) =>
      date === undefined
        ? []
        : [
            {
              ...{ date, what: ruleText('word.pengangkatan-anak'), proof: ruleText('word.penetapan-pengadilan') },
              ...{ niks: [child], field: `${at}/decidedOn` },
            },
          ],
    ),
    ...declaredAs(c, 'pengakuan-pengesahan').flatMap(({ data: { aktaDate: date, child, kind }, at }) =>
      date === undefined
        ? []
        : [
            {
              ...{ date, what: ruleText(`word.${kind}-anak`), proof: ruleText(`word.akta-${kind}-anak`) },
              ...{ niks: [child], field: `${at}/aktaDate` },
            },
          ],
    ),
    ...declaredAs(c, 'ganti-nama').flatMap(({ data: { decidedOn: date, changes }, at }) =>
      date === undefined
        ? []
        : [
            {
              ...{ date, what: ruleText('word.ganti-nama'), proof: ruleText('word.penetapan-pengadilan') },
              ...{ niks: changes.map(({ person }) => person), field: `${at}/decidedOn` },
            },
          ],
    ),
    ...declaredAs(c, 'kewarganegaraan').flatMap(({ data: { decidedOn, oathOn, person }, at }) => [
      ...(decidedOn === undefined
        ? []
        : [
            {
              ...{
                date: decidedOn,
                what: ruleText('word.keputusan'),
                proof: ruleText('word.keputusan-kewarganegaraan'),
              },
              ...{ niks: [person], field: `${at}/decidedOn` },
            },
          ]),
      ...(oathOn === undefined
        ? []
        : [
            {
              ...{ date: oathOn, what: ruleText('word.sumpah'), proof: ruleText('word.berita-acara-sumpah') },
              ...{ niks: [person], field: `${at}/oathOn` },
            },
          ]),
    ]),
    ...declaredAs(c, 'pindah-dalam-bantul').map(({ data: { date, movers = [] }, at }) => ({
      ...{ date, what: ruleText('word.pindah'), proof: ruleText('word.f-1-03'), niks: movers, field: `${at}/date` },
    })),
    ...declaredAs(c, 'penulisan-lama').flatMap(({ data: { date, persons }, at }) =>
      date === undefined
        ? []
        : [
            {
              date,
              what: ruleText('word.perkawinan-perceraian'),
              proof: ruleText('word.buku-nikah-atau-akta'),
              niks: persons,
              field: `${at}/date`,
            },
          ],
    ),
    ...declaredAs(c, 'pembetulan').flatMap(({ data: { changes }, at }) =>
      changes.flatMap(({ person, element, to }, n) =>
        element !== 'tanggal-perkawinan' || isEmptyCell(to)
          ? []
          : [
              {
                ...{ date: toPlainDate(to), what: ruleText('word.perkawinan-perceraian') },
                ...{ proof: ruleText('word.buku-nikah-atau-akta'), niks: [person], field: `${at}/changes/${n}/to` },
              },
            ],
      ),
    ),
  ];
}

/** Who was married until now, and since when, of those whom this application divorces on that day. */
function weddingAfter(c: RuleContext, { niks, date = '' }: EventDate): FamilyMember | undefined {
  return niks
    .flatMap((nik) => memberOf(c.before, nik) ?? [])
    .find(
      ({ nik, maritalStatus, maritalDate = '' }) =>
        isMarried(maritalStatus) &&
        isDivorced(memberOf(c.plan.register, nik)?.maritalStatus ?? '') &&
        date < maritalDate,
    );
}

/** Who had died, by this very application, when it happened to them. */
const diedBefore = (c: RuleContext, { niks, date = '' }: EventDate) =>
  factsOf(c, 'death').find((death) => niks.includes(death.nik) && death.date !== undefined && death.date < date);

/** UU 16/2019 came into force; from then on the age is 19 for both. */
const AGE_19_SINCE = '2019-10-15';
const PROOF_OF_MARRIAGE = ['buku-nikah', 'akta-perkawinan', 'f-1-05-perkawinan'] as const;
const AKTA_WITH_FATHER = ['akta-pengakuan-anak', 'akta-pengesahan-anak', 'akta-kelahiran'] as const;

/** A wedding of this application that came after the birth does not say who the father is (Perpres 96/2018 art. 52). */
const weddedAfter = (c: RuleContext, mother: string, birth: PlainDate | undefined): boolean =>
  factsOf(c, 'wedding').some(
    ({ partners, date }) => partners.includes(mother) && date !== undefined && birth !== undefined && birth < date,
  );

/**
 * Unmarried at the birth: never, or divorced longer than 300 days before. An unknown date of the divorce proves
 * nothing.
 */
function unmarriedAt(mother: FamilyMember, birth: PlainDate | undefined): boolean {
  if (mother.maritalStatus === 'BELUM KAWIN') return true;
  if (!isDivorced(mother.maritalStatus) || mother.maritalDate === undefined || birth === undefined) return false;
  return daysBetween(mother.maritalDate, birth) > 300;
}

export const NAME_AND_DATE_RULES: readonly Rule[] = [
  {
    id: 'R10',
    name: 'name_chars',
    where: 'application',
    severity: 'refuse',
    source: 'Permendagri 73/2022 art. 5(1)a, 5(3)b',
    sentence: ruleText('R10'),
    check: (c) => nameHits(newNames(c).filter(({ name }) => !/^[A-Z]+( [A-Z]+)*$/.test(plainName(name)))),
  },
  {
    id: 'R11',
    name: 'name_60',
    where: 'application',
    severity: 'refuse',
    source: 'Permendagri 73/2022 art. 4(2)b; not to be recorded: art. 7',
    sentence: ruleText('R11'),
    check: (c) => nameHits(newNames(c).filter(({ name }) => plainName(name).length > 60)),
  },
  {
    id: 'R12',
    name: 'name_2words',
    where: 'application',
    severity: 'warn',
    source:
      'Permendagri 73/2022 art. 4(2)c; the DG Dukcapil said in May 2022 that one word is allowed if the applicant insists',
    sentence:
      'Nama {nama} hanya satu kata. Kami sarankan sedikitnya dua kata, misalnya untuk paspor. Bila sudah pasti atau sudah tertulis di akta, lanjutkan.',
    check: (c) => nameHits(newNames(c).filter(({ name, first }) => first && /^\S+$/.test(plainName(name)))),
  },
  {
    id: 'R13',
    name: 'birth_future',
    where: 'application',
    severity: 'refuse',
    source: 'plausibility',
    sentence: ruleText('R13'),
    check: (c) =>
      typedBirthDates(c)
        .filter(({ text }) => {
          const date = toPlainDate(text);
          return date === undefined || date > c.today;
        })
        .map(({ name, field }) => ({ words: { nama: name }, field })),
  },
  {
    id: 'R14',
    name: 'birth_old',
    where: 'application',
    severity: 'warn',
    source: 'plausibility',
    sentence: 'Tanggal lahir {nama} lebih dari 120 tahun yang lalu. Cocokkan tahunnya dengan akta.',
    check: (c) => {
      // On the hundred and twentieth birthday it is 120 years, not yet more.
      const oldest = `${Number(c.today.slice(0, 4)) - 120}${c.today.slice(4)}`;
      const old = (date: PlainDate | undefined) => date !== undefined && date !== '' && date < oldest;
      const typed = typedBirthDates(c).filter(({ text }) => old(toPlainDate(text)));
      const rows = draftRows(c).filter(({ row }) => old(row.birthDate) && !typed.some(({ name }) => name === row.name));
      return [
        ...typed.map(({ name, field }) => ({ words: { nama: name }, field })),
        ...rows.map(({ row }) => ({ subject: row.nik, words: { nama: row.name } })),
      ];
    },
  },
  {
    id: 'R15',
    name: 'event_date',
    where: 'application',
    severity: 'refuse',
    source: 'plausibility',
    sentence: ruleText('R15'),
    check: (c) =>
      eventDates(c).flatMap((event): Hit[] => {
        const { date, what, proof, niks, field } = event;
        const rows = niks.flatMap((nik) => memberOf(c.before, nik) ?? []);
        const unborn = rows.find((row) => date !== undefined && date < row.birthDate);
        const wed = weddingAfter(c, event);
        const name = (unborn ?? wed ?? rows[0])?.name ?? ruleText('word.yang-bersangkutan');
        const words = { peristiwa: what, bukti: proof, nama: name };
        if (date === undefined) return [{ words, field, sentence: ruleText('R15.no-date') }];
        if (date > c.today || unborn !== undefined) return [{ words, field }];
        const late = diedBefore(c, event);
        if (late?.date !== undefined)
          return [
            {
              words: { ...words, nama: late.name || name, meninggal: printedDate(late.date) },
              field,
              sentence: ruleText('R15.after-death'),
            },
          ];
        const since = wed?.maritalDate;
        return since === undefined
          ? []
          : [{ words: { ...words, kawin: printedDate(since) }, field, sentence: ruleText('R15.before-wedding') }];
      }),
  },
  {
    id: 'R16',
    name: 'wed_19',
    where: 'application',
    severity: 'warn',
    source: 'UU 16/2019 (age 19); petunjuk Ditjen Dukcapil 472.2/15145 for F-1.05 (dispensasi pengadilan)',
    sentence:
      'Pada tanggal perkawinan {nama} belum 19 tahun. Unggah dispensasi pengadilan bila ada; petugas akan memeriksa.',
    check: (c) => {
      if (hasPaper(c, 'dispensasi-kawin')) return [];
      return factsOf(c, 'wedding').flatMap(({ date, partners }): Hit[] => {
        if (date === undefined || date < AGE_19_SINCE) return [];
        return partners
          .flatMap((nik) => memberOf(c.plan.register, nik) ?? memberOf(c.before, nik) ?? [])
          .filter((row) => ageOn(row.birthDate, date) < 19)
          .map((row) => ({ subject: row.nik, words: { nama: row.name } }));
      });
    },
  },
  {
    id: 'R38',
    name: 'father_unproved',
    where: 'application',
    severity: 'refuse',
    source: 'UU 24/2013 art. 49, 50; Permendagri 108/2019 (four forms of akta kelahiran)',
    sentence:
      'Nama ayah {nama}: dapat diisi bila ada buku nikah, F-1.05, akta pengakuan, atau akta pengesahan anak. Tanpa itu kolom ayah dikosongkan ("-").',
    check: (c) => {
      if (hasPaper(c, ...AKTA_WITH_FATHER)) return [];
      const proved = hasPaper(c, ...PROOF_OF_MARRIAGE);
      const unproved = (mother: FamilyMember, birth: PlainDate | undefined): Pick<Hit, 'sentence'> | undefined => {
        if (!unmarriedAt(mother, birth)) return undefined;
        if (!proved) return {};
        return weddedAfter(c, mother.nik, birth) ? { sentence: ruleText('R38.before-wedding') } : undefined;
      };
      const born = eventsNamed(c, 'bayi-lahir').flatMap(({ children }) =>
        children.flatMap((child): Hit[] => {
          const mother = memberOf(c.before, child.mother ?? child.motherNik ?? '');
          const named = child.fatherLeftOut !== true && (child.father !== undefined || !isEmptyCell(child.fatherName));
          const birth = toPlainDate(child.birthDate ?? '');
          // SIAK has the columns of a child who comes from another card.
          const known = child.nik !== undefined && memberOf(c.before, child.nik) !== undefined;
          const fault = named && !known && mother !== undefined ? unproved(mother, birth) : undefined;
          return fault === undefined ? [] : [{ ...fault, words: { nama: plainName(child.name ?? 'anak') } }];
        }),
      );
      const corrected = eventsNamed(c, 'pembetulan').flatMap(({ changes }) =>
        changes.flatMap(({ person, element, to }): Hit[] => {
          const row = memberOf(c.before, person);
          if (element !== 'nama-ayah' || row === undefined || !isEmptyCell(row.father) || isEmptyCell(to)) return [];
          const mother = cardOf(c.before, person)?.members.find((other) => other.name === row.mother);
          const fault = mother === undefined ? undefined : unproved(mother, row.birthDate);
          return fault === undefined ? [] : [{ ...fault, subject: row.nik, words: { nama: row.name } }];
        }),
      );
      return [...born, ...corrected];
    },
  },
];
