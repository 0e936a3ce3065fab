import { ruleText } from './rule-text.ts';
import { ageOn } from '../card/age.ts';
import { isAwaited } from '../card/awaited.ts';
import { printedCell } from '../card/columns.ts';
import { areSiblings, isNamedParent, isSpouseRow, spousesOf } from '../card/couples.ts';
import { everMarried, hasMaritalDate, isMarried } from '../card/marital.ts';
import { cardNumbered, cardOf, headOf, memberOf } from '../card/register.ts';
import type { FamilyCard, FamilyMember } from '../family-card.ts';
import { listedPeople } from './people.ts';
import { draftRows, eventsNamed, factsOf, type Hit, type Rule, type RuleContext } from './rule.ts';

/** Rules about husband and wife: relation, sex, columns 10 and 11. */
interface Couple {
  readonly head: FamilyMember;
  readonly spouse: FamilyMember;
  readonly card: FamilyCard;
  readonly only: boolean;
}

function couples({ draft }: RuleContext): Couple[] {
  return draft.flatMap((card) => {
    const head = headOf(card);
    const spouses = card.members.filter(isSpouseRow);
    return head === undefined ? [] : spouses.map((spouse) => ({ head, spouse, card, only: spouses.length === 1 }));
  });
}

const hit = (row: FamilyMember): Hit => ({ subject: row.nik, words: { nama: row.name } });

/** Wedding, F-1.05, a new card or another head: then the status of the spouse was looked at in this very case. */
function issuedForFamily(c: RuleContext, { card, head, spouse }: Couple): boolean {
  const isNew = isAwaited(card.kkNumber) || cardNumbered(c.before, card.kkNumber) === undefined;
  const headBefore = cardNumbered(c.before, card.kkNumber);
  const otherHead = headBefore !== undefined && headOf(headBefore)?.nik !== head.nik;
  const wedding = factsOf(c, 'wedding').some(({ partners }) => partners.includes(spouse.nik));
  return isNew || otherHead || wedding;
}

interface Relative {
  readonly nik: string;
  readonly name: string;
  readonly shdk: string;
  readonly sex?: string | undefined;
}
/** The judged cards and, where the members were typed, the list as it was typed. */
function households(c: RuleContext): readonly (readonly Relative[])[] {
  const listed = listedPeople(c);
  return listed.length === 0 ? c.draft.map((card) => card.members) : [...c.draft.map((card) => card.members), listed];
}
const once = (hits: readonly Hit[]) =>
  hits.filter((one, i) => hits.findIndex((other) => other.subject === one.subject) === i);

const nameOf = ({ before }: RuleContext, nik: string) => memberOf(before, nik)?.name ?? `NIK ${nik}`;
const isMan = ({ before }: RuleContext, nik: string) => memberOf(before, nik)?.sex === 'LAKI-LAKI';

/** A man who marries while he has a wife who does not stand on his card afterwards. */
function wivesElsewhere(c: RuleContext): Hit[] {
  return factsOf(c, 'wedding').flatMap(({ earlier }) =>
    earlier.flatMap(({ nik, to }): Hit[] =>
      to === undefined || !isMan(c, nik) || cardOf(c.plan.register, nik) === cardOf(c.plan.register, to)
        ? []
        : [
            {
              subject: nik,
              words: { nama: nameOf(c, nik), nama2: nameOf(c, to) },
              sentence:
                '{nama} masih beristri {nama2} menurut SIAK. Periksa izin pengadilan, atau izin tertulis istri bila perkawinan ini belum tercatat.',
            },
          ],
    ),
  );
}

/** Who marries while SIAK shows another marriage: of a man whose wife is known rule R22 speaks. */
function stillMarried(c: RuleContext): Hit[] {
  return factsOf(c, 'wedding').flatMap(({ earlier }) =>
    earlier
      .filter(({ nik, to }) => to === undefined || !isMan(c, nik))
      .map(({ nik, to }): Hit => {
        const other = to === undefined ? 'pasangannya' : nameOf(c, to);
        return {
          subject: nik,
          words: { nama: nameOf(c, nik), nama2: other, dengan: to === undefined ? '' : ` dengan ${other}` },
          sentence:
            '{nama} masih berstatus kawin{dengan} menurut SIAK. Periksa akta cerai atau akta kematian {nama2} sebelum perkawinan ini dicatat.',
        };
      }),
  );
}

