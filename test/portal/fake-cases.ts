import { createHash, randomBytes } from 'node:crypto';
import type { Application } from '../../src/domain/application.ts';
import { documentLabel, type DocumentKind } from '../../src/domain/document-kinds.ts';
import { SOP_STEPS } from '../../src/domain/sop.ts';
import { newApplicationNumber, pinOf } from '../../src/domain/application-number.ts';
import { IdempotencyConflict, type CaseState } from '../../src/store/store.ts';
import { NotNow, NotYourCase } from '../../src/cases/not-possible.ts';
import type { SubmittedPaper } from '../../src/cases/store-papers.ts';
import type { Tracking } from '../../src/cases/tracking.ts';
import type { CardVerification } from '../../src/cases/verify-card.ts';
import type { ApplicantCases } from '../../src/portal/applicant-cases.ts';

interface FakeCase {
  readonly number: string;
  readonly pin: string;
  readonly application: Application;
  readonly papers: SubmittedPaper[];
  readonly submittedAt: Date;
  state: CaseState;
  missing: DocumentKind[];
  note: string | null;
}

/** `Cases` as the portal sees it, in memory: keeps what it is given, and lets a test move a case on. */
export interface FakeCases extends ApplicantCases {
  readonly all: FakeCase[];
  readonly incoming: Parameters<ApplicantCases['incomingMessage']>[0][];
  readonly statuses: Parameters<ApplicantCases['messageStatus']>[0][];
  readonly links: Map<string, string>;
  /** What `verifyCard` answers. */
  verdict: CardVerification;
  /** Thrown by the next call of any method. */
  failNext: Error | undefined;
}

export const CARD_PDF = Buffer.from('%PDF-1.7\n% the signed card of an invented family\n%%EOF\n');
const STEP_OF: Record<CaseState, number> = {
  submitted: 2,
  examination: 3,
  'waiting-for-applicant': 3,
  drafting: 4,
  verification: 5,
  signing: 7,
  delivery: 8,
  delivered: 10,
  archived: 11,
  closed: 3,
  withdrawn: 3,
};
const EVIDENCE: Partial<Record<string, DocumentKind>> = {
  pendidikan: 'ijazah',
  pekerjaan: 'bukti-pekerjaan',
  agama: 'surat-pemuka-agama',
  'status-perkawinan': 'bukti-perkawinan',
  nama: 'penetapan-pengadilan',
  'tempat-lahir': 'akta-kelahiran',
  'tanggal-lahir': 'akta-kelahiran',
  shdk: 'bukti-hubungan',
  'golongan-darah': 'bukti-golongan-darah',
};
const KTP = [
  'nama',
  'jenis-kelamin',
  'tempat-lahir',
  'tanggal-lahir',
  'agama',
  'status-perkawinan',
  'pekerjaan',
  'kewarganegaraan',
  'golongan-darah',
];

