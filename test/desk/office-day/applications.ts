import type { Application } from '../../../src/domain/application.ts';
import type { DocumentKind } from '../../../src/domain/document-kinds.ts';
import { sampleApplication } from '../../domain/sample-application.ts';
import type { Office, SubmittedCase } from '../../cases/office.ts';

/** How a case differs from the common one. */
export type Course =
  /** Nothing happens to it. */
  | 'common'
  /** The entry officer asks for one paper again. */
  | 'incomplete'
  /** Kasi doubts the draft once. */
  | 'doubted'
  /** The head sends the draft back once. */
  | 'returned'
  /** WhatsApp does not bring the card. */
  | 'unreachable'
  /** The applicant takes it back before anybody opened it. */
  | 'withdrawn';

export interface DayCase extends SubmittedCase {
  readonly course: Course;
  readonly applicantName: string;
}

export const CHANGED: readonly DocumentKind[] = ['f-1-06', 'kk-lama', 'ijazah'];
const LOST: readonly DocumentKind[] = ['surat-hilang', 'ktp-el'];
const DAMAGED: readonly DocumentKind[] = ['kk-rusak', 'ktp-el'];
const AT_ONCE = 6;
const COURSES: readonly Course[] = ['incomplete', 'doubted', 'returned', 'unreachable', 'withdrawn'];
const NAMES = [
  'Wening',
  'Sulastri',
  'Hartini',
  'Murniati',
  'Parjiyah',
  'Rubiyem',
  'Suharti',
  'Tukinah',
  'Yatini',
  'Ngatini',
];
const FAMILIES = ['Prameswari', 'Wulandari', 'Kusumastuti', 'Handayani', 'Puspitasari', 'Lestari'];

/**
 * So many applications of a day: every sixth is for a lost or damaged card, and each course of its own comes now and
 * then.
 */
export async function dayOfApplications(office: Office, count: number): Promise<DayCase[]> {
  const made = new Array<DayCase>(count);
  const make = async (i: number) => {
    const course = i % 6 === 3 ? (COURSES[Math.floor(i / 6) % COURSES.length] ?? 'common') : 'common';
    const kind = i % 12 === 0 ? 'hilang' : i % 12 === 6 ? 'rusak' : 'perubahan-data';
    const name = `${NAMES[i % NAMES.length]!} ${FAMILIES[Math.floor(i / NAMES.length) % FAMILIES.length]!}`;
    made[i] = { ...(await office.submit(application(kind, i, name), papersOf(kind))), course, applicantName: name };
  };
  for (let i = 0; i < count; i += AT_ONCE)
    await Promise.all(Array.from({ length: Math.min(AT_ONCE, count - i) }, (_, k) => make(i + k)));
  return made;
}

function application(reason: Application['reason'], i: number, name: string): Partial<Application> {
  const { applicant, members, changes } = sampleApplication();
  const own = members.map((member) => (member.nik === applicant.nik ? { ...member, name } : member));
  return {
    reason,
    applicant: { ...applicant, name, whatsapp: `0812345${String(10_000 + i)}` },
    members: own,
    kkNumber: `340215010115${String(1_000 + i)}`,
    changes: reason === 'perubahan-data' ? changes : [],
  };
}

function papersOf(reason: Application['reason']): readonly DocumentKind[] {
  return reason === 'hilang' ? LOST : reason === 'rusak' ? DAMAGED : CHANGED;
}
