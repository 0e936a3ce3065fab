import { readFileSync } from 'node:fs';
import path from 'node:path';
import { DmnModdle } from 'dmn-moddle';
import { child, children, isElement, needed, text, type Element } from './element.ts';

const FILE = path.resolve(import.meta.dirname, '../../bpmn/persyaratan.dmn');

/** A row of a decision table: FEEL texts and the annotation with its source. */
export interface Row {
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly annotation: string;
}
export interface Decision {
  readonly id: string;
  readonly hitPolicy: string | undefined;
  readonly rows: readonly Row[];
  /** FEEL of a decision without a table. */
  readonly expression: string | undefined;
}

/** The decisions of `persyaratan.dmn` by id, and the names of its input data. */
export async function readDecisions(): Promise<{
  decisions: ReadonlyMap<string, Decision>;
  inputs: readonly string[];
}> {
  const { rootElement, warnings } = await new DmnModdle().fromXML(readFileSync(FILE, 'utf8'));
  if (!isElement(rootElement) || warnings.length > 0)
    throw new Error(`${FILE}: ${warnings.map(({ message }) => message).join('; ')}`);
  const elements = children(rootElement, 'drgElement');
  return {
    decisions: new Map(
      elements
        .filter(({ $type }) => $type === 'dmn:Decision')
        .map((element) => [needed(element, 'id'), decisionOf(element)]),
    ),
    inputs: elements.filter(({ $type }) => $type === 'dmn:InputData').map((element) => needed(element, 'name')),
  };
}

function decisionOf(element: Element): Decision {
  const logic = child(element, 'decisionLogic');
  if (logic === undefined) throw new Error(`${needed(element, 'id')} decides nothing`);
  const feel = (entry: Element) => text(entry, 'text') ?? '';
  return {
    id: needed(element, 'id'),
    hitPolicy: text(logic, 'hitPolicy'),
    rows:
      logic.$type === 'dmn:DecisionTable'
        ? children(logic, 'rule').map((rule) => ({
            inputs: children(rule, 'inputEntry').map(feel),
            outputs: children(rule, 'outputEntry').map(feel),
            annotation: text(rule, 'description') ?? '',
          }))
        : [],
    expression: logic.$type === 'dmn:LiteralExpression' ? text(logic, 'text') : undefined,
  };
}
