import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Type } from '@sinclair/typebox';
import type { Logger } from 'pino';
import { connect } from './client.ts';
import { checker } from './schema.ts';
import { createSearchIndex, type SearchIndex } from './search-index.ts';

/** Stands in the forms where the office's own address belongs. */
export const PLACEHOLDER_BASE_URL = 'https://meja.invalid';
const VISIBLE_WITHIN_MS = 120_000;

export interface DeployOptions {
  readonly grpcAddress: string;
  /** Holds `bpmn/` with diagrams and decision tables, and `forms/`. */
  readonly folder: string;
  /** The office's own address, for pictures and links in the forms. */
  readonly baseUrl: string;
  /** Search index to which the engine exports and from which Tasklist reads. */
  readonly recordsUrl: string;
  readonly logger: Logger;
}

/** What is deployed now. An unchanged file keeps its key and version. */
export interface Deployment {
  readonly processes: readonly { readonly id: string; readonly key: string; readonly version: number }[];
  readonly decisions: readonly { readonly id: string; readonly key: string; readonly version: number }[];
  readonly forms: readonly { readonly id: string; readonly key: string; readonly version: number }[];
}

const text = Type.String();
const Answer = Type.Object({
  deployments: Type.Array(
    Type.Object({
      process: Type.Optional(Type.Object({ bpmnProcessId: text, processDefinitionKey: text, version: Type.Integer() })),
      decision: Type.Optional(Type.Object({ dmnDecisionId: text, decisionKey: text, version: Type.Integer() })),
      form: Type.Optional(Type.Object({ formId: text, formKey: text, version: Type.Integer() })),
    }),
  ),
});
const checkCount = checker(Type.Object({ count: Type.Integer() }), 'count of forms in the index');
const checkAnswer = checker(Answer, 'answer to the deployment');

/**
 * Deploys every diagram, decision table and form in one piece: all or nothing, and a change of one is a new version of all.
 * Then waits until Tasklist has every form, because a task that it imports before the form shows bare variables for ever.
 */
export async function deploy({ grpcAddress, folder, baseUrl, recordsUrl, logger }: DeployOptions): Promise<Deployment> {
  const resources = [
    ...(await read(path.join(folder, 'bpmn'), '.bpmn')).map(({ name, content }) => ({ name, process: content })),
    ...(await read(path.join(folder, 'bpmn'), '.dmn')).map(({ name, content }) => ({ name, decision: content })),
    ...(await read(path.join(folder, 'forms'), '.form')).map(({ name, content }) => ({
      name,
      form: withBaseUrl(content, baseUrl),
    })),
  ];
  if (resources.length === 0) throw new Error(`nothing to deploy in ${folder}`);
  const client = connect(grpcAddress);
  try {
    const { deployments } = checkAnswer(await client.deployResources(resources));
    const deployment: Deployment = {
      processes: deployments.flatMap(({ process: p }) =>
        p === undefined ? [] : [{ id: p.bpmnProcessId, key: p.processDefinitionKey, version: p.version }],
      ),
      decisions: deployments.flatMap(({ decision: d }) =>
        d === undefined ? [] : [{ id: d.dmnDecisionId, key: d.decisionKey, version: d.version }],
      ),
      forms: deployments.flatMap(({ form: f }) =>
        f === undefined ? [] : [{ id: f.formId, key: f.formKey, version: f.version }],
      ),
    };
    logger.info(
      { processes: deployment.processes, decisions: deployment.decisions.length, forms: deployment.forms.length },
      'deployed',
    );
    await formsImported(deployment.forms, createSearchIndex(recordsUrl));
    return deployment;
  } finally {
    await client.close();
  }
}

/** The form's text with the placeholder replaced; the result is still JSON. */
export function withBaseUrl(form: Buffer, baseUrl: string): Buffer {
  const inJson = JSON.stringify(baseUrl.replace(/\/$/, '')).slice(1, -1);
  return Buffer.from(form.toString('utf8').replaceAll(PLACEHOLDER_BASE_URL, inJson));
}

async function read(folder: string, ending: string): Promise<{ name: string; content: Buffer }[]> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith(ending)).sort();
  return Promise.all(names.map(async (name) => ({ name, content: await readFile(path.join(folder, name)) })));
}

/** Tasklist's own interface hides a form until the first task uses it, so the index is asked. */
async function formsImported(forms: Deployment['forms'], index: SearchIndex): Promise<void> {
  if (forms.length === 0) return;
  const limit = AbortSignal.timeout(VISIBLE_WITHIN_MS);
  for (;;) {
    // The index of an engine that has just begun may not answer for seconds.
    const counted = await countForms(forms, index).catch((error: unknown) => error);
    if (counted === forms.length) return;
    if (limit.aborted)
      throw new Error(`Tasklist did not take the forms within ${VISIBLE_WITHIN_MS / 1000} s`, { cause: counted });
    await wait(200);
  }
}

async function countForms(forms: Deployment['forms'], index: SearchIndex): Promise<number> {
  const answer = await index.ask(
    'tasklist-form-*/_count',
    JSON.stringify({ query: { terms: { id: forms.map(({ key }) => key) } } }),
  );
  return checkCount(JSON.parse(answer)).count;
}
