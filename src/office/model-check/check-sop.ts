import { LANE_NAMES, LANES, SOP_STEPS, sopMinutes, type SopStep } from '../../domain/sop.ts';
import type { Node } from '../../process/model/read-diagram.ts';
import { valueOf } from '../../process/memory/expression.ts';
import { isReadable } from '../../process/model/feel.ts';
import { nameOf } from './finding.ts';
import { daysOf, LONGEST_RECEIPT_DAYS } from './walk/terms.ts';
import { listed } from './codes.ts';
import type { Subject } from './subject.ts';
import { stepOfTask } from '../../domain/user-tasks.ts';

const LANE_LIST = LANES.map((lane) => LANE_NAMES[lane]);
/** "3 hari" in a name, P3D in its timer. */
const DAYS_IN_NAME = /(\d+) hari/g;
const DAYS_IN_TIMER = /P(\d+)D/g;

/** The diagram reads as the SOP: its lanes, its ten steps, its minutes. */
export function checkSop(subject: Subject): void {
  checkLanes(subject);
  checkSteps(subject);
  for (const task of subject.diagram.of('userTask')) checkMinutes(task, subject);
  checkDays(subject);
  checkReceipt(subject);
}

function checkLanes({ diagram, file, report }: Subject): void {
  const names = diagram.lanes.map(({ name }) => name);
  for (const name of names)
    if (!LANE_LIST.includes(name))
      report.fault(
        file,
        `lajur "${name}"`,
        `Nama lajur ini bukan pelaksana menurut SOP. Namanya harus ${listed(LANE_LIST)}. Kembalikan namanya, atau minta pengembang mengubah daftar pelaksana (src/domain/sop.ts).`,
      );
  for (const name of LANE_LIST)
    if (!names.includes(name)) report.fault(file, `lajur "${name}"`, 'Lajur SOP ini tidak ada. Kembalikan lajurnya.');
  const known = names.filter((name) => LANE_LIST.includes(name));
  if (known.length === LANE_LIST.length && known.some((name, place) => name !== LANE_LIST[place]))
    report.advice(file, null, `Urutan lajur menurut SOP: ${LANE_LIST.join(', ')}.`);
  const placed = diagram.lanes.flatMap(({ nodes }) => nodes);
  for (const node of diagram.nodes)
    if (node.within === undefined && placed.filter((id) => id === node.id).length !== 1)
      report.fault(
        file,
        nameOf(node),
        'Elemen ini tidak berada di tepat satu lajur. Geser ke dalam lajur pelaksananya.',
      );
}

const stepIn = ({ name }: Node): SopStep | undefined =>
  SOP_STEPS.find(({ step }) => name.startsWith(`${step}. `))?.step;

function checkSteps({ diagram, file, report }: Subject): void {
  const laneOf = (id: string) => diagram.lanes.find(({ nodes }) => nodes.includes(id))?.name;
  for (const { step, lane, title } of SOP_STEPS) {
    const elements = diagram.nodes.filter((node) => stepIn(node) === step);
    if (elements.length === 0) {
      report.fault(file, null, `Langkah ${step} SOP ("${title}") tidak ada. Beri nama "${step}. …" pada elemennya.`);
      continue;
    }
    for (const node of elements) {
      const drawnIn = laneOf(node.id);
      if (drawnIn !== undefined && LANE_LIST.includes(drawnIn) && drawnIn !== LANE_NAMES[lane])
        report.fault(
          file,
          nameOf(node),
          `Langkah ${step} dikerjakan ${LANE_NAMES[lane]} menurut SOP, bukan ${drawnIn}. Geser ke lajurnya.`,
        );
      for (const [, minutes] of node.documentation.matchAll(/\((\d+) menit\)/g))
        if (Number(minutes) !== sopMinutes(step))
          report.fault(
            file,
            nameOf(node),
            `Keterangan menyebut ${minutes} menit; SOP: ${sopMinutes(step)} menit. Samakan.`,
          );
    }
  }
  for (const node of diagram.nodes)
    if (/^\d+\. /.test(node.name) && stepIn(node) === undefined)
      report.fault(file, nameOf(node), 'Angka di depan nama bukan langkah SOP (1 sampai 10). Perbaiki angkanya.');
}

