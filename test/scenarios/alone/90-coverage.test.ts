import { expect } from 'chai';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { Node } from '../../../src/process/model/read-diagram.ts';
import { theDiagram } from '../../diagram/the-model.ts';
import { readDecisionRules } from '../../diagram/decision-rules.ts';
import { filesRun } from '../../run-files.ts';
import { flowsTaken } from '../../../src/process/flows-taken.ts';
import { theOffice } from '../the-office.ts';
import { rulesMatched } from '../traces.ts';
import { describeOnEmbedded } from '../embedded.ts';

interface Went {
  readonly flows: ReadonlySet<string>;
  readonly elements: ReadonlySet<string>;
}
interface Part {
  readonly title: string;
  /** What there is in the model, each with a name. */
  readonly all: readonly string[];
  readonly gone: (name: string) => boolean;
}

const diagram = await theDiagram();

describeOnEmbedded('The scenarios go every way of the diagram', function () {
  this.timeout(600_000);
  let parts: readonly Part[];

  before(async function () {
    const missing = scenariosNotRun();
    if (missing.length > 0) {
      console.log(`    Coverage says something only when all scenarios ran. Not run this time: ${missing.join(', ')}`);
      this.skip();
    }
    const { flows, elements } = await went();
    const matched = await rulesMatched(await theOffice());
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
      {
        title: 'rules of the decision tables',
        all: await readDecisionRules(),
        gone: (id) => [...matched].some((one) => one === id || one.startsWith(`${id}_`)),
      },
    ];
  });

  it("passes each flow, boundary event, error, message, timer and rule at least once, by the engine's own history", () => {
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

/** What the engine has recorded of all cases of this run. */
async function went(): Promise<Went> {
  const office = await theOffice();
  const flows = new Set<string>();
  const elements = new Set<string>();
  for (const { applicationNumber } of await office.store.cases.list({ limit: 500 })) {
    const history = await office.engine.history(applicationNumber);
    if (history === undefined) continue;
    for (const { elementId } of history.activities) elements.add(elementId);
    for (const flow of await flowsTaken(history.diagram, history.activities)) flows.add(flow);
  }
  // A compensation boundary is not an activity of its own: its handler ran.
  for (const { id, compensation, undoes } of diagram.nodes)
    if (compensation && undoes !== undefined && elements.has(undoes)) elements.add(id);
  return { flows, elements };
}

/** Scenario files of this office that were not chosen for this run; those `apart` leave nothing in its engine. */
function scenariosNotRun(): string[] {
  const scenarios = path.resolve(import.meta.dirname, '..');
  return readdirSync(scenarios, { recursive: true, encoding: 'utf8' }).filter(
    (file) =>
      file.endsWith('.test.ts') &&
      !file.startsWith(`apart${path.sep}`) &&
      !filesRun.has(`scenarios/${file.split(path.sep).join('/')}`),
  );
}
