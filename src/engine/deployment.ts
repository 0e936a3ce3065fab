import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Type } from '@sinclair/typebox';
import type { Logger } from 'pino';
import { connect } from './client.ts';
import { checker } from './schema.ts';
import { logIn, type TasklistLogin } from './tasklist-login.ts';

/** Stands in the forms where the office's own address belongs. */
export const PLACEHOLDER_BASE_URL = 'https://meja.invalid';
const VISIBLE_WITHIN_MS = 120_000;

export interface DeployOptions {
  readonly grpcAddress: string;
  /** True: login and TLS by the environment. */
  readonly external: boolean;
  /** Holds `bpmn/` with diagrams and decision tables, and `forms/`. */
  readonly folder: string;
  /** The office's own address, for pictures and links in the forms. */
  readonly baseUrl: string;
  /** Undefined: nobody can ask Tasklist, so nobody waits for it. */
  readonly tasklist: TasklistLogin | undefined;
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
const checkAnswer = checker(Answer, 'answer to the deployment');

/**
 * Deploys every diagram, decision table and form in one piece: all or nothing. Then waits until Tasklist knows every form,
 * because a task that Tasklist imports before its form shows bare variables for ever.
 */
export async function deploy({ grpcAddress, external, folder, baseUrl, tasklist, logger }: DeployOptions): Promise<Deployment> {
  const resources = [
    ...(await read(path.join(folder, 'bpmn'), '.bpmn')).map(({ name, content }) => ({ name, process: content })),
    ...(await read(path.join(folder, 'bpmn'), '.dmn')).map(({ name, content }) => ({ name, decision: content })),
    ...(await read(path.join(folder, 'forms'), '.form')).map(({ name, content }) => ({ name, form: withBaseUrl(content, baseUrl) })),
  ];
  if (resources.length === 0) throw new Error(`nothing to deploy in ${folder}`);
  const client = connect(grpcAddress, external);
  try {
    const { deployments } = checkAnswer(await client.deployResources(resources));
    const deployment: Deployment = {
      processes: deployments.flatMap(({ process: p }) => (p === undefined ? [] : [{ id: p.bpmnProcessId, key: p.processDefinitionKey, version: p.version }])),
      decisions: deployments.flatMap(({ decision: d }) => (d === undefined ? [] : [{ id: d.dmnDecisionId, key: d.decisionKey, version: d.version }])),
      forms: deployments.flatMap(({ form: f }) => (f === undefined ? [] : [{ id: f.formId, key: f.formKey, version: f.version }])),
    };
    logger.info({ processes: deployment.processes, decisions: deployment.decisions.length, forms: deployment.forms.length }, 'deployed');
    if (tasklist !== undefined) await formsVisible(tasklist, deployment);
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

async function formsVisible(tasklist: TasklistLogin, { processes, forms }: Deployment): Promise<void> {
  if (forms.length === 0) return;
  const cookie = await logIn(tasklist);
  const limit = AbortSignal.timeout(VISIBLE_WITHIN_MS);
  for (const { id, key } of forms) {
    const url = `${tasklist.url}/v1/forms/${key}?processDefinitionKey=${processes[0]?.key ?? key}`;
    while (!(await isThere(url, cookie))) {
      if (limit.aborted) throw new Error(`Tasklist does not know form ${id} after ${VISIBLE_WITHIN_MS / 1000} s`);
      await wait(250);
    }
  }
}

async function isThere(url: string, cookie: string): Promise<boolean> {
  const answer = await fetch(url, { headers: { cookie }, signal: AbortSignal.timeout(10_000) });
  await answer.body?.cancel();
  return answer.ok;
}
