import { PROCESS_ID } from '../../domain/process.ts';
import { tagOf } from '../model-tag.ts';
import type { Model } from '../process.ts';
import { readDecisions, type Decisions } from './decisions.ts';
import { Findings } from './findings.ts';
import type { Node, ProcessModel, ScopeModel } from './process-model.ts';
import { readProcesses } from './read-process.ts';

/** One version of the model. A case keeps the one it began with. */
export interface Deployed {
  readonly version: number;
  readonly versionTag: string;
  readonly process: ProcessModel;
  readonly decisions: Decisions;
  /** Text of the diagram as its owner edits it. */
  readonly diagram: string;
}

/** What was read, by the model itself: nothing in it changes, and the tests give one model to hundreds of engines. */
const alreadyRead = new WeakMap<Model, Promise<Omit<Deployed, 'version'>>>();

/** Reads a whole model. Throws ModelRefused with everything that is wrong with it. */
export async function readModel(model: Model, version: number): Promise<Deployed> {
  const reading = alreadyRead.get(model) ?? readAnew(model);
  alreadyRead.set(model, reading);
  return { version, ...(await reading) };
}

async function readAnew(model: Model): Promise<Omit<Deployed, 'version'>> {
  const findings = new Findings();
  const files = (ending: string) => model.resources.filter(({ name }) => name.endsWith(ending));
  const decisions = await readDecisions(files('.dmn'), findings);
  const found: { process: ProcessModel; name: string; content: string }[] = [];
  for (const file of files('.bpmn'))
    for (const process of await readProcesses(file, findings)) found.push({ process, ...file });
  const ours = found.find(({ process }) => process.id === PROCESS_ID);
  const forms = files('.form').flatMap(({ name, content }) => formIdIn(name, content, findings));
  if (ours === undefined) {
    findings.refuse();
    findings.add(
      '*.bpmn',
      null,
      `Tidak ada proses dengan id "${PROCESS_ID}" yang dapat dijalankan. Periksa id proses.`,
    );
    findings.refuse();
    throw new Error('unreachable: a finding refuses the model');
  }
  for (const node of allNodes(ours.process.scope)) {
    const where = `${node.name} (${node.id})`;
    if (node.decision !== undefined && !decisions.has(node.decision.id))
      findings.add(ours.name, where, `Tabel keputusan "${node.decision.id}" tidak ada. Sertakan berkas DMN-nya.`);
    if (node.form !== undefined && !forms.includes(node.form))
      findings.add(ours.name, where, `Formulir "${node.form}" tidak ada. Sertakan berkas formulirnya.`);
  }
  findings.refuse();
  return { versionTag: tagOf(model), process: ours.process, decisions, diagram: ours.content };
}

export function* allNodes(scope: ScopeModel): Generator<Node> {
  for (const node of scope.nodes.values()) {
    yield node;
    if (node.inner !== undefined) yield* allNodes(node.inner);
  }
}

function formIdIn(file: string, content: string, findings: Findings): string[] {
  try {
    const form: unknown = JSON.parse(content);
    const id: unknown = form instanceof Object ? Reflect.get(form, 'id') : undefined;
    if (typeof id === 'string') return [id];
  } catch {
    // Said below.
  }
  findings.add(file, null, 'Berkas ini bukan formulir yang dapat dibaca. Buka dan simpan lagi dengan Camunda Modeler.');
  return [];
}
