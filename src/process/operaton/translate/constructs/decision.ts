import { extension, text } from '../../../moddle.ts';
import { feelText, isPlainName } from '../../../feel-syntax.ts';
import type { Construct, DecisionResult, Translation } from '../construct.ts';
import type { XmlElement } from '../xml-element.ts';

/**
 * zeebe:calledDecision becomes a decision reference bound to the deployment. The result is read from the engine's own
 * list of rows by FEEL (`resultOf`), so that it has the shape it has on Zeebe.
 */
export const decision: Construct = {
  answersFor: { 'zeebe:CalledDecision': ['bpmn:BusinessRuleTask'] },
  translate(element, _draft, t) {
    if (element.$type !== 'bpmn:BusinessRuleTask') return;
    const called = extension(element, 'zeebe:CalledDecision');
    if (called === undefined) {
      if (extension(element, 'zeebe:TaskDefinition') === undefined)
        t.refuse(element, 'Belum ada tabel keputusan yang dipakai. Isi "Decision ID" dan "Result variable".');
      return;
    }
    if (extension(element, 'zeebe:TaskDefinition') !== undefined)
      t.refuse(element, 'Langkah ini memuat job sekaligus tabel keputusan. Pilih salah satu.');
    const id = text(called, 'decisionId') ?? '';
    if (id.startsWith('=')) t.refuse(element, 'Isi "Decision ID" dengan nama tetap, bukan ekspresi FEEL.');
    else if (!t.decisions.has(id))
      t.refuse(
        element,
        `Tabel keputusan "${id}" tidak ada dalam model ini. Periksa "Decision ID" atau tambahkan tabelnya.`,
      );
    if (text(called, 'bindingType') !== 'deployment')
      t.refuse(
        element,
        'Pilih "deployment" pada "Binding", supaya berkas yang sedang berjalan tetap memakai tabel yang berlaku saat dimulai.',
      );
    if (!isPlainName(text(called, 'resultVariable') ?? ''))
      t.refuse(element, 'Isi "Result variable" dengan satu kata tanpa titik, spasi, dan tanda hubung.');
    element.set('camunda:decisionRef', id);
    element.set('camunda:decisionRefBinding', 'deployment');
    // What cannot be computed is to stand as an incident here, and not to fail for whoever moved the case to this
    // place.
    element.set('camunda:asyncBefore', true);
  },
};

/** The result variable and the FEEL that reads it from the engine's rows; undefined when the element asks no table. */
export function resultOf(element: XmlElement, t: Translation): { target: string; feel: string } | undefined {
  const called = element.$type === 'bpmn:BusinessRuleTask' ? extension(element, 'zeebe:CalledDecision') : undefined;
  const target = text(called, 'resultVariable');
  const result = t.decisions.get(text(called, 'decisionId') ?? '');
  return target === undefined || result === undefined ? undefined : { target, feel: feelOf(result) };
}

/** The engine's rows: the variable that it sets while a decision's results are handed on. */
const ROWS = 'decisionResult';

/** No matching row is null, whatever the table. */
function feelOf(result: DecisionResult): string {
  if (result.rows === 'one') return `if count(${ROWS}) = 0 then null else ${rowOf(`${ROWS}[1]`, result)}`;
  return `if count(${ROWS}) = 0 then null else for row in ${ROWS} return ${rowOf('row', result)}`;
}

/** One output is its value, several are a context. */
function rowOf(row: string, { outputs }: DecisionResult): string {
  const read = (variable: string) => `get value(${row}, ${feelText(variable)})`;
  const [only, ...others] = outputs;
  if (only !== undefined && others.length === 0) return read(only.variable);
  return `{${outputs.map(({ name, variable }) => `${feelText(name)}: ${read(variable)}`).join(', ')}}`;
}
