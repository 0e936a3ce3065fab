import { TASK_LISTENERS } from '../../process/task-listeners.ts';
import type { Node } from '../../process/model/read-diagram.ts';
import { roleOfTask, USER_TASKS } from '../../domain/user-tasks.ts';
import { nameOf } from './finding.ts';
import { listed } from './codes.ts';
import type { Subject } from './subject.ts';

/** Tasks that only the officer to whom the case is assigned may decide: they must come to nobody else. */
const OF_THE_ENTRY_OFFICER = ['examine-application', 'enter-siak-manually', 'request-print'];
const ENTRY_OFFICER = '=entryOfficer';

/** User tasks: known to the program, offered to the right group, judged in their completion. */
export function checkPeople(subject: Subject): void {
  const { diagram, file, report, forms } = subject;
  const tasks = diagram.of('userTask');
  for (const id of USER_TASKS)
    if (!tasks.some((task) => task.id === id))
      report.fault(file, null, `Tugas orang dengan id "${id}" tidak ada lagi. Kembalikan tugas atau idnya.`);
  for (const task of tasks) checkTask(task, subject);
  for (const form of forms)
    if (!tasks.some((task) => task.form === form.id))
      report.fault(
        form.file,
        null,
        `Formulir "${form.id}" tidak dipakai tugas mana pun. Hapus berkasnya atau pasang lagi.`,
      );
}

function checkTask(task: Node, { diagram, file, report, forms }: Subject): void {
  const fault = (sentence: string): void => report.fault(file, nameOf(task), sentence);
  const role = roleOfTask(task.id);
  if (role === undefined)
    return fault(
      'Tugas orang ini belum dikenal program: belum ada yang menilai keputusannya. Mintalah pengembang menambahkannya dahulu.',
    );
  if (task.candidateGroups !== role)
    fault(`Tugas ini milik kelompok "${role}". Isi Candidate groups tepat begitu, tanpa tambahan.`);
  if (task.assignee !== undefined && task.assignee !== ENTRY_OFFICER)
    fault(`Assignee hanya boleh kosong atau ${ENTRY_OFFICER} (pemegang berkas). Perbaiki.`);
  if (OF_THE_ENTRY_OFFICER.includes(task.id) && task.assignee !== ENTRY_OFFICER)
    fault(`Hanya pemegang berkas yang boleh memutuskan tugas ini. Isi Assignee dengan ${ENTRY_OFFICER}.`);
  if (!task.extensions.includes('zeebe:UserTask'))
    fault('Pilih "Implementation: Camunda user task", supaya keputusan dinilai saat tugas diselesaikan.');
  if (task.form === undefined) fault('Tugas ini belum punya formulir. Pilih formulirnya (Form, Type: Camunda Form).');
  else if (!forms.some(({ id }) => id === task.form))
    fault(`Formulir "${task.form}" tidak ada. Pilih salah satu dari ${listed(forms.map(({ id }) => id))}.`);
  for (const { eventType, type } of TASK_LISTENERS)
    if (task.taskListeners.filter((one) => one.eventType === eventType && one.type === type).length !== 1)
      fault(
        `Pendengar tugas "${eventType}" dengan jenis "${type}" tidak ada: keputusan tidak akan dinilai. Kembalikan di bagian Task listeners.`,
      );
  if (task.taskListeners.length > TASK_LISTENERS.length)
    fault('Ada pendengar tugas (Task listeners) yang tidak dikenal program. Hapus yang baru.');
  if (diagram.boundaries(task.id).some(({ triggers, interrupting }) => triggers.includes('timer') && interrupting))
    fault('Batas waktu tidak boleh menghentikan tugas orang. Ubah kejadian tepinya menjadi tidak menghentikan.');
}
