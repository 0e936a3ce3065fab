import { extension, text } from '../../../moddle.ts';
import type { Construct } from '../construct.ts';

/** zeebe:priorityDefinition: priority of a user task, 0 to 100. */
export const priority: Construct = {
  answersFor: { 'zeebe:PriorityDefinition': ['bpmn:UserTask'] },
  translate(element, _draft, t) {
    const value = text(extension(element, 'zeebe:PriorityDefinition'), 'priority');
    if (element.$type !== 'bpmn:UserTask' || value === undefined) return;
    if (!value.startsWith('=') && !/^(100|\d{1,2})$/.test(value)) {
      t.refuse(element, `"Priority" "${value}" tidak dapat dipakai. Isi dengan angka 0 sampai 100.`);
      return;
    }
    const translated = t.value(element, value, '"Priority"');
    if (translated !== undefined) element.set('camunda:priority', translated);
  },
};
