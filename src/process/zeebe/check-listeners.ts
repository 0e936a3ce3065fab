import { BpmnModdle } from 'bpmn-moddle';
import zeebe from 'zeebe-bpmn-moddle/resources/zeebe.json' with { type: 'json' };
import { children, extension, isElement, text, type Element } from '../moddle.ts';
import type { Model, ModelFinding } from '../process.ts';
import { TASK_LISTENERS } from '../task-listeners.ts';

/**
 * Every user task must carry all listeners of the office: a task without them would be done by anybody who reaches the
 * cluster, and stand in no work list.
 */
export async function checkListeners({ resources }: Model): Promise<ModelFinding[]> {
  const findings: ModelFinding[] = [];
  for (const { name: file, content } of resources.filter(({ name }) => name.endsWith('.bpmn'))) {
    const read = await new BpmnModdle({ zeebe }).fromXML(content).catch(() => undefined);
    // What cannot be read is the cluster's to refuse.
    if (!isElement(read?.rootElement)) continue;
    for (const element of userTasksIn(read.rootElement)) {
      const carried = children(extension(element, 'zeebe:TaskListeners'), 'listeners');
      const missing = TASK_LISTENERS.filter(
        ({ eventType, type }) =>
          !carried.some((one) => text(one, 'eventType') === eventType && text(one, 'type') === type),
      );
      if (missing.length > 0)
        findings.push({
          file,
          element: `${text(element, 'name') ?? ''} (${text(element, 'id') ?? ''})`,
          sentence: `Tugas ini belum memuat "task listener" ${missing.map(({ eventType, type }) => `${eventType}: ${type}`).join(', ')}. Tambahkan, supaya tugas masuk daftar kerja dan hanya selesai dengan keputusan yang sah.`,
        });
    }
  }
  return findings;
}

function userTasksIn(container: Element): Element[] {
  return [...children(container, 'rootElements'), ...children(container, 'flowElements')].flatMap((element) =>
    element.$type === 'bpmn:UserTask' ? [element] : userTasksIn(element),
  );
}
