import { children } from '../../../moddle.ts';
import type { Construct } from '../construct.ts';
import { parentOf } from '../xml-element.ts';

/**
 * A case begins with its number, so only a message, or the office itself, can begin one; event sub-processes may begin
 * otherwise.
 */
export const startEvent: Construct = {
  answersFor: {},
  translate(element, _draft, t) {
    if (element.$type !== 'bpmn:StartEvent' || parentOf(element)?.$type !== 'bpmn:Process') return;
    if (children(element, 'eventDefinitions').some(({ $type }) => $type !== 'bpmn:MessageEventDefinition'))
      t.refuse(
        element,
        'Permohonan hanya dapat dimulai oleh pesan, karena membawa nomor permohonan. Ganti jenisnya menjadi "Message start event".',
      );
  },
};