/** A wedding of brother and sister, or of parent and child (UU 1/1974 art. 8): somebody else's NIK was taken. */
function nearKin(c: RuleContext): Hit[] {
  return factsOf(c, 'wedding').flatMap(({ partners }): Hit[] => {
    const [a, b] = partners.map((nik) => memberOf(c.before, nik));
    if (a === undefined || b === undefined) return [];
    if (!areSiblings(a, b) && !isNamedParent(a, b) && !isNamedParent(b, a)) return [];
    return [
      {
        subject: a.nik,
        words: { nama: a.name, nama2: b.name },
        sentence:
          '{nama} dan {nama2} tercatat sebagai saudara kandung, atau sebagai orang tua dan anak. Cocokkan NIK keduanya dengan buku nikah atau F-1.05.',
      },
    ];
  });
}

/** A divorce of two who were no husband and wife. */
function noCouple(c: RuleContext): Hit[] {
  return factsOf(c, 'divorce')
    .filter(({ wereSpouses }) => !wereSpouses)
    .map(({ partners: [a = '', b = ''] }): Hit => {
      return {
        subject: a,
        words: { nama: nameOf(c, a), nama2: nameOf(c, b) },
        sentence:
          '{nama} dan {nama2} tidak tercatat sebagai suami istri menurut SIAK. Cocokkan NIK keduanya dengan akta cerai.',
      };
    });
}

/**
 * Husband or wife by a wedding of this application stands on the card too; its rows alone do not show a second wife on
 * the card of her parents-in-law.
 */
const marriesSomebodyOf = (c: RuleContext, { members }: FamilyCard, { nik }: FamilyMember): boolean =>
  factsOf(c, 'wedding').some(
    ({ partners }) => partners.includes(nik) && members.some((row) => row.nik !== nik && partners.includes(row.nik)),
  );

/** A MENANTU is one only through the marriage. */
const STILL_A_SPOUSE = ['SUAMI', 'ISTRI', 'MENANTU'];
const STATUSES_WITH_DATE = [
  'KAWIN TERCATAT',
  'KAWIN BELUM TERCATAT',
  'CERAI HIDUP TERCATAT',
  'CERAI HIDUP BELUM TERCATAT',
];

