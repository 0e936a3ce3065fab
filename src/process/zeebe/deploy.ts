import { PROCESS_ID } from '../../domain/process.ts';
import { tagOf } from '../model-tag.ts';
import { ModelRefused, type Deployment, type Model, type ModelFinding } from '../process.ts';
import { detailOf, statusOf, type ZeebeClient } from './client.ts';
import { checkListeners } from './check-listeners.ts';
import { NOW } from './search.ts';
import { withVersionTag } from './version-tag.ts';

const BAD_REQUEST = 400;

/** What this process deployed last; the cluster's search may not show it yet. */
export class Deployments {
  readonly #client: ZeebeClient;
  #last: { readonly versionTag: string; readonly version: number } | undefined;

  constructor(client: ZeebeClient) {
    this.#client = client;
  }

  /**
   * The cluster itself makes no new version of files that it has already; the tag in the diagram makes the model one
   * thing.
   */
  async deploy(model: Model): Promise<Deployment> {
    const findings = await checkListeners(model);
    if (findings.length > 0) throw new ModelRefused(findings);
    const versionTag = tagOf(model);
    const before = this.#last ?? (await this.#latest());
    if (before?.versionTag === versionTag) return { ...before, changed: false };
    const resources = await Promise.all(
      model.resources.map(async ({ name, content }) =>
        name.endsWith('.bpmn')
          ? new File([await withVersionTag(content, versionTag)], name)
          : new File([content], name),
      ),
    );
    const version = await this.#send(resources);
    this.#last = { versionTag, version };
    return { versionTag, version, changed: true };
  }

  /** The version in force. */
  async deployed(): Promise<Deployment | undefined> {
    const latest = this.#last ?? (await this.#latest());
    return latest === undefined ? undefined : { ...latest, changed: false };
  }

  async #send(resources: File[]): Promise<number> {
    try {
      const { deployments } = await this.#client.createDeployment({ resources });
      const ours = deployments.find(({ processDefinition }) => processDefinition?.processDefinitionId === PROCESS_ID);
      if (ours?.processDefinition === undefined) throw new Error(`the deployment holds no process ${PROCESS_ID}`);
      return ours.processDefinition.processDefinitionVersion;
    } catch (error) {
      if (statusOf(error) === BAD_REQUEST) throw new ModelRefused(findingsIn(detailOf(error)), { cause: error });
      throw error;
    }
  }

  async #latest(): Promise<{ readonly versionTag: string; readonly version: number } | undefined> {
    const { items } = await this.#client.searchProcessDefinitions(
      { filter: { processDefinitionId: PROCESS_ID }, sort: [{ field: 'version', order: 'DESC' }], page: { limit: 1 } },
      NOW,
    );
    const [latest] = items ?? [];
    return latest?.version === undefined ? undefined : { versionTag: latest.versionTag ?? '', version: latest.version };
  }
}

const FILE = /'([^']+\.(?:bpmn|dmn|form))'/;
const ELEMENT = /- Element:\s*(\S+)/;
const PROBLEM = /- ERROR:\s*(.+)/;
const LONGEST_QUOTE = 200;

/** The cluster's report: for each file the elements, and for each element what is wrong. */
function findingsIn(report: string): ModelFinding[] {
  const findings: ModelFinding[] = [];
  let file = FILE.exec(report)?.[1] ?? '';
  let element: string | null = null;
  for (const line of report.split('\n')) {
    file = FILE.exec(line)?.[1] ?? file;
    const named = ELEMENT.exec(line)?.[1];
    if (named !== undefined) element = named;
    const problem = PROBLEM.exec(line)?.[1];
    if (problem !== undefined) findings.push({ file, element, sentence: sentenceFor(problem) });
  }
  return findings.length > 0 ? findings : [{ file, element: null, sentence: sentenceFor(report) }];
}

function sentenceFor(problem: string): string {
  const quote = problem.replaceAll(/\s+/g, ' ').trim().slice(0, LONGEST_QUOTE);
  return `Mesin proses tidak dapat memakai bagian ini ("${quote}"). Perbaiki di Modeler, atau tanyakan kepada pengelola sistem.`;
}
