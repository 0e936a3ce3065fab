import { child, children, text, type Element } from '../../../moddle.ts';
import type { FeelText, Findings } from '../findings.ts';
import type { XmlElement } from '../xml-element.ts';

/** Every FEEL text of a decision must be readable. Findings name the row as the modeler counts it. */
export function checkCells(decision: XmlElement, findings: Findings): void {
  const read = (element: Element | undefined, place: string, kind?: FeelText['kind']) =>
    findings.readFeel(decision, place, (text(element, 'text') ?? '').trim(), kind);
  const isEmpty = (entry: Element) => (text(entry, 'text') ?? '').trim() === '';

  const logic = child(decision, 'decisionLogic');
  if (logic?.$type === 'dmn:LiteralExpression') read(logic, 'isi keputusan');
  children(logic, 'input').forEach((input, index) => {
    const head = child(input, 'inputExpression');
    if (head !== undefined) read(head, `kepala kolom masukan ${index + 1}`);
  });
  // An empty cell means "any", an empty result is null: on both engines.
  children(logic, 'rule').forEach((rule, row) => {
    children(rule, 'inputEntry').forEach((entry, column) => {
      if (!isEmpty(entry)) read(entry, `baris ${row + 1}, kolom masukan ${column + 1}`, 'unary-tests');
    });
    children(rule, 'outputEntry').forEach((entry, column) => {
      if (!isEmpty(entry)) read(entry, `baris ${row + 1}, kolom hasil ${column + 1}`);
    });
  });
}
