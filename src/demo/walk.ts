import type { Application } from '../domain/application.ts';
import { sopMinutes, type SopStep } from '../domain/sop.ts';
import type { OfficeFile } from '../office/office-file.ts';
import { DEMO_PASSPHRASE } from '../office/demo-people.ts';
import { Applicant } from './applicant.ts';
import { Auditor, type WayElement } from './auditor.ts';
import { HeadOfOffice } from './head.ts';
import { Officer } from './officer.ts';
import { Phones } from './phones.ts';
import { paperPhoto } from './photos.ts';
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
  readonly signedPdf: Buffer;
  readonly timeline: readonly TimelineRow[];
  readonly history: readonly WayElement[];
}

/** Elements of the diagram that prove each SOP step was passed. */
const PROOF: Record<SopStep, string> = {
  1: 'application-submitted',
  2: 'open-application',
  3: 'examine-application',
  4: 'request-print',
  5: 'verify-draft',
  6: 'draft-valid',
  7: 'sign-card',
  8: 'deliver-card',
  9: 'card-received',
  10: 'archive-case',
};

/**
 * Takes one application through all ten steps by the interfaces that people use, each officer under their own login.
 * Throws when a step is not reached.
 */
export async function walkThrough(
  office: OfficeFile,
  application: Application,
  say: (row: TimelineRow) => void,
): Promise<Walk> {
  if (office.simulators === null) throw new Error('Demo memerlukan kantor dengan simulator.');
  const login = (role: string): [string, string, string] => {
    const user = office.users.find((candidate) => candidate.role === role);
    if (user === undefined) throw new Error(`Tidak ada pengguna demo berperan ${role}.`);
    return [office.portal, user.username, user.password];
  };
  const entry = new Officer(...login('petugas-entri'));
  const kasi = new Officer(...login('kasi'));
  const head = new HeadOfOffice(...login('kepala-dinas'));
  const auditor = new Auditor(new Officer(...login('auditor')));
  const phones = new Phones(office.simulators.whatsapp);
  const resident = new Applicant(office.portal);

  const photos = {
    'f-1-06': await paperPhoto('F-1.06', 1),
    'kk-lama': await paperPhoto('Kartu Keluarga', 2),
    ijazah: await paperPhoto('Ijazah', 3),
  };
  const timeline: TimelineRow[] = [];
  let last = performance.now();
  const passed = (step: SopStep, name: string, who: string) => {
    const now = performance.now();
    const row = { step, name, who, sopMinutes: sopMinutes(step), measuredMs: Math.round(now - last) };
    last = now;
    timeline.push(row);
    say(row);
  };

  const response = await resident.applies(application, photos);
  if (!response.ok) throw new Error(`Portal menolak permohonan: ${response.status} ${await response.text()}`);
  const { applicationNumber: number } = resident;
  passed(1, 'Mengisi permohonan dan mengunggah foto', 'pemohon');
  await entry.does(number, 'open-application');
  passed(2, 'Membuka permohonan', entry.username);
  await entry.does(number, 'examine-application', { examination: 'complete' });
  passed(3, 'Memeriksa berkas dan entri SIAK', entry.username);
  await entry.does(number, 'request-print', { printRequest: 'requested' });
  await kasi.waitFor(number, 'verify-draft');
  passed(4, 'Mengajukan cetak draf KK', entry.username);
  await kasi.does(number, 'verify-draft', { verification: 'valid' });
  passed(5, 'Verifikasi elektronik draf KK', kasi.username);
  await head.waitFor(number, 'approve-signing');
  passed(6, 'Menilai indikasi data tidak valid', 'sistem');
  const [outcome] = await head.signs([number], DEMO_PASSPHRASE);
  if (outcome?.status !== 'signed')
    throw new Error(`Tanda tangan tidak jadi: ${outcome?.reason ?? 'tanpa keterangan'}`);
  passed(7, 'Menandatangani secara elektronik', head.username);
  await phones.waitFor(application.applicant.whatsapp, (message) => message.hasMedia && message.text.includes(number));
  passed(8, 'Mengirim KK lewat WhatsApp', 'sistem');
  const signedPdf = await resident.downloads();
  passed(9, 'Menerima dan mencetak KK', 'pemohon');
  await until('berkas diarsipkan', async () => (await resident.tracks()).state === 'archived');
  const { activities: history } = await auditor.waitForEnd(number);
  passed(10, 'Mengarsipkan secara digital berlapis', 'sistem');

  const elements = new Set(
    history.filter(({ endedAt, canceled }) => endedAt !== null && !canceled).map((one) => one.elementId),
  );
  const skipped = Object.entries(PROOF).filter(([, element]) => !elements.has(element));
  if (skipped.length > 0)
    throw new Error(`Jalan berkas tidak menunjukkan langkah ${skipped.map(([step]) => step).join(', ')}.`);
  return { applicationNumber: number, signedPdf, timeline, history };
}
