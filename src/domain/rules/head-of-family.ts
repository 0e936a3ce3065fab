import { ruleText } from './rule-text.ts';
import { ageOn, isAdult } from '../card/age.ts';
import { isAwaited } from '../card/awaited.ts';
import { birthDateIn } from '../card/birth-date-in.ts';
import { everMarried } from '../card/marital.ts';
import { differencesBetween } from '../card/differences.ts';
import { isEmptyCell } from '../card/names.ts';
import { cardNumbered, cardOf, headOf, memberOf } from '../card/register.ts';
import { touchedCards } from '../events/common-evidence.ts';
import type { Fact } from '../events/event.ts';
import { faultOfHead } from '../events/wedding.ts';
import type { FamilyCard, FamilyMember } from '../family-card.ts';
import { listedPeople } from './people.ts';
import { declaredAs, factsOf, hasPaper, type Hit, type Rule, type RuleContext } from './rule.ts';

/** What takes a person off every card. */
const LEAVES_THE_CARDS: readonly Fact['fact'][] = ['death', 'moved-out', 'left-citizenship'];

/** Rules about who applies, who is head, and what becomes of a card that is left. */
const CHOOSE_ADULT = ruleText('R20');

/** A head who was not head of the card that this person, or the family, had before. */
function newHeads({ before, plan, draft }: RuleContext): FamilyMember[] {
  return [...plan.register.cards, ...draft].flatMap((card) => {
    const head = headOf(card);
    const was = head === undefined ? undefined : memberOf(before, head.nik);
    return head === undefined || was?.shdk === 'KEPALA KELUARGA' ? [] : [head];
  });
}

/** As typed: somebody else than SIAK's head is listed as head. The age is SIAK's, else that of the NIK. */
function listedNewHead(c: RuleContext): { readonly nik: string; readonly name: string } | undefined {
  const head = listedPeople(c).find(({ shdk }) => shdk === 'KEPALA KELUARGA');
  if (head?.birthDate === undefined || memberOf(c.before, head.nik)?.shdk === 'KEPALA KELUARGA') return undefined;
  const married = head.maritalStatus !== undefined && everMarried(head.maritalStatus);
  return ageOn(head.birthDate, c.today) >= 17 || married ? undefined : head;
}

/** Birth date and marriage as this application corrects or tells them. */
const rowNow = ({ plan, before }: RuleContext, nik: string): FamilyMember | undefined =>
  memberOf(plan.register, nik) ?? memberOf(before, nik);

/** Relations that somebody has only by a marriage, now or before, or by being head. */
const MARRIED_RELATIONS = ['KEPALA KELUARGA', 'SUAMI', 'ISTRI', 'MENANTU'];
/** Below this age no marriage is believed without SIAK (rule R32 warns below 16 even then). */
const MAY_BE_MARRIED_FROM = 16;
/** Of anybody else a NIK that fits a small child and a person of a hundred years may be either's. */
const CHILDREN = ['ANAK', 'CUCU'];

/**
 * Seventeen or married, by SIAK's row. Where SIAK was not read, the age comes from the NIK and the marriage is unknown:
 * who may be married, or very old, is let through to the officer, who reads SIAK.
 */
function mayApply(c: RuleContext): boolean {
  const row = c.read ? rowNow(c, c.applicant) : memberOf(c.before, c.applicant);
  if (row !== undefined && !isEmptyCell(row.maritalStatus)) return isAdult(row, c.today);
  const relation = listedPeople(c).find(({ nik }) => nik === c.applicant)?.shdk ?? '';
  const born = birthDateIn(c.applicant, c.today, !CHILDREN.includes(relation));
  const asMarried = MARRIED_RELATIONS.includes(relation);
  return born === undefined || asMarried || ageOn(born, c.today) >= MAY_BE_MARRIED_FROM;
}

/** Cards that lost somebody and are still there, as planned. */
function leftCards({ before, plan }: RuleContext): { readonly was: FamilyCard; readonly now: FamilyCard }[] {
  return before.cards.flatMap((was) => {
    const now = cardNumbered(plan.register, was.kkNumber);
    const lost = now !== undefined && was.members.some((row) => !now.members.some(({ nik }) => nik === row.nik));
    return now !== undefined && lost ? [{ was, now }] : [];
  });
}

/**
 * Planned cards whose head is gone and for which nobody was chosen; also one that SIAK had left without a head. Where
 * the head still stands on the card under another relation, rule R19 speaks.
 */
function headless(c: RuleContext): FamilyCard[] {
  const touched = touchedCards(c).map((card) => card.kkNumber);
  return c.plan.register.cards.filter((card) => {
    const concerned = isAwaited(card.kkNumber) || touched.includes(card.kkNumber);
    const wasHead = card.members.some(({ nik }) => memberOf(c.before, nik)?.shdk === 'KEPALA KELUARGA');
    return concerned && headOf(card) === undefined && !wasHead;
  });
}

