import { child, children, text } from '../../../moddle.ts';
import { isPlainName } from '../../../feel-syntax.ts';
import type { Findings } from '../findings.ts';
import type { XmlElement } from '../xml-element.ts';

/** Both engines choose the rows alike with these. */
const HIT_POLICIES = ['UNIQUE', 'FIRST', 'ANY', 'COLLECT', 'RULE ORDER'];

/** True when the decision has a logic that can be translated further. */
export function isTranslatable(decision: XmlElement): boolean {
  return ['dmn:DecisionTable', 'dmn:LiteralExpression'].includes(child(decision, 'decisionLogic')?.$type ?? '');
}

/** What a decision must have so that both engines compute it, and compute the same. */
export function checkDecision(decision: XmlElement, findings: Findings): void {
  const logic = child(decision, 'decisionLogic');
  if (logic === undefined) {
    findings.add(decision, 'Keputusan ini belum berisi. Buat tabel keputusan atau ekspresi FEEL di dalamnya.');
    return;
  }
  const variable = text(child(decision, 'variable'), 'name');
  if (logic.$type === 'dmn:LiteralExpression') {
    if (variable === undefined || !isPlainName(variable))
      findings.add(decision, 'Isi nama hasil ("Variable name") dengan satu kata tanpa spasi dan tanda hubung.');
    return;
  }
  if (logic.$type === 'dmn:DecisionTable') checkTable(decision, logic as XmlElement, findings);
}

function checkTable(decision: XmlElement, table: XmlElement, findings: Findings): void {
  const hitPolicy = text(table, 'hitPolicy') ?? 'UNIQUE';
  if (!HIT_POLICIES.includes(hitPolicy))
    findings.add(decision, `"Hit policy" "${hitPolicy}" belum didukung. Pilih ${HIT_POLICIES.join(', ')}.`);
  const outputs = children(table, 'output');
  if (outputs.length > 1 && outputs.some((output) => (text(output, 'name') ?? '') === ''))
    findings.add(decision, 'Satu kolom hasil belum bernama. Isi "Output name" setiap kolom.');
  const names = outputs.map((output) => text(output, 'name') ?? '');
  if (new Set(names).size < names.length) findings.add(decision, 'Dua kolom hasil bernama sama. Ganti salah satunya.');
  if (outputs.some((output) => child(output, 'defaultOutputEntry') !== undefined))
    findings.add(decision, 'Hasil bawaan kolom belum didukung. Tambahkan baris terakhir yang selalu cocok.');
}
