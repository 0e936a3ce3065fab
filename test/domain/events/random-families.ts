import fc from 'fast-check';
import type { DeclaredEvent } from '../../../src/domain/events/application.ts';
import { KALURAHAN } from '../../../src/domain/kalurahan.ts';
import type { FamilyCard, FamilyMember, PlainDate } from '../../../src/domain/family-card.ts';
import { headOf } from '../../../src/domain/card/register.ts';
import { isAdult } from '../../../src/domain/card/age.ts';
import { isMarried } from '../../../src/domain/card/marital.ts';
import { spousesOf } from '../../../src/domain/card/couples.ts';
import { cardOfFamily, married, person, TODAY } from '../families.ts';

/** Random families that stand on lawful cards, and random events that happen to them. */
interface Shape {
  readonly headAge: number;
  readonly headIsWoman: boolean;
  readonly spouse: 'registered' | 'unregistered' | 'old-word' | 'none' | 'widowed' | 'divorced';
  readonly children: readonly {
    readonly age: number;
    readonly woman: boolean;
    readonly of: 'both' | 'head' | 'spouse' | 'adopted';
  }[];
  readonly marriedChild: boolean;
  readonly grandchildren: number;
  readonly parent: boolean;
  readonly parentInLaw: boolean;
  readonly sibling: boolean;
  readonly guest: boolean;
  readonly kalurahan: number;
}

const shape: fc.Arbitrary<Shape> = fc.record({
  headAge: fc.integer({ min: 20, max: 80 }),
  headIsWoman: fc.boolean(),
  spouse: fc.constantFrom('registered', 'registered', 'unregistered', 'old-word', 'none', 'widowed', 'divorced'),
  children: fc.array(
    fc.record({
      age: fc.integer({ min: 0, max: 50 }),
      woman: fc.boolean(),
      of: fc.constantFrom('both', 'both', 'both', 'head', 'spouse', 'adopted'),
    }),
    { maxLength: 4 },
  ),
  marriedChild: fc.boolean(),
  grandchildren: fc.integer({ min: 0, max: 2 }),
  parent: fc.boolean(),
  parentInLaw: fc.boolean(),
  sibling: fc.boolean(),
  guest: fc.boolean(),
  kalurahan: fc.nat(KALURAHAN.length - 1),
});

/** Born so many years before today, on a day that the number chooses. */
function bornBefore(age: number, salt: number): PlainDate {
  const month = String((salt % 11) + 1).padStart(2, '0');
  const day = String((salt % 28) + 1).padStart(2, '0');
  return `${2025 - age}-${month}-${day}`;
}