export function createFakeCases(): FakeCases {
  const byKey = new Map<string, { hash: string; kept: FakeCase }>();
  const key = randomBytes(32);
  const fake: FakeCases = {
    all: [],
    incoming: [],
    statuses: [],
    links: new Map(),
    verdict: {
      valid: true,
      intact: true,
      signer: 'accepted',
      issuedHere: true,
      superseded: false,
      signerName: 'Ir. Contoh Kepala Dinas',
      signedAt: new Date('2026-11-22T03:15:00Z'),
      level: 'B-B',
      findings: [],
    },
    failNext: undefined,
    requirements: (reason, elements) =>
      work(() => {
        const basic: DocumentKind[] =
          reason === 'hilang'
            ? ['surat-hilang', 'ktp-el']
            : reason === 'rusak'
              ? ['kk-rusak', 'ktp-el']
              : reason === 'baru'
                ? ['f-1-02', 'bukti-perkawinan']
                : ['f-1-06', 'kk-lama'];
        return {
          requiredDocuments: [...new Set([...basic, ...elements.flatMap((element) => EVIDENCE[element] ?? [])])],
          ktpAffected: elements.some((element) => KTP.includes(element)),
          siakEntryNeeded: reason !== 'hilang',
        };
      }),
    submit: ({ application, papers, idempotencyKey }) =>
      work(() => {
        const hash = createHash('sha256')
          .update(
            JSON.stringify([
              application,
              papers.map(({ kind, paper }) => [kind, createHash('sha256').update(paper.bytes).digest('hex')]),
            ]),
          )
          .digest('hex');
        const known = byKey.get(idempotencyKey);
        if (known !== undefined) {
          if (known.hash !== hash) throw new IdempotencyConflict();
          return { applicationNumber: known.kept.number, pin: known.kept.pin, created: false };
        }
        const submittedAt = new Date();
        const number = newApplicationNumber(submittedAt);
        const kept: FakeCase = {
          number,
          pin: pinOf(number, key),
          application,
          papers: [...papers],
          submittedAt,
          state: 'submitted',
          missing: [],
          note: null,
        };
        byKey.set(idempotencyKey, { hash, kept });
        fake.all.push(kept);
        return { applicationNumber: number, pin: kept.pin, created: true };
      }),
    track: (number, pin) => work(() => tracking(own(number, pin))),
    complete: (number, pin, papers) =>
      work(() => {
        const found = own(number, pin);
        if (found.state !== 'waiting-for-applicant')
          throw new NotNow('Petugas sedang memeriksa berkas Anda; belum ada yang perlu dikirim.');
        found.papers.push(...papers);
        found.missing = found.missing.filter((kind) => !papers.some((paper) => paper.kind === kind));
        if (found.missing.length === 0) {
          found.state = 'examination';
          found.note = null;
        }
      }),
    withdraw: (number, pin) =>
      work(() => {
        const found = own(number, pin);
        if (STEP_OF[found.state] >= 7)
          throw new NotNow('KK sudah ditandatangani, sehingga permohonan tidak dapat ditarik lagi.');
        found.state = 'withdrawn';
      }),
    download: (number, pin) =>
      work(() => {
        const found = own(number, pin);
        if (!['delivery', 'delivered', 'archived'].includes(found.state))
          throw new NotNow('KK belum terbit. Lihat langkah yang sedang berjalan di halaman lacak.');
        if (found.state === 'delivery') found.state = 'delivered';
        return CARD_PDF;
      }),
    openLink: (token) =>
      work(() => {
        const number = fake.links.get(token);
        if (number === undefined) throw new NotYourCase();
        return { pdf: CARD_PDF, fileName: `${number}.pdf` };
      }),
    cardByToken: (token) =>
      work(() => {
        const found = fake.all.find((one) => `${one.number}.qr` === token);
        const issued = found !== undefined && ['delivery', 'delivered', 'archived'].includes(found.state);
        return found === undefined
          ? undefined
          : {
              applicationNumber: found.number,
              issued,
              current: issued,
              signedAt: issued ? new Date('2026-11-22T03:15:00Z') : null,
            };
      }),
    verifyCard: () => work(() => fake.verdict),
    incomingMessage: (message) => work(() => void fake.incoming.push(message)),
    messageStatus: (update) => work(() => void fake.statuses.push(update)),
  };

  /** Answers later, as a database would, and fails when told to. */
  async function work<T>(answer: () => T): Promise<T> {
    await new Promise((resolve) => setImmediate(resolve));
    const failure = fake.failNext;
    fake.failNext = undefined;
    if (failure !== undefined) throw failure;
    return answer();
  }
  function own(number: string, pin: string): FakeCase {
    const found = fake.all.find((one) => one.number === number && one.pin === pin);
    if (found === undefined) throw new NotYourCase();
    return found;
  }
  return fake;
}

function tracking(found: FakeCase): Tracking {
  const now = STEP_OF[found.state];
  const ready = ['delivery', 'delivered', 'archived'].includes(found.state);
  return {
    applicationNumber: found.number,
    state: found.state,
    submittedAt: found.submittedAt.toISOString(),
    steps: SOP_STEPS.map(({ step, title, minutes }) => ({
      step,
      title,
      minutes,
      status: step < now ? 'done' : step === now ? 'current' : 'waiting',
      at: step < now ? new Date(found.submittedAt.getTime() + step * 90_000).toISOString() : null,
    })),
    todo:
      found.state === 'waiting-for-applicant'
        ? 'Kirim berkas yang disebut di bawah ini.'
        : ready
          ? 'Unduh dan cetak KK Anda.'
          : null,
    missingDocuments: found.missing.map((code) => ({ code, label: documentLabel(code) })),
    note: found.note,
    cardReady: ready,
    mayWithdraw: now < 7 && !['closed', 'withdrawn'].includes(found.state),
    ktpAffected: found.application.changes.some(({ element }) => KTP.includes(element)),
  };
}
