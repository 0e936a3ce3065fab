import { expect } from 'chai';
import { checkApplication } from '../../src/domain/check-application.ts';
import { isAwaited } from '../../src/domain/card/awaited.ts';
import { Failure } from '../../src/domain/failures.ts';
import type { FamilyCard } from '../../src/domain/family-card.ts';
import type { RuleContext } from '../../src/domain/rules/rule.ts';
import type { Finding, RULES } from '../../src/domain/rules/table.ts';
import { INDONESIAN } from '../../src/domain/language/indonesian.ts';
import { TODAY } from '../domain/families.ts';
import { submits } from './golden-office.ts';
import { PEOPLE, refusalOf, type Office, type OfficerName, type SubmittedCase } from './office.ts';

type Rule = (typeof RULES)[number];

/** Where a person meets the sentence of a rule, and what it does there. */
export interface Met {
  readonly at: 'portal' | 'petugas entri' | 'Kasi/Kabid';
  /** What happens with the step: refused, not to be completed, asked for, or only shown. */
  readonly effect: 'refused' | 'stops' | 'asked' | 'told';
  readonly sentence: string;
}

/**
 * SIAK with the cards of one situation: what an entry makes of them, or what somebody else made of them where the
 * situation has a draft of its own.
 */
function serve(office: Office, { before, draft, drafted, plan }: RuleContext): void {
  const given = (card: FamilyCard): FamilyCard =>
    isAwaited(card.kkNumber) ? { ...card, kkNumber: '3402152611269001' } : card;
  const after = (drafted ? [...draft, ...plan.register.cards] : plan.register.cards).map(given);
  let entered = false;
  const now = () => (entered ? after : before.cards);
  Object.assign(office.register, {
    cardOf: (nik: string) => Promise.resolve(now().find((card) => card.members.some((row) => row.nik === nik))),
    family: (kkNumber: string) => {
      const card = now().find((one) => one.kkNumber === kkNumber);
      return card === undefined ? Promise.reject(new Failure('FAMILY_UNKNOWN')) : Promise.resolve(card);
    },
    enter: ({ ownReference }: { ownReference: string }) => {
      entered = true;
      return Promise.resolve(office.register.enteredByHand(ownReference, given(draft[0]!).kkNumber));
    },
  });
}

/** Runs a situation through the use cases until the rule is met, or to the end of the check it belongs to. */
export async function meet(
  office: Office,
  { id, sentence }: Rule,
  c: RuleContext,
  finished?: 'withdrawn' | 'delivered',
): Promise<Met | undefined> {
  const told = c.application;
  const patterns = [sentence, ...variantsOf(id)].map(patternOf);
  const checked = checkApplication(told, TODAY);
  if (!checked.ok) {
    const fault = checked.faults.find(({ remedy }) => patterns.some((pattern) => pattern.test(remedy)));
    return fault === undefined ? undefined : { at: 'portal', effect: 'refused', sentence: fault.remedy };
  }
  serve(office, c);
  const earlier = await earlierApplications(office, c, finished);
  const { applicationNumber, pin } = await submits(office, told, c.papers, TODAY);
  try {
    await office.decides('sri', applicationNumber, 'open-application');
    await readsThePapers(office, applicationNumber, c.papers);
    const atEntry = await findingOf(office, 'sri', applicationNumber, id);
    if (!c.drafted) return atEntry && (await atExamination(office, applicationNumber, atEntry));
    await office.decides('sri', applicationNumber, 'examine-application', { examination: 'complete' });
    await office.requests(applicationNumber);
    const atDraft = await findingOf(office, 'endah', applicationNumber, id);
    return atDraft && (await atVerification(office, applicationNumber, atDraft));
  } finally {
    for (const one of [...earlier, { applicationNumber, pin }])
      await office.applicants.withdraw(one.applicationNumber, one.pin).catch(() => undefined);
    await office.settle();
  }
}

