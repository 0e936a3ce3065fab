/** A file of decisions; `content` is made of the functions below. */
export const dmn = (content: string): { name: string; content: string } => ({
  name: 'tabel.dmn',
  content: `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" xmlns:modeler="http://camunda.org/schema/modeler/1.0"
  id="tabel" name="Tabel" namespace="http://camunda.org/schema/1.0/dmn" modeler:executionPlatform="Camunda Cloud">${content}</definitions>`,
});

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const variable = (name: string) => (name === '' ? '' : `<variable id="v-${name}" name="${name}" />`);
const needs = (id: string, required: readonly string[]) =>
  required
    .map(
      (each) =>
        `<informationRequirement id="${id}-needs-${each}"><requiredDecision href="#${each}" /></informationRequirement>`,
    )
    .join('');

/** A decision by an expression. */
export const literal = (id: string, feel: string, required: readonly string[] = [], attributes = ''): string =>
  `<decision id="${id}" name="Keputusan ${id}">${variable(id.replaceAll('-', '_'))}${needs(id, required)}
  <literalExpression id="${id}-l" ${attributes}><text>${escaped(feel)}</text></literalExpression></decision>`;

export interface TableOptions {
  readonly hitPolicy?: string;
  readonly aggregation?: string;
  /** FEEL of the input column. */
  readonly input?: string;
  readonly outputs: readonly string[];
  /** Each row: the cell of the input, then those of the outputs. */
  readonly rows: readonly (readonly string[])[];
  /** Name of the decision's variable, for those that require it. */
  readonly variable?: string;
  readonly required?: readonly string[];
}

/** A decision by a table with one input column. */
export function table(id: string, options: TableOptions): string {
  const { hitPolicy = 'UNIQUE', aggregation, input = 'n', outputs, rows } = options;
  const cell = (kind: string, row: number, column: number, feel: string) =>
    `<${kind} id="${id}-${row}-${column}"><text>${escaped(feel)}</text></${kind}>`;
  return `<decision id="${id}" name="Tabel ${id}">${variable(options.variable ?? '')}${needs(id, options.required ?? [])}
  <decisionTable id="${id}-t" hitPolicy="${hitPolicy}"${aggregation === undefined ? '' : ` aggregation="${aggregation}"`}>
  <input id="${id}-i"><inputExpression id="${id}-ie"><text>${escaped(input)}</text></inputExpression></input>
  ${outputs.map((name, index) => `<output id="${id}-o${index}" name="${name}" />`).join('')}
  ${rows
    .map(
      ([first = '', ...others], row) =>
        `<rule id="${id}-r${row}">${cell('inputEntry', row, 0, first)}${others
          .map((feel, index) => cell('outputEntry', row, index + 1, feel))
          .join('')}</rule>`,
    )
    .join('')}</decisionTable></decision>`;
}
