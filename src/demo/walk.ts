import type { Application } from '../domain/application.ts';
import { sopMinutes, type SopStep } from '../domain/sop.ts';
import type { OfficeFile } from '../office/office-file.ts';
import { DEMO_PASSPHRASE } from '../office/demo-people.ts';
import { Applicant } from './applicant.ts';
import { CamundaSession } from './camunda-session.ts';
import { HeadOfOffice } from './head.ts';
import { Operate } from './operate.ts';
import { Phones } from './phones.ts';
import { paperPhoto } from './photos.ts';
import { TasklistUser } from './tasklist-user.ts';
import { until } from './until.ts';

export interface TimelineRow {
  readonly step: SopStep;
  readonly name: string;
  readonly who: string;
  readonly sopMinutes: number;
  readonly measuredMs: number;
}
export interface Walk {
  readonly applicationNumber: string;
  readonly processInstanceKey: string;
  readonly signedPdf: Buffer;
  readonly timeline: readonly TimelineRow[];
}

/** Elements of the diagram that prove each SOP step was passed. */
const PROOF: Record<SopStep, string> = {
  1: 'application-submitted',
  2: 'open-application',
  3: 'examine-application',
  4: 'render-card',
  5: 'verify-draft',
  6: 'draft-valid',
  7: 'sign-card',
  8: 'deliver-card',
  9: 'card-received',
  10: 'archive-case',
};

/** Takes one application through all ten steps by the interfaces people use, each officer under his own login. Throws when a step is not reached. */
export async function walkThrough(
  office: OfficeFile,
  application: Application,
  say: (row: TimelineRow) => void,
): Promise<Walk> {
  if (office.simulators === null) throw new Error('Demo memerlukan kantor dengan simulator.');
  const officer = (role: string) => {
    const user = office.users.find((candidate) => candidate.role === role);
    if (user === undefined) throw new Error(`Tidak ada pengguna demo berperan ${role}.`);
    return new CamundaSession(office.tasklist, user.username, user.password);
  };
  const entry = new TasklistUser(officer('petugas-entri'));
  const kasi = new TasklistUser(officer('kasi'));
  const head = new HeadOfOffice(officer('kepala-dinas'), office.portal);
  const operate = new Operate(officer('auditor'));
  const phones = new Phones(office.simulators.whatsapp);
  const resident = new Applicant(office.portal);

  const timeline: TimelineRow[] = [];
  let last = performance.now();
  const passed = (step: SopStep, name: string, who: string) => {
    const now = performance.now();
    const row = { step, name, who, sopMinutes: sopMinutes(step), measuredMs: Math.round(now - last) };
    last = now;
    timeline.push(row);
    say(row);
  };

  const photos = {
    'f-1-06': await paperPhoto('F-1.06', 1),
    'kk-lama': await paperPhoto('Kartu Keluarga', 2),
    ijazah: await paperPhoto('Ijazah', 3),
  };
  last = performance.now();
  const response = await resident.applies(application, photos);
  if (!response.ok) throw new Error(`Portal menolak permohonan: ${response.status} ${await response.text()}`);
  const { applicationNumber } = resident;
  passed(1, 'Mengisi permohonan dan mengunggah foto', 'pemohon');

  const opening = await until('tugas 2 di Tasklist', async () =>
    firstOwn(entry, 'open-application', applicationNumber),
  );
  await entry.claim(opening.id);
  await entry.complete(opening.id);
  const { processInstanceKey } = opening;
  passed(2, 'Membuka permohonan', entry.username);

  await entry.does(processInstanceKey, 'examine-application', { examination: 'complete' });
  passed(3, 'Memeriksa berkas dan entri SIAK', entry.username);
  const draft = await kasi.waitFor(processInstanceKey, 'verify-draft');
  passed(4, 'Mencetak draf KK', 'sistem');
  await kasi.claim(draft.id);
  await kasi.complete(draft.id, { verification: 'valid' });
  passed(5, 'Verifikasi elektronik draf KK', kasi.username);
  await head.waitFor(processInstanceKey, 'approve-signing');
  passed(6, 'Menilai indikasi data tidak valid', 'sistem');
  const [outcome] = await head.signs([applicationNumber], DEMO_PASSPHRASE);
  if (outcome?.status !== 'signed')
    throw new Error(`Tanda tangan tidak jadi: ${outcome?.reason ?? 'tanpa keterangan'}`);
  passed(7, 'Menandatangani secara elektronik', head.username);
  await phones.waitFor(
    application.applicant.whatsapp,
    (message) => message.hasMedia && message.text.includes(applicationNumber),
  );
  passed(8, 'Mengirim KK lewat WhatsApp', 'sistem');
  const signedPdf = await resident.downloads();
  passed(9, 'Menerima dan mencetak KK', 'pemohon');
  await until('berkas diarsipkan', async () => (await resident.tracks()).state === 'archived');
  const history = await operate.wholeHistory(processInstanceKey);
  passed(10, 'Mengarsipkan secara digital berlapis', 'sistem');

  const elements = new Set(history.filter((node) => node.state === 'COMPLETED').map((node) => node.flowNodeId));
  const skipped = Object.entries(PROOF).filter(([, element]) => !elements.has(element));
  if (skipped.length > 0)
    throw new Error(`Operate tidak menunjukkan langkah ${skipped.map(([step]) => step).join(', ')}.`);
  return { applicationNumber, processInstanceKey, signedPdf, timeline };
}

/** The open task of this case: the list's answer names no case, so the form's own variable is asked. */
async function firstOwn(user: TasklistUser, taskDefinitionId: string, applicationNumber: string) {
  for (const task of await user.tasks({ taskDefinitionId }))
    if ((await user.variable(task.id, 'applicationNumber')) === applicationNumber) return task;
  return undefined;
}
