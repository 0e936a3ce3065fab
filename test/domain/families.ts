import { assess, prepare, type Assessment, type Situation } from '../../src/domain/assessment/assess.ts';
import type { DeclaredEvent, EventApplication } from '../../src/domain/events/application.ts';
import { DOCUMENT_CODES } from '../../src/domain/events/documents.ts';
import { readApplication } from '../../src/domain/events/read-application.ts';
import type { RuleContext } from '../../src/domain/rules/rule.ts';
import { ruleNumbered } from '../../src/domain/rules/table.ts';
import type { FamilyCard, FamilyMember, PlainDate } from '../../src/domain/family-card.ts';

/** Builders for invented families: a test says only what it is about. */
export const TODAY = '2026-11-26';

type Change = { readonly [Field in keyof FamilyMember]?: FamilyMember[Field] | undefined };

/** A person whose NIK fits birth date and sex. */
export function person(name: string, shdk: string, birthDate: PlainDate, change: Change = {}): FamilyMember {
  const sex = change.sex ?? 'LAKI-LAKI';
  const full = {
    name,
    nik: nikOf(birthDate, sex),
    sex,
    birthPlace: 'BANTUL',
    birthDate,
    religion: 'ISLAM',
    ...(birthDate > '2011-11-26' ? pupil : { education: 'SLTA/SEDERAJAT', occupation: 'WIRASWASTA' }),
    bloodType: 'O',
    maritalStatus: 'BELUM KAWIN',
    shdk,
    citizenship: 'WNI',
    father: '-',
    mother: '-',
    ...change,
  };
  return Object.fromEntries(Object.entries(full).filter(([, value]) => value !== undefined)) as unknown as FamilyMember;
}

const pupil = { education: 'TIDAK/BELUM SEKOLAH', occupation: 'BELUM/TIDAK BEKERJA' } as const;
const woman = { sex: 'PEREMPUAN' } as const;
export const married = (maritalDate: PlainDate) => ({ maritalStatus: 'KAWIN TERCATAT', maritalDate }) as const;
export const sexes = { woman };

let serial = 0;
/** A NIK of Sewon with its own serial. */
function nikOf(birthDate: PlainDate, sex: string): string {
  const [year, month, day] = birthDate.split('-') as [string, string, string];
  serial = (serial % 9998) + 1;
  const shown = sex === 'PEREMPUAN' ? String(Number(day) + 40) : day;
  return `340215${shown}${month}${year.slice(2)}${String(serial).padStart(4, '0')}`;
}

let cards = 0;
/** A card of Sewon with a number of its own. */
export function cardOfFamily(members: readonly FamilyMember[], change: Partial<FamilyCard> = {}): FamilyCard {
  cards += 1;
  const head = members.find((row) => row.shdk === 'KEPALA KELUARGA') ?? members[0]!;
  return {
    kkNumber: `340215${String(cards).padStart(10, '0')}`,
    headName: head.name,
    address: 'CEPIT',
    rt: '004',
    rw: '000',
    postalCode: '55188',
    kalurahanCode: '34.02.15.2004',
    kalurahan: 'PANGGUNGHARJO',
    kapanewon: 'SEWON',
    kabupaten: 'BANTUL',
    provinsi: 'DAERAH ISTIMEWA YOGYAKARTA',
    members: [...members],
    ...change,
  };
}

/** Father, mother, son of 20, daughter of 8: the family that most tests start from. */
export function fourPeople(change: { father?: Change; mother?: Change; son?: Change; daughter?: Change } = {}) {
  const father = person('DAMAR PAMUNGKAS', 'KEPALA KELUARGA', '1980-08-17', {
    ...married('2004-06-20'),
    ...change.father,
  });
  const mother = person('WENING PRAMESWARI', 'ISTRI', '1982-03-12', {
    ...woman,
    ...married('2004-06-20'),
    ...change.mother,
  });
  const parents = { father: father.name, mother: mother.name };
  const son = person('BAYU PAMUNGKAS', 'ANAK', '2006-02-01', { ...parents, ...change.son });
  const daughter = person('SEKAR PAMUNGKAS', 'ANAK', '2018-10-15', {
    ...woman,
    ...parents,
    ...change.daughter,
  });
  return { father, mother, son, daughter, card: cardOfFamily([father, mother, son, daughter]) };
}

export interface Given {
  readonly cards: readonly FamilyCard[];
  readonly events: readonly DeclaredEvent[];
  readonly applicant?: { readonly nik: string; readonly name?: string };
  readonly rest?: Partial<EventApplication>;
  readonly papers?: Situation['papers'];
  readonly situation?: Partial<Situation>;
}

export function applicationFor({ cards: known, events, applicant, rest }: Given): EventApplication {
  const first = known[0]?.members[0];
  const read = readApplication({
    applicant: {
      name: applicant?.name ?? first?.name ?? 'PEMOHON',
      nik: applicant?.nik ?? first?.nik ?? '',
      whatsapp: '0812 3456 7890',
    },
    events,
    statement: true,
    ...rest,
  });
  if (!read.ok) throw new Error(`the application is not well-formed: ${JSON.stringify(read.faults)}`);
  return read.application;
}

export function situationFor({ cards: known, papers = [], situation = {} }: Given): Situation {
  return { today: TODAY, cards: known, papers, phoneKnown: true, ...situation };
}

export function contextFor(given: Given): RuleContext {
  return prepare(applicationFor(given), situationFor(given)).c;
}

/** The same application with the draft that SIAK gives. */
export function drafted(given: Given, draft: readonly FamilyCard[]): RuleContext {
  return { ...contextFor(given), draft, drafted: true };
}

/** What a rule finds, as its sentences' subjects and words. */
export const found = (rule: string, c: RuleContext) => ruleNumbered(rule).check(c);

/** A card as it stands, judged as a draft of an education change. */
export function cardAsDraft(members: readonly FamilyMember[]): RuleContext {
  const card = cardOfFamily(members);
  const first = members[0]!;
  const changes = [{ person: first.nik, from: first.education, to: 'STRATA II' }];
  return contextFor({ cards: [card], events: [{ event: 'pendidikan', data: { changes } }] });
}

/** The assessment of an application for which every paper is there. */
export function assessWithAllPapers(given: Given): Assessment {
  const all = DOCUMENT_CODES.filter((code) => !['f-1-07', 'surat-hilang', 'dispensasi-kawin'].includes(code));
  const papers = [...all, ...all, ...all, ...all].map((document) => ({ document }));
  return assess(applicationFor(given), { ...situationFor(given), papers });
}

/** Rows of a card in short: name, SHDK and, when married or divorced, status with date. */
export function rowsOf(card: FamilyCard | undefined): string[] {
  return (card?.members ?? []).map((row) => {
    const status = row.maritalStatus === 'BELUM KAWIN' ? '' : `, ${row.maritalStatus} ${row.maritalDate ?? '-'}`;
    return `${row.name}: ${row.shdk}${status}`;
  });
}

/** What becomes of each card, in short. */
export function cardsIn({ cards }: Pick<Assessment, 'cards'>): Record<string, string | string[]> {
  return Object.fromEntries(
    cards
      .filter(({ effect }) => effect !== 'untouched')
      .map(({ effect, kkNumber, card }) => [`${effect} ${kkNumber}`, card === undefined ? '-' : rowsOf(card)]),
  );
}

/** Rules that found something. */
export const rulesIn = ({ stops, warnings, informs }: Assessment): string[] =>
  [...new Set([...stops, ...warnings, ...informs].map(({ rule }) => rule))].sort();
