import { createHash } from 'node:crypto';
import { pino } from 'pino';
import sharp from 'sharp';
import type { Application } from '../../src/domain/application.ts';
import { changedElements } from '../../src/domain/application.ts';
import type { Person } from '../../src/domain/authority.ts';
import type { DocumentKind } from '../../src/domain/document-kinds.ts';
import type { FamilyCard } from '../../src/domain/family-card.ts';
import type { FailureCode } from '../../src/domain/failures.ts';
import type { OfficerRole } from '../../src/domain/process.ts';
import type { HumanStep } from '../../src/domain/sop.ts';
import { createDeskCases } from '../../src/cases/desk/create-desk-cases.ts';
import type { SigningWaits } from '../../src/cases/desk/means.ts';
import { createSigningGrants } from '../../src/signing/grants.ts';
import type { UserTask } from '../../src/engine/engine.ts';
import { sampleApplication } from '../domain/sample-application.ts';
import { createFakeEngine, createMemoryDocuments, createMemoryStore } from './fakes.ts';

const person = (username: string, name: string, ...roles: OfficerRole[]): Person => ({
  username,
  name,
  roles,
  nip: null,
  signerNik: null,
  active: true,
});
export const PEOPLE = {
  sri: person('sri.wahyuni', 'Sri Wahyuni', 'petugas-entri'),
  tono: person('tono.prasetyo', 'Tono Prasetyo', 'petugas-entri'),
  endah: person('endah.kusuma', 'Endah Kusumawati', 'kasi'),
  agus: person('agus.hartanto', 'Agus Hartanto', 'kepala-dinas'),
  rini: person('rini.astuti', 'Rini Astuti', 'petugas-cetak'),
  dewi: person('dewi.larasati', 'Dewi Larasati', 'petugas-entri', 'kasi', 'kepala-dinas'),
  budi: { ...person('budi.lama', 'Budi Lama', 'kepala-dinas'), active: false },
} as const;
export const RIGHT_PASSPHRASE = 'kata & sandi = 100% rahasia+ü';

const member = (
  name: string,
  nik: string,
  shdk: string,
  sex: string,
  birthDate: string,
  education: string,
): FamilyCard['members'][number] => ({
  name,
  nik,
  sex,
  birthPlace: 'BANTUL',
  birthDate,
  religion: 'ISLAM',
  education,
  occupation: 'KARYAWAN SWASTA',
  bloodType: 'O',
  maritalStatus: 'KAWIN TERCATAT',
  shdk,
  citizenship: 'WNI',
  father: 'SUKARDI',
  mother: 'WAGINEM',
});
/** What SIAK answers for the family of `sampleApplication`, after the entry. */
export const FAMILY: FamilyCard = {
  kkNumber: '3402150101150007',
  headName: 'DAMAR PAMUNGKAS',
  address: 'PADUKUHAN CEPIT',
  rt: '003',
  rw: '012',
  postalCode: '55185',
  kalurahan: 'PENDOWOHARJO',
  kapanewon: 'SEWON',
  kabupaten: 'BANTUL',
  provinsi: 'DAERAH ISTIMEWA YOGYAKARTA',
  members: [
    member('DAMAR PAMUNGKAS', '3402151708820001', 'KEPALA KELUARGA', 'LAKI-LAKI', '1982-08-17', 'SLTA/SEDERAJAT'),
    member('WENING PRAMESWARI', '3402155203850002', 'ISTRI', 'PEREMPUAN', '1985-03-12', 'DIPLOMA IV/STRATA I'),
  ],
};

