import { extension, text } from '../../../moddle.ts';
import type { Construct } from '../construct.ts';
import { isMoment } from '../iso-time.ts';

const DATES = [
  { name: 'dueDate', label: '"Due date"' },
  { name: 'followUpDate', label: '"Follow up date"' },
] as const;

/** zeebe:taskSchedule: due and follow-up dates of a user task. */
export const schedule: Construct = {
  answersFor: { 'zeebe:TaskSchedule': ['bpmn:UserTask'] },
  translate(element, _draft, t) {
    const definition = element.$type === 'bpmn:UserTask' ? extension(element, 'zeebe:TaskSchedule') : undefined;
    for (const { name, label } of DATES) {
      const date = text(definition, name);
      if (date === undefined) continue;
      if (!date.startsWith('=') && !isMoment(date)) {
        t.refuse(element, `${label} "${date}" tidak dapat dibaca. Tulis misalnya "2027-01-31T15:00:00+07:00".`);
        continue;
      }
      const value = t.value(element, date, label);
      if (value !== undefined) element.set(`camunda:${name}`, value);
    }
  },
};