/** The officer notes down what the situation says of each paper. */
async function readsThePapers(office: Office, applicationNumber: string, papers: RuleContext['papers']): Promise<void> {
  const handedIn = await office.store.papers.of(applicationNumber);
  for (const { document, about = '', reads = {}, signedBy, witnesses } of papers) {
    const paper = handedIn.find(({ kind }) => kind === document)!;
    if (Object.keys(reads).length === 0 && signedBy === undefined && witnesses === undefined) continue;
    await office.officers.recordReading(PEOPLE.sri.username, applicationNumber, paper.id, {
      ...{ about, name: reads.name ?? '', nik: reads.nik ?? '', date: reads.date ?? '' },
      witnesses: witnesses === undefined ? '' : String(witnesses),
      ...(signedBy === undefined ? {} : { signedBy }),
    });
  }
}

/** What the same people applied for before: the applications that the situation calls open, or one that has ended. */
async function earlierApplications(
  office: Office,
  { openApplications, application, before }: RuleContext,
  finished: 'withdrawn' | 'delivered' | undefined,
): Promise<SubmittedCase[]> {
  const made: SubmittedCase[] = [];
  for (const { kkNumber, niks } of finished === undefined ? openApplications : [{ niks: [], kkNumber: undefined }]) {
    const family = before.cards.find((card) => card.kkNumber === kkNumber) ?? before.cards[0]!;
    const nik = niks[0] ?? family.members[1]?.nik ?? family.members[0]!.nik;
    const blood = { event: 'golongan-darah' as const, data: { changes: [{ person: nik, from: 'O', to: 'A' }] } };
    const applicant = finished === undefined ? { ...application.applicant, nik } : application.applicant;
    const told = { applicant, events: [blood], statement: true as const };
    const { applicationNumber, pin } = await submits(
      office,
      { ...told, ...(kkNumber === undefined ? {} : { kkNumber }) },
      [],
      TODAY,
    );
    if (finished === 'withdrawn') await office.applicants.withdraw(applicationNumber, pin);
    // The card has reached the applicant; other tests show how.
    if (finished === 'delivered') await office.store.cases.change(applicationNumber, { state: 'delivered' });
    await office.settle();
    made.push({ applicationNumber, pin });
  }
  return made;
}

async function findingOf(
  office: Office,
  who: OfficerName,
  applicationNumber: string,
  id: string,
): Promise<Finding | undefined> {
  const { family } = await office.officers.case(PEOPLE[who].username, applicationNumber);
  return [...family!.stops, ...family!.warnings, ...family!.informs].find(({ rule }) => rule === id);
}

async function atExamination(office: Office, applicationNumber: string, finding: Finding): Promise<Met> {
  const met = { at: 'petugas entri', sentence: finding.sentence } as const;
  if (finding.severity !== 'refuse') return { ...met, effect: 'told' };
  if (finding.where === 'evidence') return { ...met, effect: 'asked' };
  await office.reads('sri', applicationNumber);
  const { taskId: task } = await office.task(applicationNumber, 'examine-application');
  const decide = office.officers.decide(PEOPLE.sri.username, {
    applicationNumber,
    task,
    answer: { examination: 'complete' },
  });
  expect((await refusalOf(decide)).code).to.equal('RULES_STOP_EXAMINATION');
  return { ...met, effect: 'stops' };
}

async function atVerification(office: Office, applicationNumber: string, finding: Finding): Promise<Met> {
  const met = { at: 'Kasi/Kabid', sentence: finding.sentence } as const;
  if (finding.severity !== 'refuse') return { ...met, effect: 'told' };
  await office.reads('endah', applicationNumber);
  const { taskId: task } = await office.task(applicationNumber, 'verify-draft');
  const decide = office.officers.decide(PEOPLE.endah.username, {
    applicationNumber,
    task,
    answer: { verification: 'valid' },
  });
  expect((await refusalOf(decide)).code).to.equal('RULES_STOP_VERIFICATION');
  return { ...met, effect: 'stops' };
}

/** What a rule says where its own sentence does not fit. */
function variantsOf(id: string): string[] {
  return Object.entries(INDONESIAN.rules)
    .filter(([key]) => key.startsWith(`${id}.`))
    .map(([, sentence]) => sentence);
}

/** The sentence with anything in its braces. */
function patternOf(sentence: string): RegExp {
  const parts = sentence.split(/\{+[^}]+\}+/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`);
}
