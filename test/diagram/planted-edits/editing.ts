import type { Model } from '../../../src/process/process.ts';

/** A change as an owner may make it in the Modeler, in an editor of forms or by hand. */
export interface PlantedEdit {
  readonly edit: string;
  readonly change: (model: Model) => Model;
  /** What the finding must be about and say; undefined: the edit is harmless and must pass. */
  readonly expected?: { readonly file: RegExp; readonly element: RegExp | null; readonly says: RegExp };
}

export const BPMN = 'penerbitan-kk.bpmn';
export const DMN = 'persyaratan.dmn';

export type Text = (text: string) => string;
export const inFile =
  (file: string, change: Text): PlantedEdit['change'] =>
  ({ resources }) => ({
    resources: resources.map((each) => (each.name === file ? { ...each, content: change(each.content) } : each)),
  });
export const all =
  (...changes: readonly PlantedEdit['change'][]): PlantedEdit['change'] =>
  (model) =>
    changes.reduce((changed, change) => change(changed), model);

/** One text for another; an edit that finds nothing to change would test nothing. */
const replacing =
  (from: string | RegExp, to: string): Text =>
  (text) => {
    const changed = text.replace(from, to);
    if (changed === text) throw new Error(`nothing to change: ${String(from)}`);
    return changed;
  };
export const bpmn = (from: string | RegExp, to: string) => inFile(BPMN, replacing(from, to));
export const dmn = (from: string | RegExp, to: string) => inFile(DMN, replacing(from, to));
export const form = (name: string, from: string | RegExp, to: string) => inFile(`${name}.form`, replacing(from, to));

export const condition = (flow: string, to: string) =>
  bpmn(
    new RegExp(`(id="${flow}"[^>]*>\\s*<bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">)[^<]*`),
    `$1${to}`,
  );
/** Lets a flow end at another element; the drawing stays where it was. */
export const redirect = (flow: string, to: string) =>
  inFile(BPMN, (text) => {
    const [, old = ''] = new RegExp(`id="${flow}"[^>]*targetRef="([^"]*)"`).exec(text) ?? [];
    return [
      replacing(new RegExp(`(id="${flow}"[^>]*targetRef=")[^"]*`), `$1${to}`),
      replacing(new RegExp(`(<bpmn:\\w+ id="${old}"[\\s\\S]*?)\\s*<bpmn:incoming>${flow}</bpmn:incoming>`), '$1'),
      incoming(to, flow),
    ].reduce((changed, change) => change(changed), text);
  });
export const incoming = (element: string, flow: string): Text =>
  replacing(
    new RegExp(`(<bpmn:\\w+ id="${element}"[\\s\\S]*?)(\\s*<bpmn:(?:incoming|outgoing)>)`),
    `$1<bpmn:incoming>${flow}</bpmn:incoming>$2`,
  );
export const without = (tag: string, id: string) =>
  bpmn(new RegExp(`<bpmn:${tag} id="${id}"(?:[^>]*/>|[\\s\\S]*?</bpmn:${tag}>)`), '');
/** An element with its flows, its place in the lane and its drawing. */
export const removed = (tag: string, id: string, flows: readonly string[]) =>
  all(
    without(tag, id),
    bpmn(`<bpmn:flowNodeRef>${id}</bpmn:flowNodeRef>`, ''),
    undrawn('Shape', id),
    ...flows.flatMap((flow) => [
      without('sequenceFlow', flow),
      bpmn(new RegExp(`\\s*<bpmn:incoming>${flow}</bpmn:incoming>`), ''),
      undrawn('Edge', flow),
    ]),
  );
export const undrawn = (kind: 'Shape' | 'Edge', id: string) =>
  bpmn(new RegExp(`<bpmndi:BPMN${kind} id="[^"]*" bpmnElement="${id}"[\\s\\S]*?</bpmndi:BPMN${kind}>`), '');
/** A new element in a lane, drawn somewhere. */
export const addedElement = (lane: string, id: string, xml: string) =>
  all(
    bpmn(new RegExp(`(<bpmn:lane id="${lane}"[^>]*>)`), `$1<bpmn:flowNodeRef>${id}</bpmn:flowNodeRef>`),
    bpmn('<bpmn:textAnnotation', `${xml}<bpmn:textAnnotation`),
    drawn(
      `<bpmndi:BPMNShape id="${id}-shape" bpmnElement="${id}"><dc:Bounds x="9" y="9" width="36" height="36" /></bpmndi:BPMNShape>`,
    ),
  );
export const addedFlow = (id: string, from: string, to: string, inside = '') =>
  all(
    bpmn(
      '<bpmn:textAnnotation',
      `<bpmn:sequenceFlow id="${id}" sourceRef="${from}" targetRef="${to}">${inside}</bpmn:sequenceFlow><bpmn:textAnnotation`,
    ),
    drawn(
      `<bpmndi:BPMNEdge id="${id}-edge" bpmnElement="${id}"><di:waypoint x="1" y="1" /><di:waypoint x="2" y="2" /></bpmndi:BPMNEdge>`,
    ),
  );
const drawn = (xml: string) => bpmn('</bpmndi:BPMNPlane>', `${xml}</bpmndi:BPMNPlane>`);
export const when = (formula: string) =>
  `<bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">${formula}</bpmn:conditionExpression>`;

export const finding = (element: RegExp | null, says: RegExp, file = /\.bpmn$/) => ({ file, element, says });
export const inTable = (says: RegExp) => ({ file: /\.dmn$/, element: /./, says });
export const inForm = (name: string, says: RegExp, element: RegExp | null = /./) => ({
  file: new RegExp(`^${name}\\.form$`),
  element,
  says,
});