export const HEAD_RULES: readonly Rule[] = [
  {
    id: 'R17',
    name: 'applicant_17',
    where: 'application',
    severity: 'refuse',
    source: 'UU 24/2013 art. 63 (KTP-el from 17 or when married); plausibility for "who may apply"',
    sentence: ruleText('R17'),
    check: (c) => (mayApply(c) ? [] : [{ subject: c.applicant, field: '/applicant/nik' }]),
  },
  {
    id: 'R18',
    name: 'applicant_foreign',
    where: 'application',
    severity: 'refuse',
    source: 'F-1.07 (Permendagri 109/2019); who may apply = our assumption',
    sentence:
      'Pemohon: Anda tidak tercatat pada KK ini. Unggah surat kuasa F-1.07 yang ditandatangani anggota KK dan KTP-el pemberi kuasa.',
    check: (c) =>
      standsOnAffectedCard(c) || hasPaper(c, 'f-1-07') ? [] : [{ subject: c.applicant, field: '/applicant/nik' }],
  },
  {
    id: 'R19',
    name: 'one_head',
    where: 'application',
    severity: 'refuse',
    source: 'UU 23/2006 art. 61(1)',
    sentence: ruleText('R19'),
    check: (c) => {
      const heads = (rows: readonly { readonly shdk: string }[]) =>
        rows.filter(({ shdk }) => shdk === 'KEPALA KELUARGA').length;
      const listed = listedPeople(c);
      const typed = listed.some(({ shdk }) => shdk !== '') && heads(listed) !== 1 ? [{ field: '/listed' }] : [];
      const none = headless(c).map((card) => card.kkNumber);
      const wrong = [...new Set([...c.draft, ...changedCards(c)])].filter(
        // R60 reports a planned card without a head, with who may be chosen.
        (card) => heads(card.members) !== 1 && !(heads(card.members) === 0 && none.includes(card.kkNumber)),
      );
      return [...typed, ...wrong.map((card) => ({ subject: card.kkNumber })), ...wrongHeadsOfWeddings(c)];
    },
  },
  {
    id: 'R20',
    name: 'head_17',
    where: 'application',
    severity: 'refuse',
    source: 'Permendagri 108/2019 art. 10(4); SE 470/13287',
    sentence: CHOOSE_ADULT,
    check: (c) => {
      const split = factsOf(c, 'split').map(({ nik }) => nik); // R21 has the sentence for them
      const heads = newHeads(c).filter((head) => !isAdult(head, c.today) && !split.includes(head.nik));
      const typed = listedNewHead(c);
      const all = [...heads, ...(typed === undefined ? [] : [typed])];
      return [...new Set(all.map(({ nik }) => nik))].map((nik): Hit => ({ subject: nik }));
    },
  },
  {
    id: 'R21',
    name: 'split_17',
    where: 'application',
    severity: 'refuse',
    source: 'Permendagri 108/2019 art. 10(4)',
    sentence: 'Pisah KK: {nama} dapat memiliki KK sendiri mulai umur 17 tahun atau sesudah kawin.',
    check: (c) =>
      factsOf(c, 'split')
        .flatMap(({ nik }) => rowNow(c, nik) ?? [])
        .filter((row) => !isAdult(row, c.today))
        .map((row) => ({ subject: row.nik, words: { nama: row.name } })),
  },
  {
    id: 'R60',
    name: 'old_card_left',
    where: 'application',
    severity: 'refuse',
    source: 'Permendagri 108/2019 art. 10(4); SE 470/13287',
    sentence:
      'KK yang ditinggalkan memerlukan kepala keluarga dewasa. Pilih penggantinya, atau ikut sertakan semua anggota.',
    check: (c) => {
      const minors = leftCards(c)
        .filter(({ was, now }) => {
          // The head before the event does not count as a new head; R20 reports a chosen child of 15.
          const lostAdults = was.members.some((row) => isAdult(row, c.today));
          return lostAdults && headOf(now) !== undefined && now.members.every((row) => !isAdult(row, c.today));
        })
        .map(({ now }) => now);
      return [...headless(c), ...minors].map((card) => ({ subject: card.kkNumber }));
    },
  },
  {
    id: 'R63',
    name: 'number_new',
    where: 'draft vs SIAK',
    severity: 'refuse',
    source: 'UU 23/2006 art. 61(3)',
    sentence: 'Kepala keluarga berganti, maka Nomor KK juga baru. Periksa entri di SIAK.',
    check: (c) =>
      c.draft
        .filter((card) => {
          const planned = plannedFor(c, card);
          const isOld = c.before.cards.some((old) => old.kkNumber === card.kkNumber);
          return c.drafted && planned !== undefined && isAwaited(planned.kkNumber) && isOld;
        })
        .map((card) => ({ subject: card.kkNumber })),
  },
  {
    id: 'R64',
    name: 'number_kept',
    where: 'draft vs SIAK',
    severity: 'warn',
    source: 'UU 23/2006 art. 61(3)',
    sentence: 'Kepala keluarga tetap, maka Nomor KK biasanya tetap. Periksa apakah nomor baru memang dimaksud.',
    check: (c) =>
      c.draft
        .filter((card) => {
          const planned = plannedFor(c, card);
          if (!c.drafted || planned === undefined || isAwaited(planned.kkNumber)) return false;
          const was = cardNumbered(c.before, planned.kkNumber);
          const movesKapanewon = was !== undefined && was.kapanewon !== card.kapanewon; // A2: SIAK decides
          return card.kkNumber !== planned.kkNumber && !movesKapanewon;
        })
        .map((card) => ({ subject: card.kkNumber })),
  },
  {
    id: 'R65',
    name: 'two_cards',
    where: 'draft vs SIAK',
    severity: 'refuse',
    source: 'UU 23/2006 art. 62(1)',
    sentence: '{nama} masih tercatat pada KK {nomor}. Seorang penduduk hanya pada satu KK; pilih KK yang dipakai.',
    check: (c) => [
      ...c.draft.flatMap((card) => {
        const own = plannedFor(c, card);
        const others = [...c.plan.register.cards, ...c.draft, ...c.alsoInSiak].filter(
          (other) => other !== card && other !== own && other.kkNumber !== card.kkNumber,
        );
        return card.members.flatMap((row): Hit[] => {
          const other = others.find((candidate) => candidate.members.some(({ nik }) => nik === row.nik));
          return other === undefined ? [] : [{ subject: row.nik, words: { nama: row.name, nomor: other.kkNumber } }];
        });
      }),
      ...lostPeople(c),
    ],
  },
];

