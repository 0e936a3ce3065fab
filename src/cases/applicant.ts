import { createHash, randomUUID } from 'node:crypto';
import { Failure } from '../domain/failures.ts';
import type { CaseRecord, CaseState, Word } from '../store/store.ts';
import { NotNow, NotYourCase, type Cases } from './cases.ts';
import { keepCompletion } from './completion.ts';
import type { Means } from './means.ts';
import type { PinGuard } from './pin-guard.ts';
import { say } from './words.ts';
import { cardReceived } from './receipt.ts';
import { newestStanding } from './standing.ts';
import { readCardToken, tokenSha256 } from './tokens.ts';
import { trackingOf } from './tracking.ts';

/** A withdrawal is heard at once or came too late: it must not lie in wait for another turn of the case. */
const A_MOMENT_MS = 60_000;
/** From submission until the head's approval; what is being signed or is signed cannot be withdrawn (diagram, event sub-process). */
const MAY_WITHDRAW: readonly CaseState[] = [
  'submitted',
  'examination',
  'waiting-for-applicant',
  'drafting',
  'verification',
  'signing',
];

/** The applicant's own case by number and PIN. */
async function ownCase({ store }: Means, guard: PinGuard, applicationNumber: string, pin: string): Promise<CaseRecord> {
  guard.check(applicationNumber, pin);
  const record = await store.cases.find(applicationNumber);
  if (record === undefined) throw new NotYourCase();
  return record;
}

async function mayWithdraw({ store }: Means, record: CaseRecord): Promise<boolean> {
  if (!MAY_WITHDRAW.includes(record.state)) return false;
  const last = await newestStanding(store, record.applicationNumber);
  return last?.answer['signing'] !== 'approved';
}

export function track(means: Means, guard: PinGuard): Cases['track'] {
  return async (applicationNumber, pin) => {
    const record = await ownCase(means, guard, applicationNumber, pin);
    const [journal, decisions] = await Promise.all([
      means.store.journal.of(applicationNumber),
      means.store.decisions.of(applicationNumber),
    ]);
    return trackingOf(record, journal, decisions, await mayWithdraw(means, record));
  };
}

/** SOP step 3, "dilengkapi": the applicant sends what was asked for, and the case goes back to the same officer. */
export function complete(means: Means, guard: PinGuard): Cases['complete'] {
  const { store } = means;
  return async (applicationNumber, pin, papers) => {
    const record = await ownCase(means, guard, applicationNumber, pin);
    if (record.state !== 'waiting-for-applicant')
      throw new NotNow('Saat ini petugas tidak menunggu kiriman Anda. Lihat langkah terakhir di halaman lacak.');
    if (papers.length === 0) throw new NotNow('Pilih paling sedikit satu foto, lalu kirim lagi.');
    await say(
      means,
      await store.transaction((tables) => keepCompletion(tables, means, applicationNumber, papers, 'portal')),
    );
  };
}

/** Cancelling at any time before the head's approval. The diagram undoes the SIAK entry and closes; until then the case stands as it was. */
export function withdraw(means: Means, guard: PinGuard): Cases['withdraw'] {
  const { store } = means;
  return async (applicationNumber, pin) => {
    const record = await ownCase(means, guard, applicationNumber, pin);
    if (record.state === 'withdrawn') return;
    if (!(await mayWithdraw(means, record)))
      throw new NotNow('KK sudah ditandatangani atau permohonan sudah selesai, jadi tidak bisa dibatalkan lagi.');
    const word: Word = {
      name: 'application-withdrawn',
      applicationNumber,
      messageId: `withdrawn:${applicationNumber}:${randomUUID()}`,
      ttlMs: A_MOMENT_MS,
    };
    await store.transaction(async (tables) => {
      await tables.journal.write({
        applicationNumber,
        actor: 'pemohon',
        event: 'withdrawal-requested',
        step: null,
        detail: { in: record.state },
      });
      await tables.words.keep(word);
    });
    await say(means, word);
  };
}

/** SOP step 9: reading the card is receiving it. */
export function download(means: Means, guard: PinGuard): Cases['download'] {
  return async (applicationNumber, pin) => {
    const record = await ownCase(means, guard, applicationNumber, pin);
    const pdf = await signedCard(means, record);
    await cardReceived(means, applicationNumber, 'download');
    return pdf;
  };
}

export function openLink(means: Means): Cases['openLink'] {
  return async (token) => {
    const link = await means.store.links.find(tokenSha256(token));
    if (link === undefined || link.expiresAt < means.now()) throw new NotYourCase();
    const { applicationNumber, purpose } = link;
    const pdf = await signedCard(means, await means.store.cases.get(applicationNumber));
    // WhatsApp's own fetch of the media is not the applicant reading it.
    if (purpose === 'card') await cardReceived(means, applicationNumber, 'link');
    return { pdf, fileName: `${applicationNumber}.pdf` };
  };
}

async function signedCard({ documents }: Means, { signedSha256 }: CaseRecord): Promise<Buffer> {
  if (signedSha256 === null) throw new NotNow('KK belum ditandatangani. Lihat langkah terakhir di halaman lacak.');
  return documents.get(signedSha256);
}

/** For anybody with a card in hand: its QR. Says nothing of the family. */
export function cardByToken({ store, settings }: Means): Cases['cardByToken'] {
  return async (token) => {
    const applicationNumber = readCardToken(settings.linkKey, token);
    const record = applicationNumber === undefined ? undefined : await store.cases.find(applicationNumber);
    if (record === undefined) return undefined;
    const signing = (await store.decisions.of(record.applicationNumber))
      .filter((d) => d.step === 7 && d.refusedBecause === null)
      .at(-1);
    const issued = record.signedSha256 !== null;
    return {
      applicationNumber: record.applicationNumber,
      issued,
      current: issued,
      signedAt: issued ? (signing?.decidedAt ?? null) : null,
    };
  };
}

export function verifyCard({ store, publicVerifier }: Means): Cases['verifyCard'] {
  return async (pdf, askedBy = '') => {
    const issuedHere = (await store.cases.findBySigned(createHash('sha256').update(pdf).digest('hex'))) !== undefined;
    return { ...(await publicVerifier.verify(pdf, { askedBy })), issuedHere };
  };
}

export function requirements({ engine }: Means): Cases['requirements'] {
  return (reason, elements) => engine.requirements(reason, elements);
}

/** Guards a worker against a case of another process instance: a changed `applicationNumber` must not reach somebody else's case. */
export async function caseOf(
  { store }: Means,
  applicationNumber: string,
  processInstanceKey?: string,
): Promise<CaseRecord> {
  const record = await store.cases.get(applicationNumber);
  if (
    processInstanceKey !== undefined &&
    record.processInstanceKey !== null &&
    record.processInstanceKey !== processInstanceKey
  )
    throw new Failure('CASE_UNKNOWN', 'the case belongs to another process instance');
  return record;
}
