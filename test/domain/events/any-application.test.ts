import { expect } from 'chai';
import fc from 'fast-check';
import { advise } from '../../../src/domain/assessment/advise.ts';
import { assess, assessDraft } from '../../../src/domain/assessment/assess.ts';
import { checkApplication } from '../../../src/domain/check-application.ts';
import { DEFAULT_OFFICE_RULES } from '../../../src/domain/events/office-rules.ts';
import { readApplication } from '../../../src/domain/events/read-application.ts';
import type { FamilyCard } from '../../../src/domain/family-card.ts';
import { situationFor, TODAY } from '../families.ts';
import { anyEvents } from './any-application.ts';
import { families } from './random-families.ts';

interface Submitted {
  /** The cards that were read; the others stay unknown. */
  readonly cards: readonly FamilyCard[];
  readonly value: Readonly<Record<string, unknown>>;
}

const NOBODY = '3402150101909998';

const submitted: fc.Arbitrary<Submitted> = families.chain((all) => {
  const people = all.flatMap(({ members }) => members);
  const niks = [...people.map(({ nik }) => nik), NOBODY];
  return fc
    .record({
      cards: fc.oneof(fc.constant(all), fc.subarray(all)),
      applicant: fc.constantFrom(...people),
      kkNumber: fc.option(fc.constantFrom(...all.map((card) => card.kkNumber)), { nil: undefined }),
      listed: fc.option(fc.constantFrom(...all), { nil: undefined }),
      events: anyEvents(niks),
    })
    .map(({ cards, applicant, kkNumber, listed, events }) => ({
      cards,
      value: {
        applicant: { name: applicant.name, nik: applicant.nik, whatsapp: '0812 3456 7890' },
        ...(kkNumber === undefined ? {} : { kkNumber }),
        ...(listed === undefined ? {} : { listed: listed.members.map(({ name, nik, shdk }) => ({ name, nik, shdk })) }),
        events,
        statement: true,
      },
    }));
});

const GONE = ['death', 'moved-out', 'left-citizenship'];
/** Rules that must hold of the cards themselves. */
const STRUCTURE = ['R05', 'R19', 'R20', 'R60', 'R65'];

describe('Whatever a resident declares, about whomever', () => {
  it('is answered; nobody is lost or listed twice and each card has one head, or a rule stops it', () => {
    let passed = 0;
    fc.assert(
      fc.property(submitted, ({ cards, value }) => {
        const checked = checkApplication(value, TODAY);
        if (checked.ok) advise(checked.application, TODAY, DEFAULT_OFFICE_RULES);
        else expect(checked.faults).to.not.be.empty;
        const read = readApplication(structuredClone(value));
        if (!read.ok) return;
        const situation = situationFor({ cards, events: [] });
        const { outcome, stops, plan } = assess(read.application, situation);
        assessDraft(read.application, situation, plan.register.cards);
        if (outcome === 'elsewhere' || stops.some(({ rule }) => STRUCTURE.includes(rule))) return;
        passed += 1;
        const after = niksOf(plan.register.cards);
        const gone = plan.facts.flatMap((fact) => (GONE.includes(fact.fact) && 'nik' in fact ? [fact.nik] : []));
        expect(new Set(after).size, 'nobody twice').to.equal(after.length);
        expect(niksOf(cards).filter((nik) => !gone.includes(nik) && !after.includes(nik))).to.deep.equal([]);
        for (const { kkNumber, headName, members } of plan.register.cards) {
          const heads = members.filter(({ shdk }) => shdk === 'KEPALA KELUARGA');
          expect(
            heads.map(({ name }) => name),
            kkNumber,
          ).to.deep.equal([headName]);
        }
      }),
      { numRuns: 150, seed: 261127 },
    );
    expect(passed).to.be.greaterThan(50);
  });
});

const niksOf = (cards: readonly FamilyCard[]) => cards.flatMap(({ members }) => members.map(({ nik }) => nik));