/** Planned cards that are new or list other people than before. */
const changedCards = ({ before, plan }: RuleContext): FamilyCard[] =>
  plan.register.cards.filter((card) => {
    const was = cardNumbered(before, card.kkNumber);
    return was === undefined || differencesBetween(was, card).some(({ kind }) => kind !== 'header');
  });

/** A wedding that names somebody as head who cannot be head of the couple's card. */
function wrongHeadsOfWeddings(c: RuleContext): Hit[] {
  return [...declaredAs(c, 'menikah'), ...declaredAs(c, 'kawin-belum-tercatat')].flatMap(({ data, at }): Hit[] => {
    const fault = faultOfHead(c, data);
    return fault === undefined ? [] : [{ subject: data.head, field: `${at}/head`, sentence: ruleText(fault) }];
  });
}

/**
 * The net under all events: whoever stood on a card stands on one afterwards, but who died, moved out or stopped being
 * a citizen.
 */
function lostPeople({ before, plan }: RuleContext): Hit[] {
  const gone = plan.facts.flatMap((fact) => (LEAVES_THE_CARDS.includes(fact.fact) && 'nik' in fact ? [fact.nik] : []));
  return before.cards
    .flatMap(({ members }) => members)
    .filter(({ nik }) => !gone.includes(nik) && memberOf(plan.register, nik) === undefined)
    .map(({ nik, name }) => ({
      subject: nik,
      words: { nama: name },
      sentence:
        '{nama} tidak tercantum pada KK mana pun sesudah perubahan ini. Periksa siapa yang ikut pindah dan siapa yang tinggal.',
    }));
}

/** The planned card that a card of the draft is: the same number, or else the same head. */
export function plannedFor({ plan }: Pick<RuleContext, 'plan'>, card: FamilyCard): FamilyCard | undefined {
  const head = headOf(card);
  const byHead = head === undefined ? undefined : cardOf(plan.register, head.nik);
  return byHead !== undefined && headOf(byHead)?.nik === head?.nik
    ? byHead
    : (cardNumbered(plan.register, card.kkNumber) ?? byHead);
}

/**
 * The applicant stands on a card that the events touch, or all who live on it are children (then a relative applies).
 */
export function standsOnAffectedCard(c: Pick<RuleContext, 'before' | 'plan' | 'applicant' | 'today'>): boolean {
  const touched = touchedCards(c);
  // Nobody whom the application names was found: then it is about the applicant's own card.
  if (touched.length === 0 && cardOf(c.before, c.applicant) !== undefined) return true;
  const afterwards = cardOf(c.plan.register, c.applicant);
  const receives =
    afterwards !== undefined && c.plan.issueFor.some((nik) => cardOf(c.plan.register, nik) === afterwards);
  if (receives || touched.some((card) => card.members.some((row) => row.nik === c.applicant))) return true;
  const dead = c.plan.facts.flatMap((fact) => (fact.fact === 'death' ? [fact.nik] : []));
  const living = touched.flatMap((card) => card.members).filter((row) => !dead.includes(row.nik));
  return living.length > 0 && living.every((row) => !isAdult(row, c.today));
}
