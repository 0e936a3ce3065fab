import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'chai';
import { until } from '../helpers.ts';
import type { TestEngine } from '../with-engine.ts';

/** Stands for what must not be read by whoever reads incidents or logs. */
const VALUE = 'Rekaan-3402010101700001';

/** A process that works on a variable named `note` after a savepoint, so that what fails is a job. */
const working = (id: string, expression: string) => `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="test"
    xmlns:camunda="http://camunda.org/schema/1.0/bpmn">
  <bpmn:process id="${id}" isExecutable="true" camunda:historyTimeToLive="P3650D">
    <bpmn:startEvent id="start" />
    <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="work" />
    <bpmn:serviceTask id="work" camunda:asyncBefore="true" camunda:expression="${expression}">
      <bpmn:extensionElements><camunda:failedJobRetryTimeCycle>R1/PT1S</camunda:failedJobRetryTimeCycle></bpmn:extensionElements>
    </bpmn:serviceTask>
    <bpmn:sequenceFlow id="f2" sourceRef="work" targetRef="end" />
    <bpmn:endEvent id="end" />
  </bpmn:process>
</bpmn:definitions>`;

export const errors = (host: TestEngine) =>
  describe('errors in the engine', () => {
    /** Runs the expression over the value and resolves with everything the engine keeps and says of its failure. */
    async function failureOf(id: string, expression: string): Promise<{ message: string; all: string }> {
      await host.deploy(`${id}.bpmn`, working(id, expression));
      await host.rest('POST', `process-definition/key/${id}/start`, {
        businessKey: id,
        variables: { note: { value: VALUE } },
      });
      const job = async () => {
        const { body } = await host.rest('GET', `job?processDefinitionKey=${id}&withException=true`);
        return (body as { id: string; exceptionMessage: string; retries: number }[])[0];
      };
      await until(async () => (await job())?.retries === 0, 20_000);
      const { id: jobId, exceptionMessage } = (await job())!;
      const incidents = await host.rest('GET', `incident?processDefinitionKeyIn=${id}`);
      const trace = await host.rest('GET', `job/${jobId}/stacktrace`);
      const log = await readFile(path.join(host.varDir, 'logs', 'engine.log'), 'utf8');
      expect(incidents.body, 'an incident').to.have.length(1);
      expect(trace.body, 'a trace of places').to.contain('  at org.operaton.bpm');
      return { message: exceptionMessage, all: JSON.stringify([incidents.body, trace.body, exceptionMessage]) + log };
    }

    it('of a FEEL condition that is neither true nor false name its place and its text, and no value', async () => {
      const { message, all } = await failureOf('undecided', "${feel.test(execution, 'note')}");
      expect(message).to.match(/condition is neither true nor false at work in undecided:1:\S+: note$/);
      expect(all).to.not.contain(VALUE);
    });

    it('of a FEEL expression that cannot be computed name its place, and no value', async () => {
      const { message, all } = await failureOf(
        'failing',
        "${feel.eval(execution, 'assert(note, note = &quot;x&quot;)')}",
      );
      expect(message).to.contain('expression cannot be computed at work in failing:1:');
      expect(all).to.not.contain(VALUE);
    });

    it('of a FEEL expression that cannot be read name it', async () => {
      const { message } = await failureOf('unreadable', "${feel.eval(execution, 'note +')}");
      expect(message).to.match(/expression cannot be read at work in unreadable:1:\S+: note \+$/);
    });

    it('of the engine itself name their kind, and no value', async () => {
      const { message, all } = await failureOf('coercing', '${note + 1}');
      expect(message).to.equal('org.operaton.bpm.engine.ProcessEngineException caused by jakarta.el.ELException');
      expect(all).to.not.contain(VALUE);
    });

    it('of a request name their kind in answer and log, and no value', async () => {
      await host.deploy('at-once.bpmn', working('at-once', '${note + 1}').replace(' camunda:asyncBefore="true"', ''));
      const variables = { note: { value: VALUE } };
      const answer = await host.rest('POST', 'process-definition/key/at-once/start', {
        businessKey: 'at-once',
        variables,
      });
      expect(answer.status).to.equal(500);
      expect(answer.body).to.have.property('message').that.contains('caused by jakarta.el.ELException');
      const log = await readFile(path.join(host.varDir, 'logs', 'engine.log'), 'utf8');
      expect(log).to.contain('a request failed\n');
      expect(log + JSON.stringify(answer.body)).to.not.contain(VALUE);
    });
  });
