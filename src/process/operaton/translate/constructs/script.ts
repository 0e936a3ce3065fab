import { extension, text } from '../../../moddle.ts';
import { isPlainName } from '../../../feel-syntax.ts';
import type { Construct } from '../construct.ts';
import { feelValue } from '../juel.ts';
import type { XmlElement } from '../xml-element.ts';

/** zeebe:script becomes a script in the engine's expression language that computes the FEEL. */
export const script: Construct = {
  answersFor: { 'zeebe:Script': ['bpmn:ScriptTask'] },
  translate(element, _draft, t) {
    if (element.$type !== 'bpmn:ScriptTask') return;
    if (text(element, 'script') !== undefined || text(element, 'scriptFormat') !== undefined)
      t.refuse(element, 'Program dalam langkah ini tidak dijalankan. Hapus, lalu tulis ekspresi FEEL.');
    const expression = extension(element, 'zeebe:Script');
    if (expression === undefined) {
      t.refuse(element, 'Pilih jenis "FEEL expression" untuk langkah ini, atau ganti menjadi service task.');
      return;
    }
    const feel = t.feel(element, text(expression, 'expression'), '"FEEL expression"');
    const result = text(expression, 'resultVariable') ?? '';
    if (!isPlainName(result))
      t.refuse(element, 'Isi "Result variable" dengan satu kata tanpa titik, spasi, dan tanda hubung.');
    if (feel === undefined) return;
    element.set('scriptFormat', 'juel');
    element.set('script', feelValue(feel));
    element.set('camunda:resultVariable', result);
  },
};

/** Name of the variable that a script's result goes to. */
export function scriptResultOf(element: XmlElement): string | undefined {
  return element.$type === 'bpmn:ScriptTask' ? text(extension(element, 'zeebe:Script'), 'resultVariable') : undefined;
}
