import { expect } from 'chai';
import { createClock } from '../../../src/process/memory/clock.ts';
import { readDecisions } from '../../../src/process/memory/decisions.ts';
import { ExpressionError, holds, valueOf } from '../../../src/process/memory/expression.ts';
import { Findings } from '../../../src/process/memory/findings.ts';
import { plusDuration } from '../../../src/process/memory/iso-duration.ts';

describe('A formula of the diagram', () => {
  it('is FEEL after "=", and a text otherwise', () => {
    expect(valueOf('petugas-entri', {})).to.equal('petugas-entri');
    expect(valueOf('=if returnReason = "" then "" else note', { returnReason: 'X', note: 'why' })).to.equal('why');
    expect(valueOf('=missing', {})).to.equal(null);
    expect(valueOf('=duration("P7D")', {})).to.equal('P7D');
    expect(valueOf('=[1, {a: date("2026-11-26")}]', {})).to.deep.equal([1, { a: '2026-11-26' }]);
  });

  it('as a condition must be true or false', () => {
    expect(holds('=reminders < 2', { reminders: 1 })).to.equal(true);
    for (const context of [{}, { reminders: null }])
      expect(() => holds('=reminders < 2', context)).to.throw(ExpressionError);
  });
});

describe('A duration', () => {
  const from = new Date('2026-11-26T00:00:00Z');
  it('is added by the calendar where it has months, and by its length otherwise', () => {
    const added = (duration: string) => plusDuration(from, duration)?.toISOString();
    expect(added('PT1M')).to.equal('2026-11-26T00:01:00.000Z');
    expect(added('P16DT2H')).to.equal('2026-12-12T02:00:00.000Z');
    expect(added('P1Y3M')).to.equal('2028-02-26T00:00:00.000Z');
    expect(added('P2W')).to.equal('2026-12-10T00:00:00.000Z');
    expect(added('-PT0.5S')).to.equal('2026-11-25T23:59:59.500Z');
    for (const wrong of ['', 'P', 'PT', 'P1H', '7 days', 'null']) expect(plusDuration(from, wrong)).to.equal(undefined);
  });
});

describe('The clock of the tests', () => {
  it('never goes back', () => {
    const clock = createClock(new Date(1000));
    clock.moveTo(new Date(3000));
    clock.moveTo(new Date(2000));
    expect(clock.now()).to.deep.equal(new Date(3000));
  });
});

describe('A decision table in memory', () => {
  const rule = (when: string, then: string) =>
    `<rule id="r${when.length}${then.length}"><inputEntry id="i${then}"><text>${when.replaceAll('<', '&lt;')}</text></inputEntry><outputEntry id="o${then}"><text>${then}</text></outputEntry></rule>`;
  async function decide(
    policy: string,
    count: number,
    ...rules: readonly (readonly [string, string])[]
  ): Promise<unknown> {
    const findings = new Findings();
    const content = `<?xml version="1.0" encoding="UTF-8"?><definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d" namespace="d"><decision id="fee" name="Fee"><decisionTable id="t" ${policy}><input id="in"><inputExpression id="ie" typeRef="number"><text>count</text></inputExpression></input><output id="out" name="fee" typeRef="number" />${rules.map(([when, then]) => rule(when, then)).join('')}</decisionTable></decision></definitions>`;
    const decisions = await readDecisions([{ name: 'fee.dmn', content }], findings);
    findings.refuse();
    return decisions.evaluate('fee', { count });
  }

  it('answers by its hit policy', async () => {
    const overlapping = [
      ['< 5', '1'],
      ['-', '2'],
    ] as const;
    expect(await decide('hitPolicy="FIRST"', 3, ...overlapping)).to.equal(1);
    expect(await decide('hitPolicy="FIRST"', 7, ...overlapping)).to.equal(2);
    expect(await decide('hitPolicy="COLLECT"', 3, ...overlapping)).to.deep.equal([1, 2]);
    expect(await decide('hitPolicy="COLLECT" aggregation="SUM"', 3, ...overlapping)).to.equal(3);
    expect(await decide('hitPolicy="COLLECT" aggregation="COUNT"', 3, ...overlapping)).to.equal(2);
    expect(await decide('hitPolicy="COLLECT"', 9, ['< 5', '1'])).to.equal(null);
    expect(await decide('', 9, ['< 5', '1'])).to.equal(null);
  });

  it('is an error when a rule should be the only one and is not', async () => {
    const error: unknown = await decide('hitPolicy="UNIQUE"', 3, ['< 5', '1'], ['-', '2']).catch(
      (reason: unknown) => reason,
    );
    expect(error).to.be.instanceOf(ExpressionError);
  });

  it('is refused with a policy that it cannot answer', async () => {
    const error: unknown = await decide('hitPolicy="PRIORITY"', 3, ['< 5', '1']).catch((reason: unknown) => reason);
    expect(error).to.have.property('findings');
  });
});
