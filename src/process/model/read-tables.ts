import { DmnModdle } from 'dmn-moddle';
import { child, children, isElement, text, type Element } from '../moddle.ts';

/** A decision of a DMN file: a table, or one formula. */
export interface Decision {
  readonly id: string;
  readonly name: string;
  /** Under this name the result is known to the decisions that require it. */
  readonly variable: string;
  /** Ids of the decisions whose results it reads. */
  readonly requires: readonly string[];
  /** Names of the input data it reads. */
  readonly inputData: readonly string[];
  readonly hitPolicy: string;
  readonly inputs: readonly { readonly label: string; readonly expression: string }[];
  /** Names of the output columns. */
  readonly outputs: readonly string[];
  readonly rows: readonly Row[];
  /** FEEL of a decision without a table. */
  readonly expression: string | undefined;
}
/** A row of a decision table: FEEL texts and the annotation with its source. */
export interface Row {
  readonly id: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly annotation: string;
}

export interface ReadTables {
  readonly decisions: readonly Decision[];
  /** What the reader of the XML complains of, in its own English. */
  readonly complaints: readonly string[];
}

/** The decisions of a DMN file in the order of the file. */
export async function readTables(xml: string): Promise<ReadTables> {
  const read = await new DmnModdle().fromXML(xml).catch((error: Error) => error);
  if (read instanceof Error) return { decisions: [], complaints: [read.message] };
  const complaints = read.warnings.map(({ message }) => message);
  if (!isElement(read.rootElement)) return { decisions: [], complaints };
  const elements = children(read.rootElement, 'drgElement');
  const inputData = new Map(
    elements
      .filter(({ $type }) => $type === 'dmn:InputData')
      .map((element) => [text(element, 'id') ?? '', text(element, 'name') ?? '']),
  );
  return {
    decisions: elements
      .filter(({ $type }) => $type === 'dmn:Decision')
      .map((element) => decisionOf(element, inputData)),
    complaints,
  };
}

function decisionOf(element: Element, inputData: ReadonlyMap<string, string>): Decision {
  const logic = child(element, 'decisionLogic');
  const isTable = logic?.$type === 'dmn:DecisionTable';
  const requirements = (kind: string) =>
    children(element, 'informationRequirement').flatMap((each) => text(child(each, kind), 'href')?.slice(1) ?? []);
  const id = text(element, 'id') ?? '';
  const name = text(element, 'name') ?? id;
  return {
    id,
    name,
    variable: text(child(element, 'variable'), 'name') ?? name,
    requires: requirements('requiredDecision'),
    inputData: requirements('requiredInput').map((input) => inputData.get(input) ?? input),
    hitPolicy: text(logic, 'hitPolicy') ?? 'UNIQUE',
    inputs: isTable
      ? children(logic, 'input').map((input) => ({
          label: text(input, 'label') ?? '',
          expression: textIn(child(input, 'inputExpression')),
        }))
      : [],
    outputs: isTable ? children(logic, 'output').map((output) => text(output, 'name') ?? '') : [],
    rows: isTable ? children(logic, 'rule').map(rowOf) : [],
    expression: logic?.$type === 'dmn:LiteralExpression' ? textIn(logic) : undefined,
  };
}

const rowOf = (rule: Element): Row => ({
  id: text(rule, 'id') ?? '',
  inputs: children(rule, 'inputEntry').map(textIn),
  outputs: children(rule, 'outputEntry').map(textIn),
  annotation: text(rule, 'description') ?? '',
});

function textIn(element: Element | undefined): string {
  return (text(element, 'text') ?? '').trim();
}