/** The desk's use cases on fakes, with builders for cases at any step. */
export function createSampleOffice(options: { waits?: Partial<SigningWaits> } = {}) {
  let offsetMs = 0;
  const now = () => new Date(Date.now() + offsetMs);
  const store = createMemoryStore(now);
  const documents = createMemoryDocuments();
  const engine = createFakeEngine(now);
  const grants = createSigningGrants();
  for (const one of Object.values(PEOPLE)) store.rows.people.set(one.username, one);
  const log: string[] = [];
  const logger = pino({ level: 'debug' }, { write: (line: string) => void log.push(line) });
  const desk = createDeskCases({
    store,
    documents,
    engine,
    grants,
    now,
    logger,
    contactSheet: (papers) => Promise.resolve(Buffer.from(papers.map(({ label }) => label).join('\n'))),
    waits: { poll: 5, proof: 1_000, follow: 1_000, ...options.waits },
  });
  let serial = 0;

  const given = {
    async case(change: Partial<Application> = {}, papers: readonly DocumentKind[] = ['f-1-06', 'kk-lama', 'ijazah']) {
      const application = sampleApplication(change);
      const applicationNumber = `KK-261122-${String(++serial).padStart(6, '0')}`;
      const processInstanceKey = String(4503599627370000 + serial);
      await store.cases.open({
        applicationNumber,
        application,
        elements: changedElements(application),
        idempotencyKey: applicationNumber,
        requestSha256: '',
      });
      await store.cases.change(applicationNumber, {
        processInstanceKey,
        state: 'examination',
        requiredDocuments: ['f-1-06', 'kk-lama', 'ijazah'],
      });
      for (const kind of papers) {
        const jpeg = await pictureOf(kind);
        const { sha256 } = await documents.put(jpeg);
        await store.papers.add({
          applicationNumber,
          kind,
          sha256,
          mediaType: 'image/jpeg',
          bytes: jpeg.length,
          source: 'portal',
        });
      }
      return { applicationNumber, processInstanceKey };
    },
    async decision(
      applicationNumber: string,
      step: HumanStep,
      by: Person,
      answer: Record<string, unknown>,
      refusedBecause: FailureCode | null = null,
      userTaskKey = `${applicationNumber}-${step}-${store.rows.decisions.length}`,
    ) {
      const { draftSha256 } = await store.cases.get(applicationNumber);
      await store.decisions.record({
        applicationNumber,
        step,
        decidedBy: by.username,
        decidedAt: now(),
        actingAs: null,
        userTaskKey,
        recordedBy: userTaskKey,
        answer,
        refusedBecause,
        draftSha256,
      });
    },
    /** Opened and examined by Sri, drafted; waits for verification. */
    async drafted(change: Partial<Application> = {}, family = FAMILY, preview?: Buffer) {
      const made = await given.case(change);
      await given.decision(made.applicationNumber, 2, PEOPLE.sri, {});
      await store.cases.change(made.applicationNumber, { entryOfficer: PEOPLE.sri.username });
      await given.decision(made.applicationNumber, 3, PEOPLE.sri, { examination: 'complete', note: '' });
      const pdf = Buffer.from(`%PDF-1.7 draf ${made.applicationNumber}`);
      const { sha256: draftSha256 } = await documents.put(pdf);
      const { sha256: previewSha256 } = await documents.put(
        preview ?? (await pictureOf(made.applicationNumber, 'png')),
      );
      await store.drafts.save({
        sha256: draftSha256,
        applicationNumber: made.applicationNumber,
        family,
        previewSha256,
      });
      await store.cases.change(made.applicationNumber, {
        draftSha256,
        state: 'verification',
        siakReference: 'SIAK-2026-000123',
      });
      return { ...made, draftSha256 };
    },
    /** Verified by Endah; the head's task is open. */
    async verified(change: Partial<Application> = {}, family = FAMILY, preview?: Buffer) {
      const made = await given.drafted(change, family, preview);
      await given.decision(made.applicationNumber, 5, PEOPLE.endah, { verification: 'valid', note: '' });
      await store.cases.change(made.applicationNumber, { state: 'signing' });
      const task = engine.offer({ elementId: 'approve-signing', processInstanceKey: made.processInstanceKey });
      return { ...made, task };
    },
    later(minutes: number) {
      offsetMs += minutes * 60_000;
    },
  };

  /** Step 7 as the process would run it: record the decision, then the signing worker with its grant. Counts what BSrE would see. */
  const bsre = { attempts: [] as string[], refuse: undefined as FailureCode | undefined, silent: false };
  engine.onComplete = async (task: UserTask, username, variables) => {
    const record = [...store.rows.cases.values()].find((one) => one.processInstanceKey === task.processInstanceKey)!;
    const { applicationNumber, draftSha256 } = record;
    await given.decision(
      applicationNumber,
      7,
      [...store.rows.people.values()].find((one) => one.username === username)!,
      { ...variables },
      null,
      task.userTaskKey,
    );
    if (variables.signing !== 'approved' || draftSha256 === null || bsre.silent) return;
    setTimeout(() => {
      void (async () => {
        const grant = grants.open(draftSha256);
        const code: FailureCode | undefined =
          grant === undefined
            ? 'NO_SIGNING_GRANT'
            : (bsre.refuse ?? (grant.passphrase.toString() === RIGHT_PASSPHRASE ? undefined : 'BSRE_2031'));
        if (grant !== undefined) bsre.attempts.push(applicationNumber);
        if (code === undefined) {
          await store.cases.change(applicationNumber, {
            signedSha256: createHash('sha256').update(draftSha256).digest('hex'),
            state: 'delivery',
          });
          return store.journal.write({
            applicationNumber,
            actor: username,
            event: 'card-signed',
            step: 7,
            detail: { draftSha256 },
          });
        }
        grants.revoke(draftSha256);
        await store.journal.write({
          applicationNumber,
          actor: username,
          event: 'signing-failed',
          step: 7,
          detail: { code },
        });
        engine.offer({ elementId: 'approve-signing', processInstanceKey: task.processInstanceKey });
      })();
    }, 15);
  };
  return { desk, store, documents, engine, grants, given, bsre, log, logger, now };
}
export type SampleOffice = ReturnType<typeof createSampleOffice>;

/** A picture of its own for each text. */
async function pictureOf(text: string, as: 'jpeg' | 'png' = 'jpeg'): Promise<Buffer> {
  const digest = createHash('sha256').update(text).digest();
  return sharp({
    create: { width: 16, height: 12, channels: 3, background: { r: digest[0]!, g: digest[1]!, b: digest[2]! } },
  })
    .toFormat(as)
    .toBuffer();
}
