import { expect } from 'chai';
import { children, extensions } from '../../../../../src/process/moddle.ts';
import { expectOne, inputsOf, JOB, outputsOf, refused, task, translated, wrapped } from '../model.ts';

const mapping = (...entries: string[]): string => `<zeebe:ioMapping>${entries.join('')}</zeebe:ioMapping>`;
const input = (target: string, source: string) => `<zeebe:input source="${source}" target="${target}" />`;
const output = (target: string, source: string) => `<zeebe:output source="${source}" target="${target}" />`;
const job = (...entries: string[]) => task('serviceTask', JOB + mapping(...entries));

describe('Translation of variable mappings', () => {
  it('makes input and output parameters of them, FEEL as it is', async () => {
    const element = (
      await translated({ elements: job(input('note', '=&quot;&quot;'), output('sent', '=not(failed)')) })
    ).element();
    expect(inputsOf(element)).to.deep.equal([['note', `\${feel.eval(execution, '""')}`]]);
    expect(outputsOf(element)).to.deep.equal([['sent', "${feel.eval(execution, 'not(failed)')}"]]);
  });

  it('quotes what the engine reads as its own signs', async () => {
    const element = (await translated({ elements: job(input('a', "=&quot;it's \\n&quot;")) })).element();
    expect(inputsOf(element)).to.deep.equal([['a', `\${feel.eval(execution, '"it\\'s \\\\n"')}`]]);
  });

  it('brings along the earlier mappings that a mapping reads, and no others', async () => {
    const entries = [input('a', '=1'), input('b', '=2'), input('c', '=a + 1'), input('d', '=c * x')];
    const element = (await translated({ elements: job(...entries) })).element();
    expect(inputsOf(element).map(([, value]) => value)).to.deep.equal([
      "${feel.eval(execution, '1')}",
      "${feel.eval(execution, '2')}",
      "${feel.eval(execution, '{a: 1, c: a + 1}.c')}",
      "${feel.eval(execution, '{a: 1, c: a + 1, d: c * x}.d')}",
    ]);
  });

  it('lets no comment of an earlier mapping swallow the rest', async () => {
    const element = (await translated({ elements: job(input('a', '=1 // satu'), input('b', '=a')) })).element();
    expect(inputsOf(element)[1]).to.deep.equal(['b', "${feel.eval(execution, '{a: 1 // satu\n, b: a}.b')}"]);
  });

  it('leaves a mapping alone that reads the variable it sets', async () => {
    const element = (await translated({ elements: job(output('n', '=n + 1')) })).element();
    expect(outputsOf(element)).to.deep.equal([['n', "${feel.eval(execution, 'n + 1')}"]]);
  });

  for (const [kind, event] of [
    ['start', '<bpmn:startEvent id="start" name="Awal">'],
    ['boundary', '<bpmn:boundaryEvent id="start" attachedToRef="it">'],
    ['end', '<bpmn:endEvent id="start">'],
  ] as const)
    it(`sets the outputs of a ${kind} event by listeners, one after the other`, async () => {
      const content = wrapped(mapping(output('a', '=1'), output('b', '=a'))) + (kind === 'boundary' ? timer : '');
      const whole = `${event}${content}</bpmn:${/bpmn:(\w+)/.exec(event)?.[1]}>`;
      const parts = kind === 'start' ? { start: whole } : { start: '<bpmn:startEvent id="begin" />' };
      const elements = kind === 'start' ? '' : `${task('serviceTask', JOB)}${whole}`;
      const result = await translated({ ...parts, elements: elements.replace('id="it"', 'id="it" ') });
      expect(
        extensions(result.element('start')).map((each) => [each.$type, each.get('event'), each.get('expression')]),
      ).to.deep.equal([
        ['camunda:ExecutionListener', 'end', "${feel.set(execution, 'a', '1')}"],
        ['camunda:ExecutionListener', 'end', "${feel.set(execution, 'b', 'a')}"],
      ]);
    });

  it('keeps the mappings of catch events and sub-processes as parameters', async () => {
    for (const elements of [
      `<bpmn:intermediateCatchEvent id="it">${wrapped(mapping(output('a', '=1')))}${timer}</bpmn:intermediateCatchEvent>`,
      `<bpmn:subProcess id="it">${wrapped(mapping(output('a', '=1')))}<bpmn:startEvent id="s" /></bpmn:subProcess>`,
    ])
      expect(outputsOf((await translated({ elements })).element())).to.deep.equal([
        ['a', "${feel.eval(execution, '1')}"],
      ]);
  });

  const refusals: readonly [string, string, string][] = [
    ['a text that is no expression', job(input('a', 'tetap')), 'diawali tanda "="'],
    ['an expression that cannot be read', job(input('a', '=1 +')), 'pemetaan masukan "a"'],
    ['a variable within a variable', job(output('a.b', '=1')), '"a.b"'],
    ['a variable without a name', job(output('', '=1')), 'pemetaan keluaran'],
  ];
  for (const [what, elements, part] of refusals)
    it(`refuses ${what}`, async () => expectOne(await refused({ elements }), 'Langkah (it)', part));

  it('refuses input mappings of an event that has no scope of its own', async () => {
    const start = `<bpmn:startEvent id="start" name="Awal">${wrapped(mapping(input('a', '=1')))}</bpmn:startEvent>`;
    expectOne(await refused({ start }), 'Awal (start)', 'pemetaan masukan');
  });

  it('refuses mappings of an event sub-process, and says where they belong', async () => {
    const elements = `<bpmn:subProcess id="batal" name="Batal" triggeredByEvent="true">${wrapped(mapping(output('a', '=1')))}</bpmn:subProcess>`;
    expectOne(await refused({ elements }), 'Batal (batal)', 'kejadian awal');
  });

  it('takes an element without mappings as it is', async () => {
    const element = (await translated({ elements: task('serviceTask', JOB) })).element();
    expect(children(element, 'inputOutput')).to.deep.equal([]);
  });
});

const timer =
  '<bpmn:timerEventDefinition id="t"><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">PT1M</bpmn:timeDuration></bpmn:timerEventDefinition>';
