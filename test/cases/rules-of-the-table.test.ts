import { expect } from 'chai';
import { RULES } from '../../src/domain/rules/table.ts';
import { EXAMPLES } from '../domain/rules/examples/all.ts';
import type { Example } from '../domain/rules/examples/rule-examples.ts';
import { meet, type Met } from './rule-office.ts';
import { withOffice } from './office.ts';

/** What the near misses of these rules speak of: an earlier application that has ended. */
const EARLIER: Readonly<Record<string, 'withdrawn' | 'delivered'>> = { R51: 'withdrawn', R52: 'delivered' };

/**
 * Every rule of the product's own table through the use cases: an applicant sends, the automatic check runs, an officer
 * opens the case and reads, and decides; where the rule speaks of SIAK's draft, the draft is drawn and Kasi/Kabid
 * decides. A rule without an example of both kinds fails.
 */
describe('The rules of the table, from the application to the decision', () => {
  const given = withOffice({}, new Date('2026-11-26T02:00:00Z'));
  const table: Record<string, string | number>[] = [];
  after(() => console.table(table));

  for (const rule of RULES)
    it(`${rule.id} ${rule.name}`, async () => {
      const { triggers = [], spares = [] } = EXAMPLES[rule.id] ?? {};
      expect(triggers, 'a situation that triggers it').to.not.be.empty;
      expect(spares, 'a near miss').to.not.be.empty;
      const met = async ([what, make]: Example, earlier?: 'withdrawn' | 'delivered') => ({
        what,
        met: await meet(given.office, rule, make(), earlier),
      });
      const triggered: { what: string; met: Met | undefined }[] = [];
      for (const example of triggers) triggered.push(await met(example));
      const spared: { what: string; met: Met | undefined }[] = [];
      for (const example of spares) spared.push(await met(example, EARLIER[rule.id]));
      const [first] = triggered;
      table.push({
        rule: `${rule.id} ${rule.name}`,
        severity: rule.severity,
        'told to': first?.met?.at ?? '-',
        effect: first?.met?.effect ?? '-',
        triggered: triggered.filter((one) => one.met !== undefined).length,
        spared: spared.filter((one) => one.met === undefined).length,
      });
      expect(
        triggered.filter((one) => one.met === undefined),
        'not triggered by',
      ).to.deep.equal([]);
      expect(
        spared.filter((one) => one.met !== undefined),
        'not spared',
      ).to.deep.equal([]);
      const stopped = triggered.every((one) => (one.met!.effect === 'told') !== (rule.severity === 'refuse'));
      expect(stopped, 'what is to be refused is refused, and nothing else').to.equal(true);
    });
});
