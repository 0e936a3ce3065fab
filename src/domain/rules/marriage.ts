import { ruleText } from './rule-text.ts';
import { ageOn } from '../card/age.ts';
import { isAwaited } from '../card/awaited.ts';
import { printedCell } from '../card/columns.ts';
import { isSpouseRow, spousesOf } from '../card/couples.ts';
import { hasMaritalDate, isMarried } from '../card/marital.ts';
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
    check: (c) =>
      households(c)
        .filter((rows) => rows.filter(({ shdk }) => shdk === 'ISTRI').length > 1)
        .slice(0, 1)
        .map(() => ({})),
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
          return wrong.map(({ nik, name }) => ({ subject: nik, words: { nama: name } }));
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
    check: (c) =>
      once(
        households(c)
          .flat()
          .filter(
            ({ shdk, sex }) => (shdk === 'ISTRI' && sex === 'LAKI-LAKI') || (shdk === 'SUAMI' && sex === 'PEREMPUAN'),
          )
          .map(({ nik, name }) => ({ subject: nik, words: { nama: name } })),
      ),
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
        .map(({ head, spouse }) => ({ subject: spouse.nik, words: { nama: head.name, nama2: spouse.name } })),
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
        .filter(({ row }) => ageOn(row.birthDate, c.today) < 16 && row.maritalStatus !== 'BELUM KAWIN')
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
    check: (c) =>
      factsOf(c, 'divorce').flatMap(({ partners }) =>
        c.draft.flatMap((card) => {
          const both = partners.every((nik) => card.members.some((row) => row.nik === nik));
          const spouse = card.members.find((row) => partners.includes(row.nik) && STILL_A_SPOUSE.includes(row.shdk));
          return both && spouse !== undefined ? [hit(spouse)] : [];
        }),
      ),
  },
];
