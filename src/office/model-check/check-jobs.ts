import { MESSAGE_PURPOSES, type MessagePurpose } from '../../messaging/messaging.ts';
import { WORKERS } from '../../../workers/index.ts';
import type { Node } from '../../process/model/read-diagram.ts';
import { nameOf } from './finding.ts';
import { listed } from './codes.ts';
import type { Subject } from './subject.ts';

export const workersByType: ReadonlyMap<string, (typeof WORKERS)[number]> = new Map(
  WORKERS.map((worker) => [worker.type, worker]),
);

/** The receipt is sent before there is a process, an answer when an officer writes one, "revoked" after the end. */
const SENT_BESIDE_THE_PROCESS: readonly MessagePurpose[] = ['received', 'answer', 'revoked'];
/** Headers that a worker reads, with the values it knows; `step` is checked with the timers. */
const HEADERS: Readonly<Record<string, { readonly key: string; readonly values: readonly string[] }>> = {
  'send-message': {
    key: 'purpose',
    values: MESSAGE_PURPOSES.filter((purpose) => !SENT_BESIDE_THE_PROCESS.includes(purpose)),
  },
  'close-case': { key: 'as', values: ['closed', 'withdrawn', 'refused'] },
};
const WORKING = ['serviceTask', 'sendTask'];
const FEWEST_RETRIES = 3;

/** Between diagram and programs: every job has its worker, every worker's error its way back. */
export function checkJobs(subject: Subject): void {
  const { diagram, file, report } = subject;
  const used = diagram.jobTypes();
  for (const [type, nodes] of used) for (const node of nodes) checkJob(node, type, subject);
  for (const type of workersByType.keys())
    if (!used.has(type))
      report.fault(file, null, `Tidak ada lagi elemen dengan pekerjaan "${type}". Kembalikan tugasnya ke diagram.`);
  for (const node of diagram.nodes)
    if (WORKING.includes(node.kind) && node.job === undefined)
      report.fault(
        file,
        nameOf(node),
        'Tugas sistem ini belum punya jenis pekerjaan (Task definition, Type). Isi dahulu.',
      );
  for (const { key, values } of Object.values(HEADERS))
    for (const value of values)
      if (!diagram.nodes.some(({ headers }) => headers[key] === value))
        report.fault(file, null, `Tidak ada lagi elemen dengan ${key} = ${value}. Kembalikan tugasnya ke diagram.`);
}

function checkJob(node: Node, type: string, { diagram, file, report }: Subject): void {
  const fault = (sentence: string): void => report.fault(file, nameOf(node), sentence);
  const worker = workersByType.get(type);
  if (worker === undefined)
    return fault(
      `Pekerjaan "${type}" tidak dikenal program. Pakai salah satu dari ${listed([...workersByType.keys()])}, atau minta pengembang menambahkannya.`,
    );
  if (!(Number(node.job?.retries) >= FEWEST_RETRIES))
    fault(`Pekerjaan ini harus dicoba beberapa kali sebelum meminta bantuan admin. Isi Retries dengan 5.`);
  const header = HEADERS[type];
  if (header !== undefined && !header.values.includes(node.headers[header.key] ?? ''))
    fault(`Header "${header.key}" harus ${listed(header.values)}. Perbaiki pada bagian Headers.`);
  const known = header === undefined ? (type === 'note-delay' ? ['step'] : []) : [header.key];
  for (const key of Object.keys(node.headers))
    if (!known.includes(key)) fault(`Header "${key}" tidak dikenal pekerjaan ini. Hapus header itu.`);

  const caught = diagram.boundaries(node.id).flatMap(({ errorCode }) => errorCode ?? []);
  const thrown: readonly string[] = worker.errors;
  for (const error of thrown)
    if (!caught.includes(error))
      fault(
        `Galat ${error} dari pekerjaan ini tidak ditangkap. Tempelkan kejadian tepi galat itu beserta jalan kembalinya.`,
      );
  for (const error of caught)
    if (!thrown.includes(error))
      fault(`Galat ${error} tidak pernah terjadi pada pekerjaan ini. Hapus kejadian tepinya.`);
}
