import { child, children, text, type Element } from '../../../moddle.ts';
import { faultOf, faultOfUnaryTests, type FeelFault } from '../../../feel-syntax.ts';
import { describeFault } from '../feel-fault.ts';
import type { Findings } from '../findings.ts';
import type { XmlElement } from '../xml-element.ts';

/** Every FEEL text of a decision must be readable. Findings name the row as the modeler counts it. */
export function checkCells(decision: XmlElement, findings: Findings): void {
  const check = (element: Element | undefined, place: string, fault: (feel: string) => FeelFault | undefined) => {
    if (element === undefined) return;
    const found = fault((text(element, 'text') ?? '').trim());
    if (found !== undefined) findings.add(decision, describeFault(found, place));
  };
  const logic = child(decision, 'decisionLogic');
  if (logic?.$type === 'dmn:LiteralExpression') check(logic, 'isi keputusan', faultOf);
  children(logic, 'input').forEach((input, index) =>
    check(child(input, 'inputExpression'), `kepala kolom masukan ${index + 1}`, faultOf),
  );
  children(logic, 'rule').forEach((rule, row) => {
    children(rule, 'inputEntry').forEach((entry, column) =>
      check(entry, `baris ${row + 1}, kolom masukan ${column + 1}`, faultOfUnaryTests),
    );
    children(rule, 'outputEntry').forEach((entry, column) =>
      // An empty result is null on both engines.
      check(entry, `baris ${row + 1}, kolom hasil ${column + 1}`, (feel) => (feel === '' ? undefined : faultOf(feel))),
    );
  });
}
