import type { WaitingPlace } from '../cases/waiting/list-waiting.ts';
import type { ShownState } from '../cases/waiting/show-state.ts';
import { duration, STATE_LABELS, TASK_LABELS } from '../domain/labels.ts';
import { LANE_NAMES } from '../domain/sop.ts';
import { waitingText, type WaitingKind } from '../domain/waiting.ts';

const KIND_LABELS: Record<WaitingKind, string> = {
  task: 'Tugas',
  nobody: 'Tugas tanpa petugas yang boleh',
  start: 'Mulai di mesin proses',
  validation: 'Pemeriksaan otomatis',
  siak: 'SIAK',
  press: 'Cetak draf',
  bsre: 'BSrE',
  whatsapp: 'WhatsApp',
  archive: 'Arsip',
  engine: 'Mesin proses',
  completion: 'Kelengkapan dari pemohon',
  receipt: 'Penerimaan KK',
  stranded: 'Tidak berjalan',
  incident: 'Pekerjaan berhenti',
  'siak-undo': 'Pembatalan entri SIAK',
  message: 'Kabar ke mesin proses',
  copies: 'Salinan arsip',
  'damaged-copies': 'Salinan arsip rusak',
  duty: 'Pekerjaan berkala',
};

export const waitingLabel = (kind: WaitingKind): string => KIND_LABELS[kind];

export interface ShownPlace {
  readonly applicationNumber: string;
  readonly what: string;
  readonly owner: string;
  readonly since: Date;
  readonly waited: string;
  readonly term: string;
  readonly reason: string;
  readonly overdue: boolean;
}

/** 37.5 hours in five days (Perpres 21/2023). Minutes. */
const WORKING_DAY = 450;

const IN_OFFICE_TIME: readonly WaitingKind[] = ['task', 'nobody', 'siak-undo'];

/** Tasks wait in office time: a day of it is a working day. */
function lasted(kind: WaitingKind, minutes: number): string {
  const whole = Math.floor(minutes);
  if (!IN_OFFICE_TIME.includes(kind) || whole < 1) return duration(whole);
  if (whole < WORKING_DAY) return `${duration(whole)} kerja`;
  const hours = Math.floor((whole % WORKING_DAY) / 60);
  return `${Math.floor(whole / WORKING_DAY)} hari${hours === 0 ? '' : ` ${hours} jam`} kerja`;
}

/** A waiting place in words; the admin's page and `npm run stuck` show the same. */
export function shownPlace(place: WaitingPlace & { readonly personName?: string | null }): ShownPlace {
  const { kind, applicationNumber, what, owner, person, since, waited, term, overdue, sentence } = place;
  const holder = place.personName ?? person;
  return {
    applicationNumber: applicationNumber ?? '',
    what: `${KIND_LABELS[kind]}${what === '' ? '' : `: ${whatText(kind, what)}`}`,
    owner: `${owner === 'admin' ? 'Admin' : LANE_NAMES[owner]}${holder === null ? '' : ` (${holder})`}`,
    since,
    waited: lasted(kind, waited),
    term: term === null ? 'seketika' : lasted(kind, term),
    reason: sentence ?? waitingText(kind),
    overdue,
  };
}

function whatText(kind: WaitingKind, what: string): string {
  if (kind === 'task' || kind === 'nobody') return TASK_LABELS[what] ?? what;
  return Object.hasOwn(STATE_LABELS, what) ? STATE_LABELS[what as keyof typeof STATE_LABELS] : what;
}

const PART_LABELS: Readonly<Record<string, string>> = {
  database: 'Basis data',
  engine: 'Mesin proses',
  model: 'Diagram di cakram',
  siak: 'SIAK',
  bsre: 'BSrE',
  whatsapp: 'WhatsApp',
  chromium: 'Pencetak PDF (Chromium)',
  documents: 'Penyimpanan dokumen',
  archive: 'Arsip',
  'archive-check': 'Pemeriksaan salinan arsip',
  cases: 'Berkas di mesin proses',
  disk: 'Cakram',
  duties: 'Pekerjaan berkala',
  calendar: 'Kalender kantor',
  uploads: 'Tempat foto yang belum dikirim',
  proxy: 'Proksi di depan portal',
};

export const shownPart = ({ name, state, ok }: ShownState['parts'][number]) => ({
  name: PART_LABELS[name] ?? name,
  state: ok ? 'baik' : state,
  ok,
});