function familyFrom(s: Shape, n: number): FamilyCard {
  const sexOf = (isWoman: boolean) => ({ sex: isWoman ? 'PEREMPUAN' : 'LAKI-LAKI' });
  const name = (who: string) => `${who} ${'ABCDEFGHIJ'[n % 10]}`;
  const wedding: PlainDate = `${2025 - Math.max(1, s.headAge - 19)}-06-20`;
  const hasSpouse = ['registered', 'unregistered', 'old-word'].includes(s.spouse);
  const status = {
    registered: married(wedding),
    unregistered: { maritalStatus: 'KAWIN BELUM TERCATAT', maritalDate: wedding },
    'old-word': { maritalStatus: 'KAWIN' },
    none: {},
    widowed: { maritalStatus: 'CERAI MATI' },
    divorced: { maritalStatus: 'CERAI HIDUP TERCATAT', maritalDate: wedding },
  }[s.spouse];
  const parentNames = { father: name('KAKEK'), mother: name('NENEK') };
  const head = person(name('KEPALA'), 'KEPALA KELUARGA', bornBefore(s.headAge, n), {
    ...sexOf(s.headIsWoman),
    ...status,
    ...parentNames,
  });
  const spouse = person(name('PASANGAN'), s.headIsWoman ? 'SUAMI' : 'ISTRI', bornBefore(s.headAge, n + 3), {
    ...{ ...sexOf(!s.headIsWoman), ...status },
    ...{ father: name('BESAN'), mother: name('MERTUA') },
  });
  const [man, wife] = s.headIsWoman ? [spouse, head] : [head, spouse];
  const names = {
    both: { father: man.name, mother: wife.name },
    head: s.headIsWoman ? { father: name('MANTAN'), mother: head.name } : { father: head.name, mother: name('MANTAN') },
    spouse: s.headIsWoman
      ? { father: spouse.name, mother: name('DULU') }
      : { father: name('DULU'), mother: spouse.name },
    adopted: { father: name('KANDUNG'), mother: name('IBU KANDUNG') },
  };
  const children = s.children
    .filter(({ age, of }) => age <= s.headAge - 15 && (hasSpouse || of === 'head' || of === 'adopted'))
    .sort((a, b) => b.age - a.age)
    .map(({ age, woman, of }, i) =>
      person(`${name('ANAK')} ${'ABCD'[i]}`, 'ANAK', bornBefore(age, n + i), {
        ...sexOf(woman),
        ...names[of],
        childNumber: i + 1,
      }),
    )
    .sort((a, b) => (a.birthDate < b.birthDate ? -1 : a.birthDate > b.birthDate ? 1 : 0));
  const eldest = children[0];
  const pairs = s.marriedChild && eldest !== undefined && eldest.birthDate < '2005-01-01';
  const childWedding = married('2024-05-05');
  const inLaw = pairs
    ? [person(name('MENANTU'), 'MENANTU', bornBefore(25, n), { ...sexOf(eldest.sex === 'LAKI-LAKI'), ...childWedding })]
    : [];
  const rows: FamilyMember[] = [
    head,
    ...(hasSpouse ? [spouse] : []),
    ...children.map((child) => (pairs && child === eldest ? { ...child, ...childWedding } : child)),
    ...inLaw,
    ...(pairs
      ? Array.from({ length: s.grandchildren }, (_, i) => {
          const [father, mother] =
            eldest.sex === 'LAKI-LAKI' ? [eldest.name, inLaw[0]!.name] : [inLaw[0]!.name, eldest.name];
          return person(`${name('CUCU')} ${i === 0 ? 'A' : 'B'}`, 'CUCU', bornBefore(i, n), {
            ...sexOf(i === 0),
            father,
            mother,
          });
        })
      : []),
    ...(s.parent
      ? [
          person(name('NENEK'), 'ORANG TUA', bornBefore(s.headAge + 22, n), {
            ...sexOf(true),
            maritalStatus: 'CERAI MATI',
          }),
        ]
      : []),
    ...(s.parentInLaw && hasSpouse
      ? [
          person(name('MERTUA'), 'MERTUA', bornBefore(s.headAge + 24, n), {
            ...sexOf(true),
            maritalStatus: 'CERAI MATI',
          }),
        ]
      : []),
    ...(s.sibling
      ? [person(name('SAUDARA'), 'FAMILI LAIN', bornBefore(s.headAge - 2, n), { ...sexOf(true), ...parentNames })]
      : []),
    ...(s.guest ? [person(name('TAMU'), 'LAINNYA', bornBefore(30, n))] : []),
  ];
  const { code, name: kalurahan, kapanewon, postalCode } = KALURAHAN[s.kalurahan]!;
  return cardOfFamily(rows, {
    kalurahanCode: code,
    kalurahan: kalurahan.toUpperCase(),
    kapanewon: kapanewon.toUpperCase(),
    postalCode,
  });
}

export const families: fc.Arbitrary<FamilyCard[]> = fc
  .array(shape, { minLength: 2, maxLength: 4 })
  .map((shapes) => shapes.map(familyFrom));

/** One thing that happens, before it is known to whom: the numbers choose the persons. */
export interface Step {
  readonly kind: Kind;
  readonly a: number;
  readonly b: number;
  readonly c: number;
}
const KINDS = [
  'menikah',
  'kawin-belum-tercatat',
  'bayi-lahir',
  'anak-angkat',
  'cerai-hidup',
  'anggota-meninggal',
  'ganti-kepala',
  'pisah-kk',
  'numpang-kk',
  'pindah-dalam-bantul',
  'pindah-keluar',
  'alamat-wilayah',
  'pembetulan',
  'pekerjaan',
  'golongan-darah',
  'kewarganegaraan',
  'penulisan-lama',
  'kk-hilang',
] as const;
type Kind = (typeof KINDS)[number];

export const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.record({ kind: fc.constantFrom(...KINDS), a: fc.nat(1000), b: fc.nat(1000), c: fc.nat(1000) }),
  { minLength: 1, maxLength: 6 },
);

const pick = <T>(values: readonly T[], n: number): T | undefined => values[n % Math.max(values.length, 1)];

