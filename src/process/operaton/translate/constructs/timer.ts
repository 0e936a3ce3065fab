import { child, text } from '../../../moddle.ts';
import { variablesOf } from '../../../feel-syntax.ts';
import type { Construct } from '../construct.ts';
import { isCycle, isDuration, isMoment } from '../iso-time.ts';
import { feelValue } from '../juel.ts';
import { isXmlElement } from '../xml-element.ts';

const KINDS = [
  { name: 'timeDuration', isFixed: isDuration, label: '"Duration"', example: '"PT5M" (5 menit) atau "P7D" (7 hari)' },
  { name: 'timeDate', isFixed: isMoment, label: '"Date"', example: '"2027-01-31T15:00:00+07:00"' },
  { name: 'timeCycle', isFixed: isCycle, label: '"Cycle"', example: '"R3/PT10M" (3 kali, setiap 10 menit)' },
] as const;

/** Timers: ISO 8601 is the same in both dialects, FEEL stays FEEL. */
export const timer: Construct = {
  answersFor: {},
  translate(element, _draft, t) {
    if (element.$type !== 'bpmn:TimerEventDefinition') return;
    const given = KINDS.filter(({ name }) => child(element, name) !== undefined);
    if (given.length !== 1) t.refuse(element, 'Isi batas waktunya: salah satu dari durasi, tanggal, atau pengulangan.');
    for (const { name, isFixed, label, example } of given) {
      const expression = child(element, name);
      const body = (text(expression, 'body') ?? '').trim();
      if (!isXmlElement(expression)) continue;
      if (!body.startsWith('=')) {
        if (!isFixed(body)) t.refuse(element, `${label} "${body}" tidak dapat dibaca. Tulis misalnya ${example}.`);
        continue;
      }
      const feel = t.feel(element, body, label);
      if (feel === undefined) continue;
      // Zeebe's own addition to FEEL, which the library does not have.
      if (/\bcycle\s*\(/.test(feel) && !variablesOf(feel).has('cycle'))
        t.refuse(element, `Fungsi "cycle" tidak tersedia. Tulis teks ISO 8601, misalnya ${example}.`);
      expression.set('body', feelValue(feel));
    }
  },
};
