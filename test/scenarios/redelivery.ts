import type { ProcessCases } from '../../src/cases/create-cases.ts';
import type { WorkerDefinition } from '../../src/process/process.ts';
import { WORKERS } from '../../workers/index.ts';
import type { Berkas } from './berkas.ts';
import { tables } from './traces.ts';

/**
 * Gives a job of this case to its worker once more, as an engine does when an answer is lost: with the same key of the
 * visit. Answers what the worker answers.
 */
export async function deliverAgain(berkas: Berkas, type: string, elementId: string): Promise<unknown> {
  const { office, number } = berkas;
  const worker = WORKERS.find((definition) => definition.type === type);
  if (worker === undefined) throw new Error(`no worker for ${type}`);
  const { draftSha256 } = await berkas.record;
  const known: Record<string, unknown> = { applicationNumber: number, draftSha256 };
  const input = Object.fromEntries(
    Object.keys(worker.input.properties).flatMap((name) => (name in known ? [[name, known[name]]] : [])),
  );
  const job = { caseNumber: number, once: await onceOf(berkas), elementId, headers: { purpose: 'card' } };
  return (worker as WorkerDefinition<ProcessCases>).handle(office.cases, input, job);
}

/** The key of the newest message of the case ends with the key of the visit that sent it. */
async function onceOf({ office, number }: Berkas): Promise<string> {
  let once = `${number}:again`;
  for await (const { content } of tables(office, 'effects')) {
    const key = /message:([^,)]+)/.exec(String(content))?.[1];
    if (key?.startsWith(number) === true) once = key;
  }
  return once;
}
