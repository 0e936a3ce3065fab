import { child } from '../../../moddle.ts';
import type { Construct } from '../construct.ts';
import { parentOf } from '../xml-element.ts';

/** Compensation is the same in both dialects: the throwing event waits for what it undoes, in its whole scope. */
export const compensation: Construct = {
  answersFor: {},
  translate(element, _draft, t) {
    if (element.$type !== 'bpmn:CompensateEventDefinition') return;
    if (parentOf(element)?.$instanceOf?.('bpmn:ThrowEvent') !== true) return;
    if (element.get('waitForCompletion') === false)
      t.refuse(element, 'Pembatalan harus ditunggu sampai selesai. Hapus "waitForCompletion" dari kejadian ini.');
    if (child(element, 'activityRef') !== undefined)
      t.refuse(
        element,
        'Pembatalan satu langkah tertentu belum didukung. Hapus acuannya: semua langkah selesai dibatalkan.',
      );
  },
};
