import { expect } from 'chai';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { readDiagram, type Node } from '../../diagram/diagram.ts';
import { toldFiles } from '../../telling.ts';
import { theOffice } from '../the-office.ts';
import { indexed } from '../traces.ts';

interface Went {
  readonly flows: ReadonlySet<string>;
  readonly elements: ReadonlySet<string>;
}
interface Part {
  readonly title: string;
  /** What there is in the diagram, each with a name. */
  readonly all: readonly string[];
  readonly gone: (name: string) => boolean;
}

const diagram = await readDiagram();

describe('The stories go every way of the diagram', function () {
  this.timeout(600_000);
  let parts: readonly Part[];

  before(async function () {
    const untold = storiesNotTold();
    if (untold.length > 0) {
      console.log(
        `    Coverage says something only when all stories are told. Not told this time: ${untold.join(', ')}`,
      );
      this.skip();
    }
    const { flows, elements } = await went();
    const named = (pick: (node: Node) => string | undefined) => [
      ...new Set(diagram.nodes.flatMap((node) => pick(node) ?? [])),
    ];
    const caught = (pick: (node: Node) => string | undefined) => (name: string) =>
      diagram.nodes.some((node) => pick(node) === name && elements.has(node.id));
    const part = (title: string, pick: (node: Node) => string | undefined): Part => ({
      title,
      all: named(pick),
      gone: caught(pick),
    });
    parts = [
      { title: 'sequence flows', all: diagram.flows.map(({ id }) => id), gone: (id) => flows.has(id) },
      part('elements', ({ id }) => id),
      part('boundary events', ({ id, attachedTo }) => (attachedTo === undefined ? undefined : id)),
      part('error codes', ({ kind, errorCode }) => (kind === 'endEvent' ? undefined : errorCode)),
      part('messages', ({ message }) => message),
      part('timers', ({ id, timer }) => (timer === undefined ? undefined : id)),
    ];
  });

  it("of each sequence flow, boundary event, error, message and timer at least once, by the engine's own records", () => {
    for (const { title, all, gone } of parts) {
      const missing = all.filter((name) => !gone(name));
      const percent = Math.floor((100 * (all.length - missing.length)) / all.length);
      console.log(
        `      ${title}: ${all.length - missing.length} of ${all.length} (${percent} %)${missing.length > 0 ? `, not gone: ${missing.join(', ')}` : ''}`,
      );
    }
    expect(
      parts.flatMap(({ title, all, gone }) => all.filter((name) => !gone(name)).map((name) => `${title}: ${name}`)),
    ).to.deep.equal([]);
  });
});

/** What the engine has recorded of all instances in the folder of this run. */
async function went(): Promise<Went> {
  const office = await theOffice();
  const flows = new Set<string>();
  const elements = new Set<string>();
  for await (const { content } of indexed(office, 'zeebe-record_process-instance_*')) {
    const { intent, value } = JSON.parse(String(content)) as {
      intent: string;
      value: { elementId: string; bpmnProcessId: string };
    };
    if (value.bpmnProcessId !== diagram.processId) continue;
    if (intent === 'SEQUENCE_FLOW_TAKEN') flows.add(value.elementId);
    if (intent === 'ELEMENT_COMPLETED') elements.add(value.elementId);
  }
  // A compensation boundary is no element instance: its subscription tells that it was asked to undo.
  for await (const { content } of indexed(office, 'zeebe-record_compensation-subscription_*')) {
    const { intent, value } = JSON.parse(String(content)) as {
      intent: string;
      value: { compensableActivityId: string };
    };
    if (intent !== 'COMPLETED') continue;
    for (const { id, compensation } of diagram.boundaries(value.compensableActivityId))
      if (compensation) elements.add(id);
  }
  for (const { id, from, to } of diagram.flows) {
    // The engine takes no flow out of an event-based gateway: the event that happened says which way it went.
    if (diagram.node(from).kind === 'eventBasedGateway' && elements.has(to)) flows.add(id);
    // An error that is thrown at an end does not complete that end, it is caught above it.
    if (flows.has(id) && diagram.node(to).kind === 'endEvent' && diagram.node(to).errorCode !== undefined)
      elements.add(to);
  }
  return { flows, elements };
}

/** Files of stories that were not chosen for this run. */
function storiesNotTold(): string[] {
  const stories = path.resolve(import.meta.dirname, '..');
  return readdirSync(stories, { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith('.test.ts') && !toldFiles.has(`stories/${file.split(path.sep).join('/')}`),
  );
}
