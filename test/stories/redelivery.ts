import type { Cases } from '../../src/cases/cases.ts';
import type { Job, WorkerDefinition } from '../../src/engine/engine.ts';
import { until } from '../../src/demo/until.ts';
import { WORKERS } from '../../workers/index.ts';
import type { Berkas } from './berkas.ts';
import { indexed } from './traces.ts';

interface JobRecord {
  readonly key: number;
  readonly intent: string;
  readonly value: {
    readonly type: string;
    readonly elementId: string;
    readonly elementInstanceKey: number;
    readonly processInstanceKey: number;
    readonly customHeaders: Readonly<Record<string, string>>;
  };
}

/** Gives the newest job of this element to its worker once more, as the engine does when an answer is lost. Answers what the worker answers. */
export async function deliverAgain(berkas: Berkas, elementId: string): Promise<unknown> {
  const { office, number } = berkas;
  const { type, job } = await until(`the job of ${elementId} in the engine's records`, async () =>
    (await jobsOf(berkas)).filter((known) => known.job.elementId === elementId).at(-1),
  );
  const worker = WORKERS.find((definition) => definition.type === type);
  if (worker === undefined) throw new Error(`no worker for ${type}`);
  const { draftSha256 } = await berkas.record;
  const known: Record<string, unknown> = { applicationNumber: number, draftSha256 };
  const input = Object.fromEntries(
    Object.keys(worker.input.properties).flatMap((name) => (name in known ? [[name, known[name]]] : [])),
  );
  return (worker as WorkerDefinition<Cases>).handle(office.cases, input, job);
}

async function jobsOf({ office, processInstanceKey }: Berkas): Promise<{ type: string; job: Job }[]> {
  const jobs: { type: string; job: Job }[] = [];
  for await (const { content } of indexed(office, 'zeebe-record_job_*')) {
    const { key, intent, value } = JSON.parse(String(content)) as JobRecord;
    if (intent !== 'CREATED' || String(value.processInstanceKey) !== processInstanceKey) continue;
    jobs.push({
      type: value.type,
      job: {
        key: String(key),
        processInstanceKey,
        elementId: value.elementId,
        elementInstanceKey: String(value.elementInstanceKey),
        headers: value.customHeaders,
      },
    });
  }
  return jobs;
}