export const MARRIAGE_RULES: readonly Rule[] = [
  {
    id: 'R22',
    name: 'two_wives',
    where: 'draft alone',
    severity: 'warn',
    source: 'UU 23/2006 art. 62 (one card each); UU 1/1974 art. 3(2); both wives may stand on one card',
    sentence:
      'Ada lebih dari satu istri pada KK ini. Periksa buku nikah masing-masing, izin pengadilan, dan urutan menurut tanggal perkawinan.',
    check: (c) => [
      ...households(c)
        .filter((rows) => rows.filter(({ shdk }) => shdk === 'ISTRI').length > 1)
        .slice(0, 1)
        .map(() => ({})),
      ...wivesElsewhere(c),
    ],
  },
  {
    id: 'R23',
    name: 'husband_wife',
    where: 'draft alone',
    severity: 'refuse',
    source: 'F-1.01 petunjuk pengisian (SHDK is told from the head)',
    sentence: ruleText('R23'),
    check: (c) =>
      once(
        households(c).flatMap((rows) => {
          const head = rows.find(({ shdk }) => shdk === 'KEPALA KELUARGA');
          const both = rows.some(({ shdk }) => shdk === 'SUAMI') && rows.some(({ shdk }) => shdk === 'ISTRI');
          const wrong = rows.filter(
            ({ shdk }) =>
              (shdk === 'SUAMI' && (head?.sex === 'LAKI-LAKI' || (both && head?.sex !== 'PEREMPUAN'))) ||
              (shdk === 'ISTRI' && (head?.sex === 'PEREMPUAN' || (both && head?.sex !== 'LAKI-LAKI'))),
          );
          const corrected = factsOf(c, 'change').some(
            ({ change }) => change.nik === head?.nik && change.element === 'jenis-kelamin',
          );
          return wrong.map(({ nik, name, shdk }): Hit => ({
            subject: nik,
            words: { nama: name, hubungan: shdk },
            ...(corrected ? { sentence: ruleText('R23.jenis-kelamin') } : {}),
          }));
        }),
      ),
  },
  {
    id: 'R24',
    name: 'spouse_sex',
    where: 'draft alone',
    severity: 'warn',
    source: 'UU 1/1974 art. 1; plausibility',
    sentence: 'Jenis kelamin atau hubungan {nama} perlu dicocokkan dengan akta.',
    check: (c) => [
      ...once(
        households(c)
          .flat()
          .filter(
            ({ shdk, sex }) => (shdk === 'ISTRI' && sex === 'LAKI-LAKI') || (shdk === 'SUAMI' && sex === 'PEREMPUAN'),
          )
          .map(({ nik, name }) => ({ subject: nik, words: { nama: name } })),
      ),
      ...nearKin(c),
    ],
  },
  {
    id: 'R25',
    name: 'spouse_status',
    where: 'draft alone',
    severity: 'warn',
    source: 'plausibility; Permendagri 109/2019 (six statuses)',
    sentence:
      'Status perkawinan {nama} dan {nama2} tidak sejalan. Periksa buku nikah, akta cerai, atau akta kematian keduanya.',
    check: (c) =>
      couples(c)
        .filter(({ head, spouse }) => isMarried(head.maritalStatus) !== isMarried(spouse.maritalStatus))
        .map(({ head, spouse }): Hit => ({ subject: spouse.nik, words: { nama: head.name, nama2: spouse.name } }))
        .concat(stillMarried(c), noCouple(c)),
  },
  {
    id: 'R26',
    name: 'spouse_date',
    where: 'draft alone',
    severity: 'warn',
    source: 'plausibility',
    sentence: 'Tanggal perkawinan {nama} dan {nama2} berbeda. Samakan dengan buku nikah atau akta perkawinan.',
    check: (c) =>
      couples(c)
        .filter(({ head, spouse, only }) => {
          const married = isMarried(head.maritalStatus) && isMarried(spouse.maritalStatus);
          return only && married && printedCell(head, 'maritalDate') !== printedCell(spouse, 'maritalDate');
        })
        .map(({ head, spouse }) => ({ subject: spouse.nik, words: { nama: head.name, nama2: spouse.name } })),
  },
  {
    id: 'R27',
    name: 'date_missing',
    where: 'draft alone',
    severity: 'refuse',
    source: 'Permendagri 118/2017 and 109/2019 (column 11); F-1.01',
    sentence: 'Tanggal perkawinan/perceraian {nama}: isi tanggal dari buku nikah, akta, atau F-1.05.',
    check: (c) =>
      draftRows(c)
        .filter(({ row }) => {
          const was = memberOf(c.before, row.nik);
          const setHere = was?.maritalStatus !== row.maritalStatus || was.maritalDate !== undefined;
          return setHere && STATUSES_WITH_DATE.includes(row.maritalStatus) && printedCell(row, 'maritalDate') === '-';
        })
        .map(({ row }) => hit(row)),
  },
  {
    id: 'R28',
    name: 'date_surplus',
    where: 'draft alone',
    severity: 'warn',
    source: 'OpenSID #10715 (date printed for kawin and cerai hidup only)',
    sentence: 'Tanggal perkawinan {nama} tidak dicetak untuk status ini. Periksa status atau kosongkan tanggal.',
    check: (c) =>
      draftRows(c)
        .filter(({ row }) => !hasMaritalDate(row.maritalStatus) && row.maritalDate !== undefined)
        .map(({ row }) => hit(row)),
  },
  {
    id: 'R29',
    name: 'spouse_unmarried',
    where: 'draft alone',
    severity: 'refuse',
    source: 'Permendagri 108/2019 art. 10(2); plausibility',
    sentence:
      'Status {nama}: istri/suami pada KK baru berstatus KAWIN TERCATAT atau KAWIN BELUM TERCATAT. Sertakan buku nikah atau F-1.05.',
    check: (c) =>
      couples(c)
        .filter((couple) => !isMarried(couple.spouse.maritalStatus) && issuedForFamily(c, couple))
        .map(({ spouse }) => hit(spouse)),
  },
  {
    id: 'R30',
    name: 'spouse_unmarried_old',
    where: 'draft alone',
    severity: 'warn',
    source: 'plausibility',
    sentence: 'Status {nama} berbeda dengan hubungannya. Sarankan pembetulan status dengan buku nikah atau F-1.05.',
    check: (c) =>
      couples(c)
        .filter((couple) => !isMarried(couple.spouse.maritalStatus) && !issuedForFamily(c, couple))
        .map(({ spouse }) => hit(spouse)),
  },
  {
    id: 'R31',
    name: 'spouse_absent',
    where: 'draft alone',
    severity: 'inform',
    source: 'UU 23/2006 art. 62 (one card each)',
    sentence:
      'Pasangan {nama} tidak tercantum pada KK ini. Lazim bila pasangan tercatat pada KK lain, tinggal di luar negeri, atau Orang Asing tanpa KITAP.',
    check: (c) =>
      draftRows(c)
        .filter(({ row, card }) => isMarried(row.maritalStatus) && spousesOf(row.nik, card.members).length === 0)
        .filter(({ row, card }) => !marriesSomebodyOf(c, card, row))
        .map(({ row }) => hit(row)),
  },
  {
    id: 'R32',
    name: 'young_married',
    where: 'draft alone',
    severity: 'warn',
    source: 'UU 16/2019; plausibility',
    sentence: 'Umur {nama} di bawah 16 tahun, tetapi statusnya bukan BELUM KAWIN. Periksa akta.',
    check: (c) =>
      draftRows(c)
        .filter(({ row }) => ageOn(row.birthDate, c.today) < 16 && everMarried(row.maritalStatus))
        .map(({ row }) => hit(row)),
  },
  {
    id: 'R62',
    name: 'widow_status',
    where: 'draft alone',
    severity: 'refuse',
    source: 'plausibility; six statuses',
    sentence: 'Status {nama}: setelah pasangan meninggal menjadi CERAI MATI dan tanggal perkawinan dikosongkan.',
    check: (c) => {
      const deaths = [...eventsNamed(c, 'anggota-meninggal'), ...eventsNamed(c, 'kepala-meninggal')];
      return deaths.flatMap((death): Hit[] => {
        const rows = cardOf(c.before, death.person)?.members ?? [];
        const spouses = [...spousesOf(death.person, rows).map(({ nik }) => nik), death.spouse ?? ''];
        return draftRows(c)
          .filter(({ row, card }) => {
            const another = spousesOf(row.nik, card.members).some(({ nik }) => nik !== death.person);
            return spouses.includes(row.nik) && isMarried(row.maritalStatus) && !another;
          })
          .filter(() => death.spouseStillMarried !== true)
          .map(({ row }) => hit(row));
      });
    },
  },
  {
    id: 'R68',
    name: 'ex_spouse',
    where: 'draft alone',
    severity: 'refuse',
    source: 'F-1.01 SHDK; plausibility',
    sentence: '{nama} sudah bercerai, maka tidak lagi sebagai istri/suami pada KK ini. Pilih KK barunya.',
    check: (c) => {
      const leavers = eventsNamed(c, 'cerai-hidup').flatMap(({ leaver }) => leaver ?? []);
      return factsOf(c, 'divorce').flatMap(({ partners }) =>
        c.draft.flatMap((card) => {
          const both = partners.every((nik) => card.members.some((row) => row.nik === nik));
          const spouse =
            card.members.find((row) => partners.includes(row.nik) && STILL_A_SPOUSE.includes(row.shdk)) ??
            // Who leaves the card does not come back to it under another relation.
            card.members.find((row) => partners.includes(row.nik) && leavers.includes(row.nik));
          return both && spouse !== undefined ? [hit(spouse)] : [];
        }),
      );
    },
  },
];
