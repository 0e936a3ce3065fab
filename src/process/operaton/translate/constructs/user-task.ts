import { children, extension, text } from '../../../moddle.ts';
import { TASK_LISTENERS } from '../../../task-listeners.ts';
import type { Construct } from '../construct.ts';

/**
 * zeebe:userTask and its listeners become nothing: the host puts the work list and the judgement on every user task
 * (camunda/host, worklist). A user task that does not carry them would go unjudged on Zeebe, so it is refused.
 */
export const userTask: Construct = {
  answersFor: { 'zeebe:UserTask': ['bpmn:UserTask'], 'zeebe:TaskListeners': ['bpmn:UserTask'] },
  translate(element, _draft, t) {
    if (element.$type !== 'bpmn:UserTask') return;
    if (extension(element, 'zeebe:UserTask') === undefined)
      t.refuse(element, 'Pilih "Camunda user task" pada "Implementation".');

    const spelled = (eventType: string, type: string) => `${eventType}: ${type}`;
    const required = TASK_LISTENERS.map(({ eventType, type }) => spelled(eventType, type));
    const present = children(extension(element, 'zeebe:TaskListeners'), 'listeners').map((listener) =>
      spelled(text(listener, 'eventType') ?? '', text(listener, 'type') ?? ''),
    );
    const missing = required.filter((each) => !present.includes(each));
    const unknown = present.filter((each) => !required.includes(each));
    if (missing.length > 0)
      t.refuse(
        element,
        `Tanpa "Task listeners", keputusan di langkah ini tidak akan dinilai. Tambahkan: ${missing.join('; ')}.`,
      );
    if (unknown.length > 0)
      t.refuse(element, `"Task listeners" berikut tidak dikenal kantor: ${unknown.join('; ')}. Hapus.`);
  },
};
