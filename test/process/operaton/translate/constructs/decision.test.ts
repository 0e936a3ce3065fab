import { expect } from 'chai';
import { expectOne, JOB, outputsOf, refused, task, translated } from '../model.ts';
import { dmn, literal, table, type TableOptions } from '../tables.ts';

const asking = (id: string, attributes = 'bindingType="deployment"', more = '') => ({
  elements: task(
    'businessRuleTask',
    `<zeebe:calledDecision decisionId="${id}" resultVariable="hasil" ${attributes} />${more}`,
  ),
});
const simple: TableOptions = { outputs: ['x'], rows: [['1', '"satu"']] };

describe('Translation of a called decision', () => {
  it('binds it to the deployment, and what cannot be computed stands at this task', async () => {
    const element = (await translated(asking('a'), dmn(literal('a', '1 + n')))).element();
    expect(
      ['decisionRef', 'decisionRefBinding', 'asyncBefore'].map((name) => element.get(`camunda:${name}`)),
    ).to.deep.equal(['a', 'deployment', true]);
  });

  it("reads the engine's rows under the name of the result", async () => {
    const element = (await translated(asking('a'), dmn(table('a', simple)))).element();
    expect(outputsOf(element)).to.deep.equal([
      [
        'hasil',
        `\${feel.eval(execution, 'if count(decisionResult) = 0 then null else get value(decisionResult[1], "x")')}`,
      ],
    ]);
  });

  it('lets output mappings read the result, which goes no further then', async () => {
    const mapping = '<zeebe:ioMapping><zeebe:output source="=hasil.x" target="x" /></zeebe:ioMapping>';
    const element = (
      await translated(
        asking('a', undefined, mapping),
        dmn(table('a', { ...simple, outputs: ['x', 'y'], rows: [['1', '2', '3']] })),
      )
    ).element();
    const outputs = outputsOf(element);
    expect(outputs.map(([name]) => name)).to.deep.equal(['x']);
    expect(outputs[0]?.[1]).to.contain('{hasil: if count(decisionResult) = 0').and.contain('x: hasil.x}.x');
  });

  const refusals: readonly [string, Parameters<typeof refused>[0], string][] = [
    ['a table that the model lacks', asking('lain'), 'Tabel keputusan "lain"'],
    ['the newest table for a running case', asking('a', ''), '"deployment" pada "Binding"'],
    ['a table by version tag', asking('a', 'bindingType="versionTag" versionTag="1"'), '"deployment" pada "Binding"'],
    ['a table whose name is computed', asking('=nama'), 'nama tetap'],
    [
      'a result without a plain name',
      { elements: asking('a').elements.replace('"hasil"', '"hasil akhir"') },
      '"Result variable"',
    ],
    ['a job and a table at once', asking('a', undefined, JOB), 'salah satu'],
    ['a rule task that asks nothing', { elements: task('businessRuleTask') }, '"Decision ID"'],
  ];
  for (const [what, parts, part] of refusals)
    it(`refuses ${what}`, async () => expectOne(await refused(parts, dmn(table('a', simple))), 'Langkah (it)', part));
});
