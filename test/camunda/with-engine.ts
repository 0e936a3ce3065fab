import { startEngine, type EngineOptions, type RunningEngine } from '../../camunda/engine.ts';
import { loadConfig } from '../../src/config/config.ts';
import { ensureLogins } from '../../src/store/logins.ts';
import { silent, temporaryFolder, withDatabase, type TestDatabase } from '../store/database.ts';
import { freePort } from './helpers.ts';

export interface Answer {
  readonly status: number;
  /** Parsed where it is JSON. */
  readonly body: unknown;
}

export interface TestEngine {
  readonly database: TestDatabase;
  readonly engine: RunningEngine;
  readonly varDir: string;
  /** A request of the office, with the secret, below `/engine-rest/`. */
  rest(method: string, path: string, body?: unknown): Promise<Answer>;
  /** A request with these headers and no other. */
  bare(method: string, path: string, headers?: Record<string, string>, body?: string): Promise<Answer>;
  /** Deploys one file and throws when it is refused. */
  deploy(name: string, content: string): Promise<void>;
}

/** The parts are fetched and compiled once for all runs of this account, as for its offices. */
export const { cacheDir } = loadConfig({ ...process.env, VAR_DIR: temporaryFolder() });

/**
 * Call it inside `describe`: gives the suite an engine of its own on a database of its own. The first one ever takes a
 * minute.
 */
export function withEngine(options: Partial<EngineOptions> = {}): TestEngine {
  const database = withDatabase();
  const varDir = temporaryFolder();
  let engine: RunningEngine | undefined;

  before(async () => {
    engine = await startEngine({
      databaseUrl: (await ensureLogins(database.url)).engine,
      port: await freePort(),
      clockControlled: true,
      varDir,
      cacheDir,
      logger: silent,
      progress: () => undefined,
      ...options,
    });
  });
  after(async () => {
    await engine?.stop();
  });

  const running = (): RunningEngine => {
    if (engine === undefined) throw new Error('the engine is there once the suite has begun');
    return engine;
  };
  const bare: TestEngine['bare'] = async (method, where, headers = {}, body) => {
    const answer = await fetch(running().url + where, {
      method,
      headers,
      redirect: 'manual',
      ...(body === undefined ? {} : { body }),
    });
    const text = await answer.text();
    const json = answer.headers.get('content-type')?.includes('json') === true && text !== '';
    return { status: answer.status, body: json ? (JSON.parse(text) as unknown) : text };
  };
  return {
    database,
    varDir,
    get engine() {
      return running();
    },
    bare,
    rest: (method, where, body) =>
      bare(
        method,
        `/engine-rest/${where}`,
        {
          authorization: `Bearer ${running().secret}`,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        body === undefined ? undefined : JSON.stringify(body),
      ),
    async deploy(name, content) {
      const form = new FormData();
      form.set('deployment-name', name);
      form.set(name, new Blob([content]), name);
      const answer = await fetch(`${running().url}/engine-rest/deployment/create`, {
        method: 'POST',
        headers: { authorization: `Bearer ${running().secret}` },
        body: form,
      });
      if (!answer.ok) throw new Error(await answer.text());
    },
  };
}

/** A small diagram: one user task, then what its answer says. In the dialect that the translator writes. */
export const TWO_STEPS = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="test"
    xmlns:camunda="http://camunda.org/schema/1.0/bpmn" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
  <bpmn:process id="two-steps" isExecutable="true" camunda:historyTimeToLive="P3650D">
    <bpmn:startEvent id="start" />
    <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="examine-application" />
    <bpmn:userTask id="examine-application" camunda:candidateGroups="petugas-entri">
      <bpmn:extensionElements>
        <camunda:inputOutput>
          <camunda:outputParameter name="examination">\${feel.eval(execution, 'examination')}</camunda:outputParameter>
          <camunda:outputParameter name="missing">\${feel.eval(execution, 'missingDocuments')}</camunda:outputParameter>
        </camunda:inputOutput>
      </bpmn:extensionElements>
    </bpmn:userTask>
    <bpmn:boundaryEvent id="late" attachedToRef="examine-application" cancelActivity="true">
      <bpmn:timerEventDefinition><bpmn:timeDuration>P7D</bpmn:timeDuration></bpmn:timerEventDefinition>
    </bpmn:boundaryEvent>
    <bpmn:sequenceFlow id="f2" sourceRef="late" targetRef="too-late" />
    <bpmn:endEvent id="too-late" />
    <bpmn:sequenceFlow id="f3" sourceRef="examine-application" targetRef="is-complete" />
    <bpmn:exclusiveGateway id="is-complete" default="no" />
    <bpmn:sequenceFlow id="yes" sourceRef="is-complete" targetRef="verify-draft">
      <bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">\${feel.test(execution, 'if missing = null then null else examination = "complete" and count(missing) = 0')}</bpmn:conditionExpression>
    </bpmn:sequenceFlow>
    <bpmn:sequenceFlow id="no" sourceRef="is-complete" targetRef="incomplete" />
    <bpmn:endEvent id="incomplete" />
    <bpmn:userTask id="verify-draft" camunda:candidateGroups="kasi" camunda:assignee="bambang.hartono" />
    <bpmn:sequenceFlow id="f4" sourceRef="verify-draft" targetRef="done" />
    <bpmn:endEvent id="done" />
  </bpmn:process>
</bpmn:definitions>`;
