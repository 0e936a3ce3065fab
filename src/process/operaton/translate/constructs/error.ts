import { child, text } from '../../../moddle.ts';
import type { Construct } from '../construct.ts';
import { isXmlElement, parentOf } from '../xml-element.ts';

/** Errors are the same in both dialects, by a fixed code. A boundary or start event without one catches every error. */
export const error: Construct = {
  answersFor: {},
  translate(element, _draft, t) {
    if (element.$type === 'bpmn:Error') {
      const code = text(element, 'errorCode') ?? '';
      if (code === '' || code.startsWith('=')) t.refuse(element, 'Isi "Code" kesalahan ini dengan kode tetap.');
      return;
    }
    if (element.$type !== 'bpmn:ErrorEventDefinition') return;
    const throws = parentOf(element)?.$instanceOf?.('bpmn:ThrowEvent') === true;
    if (throws && !isXmlElement(child(element, 'errorRef')))
      t.refuse(element, 'Pilih kesalahan yang ditimbulkan pada "Global error reference".');
  },
};
