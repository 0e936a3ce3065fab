import { children, extension, text } from '../../../moddle.ts';
import { isPlainName, variablesOf } from '../../../feel-syntax.ts';
import type { Construct, Translation } from '../construct.ts';
import { feelAssignment, feelValue } from '../juel.ts';
import type { XmlElement } from '../xml-element.ts';
import { resultOf } from './decision.ts';
import { scriptResultOf } from './script.ts';

const TASKS = [
  'bpmn:ServiceTask',
  'bpmn:SendTask',
  'bpmn:BusinessRuleTask',
  'bpmn:ScriptTask',
  'bpmn:UserTask',
  'bpmn:ReceiveTask',
  'bpmn:SubProcess',
];
const EVENTS = [
  'bpmn:IntermediateCatchEvent',
  'bpmn:IntermediateThrowEvent',
  'bpmn:EndEvent',
  'bpmn:StartEvent',
  'bpmn:BoundaryEvent',
];
/** The engine's dialect has no output parameters here; a listener at the end sets the variables. */
const BY_LISTENER = ['bpmn:StartEvent', 'bpmn:BoundaryEvent', 'bpmn:EndEvent'];

interface Mapping {
  readonly target: string;
  readonly feel: string;
}

/**
 * zeebe:ioMapping becomes input and output parameters. Zeebe reads the mappings of one list as one context, so each
 * sees those before it; the engine computes each by itself, so such a mapping brings the earlier ones along.
 */
export const ioMapping: Construct = {
  answersFor: { 'zeebe:IoMapping': [...TASKS, ...EVENTS] },
  translate(element, draft, t) {
    const mapping = extension(element, 'zeebe:IoMapping');
    const inputs = read(element, children(mapping, 'inputParameters'), 'masukan', t);
    const outputs = read(element, children(mapping, 'outputParameters'), 'keluaran', t);

    if (inputs.length > 0 && ['bpmn:StartEvent', 'bpmn:BoundaryEvent'].includes(element.$type))
      t.refuse(element, 'Kejadian ini tidak dapat memakai pemetaan masukan. Pindahkan ke langkah berikutnya.');
    if (mapping !== undefined && element.get('triggeredByEvent') === true)
      t.refuse(element, 'Sub-proses kejadian tidak dapat memakai pemetaan. Pindahkan ke kejadian awal di dalamnya.');

    for (const { target, feel } of inContext([], inputs)) draft.inputs.push({ name: target, value: feelValue(feel) });
    if (BY_LISTENER.includes(element.$type)) {
      // One after the other on the scope of the case, so each sees those before it already.
      for (const { target, feel } of outputs) draft.atEnd.push(feelAssignment(target, feel));
      return;
    }
    const result = resultOf(element, t);
    const before = result === undefined ? [] : [result];
    // Without mappings the result itself is handed on, as on Zeebe.
    const handedOn = outputs.length > 0 ? inContext(before, outputs) : before;
    for (const { target, feel } of handedOn) draft.outputs.push({ name: target, value: feelValue(feel) });
    const script = scriptResultOf(element);
    // A variable of the task itself keeps the script's result from the case.
    if (script !== undefined && outputs.length > 0) draft.inputs.push({ name: script, value: feelValue('null') });
  },
};

function read(
  element: XmlElement,
  parameters: readonly ReturnType<typeof children>[number][],
  side: string,
  t: Translation,
): Mapping[] {
  return parameters.flatMap((parameter): Mapping[] => {
    const target = text(parameter, 'target') ?? '';
    if (!isPlainName(target)) {
      t.refuse(
        element,
        `Nama variabel "${target}" pada pemetaan ${side} tidak dapat dipakai. Pakai satu kata tanpa titik, spasi, dan tanda hubung.`,
      );
      return [];
    }
    const feel = t.feel(element, text(parameter, 'source'), `pemetaan ${side} "${target}"`);
    return feel === undefined ? [] : [{ target, feel }];
  });
}

/** Each mapping as an expression of its own, with the earlier ones it refers to. */
function inContext(before: readonly Mapping[], mappings: readonly Mapping[]): Mapping[] {
  return mappings.map((mapping, index) => {
    const needed = neededFor(mapping, [...before, ...mappings.slice(0, index)]);
    if (needed.length === 0) return mapping;
    // A comment in FEEL ends with its line.
    const entries = [...needed, mapping].map(
      ({ target, feel }) => `${target}: ${feel}${feel.includes('//') ? '\n' : ''}`,
    );
    return { target: mapping.target, feel: `{${entries.join(', ')}}.${mapping.target}` };
  });
}

/** Those of the earlier mappings that a mapping reads, directly or through another of them. */
function neededFor(mapping: Mapping, earlier: readonly Mapping[]): Mapping[] {
  const names = new Set(variablesOf(mapping.feel));
  return earlier.reduceRight<Mapping[]>((needed, each) => {
    if (!names.has(each.target)) return needed;
    for (const name of variablesOf(each.feel)) names.add(name);
    return [each, ...needed];
  }, []);
}
