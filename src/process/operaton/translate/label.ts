import { child, text } from '../../moddle.ts';
import { parentOf, type XmlElement } from './xml-element.ts';

/** Kinds of elements that a person can point at in the diagram or the table. */
const VISIBLE = [
  'bpmn:FlowElement',
  'bpmn:Process',
  'bpmn:Collaboration',
  'bpmn:Message',
  'bpmn:Error',
  'bpmn:Escalation',
  'bpmn:Participant',
  'bpmn:Lane',
  'bpmn:Artifact',
  'dmn:DRGElement',
  'dmn:Artifact',
  'dmn:DecisionRule',
];

/**
 * Name of the element as its owner reads it, with its id; for a part that is not drawn by itself, that of its element.
 */
export function labelOf(element: XmlElement): string {
  const visible = visibleOf(element);
  const id = text(visible, 'id') ?? visible.$type;
  return `${nameOf(visible)} (${id})`;
}

function visibleOf(element: XmlElement): XmlElement {
  const parent = parentOf(element);
  if (parent === undefined || VISIBLE.some((type) => element.$instanceOf?.(type) === true)) return element;
  return visibleOf(parent);
}

function nameOf(element: XmlElement): string {
  const name = plain(text(element, 'name'));
  if (name !== '') return name;
  if (element.$type !== 'bpmn:SequenceFlow') return 'elemen tanpa nama';
  const end = (side: 'sourceRef' | 'targetRef') => {
    const at = child(element, side);
    return plain(text(at, 'name')) || text(at, 'id') || '?';
  };
  return `alur dari "${end('sourceRef')}" ke "${end('targetRef')}"`;
}

/** Names are drawn on several lines. */
const plain = (name: string | undefined): string => (name ?? '').replaceAll(/\s+/g, ' ').trim();
