import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { Type } from '@sinclair/typebox';
import { expect } from 'chai';
import { pino } from 'pino';
import { loadConfig } from '../../src/config.ts';
import { Failure } from '../../src/domain/failures.ts';
import { connect, type ZeebeClient } from '../../src/engine/client.ts';
import { createEngine } from '../../src/engine/create-engine.ts';
import { deploy } from '../../src/engine/deployment.ts';
import type { Engine, Job, UserTask, WorkerDefinition, Workers } from '../../src/engine/engine.ts';
import { publish } from '../../src/engine/messages.ts';
import { createZeebeRest, type ZeebeRest } from '../../src/engine/rest.ts';

const number = Type.Object({ applicationNumber: Type.String() }, { additionalProperties: false });
const nothing = Type.Object({}, { additionalProperties: false });
const logger = pino({ level: 'silent' });

describe('workers on the real engine', function () {
  this.timeout(120_000);
  const { engine: addresses, baseUrl } = loadConfig();
  let engine: Engine;
  let client: ZeebeClient;
  let rest: ZeebeRest;
  let jobType: string;
  let running: Workers[];
  const instances = new Set<string>();

  before(async () => {
    await deploy({ ...addresses, folder: new URL('fixtures', import.meta.url).pathname, baseUrl, logger });
    engine = createEngine({ ...addresses, logger });
    client = connect(addresses.grpcAddress);
    rest = createZeebeRest(addresses.restUrl);
  });
  beforeEach(() => {
    jobType = `engine-try-${randomUUID()}`;
    running = [];
  });
  afterEach(async () => {
    await Promise.all(running.map((workers) => workers.stop()));
    for (const key of instances)
      await rest.call('POST', `/v2/process-instances/${key}/cancellation`, {}).catch(() => undefined);
    instances.clear();
  });
  after(async () => {
    await client.close();
    await engine.close();
  });

  const start = (messageId: string = randomUUID()) =>
    publish(client, {
      name: 'engine-try-started',
      applicationNumber: messageId,
      messageId,
      ttlMs: 60_000,
      variables: { applicationNumber: messageId, jobType, note: 'not asked for' },
    });

  function work(handle: WorkerDefinition<null>['handle'], more: Partial<WorkerDefinition<null>> = {}): Workers {
    const workers = engine.work<null>(
      [
        {
          type: jobType,
          input: number,
          output: nothing,
          errors: [],
          ...more,
          handle: (deps, input, job) => {
            instances.add(job.processInstanceKey);
            return handle(deps, input, job);
          },
        },
      ],
      null,
    );
    running.push(workers);
    return workers;
  }

  async function until<T>(what: string, look: () => Promise<T | undefined> | T | undefined): Promise<T> {
    for (let waited = 0; waited < 30_000; waited += 100) {
      const seen = await look();
      if (seen !== undefined) return seen;
      await wait(100);
    }
    throw new Error(`did not see ${what}`);
  }

  const theTask = (instance: string, state: UserTask['state']) =>
    until(`a task that is ${state}`, async () =>
      (await engine.userTasks(instance)).find((task) => task.state === state),
    );
  const theIncident = (instance: string) =>
    until('an incident', async () => {
      const found = await rest.call('POST', '/v2/incidents/search', {
        filter: { processInstanceKey: Number(instance) },
      });
      return JSON.stringify(found).includes(instance) ? JSON.stringify(found) : undefined;
    });

  it('the same start message twice is one instance', async () => {
    const handled: string[] = [];
    work((_deps, { applicationNumber }) => {
      handled.push(String(applicationNumber));
      return Promise.resolve({});
    });
    const messageId = randomUUID();
    await start(messageId);
    await start(messageId);
    await until('the job', () => handled[0]);
    await wait(1500);
    expect(handled).to.deep.equal([messageId]);
  });

  it('a handler sees its declared variables, its headers, and nothing else', async () => {
    let seen: { input: object; job: Job } | undefined;
    work((_deps, input, job) => {
      seen = { input, job };
      return Promise.resolve({});
    });
    await start('KK-1');
    const { input, job } = await until('the job', () => seen);
    expect(input).to.deep.equal({ applicationNumber: 'KK-1' });
    expect(job).to.include({ elementId: 'work' }).and.to.have.property('headers').that.deep.equals({ step: '3' });
  });

  it('a job that was there before the worker is done too', async () => {
    await start();
    await wait(1000);
    let seen = false;
    work(() => {
      seen = true;
      return Promise.resolve({});
    });
    await until('the job', () => seen || undefined);
  });

  it('a failure with a way back takes it, with the reason as a variable', async () => {
    work(() => Promise.reject(new Failure('NO_SIGNING_GRANT', 'detail for the log')), { errors: ['NO_SIGNING_GRANT'] });
    let reason: unknown;
    running.push(
      engine.work<null>(
        [
          {
            type: `${jobType}-refused`,
            input: Type.Object({ returnReason: Type.String() }, { additionalProperties: false }),
            output: nothing,
            errors: [],
            handle: (_deps, input) => {
              reason = input['returnReason'];
              return Promise.resolve({});
            },
          },
        ],
        null,
      ),
    );
    await start();
    expect(await until('the way back', () => reason)).to.equal('NO_SIGNING_GRANT');
  });

  it('an outside that is away is asked again about two seconds later', async () => {
    const calls: number[] = [];
    work(() => {
      calls.push(Date.now());
      return calls.length === 1 ? Promise.reject(new Failure('SIAK_UNREACHABLE')) : Promise.resolve({});
    });
    await start();
    const again = await until('the second call', () => calls[1]);
    expect(again - calls[0]!).to.be.within(1900, 15_000);
  });

  it("a defect becomes an incident that does not hold the exception's text", async () => {
    let instance: string | undefined;
    work((_deps, _input, job) => {
      instance = job.processInstanceKey;
      return Promise.reject(new Error('NIK 3402011505900001 tidak ditemukan'));
    });
    await start();
    const incident = await theIncident(await until('the job', () => instance));
    expect(incident)
      .to.match(new RegExp(`defect in ${jobType} \\([0-9a-f-]{36}\\)`))
      .and.not.to.contain('3402011505900001');
  });

  it('an answer that was not declared does not reach the process', async () => {
    let instance: string | undefined;
    work((_deps, _input, job) => {
      instance = job.processInstanceKey;
      return Promise.resolve({ nik: '3402011505900001' });
    });
    await start();
    expect(await theIncident(await until('the job', () => instance))).to.contain(`defect in ${jobType}`);
  });

  it('work that takes longer than its lock is done once', async () => {
    let calls = 0;
    let done = false;
    const slowly = async () => {
      calls++;
      await wait(5000);
      done = true;
      return {};
    };
    work(slowly, { timeoutMs: 1500 });
    work(slowly, { timeoutMs: 1500 });
    await start();
    await until('the end of the work', () => done || undefined);
    await wait(1500);
    expect(calls).to.equal(1);
  });

  it('stopping waits for the work in hand and leaves the rest to others', async () => {
    const handled: string[] = [];
    let begun = false;
    const first = work(async (_deps, { applicationNumber }) => {
      begun = true;
      await wait(1500);
      handled.push(String(applicationNumber));
      return {};
    });
    await start('KK-first');
    await until('the job', () => begun || undefined);
    await first.stop();
    expect(handled).to.deep.equal(['KK-first']);
    await start('KK-second');
    work((_deps, { applicationNumber }) => {
      handled.push(String(applicationNumber));
      return Promise.resolve({});
    });
    await until('the second job', () => handled[1]);
    expect(handled).to.deep.equal(['KK-first', 'KK-second']);
  });

  it('a task is completed in the name of the person whom our page knows', async () => {
    let instance: string | undefined;
    work((_deps, _input, job) => {
      instance = job.processInstanceKey;
      return Promise.resolve({});
    });
    await start();
    const open = await theTask(await until('the job', () => instance), 'CREATED');
    expect((await engine.openTasks()).map((task) => task.userTaskKey)).to.include(open.userTaskKey);
    await engine.completeTask(open.userTaskKey, 'bambang.hartono', { verification: 'valid' });
    const done = await theTask(open.processInstanceKey, 'COMPLETED');
    expect(done).to.include({ userTaskKey: open.userTaskKey, elementId: 'decide', assignee: 'bambang.hartono' });
    expect(done.completedAt).to.be.instanceOf(Date);
  });

  it('the engine says that it is ready', () => engine.ready());
});