/** Each human task has one timer beside it, of the minutes of the SOP, which notes the delay and stops nothing. */
function checkMinutes(task: Node, { diagram, file, report }: Subject): void {
  const step = stepIn(task) ?? stepOfTask(task.id);
  if (step === undefined) return;
  if (stepOfTask(task.id) !== undefined && stepIn(task) !== stepOfTask(task.id))
    report.fault(file, nameOf(task), `Nama tugas ini harus diawali "${stepOfTask(task.id)}. ", langkahnya dalam SOP.`);
  const minutes = sopMinutes(step);
  const timers = diagram.boundaries(task.id).filter(({ triggers }) => triggers.includes('timer'));
  const [late] = timers;
  if (late === undefined || timers.length > 1)
    return report.fault(
      file,
      nameOf(task),
      `Tugas orang harus punya satu batas waktu ${minutes} menit (SOP) yang mencatat keterlambatan. Pasang kejadian waktu tepi.`,
    );
  if (late.timer !== `PT${minutes}M`)
    report.fault(file, nameOf(late), `Batas waktu langkah ${step} menurut SOP ${minutes} menit. Isi PT${minutes}M.`);
  const [named] = /\d+(?= menit)/.exec(late.name) ?? [];
  if (named !== undefined && Number(named) !== minutes)
    report.fault(file, nameOf(late), `Namanya menyebut ${named} menit; SOP: ${minutes} menit. Samakan.`);
  const [note, ...others] = diagram.next(late.id);
  if (others.length > 0 || note?.kind !== 'endEvent' || note.job?.type !== 'note-delay')
    return report.fault(
      file,
      nameOf(late),
      'Sesudah lewat waktu hanya dicatat: hubungkan ke kejadian akhir "note-delay".',
    );
  if (note.headers['step'] !== String(step))
    report.fault(file, nameOf(note), `Header "step" harus ${step}, langkah dari tugas yang terlambat. Perbaiki.`);
}

/** A card of which nobody hears is not waited for without end: after some days a person takes care of it. */
function checkReceipt({ diagram, file, report }: Subject): void {
  for (const receipt of diagram.nodes.filter(({ message }) => message === 'card-received')) {
    const terms = diagram
      .boundaries(receipt.id)
      .filter(({ timer, interrupting }) => timer !== undefined && interrupting);
    const days = terms.map(({ timer = '' }) => daysOf(isReadable(timer) ? valueOf(timer, {}) : null));
    if (!days.some((each) => each > 0 && each <= LONGEST_RECEIPT_DAYS))
      report.fault(
        file,
        nameOf(receipt),
        `Tanda terima KK tidak boleh ditunggu tanpa batas. Pasang kejadian waktu tepi paling lama ${LONGEST_RECEIPT_DAYS} hari, lalu ke petugas.`,
      );
  }
}

/** Where a name gives days, its timer has them; the office may choose them, so this is advice. */
function checkDays({ diagram, file, report }: Subject): void {
  for (const node of diagram.nodes) {
    const timed = node.timer === undefined ? [] : [...node.timer.matchAll(DAYS_IN_TIMER)].map(([, days]) => days);
    const named = [...node.name.matchAll(DAYS_IN_NAME)].map(([, days]) => days);
    const missing = timed.find((days) => !named.includes(days));
    if (named.length > 0 && missing !== undefined)
      report.advice(
        file,
        nameOf(node),
        `Namanya tidak menyebut ${missing} hari, padahal pengatur waktunya begitu. Samakan.`,
      );
  }
}
