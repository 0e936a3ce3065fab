import { ageOn, daysBetween } from '../card/age.ts';
import { isSpouseRow, spousesOf } from '../card/couples.ts';
import { everMarried } from '../card/marital.ts';
import { isEmptyCell, plainName, sameLetters } from '../card/names.ts';
import { headOf, memberOf } from '../card/register.ts';
import { EDUCATIONS } from '../code-lists.ts';
import { toPlainDate } from '../plain-date.ts';
import { isReportedDead } from '../events/event.ts';
import { listedPeople } from './people.ts';
import type { FamilyCard, FamilyMember } from '../family-card.ts';
import { draftRows, eventsNamed, factsOf, hasPaper, type Hit, type Rule, type RuleContext } from './rule.ts';

/** Rules about ages (thresholds are ours, A9), parents and children. */
const EDUCATION_FROM: Readonly<Record<string, number>> = {
  'TAMAT SD/SEDERAJAT': 10,
  'SLTP/SEDERAJAT': 13,
  'SLTA/SEDERAJAT': 15,
  'DIPLOMA I/II': 18,
  'AKADEMI/DIPLOMA III/S. MUDA': 18,
  'DIPLOMA IV/STRATA I': 19,
  'STRATA II': 21,
  'STRATA III': 23,
};
const FREE_OF_AGE = ['BELUM/TIDAK BEKERJA', 'PELAJAR/MAHASISWA', '-'];
const FROM_17 = ['PEGAWAI NEGERI SIPIL (PNS)', 'TENTARA NASIONAL INDONESIA (TNI)', 'KEPOLISIAN RI (POLRI)'];

function tooYoungFor(occupation: string, age: number): boolean {
  if (age < 15 && !FREE_OF_AGE.includes(occupation)) return true;
  if (age < 17 && FROM_17.includes(occupation)) return true;
  return age < 40 && occupation === 'PENSIUNAN';
}

const hit = (row: Pick<FamilyMember, 'nik' | 'name'>): Hit => ({ subject: row.nik, words: { nama: row.name } });
const once = (hits: readonly Hit[]) =>
  hits.filter((one, i) => hits.findIndex((other) => other.subject === one.subject) === i);

/** Declared as adopted, or as a child that one of the couple brings along. */
function declaredOtherwise(c: RuleContext, nik: string): boolean {
  return [...factsOf(c, 'adopted'), ...factsOf(c, 'stepchild')].some((fact) => fact.nik === nik);
}

interface Child {
  readonly child: FamilyMember;
  readonly card: FamilyCard;
  /** Head and spouse of this sex. */
  readonly father: readonly FamilyMember[];
  readonly mother: readonly FamilyMember[];
}

function childrenOnDraft(c: RuleContext): Child[] {
  return draftRows(c)
    .filter(({ row }) => row.shdk === 'ANAK')
    .map(({ row: child, card }) => {
      const parents = card.members.filter((row) => row === headOf(card) || isSpouseRow(row));
      return {
        child,
        card,
        father: parents.filter(({ sex }) => sex === 'LAKI-LAKI'),
        mother: parents.filter(({ sex }) => sex === 'PEREMPUAN'),
      };
    });
}

/** Twelve years: our threshold (A9). */
const isTooClose = (parent: { readonly birthDate: string }, child: { readonly birthDate: string }) =>
  ageOn(parent.birthDate, child.birthDate) < 12;

/** Whether a column names somebody else than the husband or the wife. */
function namesAnother(named: string, parents: readonly FamilyMember[]): boolean {
  return parents.length > 0 && !isEmptyCell(named) && !parents.some((parent) => sameLetters(parent.name, named));
}

/** Husband or wife by a wedding of this application, after the child was born: the child is of an earlier marriage. */
const cameByWedding = (c: RuleContext, parent: FamilyMember, child: FamilyMember): boolean =>
  factsOf(c, 'wedding').some(
    ({ partners, date = '' }) => partners.includes(parent.nik) && child.birthDate !== '' && child.birthDate < date,
  );

/** As long after the death of the father a child of his may be born; after the mother's none. */
const DAYS_AFTER_FATHER = 300;

/** Children who, by the dates of one application, were born when a parent was dead. */
function bornAfterDeath(c: RuleContext): Hit[] {
  const deaths = factsOf(c, 'death');
  return eventsNamed(c, 'bayi-lahir').flatMap(({ children }) =>
    children.flatMap(({ name = '', birthDate = '', mother, father }): Hit[] => {
      const birth = toPlainDate(birthDate);
      const late = deaths.find(({ nik, date }) => {
        if (birth === undefined || date === undefined) return false;
        return nik === mother ? birth > date : nik === father && daysBetween(date, birth) > DAYS_AFTER_FATHER;
      });
      return late === undefined
        ? []
        : [
            {
              subject: late.nik,
              words: { nama: plainName(name), orangtua: late.name },
              sentence:
                '{nama} lahir sesudah {orangtua} meninggal. Cocokkan tanggal lahir dan tanggal meninggal dengan aktanya.',
            },
          ];
    }),
  );
}

