import { BpmnModdle } from 'bpmn-moddle';
import type { Activity } from './process.ts';

interface Flow {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  /** Leaves an event on an activity's boundary. */
  readonly fromBoundary: boolean;
}
interface ModdleElement {
  readonly $type: string;
  readonly id?: string;
  readonly sourceRef?: ModdleElement;
  readonly targetRef?: ModdleElement;
  readonly attachedToRef?: ModdleElement;
  readonly rootElements?: readonly ModdleElement[];
  readonly flowElements?: readonly ModdleElement[];
}

/**
 * Ids of the sequence flows that a case went along. Engines record elements, not flows: of the flows into an element,
 * the one was taken whose source ended last before the element began. An activity that a boundary event interrupts may
 * end in the same millisecond as the event: then the event's flow was taken.
 */
export async function flowsTaken(diagram: string, activities: readonly Activity[]): Promise<string[]> {
  const { rootElement } = (await new BpmnModdle().fromXML(diagram)) as unknown as { rootElement: ModdleElement };
  const flows = (rootElement.rootElements ?? []).flatMap(flowsIn);
  const taken = new Set<string>();
  for (const activity of activities) {
    const into = flows.filter(({ to }) => to === activity.elementId);
    const last = into
      .flatMap((flow) => {
        const ended = lastEnd(flow.from, activity.startedAt, activities);
        return ended === undefined ? [] : [{ flow, ended }];
      })
      .toSorted(
        (a, b) => b.ended.getTime() - a.ended.getTime() || Number(b.flow.fromBoundary) - Number(a.flow.fromBoundary),
      )[0];
    if (last !== undefined) taken.add(last.flow.id);
  }
  return flows.map(({ id }) => id).filter((id) => taken.has(id));
}

function flowsIn(element: ModdleElement): Flow[] {
  const inner = (element.flowElements ?? []).flatMap(flowsIn);
  const { $type, id, sourceRef, targetRef } = element;
  if ($type !== 'bpmn:SequenceFlow' || id === undefined || sourceRef?.id === undefined || targetRef?.id === undefined)
    return inner;
  const fromBoundary = sourceRef.$type === 'bpmn:BoundaryEvent';
  return [{ id, from: sourceRef.id, to: targetRef.id, fromBoundary }, ...inner];
}

function lastEnd(elementId: string, before: Date, activities: readonly Activity[]): Date | undefined {
  return activities
    .filter((one) => one.elementId === elementId && one.endedAt !== null && one.endedAt <= before)
    .map(({ endedAt }) => endedAt!)
    .toSorted((a, b) => b.getTime() - a.getTime())[0];
}
