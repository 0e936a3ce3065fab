import { expect } from 'chai';
import { expectOne, inputsOf, outputsOf, refused, task, translated } from '../model.ts';

const SCRIPT = '<zeebe:script expression="=a + 1" resultVariable="sum" />';

describe('Translation of a script', () => {
  it('computes its FEEL in the engine', async () => {
    const element = (await translated({ elements: task('scriptTask', SCRIPT) })).element();
    expect([element.get('scriptFormat'), element.get('script'), element.get('camunda:resultVariable')]).to.deep.equal([
      'juel',
      "${feel.eval(execution, 'a + 1')}",
      'sum',
    ]);
    expect(inputsOf(element)).to.deep.equal([]);
  });

  it('keeps its result to the task when output mappings hand it on', async () => {
    const mapping = '<zeebe:ioMapping><zeebe:output source="=sum * 2" target="double" /></zeebe:ioMapping>';
    const element = (await translated({ elements: task('scriptTask', SCRIPT + mapping) })).element();
    expect(inputsOf(element)).to.deep.equal([['sum', "${feel.eval(execution, 'null')}"]]);
    expect(outputsOf(element)).to.deep.equal([['double', "${feel.eval(execution, 'sum * 2')}"]]);
  });

  for (const [what, elements, part] of [
    ['a program', task('scriptTask', SCRIPT, 'scriptFormat="groovy"'), 'Program'],
    ['a task without an expression', task('scriptTask'), '"FEEL expression"'],
    ['a text that is no expression', task('scriptTask', SCRIPT.replace('=a', 'a')), 'diawali tanda "="'],
    ['a result without a name', task('scriptTask', SCRIPT.replace('"sum"', '"jumlah akhir"')), '"Result variable"'],
  ] as const)
    it(`refuses ${what}`, async () => expectOne(await refused({ elements }), 'Langkah (it)', part));
});