/** PP 54/2007 art. 12: whoever is adopted was not yet 18 then; the marriage of a child makes an adult of it too. */
const ADOPTED_BEFORE = 18;

/** Who was grown up, or had married, when the court decided; without its date, who is so today. */
function adoptedAsAdult(c: RuleContext): Hit[] {
  return eventsNamed(c, 'anak-angkat').flatMap(({ child, decidedOn = c.today }): Hit[] => {
    const row = memberOf(c.before, child);
    if (row === undefined) return [];
    const { maritalStatus, maritalDate = '' } = row;
    const wasMarried = everMarried(maritalStatus) && maritalDate <= decidedOn;
    return ageOn(row.birthDate, decidedOn) < ADOPTED_BEFORE && !wasMarried
      ? []
      : [
          {
            subject: row.nik,
            words: { nama: row.name },
            sentence:
              '{nama} sudah 18 tahun atau sudah kawin ketika diangkat anak; yang dapat diangkat belum 18 tahun (PP 54/2007 Pasal 12). Periksa penetapan pengadilan dan tanggalnya. Bila hanya ikut tinggal, sarankan "Numpang KK"; suami/istri dan anaknya tidak ikut pindah dengan sendirinya.',
          },
        ];
  });
}

export const AGE_AND_PARENT_RULES: readonly Rule[] = [
  {
    id: 'R33',
    name: 'edu_age',
    where: 'draft alone',
    severity: 'warn',
    source: 'plausibility',
    sentence: 'Pendidikan {nama} belum lazim untuk umurnya. Cocokkan dengan ijazah.',
    check: (c) =>
      draftRows(c)
        .filter(({ row }) => ageOn(row.birthDate, c.today) < (EDUCATION_FROM[row.education] ?? 0))
        .map(({ row }) => hit(row)),
  },
  {
    id: 'R34',
    name: 'job_age',
    where: 'draft alone',
    severity: 'warn',
    source: 'UU 13/2003 (child labour); plausibility',
    sentence: 'Pekerjaan {nama} belum lazim untuk umurnya. Periksa isian atau buktinya.',
    check: (c) =>
      draftRows(c)
        .filter(({ row }) => tooYoungFor(row.occupation, ageOn(row.birthDate, c.today)))
        .map(({ row }) => hit(row)),
  },
  {
    id: 'R35',
    name: 'edu_down',
    where: 'draft vs SIAK',
    severity: 'warn',
    source: 'Permendagri 108/2019 art. 15(1)f; plausibility',
    sentence: 'Pendidikan {nama} menjadi lebih rendah dari data SIAK. Periksa ijazah yang dipakai sebagai dasar.',
    check: (c) => {
      const level = (education: string | undefined) => (EDUCATIONS as readonly string[]).indexOf(education ?? '');
      return draftRows(c)
        .filter(({ row }) => {
          const was = level(memberOf(c.before, row.nik)?.education);
          return level(row.education) !== -1 && level(row.education) < was;
        })
        .map(({ row }) => hit(row));
    },
  },
  {
    id: 'R36',
    name: 'parent_age',
    where: 'draft alone',
    severity: 'warn',
    source: 'plausibility',
    sentence: 'Selisih umur {nama} dengan {orangtua} kurang dari 12 tahun. Periksa tanggal lahir keduanya.',
    check: (c) => {
      const drafted = childrenOnDraft(c).flatMap(({ child, card, father, mother }): Hit[] => {
        if (declaredOtherwise(c, child.nik)) return [];
        const head = headOf(card);
        const parents = [
          ...father.filter((parent) => parent === head || sameLetters(parent.name, child.father)),
          ...mother.filter((parent) => parent === head || sameLetters(parent.name, child.mother)),
        ];
        const close = parents.find((parent) => isTooClose(parent, child));
        return close === undefined ? [] : [{ subject: child.nik, words: { nama: child.name, orangtua: close.name } }];
      });
      const people = listedPeople(c);
      const head = people.find(({ shdk }) => shdk === 'KEPALA KELUARGA');
      const listed = people
        .filter(({ shdk, inSiak }) => shdk === 'ANAK' && !inSiak)
        .flatMap(({ nik, name, birthDate }): Hit[] =>
          head?.birthDate !== undefined &&
          birthDate !== undefined &&
          isTooClose({ birthDate: head.birthDate }, { birthDate })
            ? [{ subject: nik, words: { nama: name, orangtua: head.name } }]
            : [],
        );
      return [...once([...drafted, ...listed]), ...bornAfterDeath(c), ...adoptedAsAdult(c)];
    },
  },
  {
    id: 'R37',
    name: 'parent_name',
    where: 'draft alone',
    severity: 'warn',
    source: 'Permendagri 109/2019 petunjuk pengisian; akta kelahiran decides',
    sentence: 'Nama orang tua {nama} berbeda dengan nama {orangtua} pada KK ini. Cocokkan dengan akta kelahiran.',
    check: (c) =>
      childrenOnDraft(c).flatMap(({ child, father, mother }): Hit[] => {
        if (declaredOtherwise(c, child.nik)) return [];
        const others = [
          ...(namesAnother(child.father, father) ? father : []),
          ...(namesAnother(child.mother, mother) ? mother : []),
        ].filter((parent) => !cameByWedding(c, parent, child));
        return others.length === 0
          ? []
          : [
              {
                subject: child.nik,
                words: { nama: child.name, orangtua: others.map(({ name }) => name).join(' dan ') },
              },
            ];
      }),
  },
  {
    id: 'R39',
    name: 'generation',
    where: 'draft alone',
    severity: 'warn',
    source: 'plausibility',
    sentence: 'Umur {nama} tidak sejalan dengan hubungannya. Periksa tanggal lahir atau hubungan.',
    check: (c) =>
      draftRows(c)
        .filter(({ row, card }) => {
          const head = headOf(card);
          if (head === undefined) return false;
          if (row.shdk === 'ORANG TUA' || row.shdk === 'MERTUA') return row.birthDate > head.birthDate;
          return row.shdk === 'CUCU' && row.birthDate !== '' && row.birthDate < head.birthDate;
        })
        .map(({ row }) => hit(row)),
  },
  {
    id: 'R66',
    name: 'adopted_parents',
    where: 'application',
    severity: 'refuse',
    source: 'UU 23/2006 art. 47; UU 35/2014 art. 39(2); Ditjen Dukcapil',
    sentence:
      'Nama orang tua {nama}: pada KK tetap orang tua kandung sesuai akta kelahiran. Hubungan dalam keluarga menjadi ANAK.',
    check: (c) =>
      c.application.events.flatMap((declared, i): Hit[] => {
        if (declared.event !== 'anak-angkat') return [];
        const { wantsParentNames: wish, child } = declared.data;
        const row = memberOf(c.before, child);
        const differs = (typed: string | undefined, kept: string | undefined) =>
          typed !== undefined && !sameLetters(typed, kept ?? '-');
        return differs(wish?.father, row?.father) || differs(wish?.mother, row?.mother)
          ? [{ subject: child, words: { nama: row?.name ?? 'anak' }, field: `/events/${i}/data/wantsParentNames` }]
          : [];
      }),
  },
  {
    id: 'R67',
    name: 'stepchild',
    where: 'evidence',
    severity: 'warn',
    source: 'Permendagri 109/2019 petunjuk pengisian KK',
    sentence:
      'Hubungan {nama}: ANAK bila perkawinan orang tuanya dengan kepala keluarga dibuktikan buku nikah; bila tidak, LAINNYA.',
    check: (c) => {
      if (hasPaper(c, 'buku-nikah', 'akta-perkawinan')) return [];
      const adopted = factsOf(c, 'adopted').map(({ nik }) => nik);
      return childrenOnDraft(c)
        .filter(({ child, card, father, mother }) => {
          const was = memberOf(c.before, child.nik);
          const headBefore = c.before.cards.find((other) => other.members.some(({ nik }) => nik === child.nik));
          const head = headOf(card);
          const becomesHere = was?.shdk !== 'ANAK' || (headBefore && headOf(headBefore)?.nik) !== head?.nik;
          if (!becomesHere || adopted.includes(child.nik) || head === undefined) return false;
          const [ofHead, ofSpouse] =
            head.sex === 'LAKI-LAKI' ? [child.father, child.mother] : [child.mother, child.father];
          // Also of the dead head whose widow or widower is head now.
          const late = spousesOf(head.nik, headBefore?.members ?? []).filter(({ nik }) => isReportedDead(c.plan, nik));
          const spouses = [...father, ...mother, ...late].filter((parent) => parent !== head);
          const parentIsSpouse = spouses.some((parent) => sameLetters(parent.name, ofSpouse));
          return parentIsSpouse && !sameLetters(ofHead, head.name);
        })
        .map(({ child }) => hit(child));
    },
  },
];