/** The event that a step is among these families; undefined when nobody is there to whom it can happen. */
export function eventFrom(
  { kind, a, b, c }: Step,
  cards: readonly FamilyCard[],
): { readonly event: DeclaredEvent; readonly applicant: string } | undefined {
  const people = cards.flatMap((card) => card.members);
  const adults = people.filter((row) => isAdult(row, TODAY));
  const who = pick(people, a);
  if (who === undefined || adults.length === 0) return undefined;
  const card = cards.find(({ members }) => members.includes(who))!;
  const head = headOf(card);
  const others = card.members.filter((row) => row !== who);
  const newHeads = others
    .filter((row) => isAdult(row, TODAY))
    .map(({ nik }) => nik)
    .slice(b % 2);
  const say = (event: DeclaredEvent, applicant = head?.nik ?? who.nik) => ({ event, applicant });
  switch (kind) {
    case 'menikah':
    case 'kawin-belum-tercatat': {
      const free = adults.filter((row) => !isMarried(row.maritalStatus));
      const groom = pick(
        free.filter(({ sex }) => sex === 'LAKI-LAKI'),
        b,
      );
      const bride = pick(
        free.filter(({ sex }) => sex === 'PEREMPUAN'),
        c,
      );
      if (groom === undefined || bride === undefined) return undefined;
      const household = (['kk-baru', 'gabung', undefined] as const)[c % 3];
      const companions =
        a % 2 === 0
          ? []
          : people.filter((row) => row.shdk === 'ANAK' && row.mother === bride.name).map(({ nik }) => ({ nik }));
      const chosen = adults.filter((row) => row !== groom && row !== bride).map(({ nik }) => nik);
      return say(
        {
          event: kind,
          data: {
            weddingDate: '2026-10-12',
            partners: [{ nik: groom.nik }, { nik: bride.nik }],
            head: a % 5 === 0 ? bride.nik : groom.nik,
            ...(household === undefined ? {} : { household }),
            companions,
            newHeads: chosen,
          },
        },
        groom.nik,
      );
    }
    case 'bayi-lahir': {
      const mother = pick(
        adults.filter(({ sex }) => sex === 'PEREMPUAN'),
        b,
      );
      if (mother === undefined) return undefined;
      const child = (childNumber: number) => ({
        ...{ name: `BAYI ${a} ${childNumber}`.replace(/\d/g, (digit) => 'ABCDEFGHIJ'[Number(digit)]!), childNumber },
        ...{
          sex: c % 2 === 0 ? 'PEREMPUAN' : 'LAKI-LAKI',
          birthPlace: 'BANTUL',
          birthDate: '2026-11-15',
          religion: 'ISLAM',
        },
        ...{
          bloodType: 'TIDAK TAHU',
          citizenship: 'WNI' as const,
          mother: mother.nik,
          fatherLeftOut: true,
          withoutNik: 'bayi-baru-lahir' as const,
        },
      });
      return say({ event: kind, data: { children: c % 4 === 0 ? [child(1), child(2)] : [child(1)] } }, mother.nik);
    }
    case 'anak-angkat': {
      const minors = people.filter((row) => !isAdult(row, TODAY) && row.shdk !== 'KEPALA KELUARGA');
      const child = pick(minors, b);
      const parent = pick(adults, c);
      return child === undefined || parent === undefined
        ? undefined
        : say({ event: kind, data: { child: child.nik, parent: parent.nik } }, parent.nik);
    }
    case 'cerai-hidup': {
      const couples = adults.flatMap((row) => {
        const home = cards.find(({ members }) => members.includes(row))!;
        return spousesOf(row.nik, home.members)
          .filter((spouse) => isMarried(spouse.maritalStatus) && isMarried(row.maritalStatus))
          .map((spouse) => [row, spouse] as const);
      });
      const couple = pick(couples, b);
      if (couple === undefined) return undefined;
      const home = cards.find(({ members }) => members.includes(couple[0]))!;
      const companions = home.members
        .filter((row) => row.shdk === 'ANAK' && row.nik !== couple[0].nik && row.nik !== couple[1].nik)
        .slice(0, c % 3);
      return say(
        {
          event: kind,
          data: {
            ...{
              partners: [{ nik: couple[0].nik }, { nik: couple[1].nik }],
              date: '2026-09-01',
              registered: a % 2 === 0,
            },
            ...{ leaver: couple[0].nik, to: { newCard: {} }, companions: companions.map(({ nik }) => nik) },
            newHeads: home.members.filter((row) => isAdult(row, TODAY) && row !== couple[0]).map(({ nik }) => nik),
          },
        },
        couple[1].nik,
      );
    }
    case 'anggota-meninggal':
      return say(
        { event: kind, data: { person: who.nik, date: '2026-10-02', newHeads } },
        pick(others, c)?.nik ?? who.nik,
      );
    case 'ganti-kepala': {
      const next = pick(
        card.members.filter((row) => isAdult(row, TODAY)),
        b,
      )!;
      return say({ event: kind, data: { newHead: (next ?? who).nik } });
    }
    case 'pisah-kk': {
      const going = pick(
        card.members.filter((row) => isAdult(row, TODAY)),
        b,
      );
      if (going === undefined) return undefined;
      const family = spousesOf(going.nik, card.members).map(({ nik }) => nik);
      return say(
        { event: kind, data: { leavers: [going.nik, ...(c % 2 === 0 ? family : [])], head: going.nik, newHeads } },
        going.nik,
      );
    }
    case 'numpang-kk': {
      const receiver = pick(
        cards.filter((other) => other !== card),
        b,
      );
      const receiving = receiver === undefined ? undefined : headOf(receiver);
      if (receiving === undefined) return undefined;
      const relation = pick(['keponakan', 'cucu', 'teman', 'adik', 'orang tua', 'menantu'], c)!;
      return say(
        { event: kind, data: { receiver: receiving.nik, guests: [{ nik: who.nik, relation }], newHeads } },
        receiving.nik,
      );
    }
    case 'pindah-dalam-bantul': {
      const movers = a % 3 === 0 ? undefined : card.members.filter((_, i) => (b >> i) % 2 === 1).map(({ nik }) => nik);
      if (movers?.length === 0) return undefined;
      const head2 = movers?.find((nik) =>
        isAdult(
          people.find((row) => row.nik === nik)!,
          TODAY,
        ),
      );
      const kalurahan = pick(KALURAHAN, c)!.code;
      return say({
        event: kind,
        data: {
          ...{
            date: '2026-11-01',
            address: { street: 'JALAN BARU', rt: '1', kalurahan },
            newHeads: card.members.filter((row) => isAdult(row, TODAY)).map(({ nik }) => nik),
          },
          ...(movers === undefined ? {} : { movers }),
          ...(head2 === undefined ? {} : { head: head2 }),
        },
      });
    }
    case 'pindah-keluar':
      return say(
        { event: kind, data: { movers: [{ nik: who.nik }], destination: 'Surabaya', skpwni: 'terbit', newHeads } },
        pick(others, c)?.nik ?? who.nik,
      );
    case 'alamat-wilayah':
      return say({ event: kind, data: { rt: String(b % 20), by: 'penataan-wilayah' } });
    case 'pembetulan':
      return say({
        event: kind,
        data: { changes: [{ person: who.nik, element: 'nama', from: who.name, to: `${who.name} ${'ABCDEF'[b % 6]}` }] },
      });
    case 'pekerjaan':
      return say({
        event: kind,
        data: {
          changes: [{ person: who.nik, from: who.occupation, to: pick(['GURU', 'PETANI/PEKEBUN', 'BIDAN'], b)! }],
        },
      });
    case 'golongan-darah':
      return say({
        event: kind,
        data: { changes: [{ person: who.nik, from: who.bloodType, to: pick(['A', 'B+', 'TIDAK TAHU'], b)! }] },
      });
    case 'kewarganegaraan':
      return say({ event: kind, data: { person: who.nik, to: 'WNA', newHeads } }, pick(others, c)?.nik ?? who.nik);
    case 'penulisan-lama': {
      const couple = card.members.filter(
        (row) => row.maritalStatus === 'KAWIN' || row.maritalStatus === 'KAWIN BELUM TERCATAT',
      );
      if (couple.length === 0) return undefined;
      return say({
        event: kind,
        data: {
          persons: couple.map(({ nik }) => nik),
          from: couple[0]!.maritalStatus,
          to: 'KAWIN TERCATAT',
          date: '2020-02-02',
        },
      });
    }
    case 'kk-hilang':
      return say({ event: kind, data: { member: who.nik } });
  }
}
